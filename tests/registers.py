"""The full register for tests that speak of its facts.

A module that wants it carries `pytest.mark.usefixtures("full_register")` beside `django_db`. The
tables are loaded once a run, into a database beside the test database, so that tests which count
rows never meet them. Not for `transaction=True`: that empties the tables.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection

from people.loading import load_roster

LEAVE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"


@pytest.fixture(scope="session")
def full_register_database(django_db_setup: None, django_db_blocker) -> Iterator[str]:
    """The name of a database like the test database, with the whole register in it."""
    empty = connection.settings_dict["NAME"]
    full = f"{empty}_full"
    with django_db_blocker.unblock():
        run_statement(f'DROP DATABASE IF EXISTS "{full}"')
        run_statement(f'CREATE DATABASE "{full}" TEMPLATE "{empty}"')
        use_database(full)
        load_roster(settings.ROSTER_DIR)
        use_database(empty)
    yield full
    with django_db_blocker.unblock():
        run_statement(f'DROP DATABASE "{full}"')


@pytest.fixture(scope="module")
def full_register(full_register_database: str, django_db_blocker) -> Iterator[None]:
    empty = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        use_database(full_register_database)
        yield
        use_database(empty)


def use_database(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database


def run_statement(statement: str) -> None:
    """A statement that no connection to the test database may stand in the way of.

    A page that a browser test served may have left one open.
    """
    database = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(LEAVE, [database])
        cursor.execute(statement)
