"""One process at a time."""

import fcntl
import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsroom.embedded.errors import EmbeddedPostgresError


def user_name(uid: int) -> str:
    """Return the name of a user, or the number itself where nobody has given it a name."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def unusable(folder: Path) -> EmbeddedPostgresError:
    """Say which folder is in the way, whose it is, and what to do about it."""
    there = next(place for place in (folder, *folder.parents) if os.path.lexists(place))
    owner, me = user_name(there.lstat().st_uid), user_name(os.geteuid())
    return EmbeddedPostgresError(
        f"The database cannot be kept in {folder}: {there} belongs to {owner} and {me} may not "
        "use it. Work in a clone of your own, set NEWSROOM_VAR to a folder of your own, or set "
        "DATABASE_URL to a PostgreSQL server."
    )


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold the lock file `path` (created with its folder); waits for whoever holds it.

    The kernel lets go of the lock when its holder dies, however it dies.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Opened for reading: a lock file that somebody made read-only is still a lock file.
        handle = os.open(path, os.O_RDONLY | os.O_CREAT, 0o600)
    except PermissionError as error:
        raise unusable(path.parent) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
