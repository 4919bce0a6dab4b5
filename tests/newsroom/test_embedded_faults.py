"""What happens to an embedded PostgreSQL on a bad day: it is up again at the next call."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from newsroom.embedded import EmbeddedPostgresError, Server
from newsroom.embedded.processes import clear_stale_pid_file, processes_in
from tests.newsroom.test_embedded_server import connect

OPEN_TRANSACTION = """
import sys, time, psycopg
connection = psycopg.connect(host=sys.argv[1], user="newsroom", dbname="newsroom")
connection.execute("INSERT INTO kept VALUES (2)")
print("open", flush=True)
time.sleep(60)
"""


def postmaster(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def keep_a_row(server: Server) -> None:
    with connect(server) as connection:
        connection.execute("CREATE TABLE kept (number int)")
        connection.execute("INSERT INTO kept VALUES (1)")


def rows(server: Server) -> list[int]:
    with connect(server) as connection:
        return [number for (number,) in connection.execute("SELECT number FROM kept")]


def client_with_an_open_transaction(server: Server) -> subprocess.Popen:
    client = subprocess.Popen(
        [sys.executable, "-c", OPEN_TRANSACTION, str(server.socket_folder)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert client.stdout.readline().strip() == "open"
    return client


def test_a_killed_server_is_started_again_with_every_committed_row(server: Server) -> None:
    server.ensure()
    keep_a_row(server)
    os.kill(postmaster(server), signal.SIGKILL)
    assert server.ensure() is True
    assert rows(server) == [1]


def test_a_killed_client_leaves_a_server_that_answers_and_stops(server: Server) -> None:
    server.ensure()
    keep_a_row(server)
    client = client_with_an_open_transaction(server)
    client.kill()
    client.wait()
    assert server.ensure() is False
    assert rows(server) == [1]
    assert server.stop() is True
    assert not processes_in(server.data)


def test_a_server_killed_together_with_its_client_is_started_again(server: Server) -> None:
    server.ensure()
    keep_a_row(server)
    client = client_with_an_open_transaction(server)
    for pid in (*processes_in(server.data), client.pid):
        os.kill(pid, signal.SIGKILL)
    client.wait()
    assert server.ensure() is True
    assert rows(server) == [1]


@pytest.mark.parametrize("mode", ["777", "a-w", "000"])
def test_a_data_folder_after_chmod_is_made_private_and_used(server: Server, mode: str) -> None:
    # The deepest first, as chmod -R cannot: it would close a folder of one's own before itself.
    change = ["find", server.data, "-depth", "-exec", "chmod", mode, "{}", "+"]
    subprocess.run(change, check=True)
    assert server.ensure() is True
    assert server.data.stat().st_mode & 0o777 == 0o700
    keep_a_row(server)
    assert rows(server) == [1]


def test_a_pid_file_that_names_a_live_stranger_is_stale(server: Server) -> None:
    server.ensure()
    lines = (server.data / "postmaster.pid").read_text().splitlines()
    server.stop()
    stranger = str(os.getpid())
    (server.data / "postmaster.pid").write_text("\n".join([stranger, *lines[1:]]) + "\n")
    assert server.is_running() is False
    assert server.ensure() is True
    assert server.stop() is True


def test_a_pid_file_of_a_live_server_is_never_removed(server: Server) -> None:
    server.ensure()
    clear_stale_pid_file(server.data)
    assert psutil.pid_exists(postmaster(server))


def test_a_zombie_counts_as_dead(server: Server) -> None:
    zombie = subprocess.Popen(["true"], cwd=server.data)
    while psutil.Process(zombie.pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    (server.data / "postmaster.pid").write_text(f"{zombie.pid}\n{server.data}\n")
    assert server.ensure() is True
    zombie.wait()


def test_a_folder_removed_under_its_server_is_made_anew(server: Server) -> None:
    server.ensure()
    keep_a_row(server)
    shutil.rmtree(server.data)
    assert server.ensure() is True
    with connect(server) as connection:
        assert connection.execute("SELECT to_regclass('kept')").fetchone() == (None,)


def test_a_folder_moved_under_its_server_keeps_its_rows(server: Server, tmp_path: Path) -> None:
    server.ensure()
    keep_a_row(server)
    (tmp_path / "elsewhere").mkdir()
    moved = Server(server.data.rename(tmp_path / "elsewhere" / "postgres"))
    assert moved.ensure() is True
    assert rows(moved) == [1]
    moved.stop()
    shutil.rmtree(server.socket_folder, ignore_errors=True)


def test_a_socket_that_was_swept_away_comes_back(server: Server) -> None:
    server.ensure()
    keep_a_row(server)
    shutil.rmtree(server.socket_folder)
    assert server.ensure() is True
    assert rows(server) == [1]


def test_a_server_that_cannot_start_says_why(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.embedded.server.START_SECONDS", 0)
    shutil.rmtree(server.data / "global")
    with pytest.raises(EmbeddedPostgresError, match=r"No database started in .*global"):
        server.ensure()
