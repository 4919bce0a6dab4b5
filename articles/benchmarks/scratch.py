"""A database and an index of a benchmark's own, beside the site's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

NAME = "newsroom_benchmark"
# Static files need not have been collected.
UNCOLLECTED = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@contextmanager
def scratch_archive() -> Iterator[Path]:
    """An empty migrated database in place of the site's, dropped afterwards.

    What is handed out is the folder that holds its index.
    """
    home, folder = connection.settings_dict["NAME"], Path(settings.VAR) / "benchmark"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _run(f'DROP DATABASE IF EXISTS "{NAME}"')
    _run(f'CREATE DATABASE "{NAME}"')
    _use(NAME)
    try:
        with override_settings(
            SEARCH_INDEX=folder / "index", PAGE_CACHE=False, STORAGES=UNCOLLECTED
        ):
            call_command("migrate", verbosity=0)
            yield folder
    finally:
        _use(home)
        _run(f'DROP DATABASE IF EXISTS "{NAME}"')
        shutil.rmtree(folder, ignore_errors=True)


def _use(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database


def _run(statement: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
