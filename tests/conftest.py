"""The database of a test run.

Each run has a server of its own under a temporary folder, so that two runs at once never meet.
NEWSROOM_TEST_DATABASE_URL, or DATABASE_URL, runs the tests on any other PostgreSQL instead;
NEWSROOM_POSTGRES_VERSION=16 on the embedded 16.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

from newsroom.embedded import Server
from newsroom.environment import embedded, from_url
from tests.registers import full_register, full_register_database

# Fixtures for every module: a second import elsewhere would load the register a second time.
__all__ = ["full_register", "full_register_database"]

# Nothing of a test run has to outlive a power cut.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
FOLDER = "NEWSROOM_TEST_FOLDER"


def pytest_configure(config: pytest.Config) -> None:
    if not _is_worker():
        # Workers and the commands that tests start inherit the environment.
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="newsroom-tests-")
        os.environ["NEWSROOM_VAR"] = os.environ[FOLDER]
    # The settings were read before this hook: what they hold is changed in place.
    database = settings.DATABASES["default"]
    database.update(_database())
    database.setdefault("TEST", {})["NAME"] = f"test_{Path(os.environ[FOLDER]).name}"
    settings.VAR = Path(os.environ[FOLDER])
    settings.SEARCH_INDEX = settings.VAR / f"index-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


def pytest_unconfigure(config: pytest.Config) -> None:
    if not _is_worker() and FOLDER in os.environ:
        run_server().stop()
        shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


def run_server() -> Server:
    """Return the server of this test run, which may not be running yet."""
    version = int(os.environ.get("NEWSROOM_POSTGRES_VERSION", "18"))
    return Server(Path(os.environ[FOLDER]) / "postgres", version=version, settings=HASTY)


def _database() -> dict:
    names = ("NEWSROOM_TEST_DATABASE_URL", "DATABASE_URL")
    url = next((os.environ[name] for name in names if os.environ.get(name)), None)
    fresh = {"PASSWORD": "", "PORT": "", "EMBEDDED": None}
    return {**fresh, **(from_url(url) if url else embedded(run_server()))}


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ
