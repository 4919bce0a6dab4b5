"""Django on the embedded PostgreSQL: what the backend starts, and what it never repeats."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import ConnectionHandler, DatabaseError
from django.db import connection as default
from django.db.utils import OperationalError
from environs import Env

from newsroom.embedded import Server
from newsroom.environment import databases, embedded, secret_key
from newsroom.postgres.base import DatabaseUnavailable, DatabaseWrapper
from tests.newsroom.test_embedded_faults import postmaster

ROOT = Path(__file__).parents[2]


@pytest.fixture
def connection(server: Server, django_db_blocker) -> Iterator[DatabaseWrapper]:
    """A connection of Django's to a stopped server of its own."""
    with django_db_blocker.unblock():
        wrapper = ConnectionHandler({"default": embedded(server)})["default"]
        yield wrapper
        wrapper.close()


def ask(connection: DatabaseWrapper, statement: str = "SELECT 1") -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_first_connection_starts_the_server(
    connection: DatabaseWrapper, server: Server
) -> None:
    assert server.is_running() is False
    assert ask(connection) == 1
    assert server.is_running() is True


def test_an_idle_connection_to_a_killed_server_is_replaced_before_it_is_used(
    connection: DatabaseWrapper, server: Server
) -> None:
    before = ask(connection, "SELECT pg_backend_pid()")
    os.kill(postmaster(server), signal.SIGKILL)
    os.kill(before, signal.SIGTERM)
    server.ensure()
    assert ask(connection, "SELECT pg_backend_pid()") != before


def test_a_transaction_that_lost_its_server_fails_and_the_next_one_works(
    connection: DatabaseWrapper, server: Server
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (number int)")
    connection.set_autocommit(False)
    ask(connection, "INSERT INTO kept VALUES (1) RETURNING number")
    connection.in_atomic_block = True
    server.stop()
    with pytest.raises(DatabaseError):
        ask(connection)
    connection.in_atomic_block = False
    connection.close()
    assert ask(connection, "SELECT count(*) FROM kept") == 0


def test_a_server_that_dies_between_asking_and_connecting_is_started_once_more(
    connection: DatabaseWrapper, server: Server
) -> None:
    params = connection.get_connection_params()
    server.stop()
    connection.get_new_connection(params).close()
    assert server.is_running() is True


def test_threads_that_connect_at_once_share_one_server(server: Server, django_db_blocker) -> None:
    answers = []

    def ask_from_a_thread() -> None:
        with django_db_blocker.unblock():
            wrapper = ConnectionHandler({"default": embedded(server)})["default"]
            answers.append(ask(wrapper))
            wrapper.close()

    threads = [threading.Thread(target=ask_from_a_thread) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [1, 1, 1, 1]


def test_a_database_that_cannot_be_used_is_one_sentence(tmp_path: Path, django_db_blocker) -> None:
    broken = Server(tmp_path / "postgres")
    broken.data.mkdir()
    (broken.data / "letters.txt").write_text("mine")
    wrapper = ConnectionHandler({"default": embedded(broken)})["default"]
    with django_db_blocker.unblock(), pytest.raises(DatabaseUnavailable) as raised:
        wrapper.ensure_connection()
    assert isinstance(raised.value, OperationalError)
    assert isinstance(raised.value, CommandError)
    assert str(raised.value) == f"{broken.data} is no data folder of PostgreSQL: empty it."


def test_a_command_that_needs_no_database_starts_none(tmp_path: Path) -> None:
    assert manage("check", NEWSROOM_VAR=str(tmp_path)).returncode == 0
    assert not (tmp_path / "postgres").exists()


def database(action: str) -> str:
    said = StringIO()
    call_command("database", action, stdout=said)
    return said.getvalue().strip()


def test_the_database_command_starts_asks_and_stops(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(default.settings_dict, "EMBEDDED", server)
    with pytest.raises(CommandError, match=f"Stopped. Its data folder is {server.data}"):
        database("status")
    assert database("start") == f"Started in {server.data}."
    assert database("start") == "It was running."
    assert database("status").startswith(f"Running in {server.data}.")
    assert database("stop") == "Stopped."
    assert database("stop") == "It was not running."


def test_the_database_shell_starts_the_server_and_brings_its_own_psql(server: Server) -> None:
    here = {"NEWSROOM_VAR": str(server.data.parent), "PATH": "/usr/bin:/bin"}
    shell = manage("dbshell", "--", "-tAc", "SELECT current_database()", **here)
    assert shell.stdout.strip() == "newsroom"


def test_the_database_command_leaves_other_servers_alone() -> None:
    done = manage("database", "stop", DATABASE_URL="postgresql://nobody@localhost:1/none")
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: DATABASE_URL is set")


def test_a_database_address_moves_everything_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann:secret@db.example:6432/archive")
    settings = databases(Env(), Path("var"))["default"]
    assert settings["ENGINE"] == "newsroom.postgres"
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", 6432, "archive")
    assert "EMBEDDED" not in settings


def test_plans_are_kept_unless_asked_not_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ann@db.example/archive?sslmode=require")
    kept = databases(Env(), Path("var"))["default"]["OPTIONS"]
    assert kept == {"server_side_binding": True, "prepare_threshold": 5, "sslmode": "require"}
    monkeypatch.setenv("DATABASE_PREPARE", "0")
    assert databases(Env(), Path("var"))["default"]["OPTIONS"] == {"sslmode": "require"}


def test_an_address_of_another_kind_of_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///archive.db")
    with pytest.raises(ImproperlyConfigured, match="must be the address of a PostgreSQL server"):
        databases(Env(), Path("var"))


def test_a_secret_key_is_made_once_and_kept_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    keys = {secret_key(tmp_path / "var") for _ in range(3)}
    assert len(keys) == 1
    assert len(keys.pop()) >= 50
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("SECRET_KEY", "from the environment")
    assert secret_key(tmp_path / "var") == "from the environment"


def test_processes_that_make_the_secret_key_at_once_agree(tmp_path: Path) -> None:
    code = (
        "from newsroom.environment import secret_key; from pathlib import Path;"
        f"print(secret_key(Path({str(tmp_path)!r})))"
    )
    made = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
        for _ in range(4)
    ]
    assert len({process.communicate()[0] for process in made}) == 1
