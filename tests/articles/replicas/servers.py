"""A streaming replica of the server of this test run."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connection

from newsroom.embedded import USER, Server
from newsroom.embedded.privileges import runner_for
from tests.newsroom.test_embedded_faults import postmaster

PATIENCE = 30.0  # seconds, on a busy machine; what is waited for comes within milliseconds


def base_backup(primary: Server, data: Path) -> None:
    """A copy of the running primary that will follow it, as docs/deployment.md has it made."""
    data.mkdir(mode=0o700)
    runner = runner_for(data)
    runner.take(data)
    program, where = primary.programs / "pg_basebackup", primary.socket_folder
    options = ("-R", "-X", "stream", "-c", "fast")
    done = runner.run(program, "-h", where, "-U", USER, "-D", ".", *options, cwd=data)
    assert done.returncode == 0, done.stderr


class Standby:
    """The replica of a test: asked past Django, so that Django's own queries can be counted."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def ask(self, statement: str, *values: object) -> object:
        name = connection.settings_dict["NAME"]
        where = {"host": str(self.server.socket_folder), "user": USER, "dbname": name}
        with psycopg.connect(**where, autocommit=True) as asked:
            rows = asked.execute(statement, values)
            return rows.fetchone()[0] if rows.description else None

    def pause(self) -> None:
        """Takes no more changes; has all that were committed until now."""
        self.follow()
        self.ask("SELECT pg_wal_replay_pause()")
        until(lambda: self.ask("SELECT pg_get_wal_replay_pause_state()") == "paused")

    def resume(self) -> None:
        self.ask("SELECT pg_wal_replay_resume()")
        self.follow()

    def follow(self) -> None:
        """Waits until all that was committed on the primary is here."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_lsn()::text")
            (position,) = cursor.fetchone()
        until(lambda: self.ask("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", position))

    @contextmanager
    def impatient(self) -> Iterator[None]:
        """Cancels at once whatever is in the way of a change; patient again for the next test."""
        self.ask("ALTER SYSTEM SET max_standby_streaming_delay = 0")
        until(lambda: self.delay() == "0")
        try:
            yield
        finally:
            until(self.is_patient_again)

    def delay(self) -> object:
        self.ask("SELECT pg_reload_conf()")
        return self.ask("SELECT current_setting('max_standby_streaming_delay')")

    def is_patient_again(self) -> bool:
        try:
            self.ask("ALTER SYSTEM RESET max_standby_streaming_delay")
            return self.delay() != "0"
        except psycopg.OperationalError:
            # Until it is, this too may be in the way of a change, even while it connects.
            return False

    def kill(self) -> None:
        os.kill(postmaster(self.server), signal.SIGKILL)
        until(lambda: not self.server.is_running())

    def start(self) -> None:
        self.server.ensure()
        self.resume()


def until(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "the server did not do what it was told to"
        time.sleep(0.01)
