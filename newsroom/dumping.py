"""PostgreSQL's own programs on the site's database: pg_dump and pg_restore."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection


def run_program(name: str, *arguments: str) -> None:
    """Runs a program of PostgreSQL on the database. Raises CommandError in its own words.

    With the embedded server these are the programs that came with it, else those on the PATH.
    """
    settings = connection.settings_dict
    psql, environment = connection.client.settings_to_cmd_args_env(settings, [])
    server = settings.get("EMBEDDED")
    program = str(server.programs / name) if server else shutil.which(name)
    if program is None:
        raise CommandError(f"{name} is not installed: it comes with PostgreSQL’s client programs.")
    where, database = psql[1:-1], psql[-1]
    done = subprocess.run(  # noqa: S603  no shell, arguments of ours
        [program, *where, "--dbname", database, *arguments],
        env={"PATH": "/usr/bin:/bin", **(environment or {}), "LC_ALL": "C"},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CommandError(f"{name}: {done.stderr.strip()}")


def dump(file: Path) -> None:
    """Writes the whole database beside and puts it in place: a file of this name is whole."""
    if file.is_dir() or not file.parent.is_dir():
        raise CommandError(f"{file}: name a file in a folder that is there.")
    draft = file.with_name(f".{file.name}.part")
    try:
        draft.touch(mode=0o600)
        run_program("pg_dump", "--format=custom", "--no-owner", "--file", str(draft))
        draft.replace(file)
    except OSError as error:
        raise CommandError(f"{error.filename}: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)


def restore(file: Path) -> None:
    """Fills an empty database from a dump: all of it or nothing."""
    if not file.is_file():
        raise CommandError(f"{file}: there is no such file.")
    if tables := len(connection.introspection.table_names()):
        connection.close()
        raise CommandError(
            f"The database holds {tables} tables: restore into an empty one, so that nothing that "
            "stands there is lost."
        )
    connection.close()
    run_program("pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", str(file))
