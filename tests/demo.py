"""The demonstration edition for tests: the invented county with its sixty stories.

A module that wants it carries `pytest.mark.usefixtures("demo_edition")` beside `django_db`; its
pages are marked as the real ones of `make demo` are. A module for a browser asks for `demo_site`,
whose `url` serves the edition, and carries neither `live_server` nor `transaction=True`: those
empty the tables. The edition is loaded once a run, into a database beside the test database.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.registers import run_statement, use_database


@pytest.fixture(scope="session")
def demo_database(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The name of a database like the test database, with the demonstration edition in it."""
    empty = connection.settings_dict["NAME"]
    demo = f"{empty}_demo"
    with django_db_blocker.unblock():
        run_statement(f'DROP DATABASE IF EXISTS "{demo}"')
        run_statement(f'CREATE DATABASE "{demo}" TEMPLATE "{empty}"')
        use_database(demo)
        with override_settings(SEARCH_INDEX=tmp_path_factory.mktemp("demo") / "index"):
            call_command("load_demo", stdout=StringIO())
        use_database(empty)
    yield demo
    with django_db_blocker.unblock():
        run_statement(f'DROP DATABASE "{demo}"')


@pytest.fixture(scope="module")
def demo_edition(demo_database: str, django_db_blocker) -> Iterator[None]:
    empty = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        use_database(demo_database)
    with override_settings(DEMO=True, SITE_NAME="Newsroom (demonstration)"):
        yield
    with django_db_blocker.unblock():
        use_database(empty)


@pytest.fixture(scope="module")
def demo_site(demo_edition: None, django_db_blocker) -> Iterator[LiveServer]:
    """The edition on a port of its own, for as long as the module's tests run."""
    with django_db_blocker.unblock():
        site = LiveServer("localhost")
        site._live_server_modified_settings.enable()
        yield site
        site._live_server_modified_settings.disable()
        site.stop()
