"""The database of a test run.

Each run has a server of its own under a temporary folder, so that two runs at once never meet.
NEWSROOM_TEST_DATABASE_URL, or DATABASE_URL, runs the tests on any other PostgreSQL instead;
NEWSROOM_POSTGRES_VERSION=16 on the embedded 16.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.http import HttpRequest
from django.template.backends.jinja2 import Template
from django.test.signals import template_rendered

from newsroom.embedded import EmbeddedPostgresError, Server
from newsroom.environment import embedded, from_url
from tests.demo import demo_database, demo_edition, demo_site
from tests.registers import full_register, full_register_database

# Fixtures for every module: a second import elsewhere would load the register a second time.
__all__ = [
    "demo_database",
    "demo_edition",
    "demo_site",
    "full_register",
    "full_register_database",
]

# Nothing of a test run has to outlive a power cut.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
FOLDER = "NEWSROOM_TEST_FOLDER"
PREFIX = "newsroom-tests-"
LOCK = pytest.StashKey[int]()

# On a busy machine an example may take any time; how long things take is for the benchmarks.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    if not _is_worker():
        # Workers and the commands that tests start inherit the environment.
        sweep()
        os.environ[FOLDER] = os.environ["NEWSROOM_VAR"] = tempfile.mkdtemp(prefix=PREFIX)
        running = Path(os.environ[FOLDER]) / "running"
        config.stash[LOCK] = os.open(running, os.O_RDONLY | os.O_CREAT)
        fcntl.flock(config.stash[LOCK], fcntl.LOCK_EX)
    # The settings were read before this hook: what they hold is changed in place.
    # Tests that are about replicas make their own.
    settings.DATABASE_ROUTERS.clear()
    for alias in [name for name in settings.DATABASES if name != "default"]:
        del settings.DATABASES[alias]
    database = settings.DATABASES["default"]
    database.update(_database())
    database.setdefault("TEST", {})["NAME"] = f"test_{Path(os.environ[FOLDER]).name}"
    # Tests read static files where they lie; nothing is collected for them.
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    # Within one transaction, which is what most tests are, changes turn the pages only once.
    settings.PAGE_CACHE = False
    settings.VAR = Path(os.environ[FOLDER])
    settings.STATIC_ROOT = settings.VAR / "static"
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    settings.SEARCH_INDEX = settings.VAR / f"index-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@pytest.fixture(scope="session", autouse=True)
def _readers_pages_tell_what_they_show() -> Iterator[None]:
    """Fill `response.context` of readers' pages too: Jinja's backend does not tell the client."""
    render = Template.render

    def told(
        self: Template, context: dict | None = None, request: HttpRequest | None = None
    ) -> str:
        context = {} if context is None else context
        page = render(self, context, request)
        assert "bound method" not in page, "something was printed that wants to be called"
        template_rendered.send(sender=self, template=self, context=context)
        return page

    Template.render = told
    yield
    Template.render = render


def pytest_unconfigure(config: pytest.Config) -> None:
    if not _is_worker() and LOCK in config.stash:
        remove(Path(os.environ.pop(FOLDER)))
        os.close(config.stash[LOCK])


def sweep() -> None:
    """Stop the servers of runs that were killed: nobody holds the lock in their folders."""
    for lock in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/running"):
        with suppress(OSError, EmbeddedPostgresError), open(lock) as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove(lock.parent)


def remove(folder: Path) -> None:
    for data in folder.glob("*/postmaster.pid"):
        Server(data.parent).stop()
    shutil.rmtree(folder, ignore_errors=True)


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
