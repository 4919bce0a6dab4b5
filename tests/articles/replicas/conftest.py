"""One replica for all tests of a process, and Django told of it for the time of a test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection, connections

from articles.models import Article
from articles.replicas import choosing
from newsroom.embedded import Server
from tests.articles import factories as make
from tests.articles.replicas.servers import Standby, base_backup
from tests.conftest import FOLDER, HASTY, run_server

REPLICA, OTHER = REPLICAS = ("replica-1", "replica-2")
ROUTER = "articles.replicas.routing.Router"


class Clock:
    """What the choice of a replica takes for the time."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="session")
def standby_server(django_db_setup, django_db_blocker) -> Iterator[Server]:
    if connection.settings_dict.get("EMBEDDED") is None:
        pytest.skip("a replica is made of the embedded server only")
    with django_db_blocker.unblock():
        connection.ensure_connection()
    name = f"replica-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    made = Server(Path(os.environ[FOLDER]) / name, settings=HASTY)
    base_backup(run_server(), made.data)
    made.ensure()
    yield made
    made.stop()


@pytest.fixture(scope="module", autouse=True)
def _replicas(standby_server: Server) -> Iterator[None]:
    """Two for Django, both of them that server, before it looks what a test may connect to."""
    for alias in REPLICAS:
        connections.settings[alias] = settings_of(standby_server)
    yield
    for alias in REPLICAS:
        del connections.settings[alias]


def settings_of(server: Server) -> dict[str, Any]:
    default = connections.settings["default"]
    # Django's tests empty each database that is no mirror of another.
    test = {**default["TEST"], "MIRROR": "default"}
    return {**default, "HOST": str(server.socket_folder), "EMBEDDED": None, "TEST": test}


@pytest.fixture
def standby(standby_server: Server, transactional_db) -> Iterator[Standby]:
    """The replica, following and unknown to readers."""
    made = Standby(standby_server)
    with connection.cursor() as cursor:
        # The server of a test run is in no hurry to write down what is committed (HASTY).
        cursor.execute("SET synchronous_commit = on")
    made.start()
    yield made
    made.start()
    with connection.cursor() as cursor:
        cursor.execute("RESET synchronous_commit")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(choosing, "monotonic", made)
    return made


@pytest.fixture
def both(standby: Standby, clock: Clock, settings, monkeypatch) -> Iterator[Standby]:
    """Readers' pages are read from the replicas; from none that is behind at all."""
    settings.PAGE_CACHE = True
    settings.DATABASE_ROUTERS = [ROUTER]
    settings.DATABASE_REPLICA_MAX_LAG = 0.0
    monkeypatch.setattr(choosing, "KNOWN", choosing.Known())
    caches["pages"].clear()
    yield standby
    for alias in REPLICAS:
        connections[alias].close()
        del connections[alias]


@pytest.fixture
def replica(both: Standby, monkeypatch) -> Iterator[Standby]:
    """The same with one of them."""
    with monkeypatch.context() as patch:
        patch.delitem(connections.settings, OTHER)
        yield both


@pytest.fixture
def story(both: Standby) -> Article:
    made = make.speech(make.member(sits_for=make.party()), "The wall is old.").article
    both.follow()
    return made
