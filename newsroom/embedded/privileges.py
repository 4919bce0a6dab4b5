"""Who runs PostgreSQL: it refuses to run as root, and root must not loosen any rights for it."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from newsroom.embedded.binaries import DEFAULT_MAJOR, ENVIRONMENT, bin_folder, major_of
from newsroom.embedded.errors import EmbeddedPostgresError
from newsroom.embedded.locking import unusable

ROOT = 0


@dataclass(frozen=True)
class Runner:
    """Runs a program as whoever may run PostgreSQL on a data folder.

    `prefix` goes before the command; `uid` and `gid` are taken on where they are given.
    """

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def run(
        self, *command: str | Path, cwd: Path, text: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run to the end with `text` as input, in an environment without the shell's locale."""
        try:
            return subprocess.run(  # noqa: S603  our own programs, no shell
                [*self.prefix, *map(str, command)],
                cwd=cwd,
                env=ENVIRONMENT,
                input=text,
                capture_output=True,
                text=True,
                check=False,
                user=self.uid,
                group=self.gid,
                extra_groups=None if self.uid is None else [],
            )
        except OSError as error:
            raise EmbeddedPostgresError(f"{command[0]} could not be run: {error}.") from error

    @property
    def owner(self) -> int:
        """The uid that owns the files of the server, as seen from here."""
        return os.geteuid() if self.uid is None else self.uid

    def take(self, folder: Path) -> None:
        """Give the folder and all in it to the owner, if it is somebody else's."""
        if folder.stat().st_uid == self.owner:
            return
        for place in (folder, *folder.rglob("*")):
            os.chown(place, self.owner, -1 if self.gid is None else self.gid, follow_symlinks=False)


def runner_for(data: Path) -> Runner:
    """Choose who runs the server on `data`, a folder that may not exist yet.

    Raises EmbeddedPostgresError, with the folder's name, where nobody can.
    """
    me = os.geteuid()
    owner = data.stat().st_uid if data.exists() else me
    if me == ROOT and owner != ROOT:
        return Runner(uid=owner, gid=data.stat().st_gid)
    if owner != me:
        raise unusable(data)
    if me != ROOT and _has_a_name(me):
        return Runner()
    return _in_a_user_namespace() or _as_nobody(data)


def _has_a_name(uid: int) -> bool:
    """Tell whether passwd knows the uid: initdb asks for its name and fails without one."""
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _in_a_user_namespace() -> Runner | None:
    """Map this user to nobody inside a namespace: the same files, under a uid that is not root.

    Returns None where the kernel or the container forbids it.
    """
    nobody = pwd.getpwnam("nobody")
    unshare = shutil.which("unshare", path=ENVIRONMENT["PATH"])
    if unshare is None:
        return None
    maps = (f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}")
    runner = Runner(prefix=(unshare, "--user", *maps))
    return runner if runner.run("true", cwd=Path("/")).returncode == 0 else None


def _as_nobody(data: Path) -> Runner:
    """Root without user namespaces hands the data folder to the user nobody, who must reach it."""
    nobody = pwd.getpwnam("nobody")
    advice = (
        "PostgreSQL does not run as root, and user namespaces are forbidden here. Run Newsroom as "
        "an ordinary user, or set DATABASE_URL to a PostgreSQL server."
    )
    if os.geteuid() != ROOT:
        raise EmbeddedPostgresError(f"The user id {os.geteuid()} has no name. {advice}")
    runner = Runner(uid=nobody.pw_uid, gid=nobody.pw_gid)
    script = 'for folder; do test -x "$folder" || { echo "$folder"; exit; }; done'
    programs = bin_folder(major_of(data) or DEFAULT_MAJOR)
    folders = [*reversed(data.parents), *reversed(programs.parents), programs]
    try:
        closed = runner.run("sh", "-c", script, "sh", *folders, cwd=Path("/")).stdout.strip()
    except EmbeddedPostgresError as error:
        raise EmbeddedPostgresError(advice) from error
    if closed:
        raise EmbeddedPostgresError(f"The user nobody cannot enter {closed}. {advice}")
    return runner
