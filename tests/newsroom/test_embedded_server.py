"""The embedded PostgreSQL is made, started and stopped for real."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from newsroom.embedded import DATABASE, USER, EmbeddedPostgresError, Server
from newsroom.embedded.processes import processes_in
from newsroom.embedded.server import shared_megabytes
from tests.conftest import HASTY

ENSURE = """
import sys
from pathlib import Path
from newsroom.embedded import Server
print(Server(Path(sys.argv[1]), version=int(sys.argv[2])).ensure())
"""


def connect(server: Server) -> psycopg.Connection:
    return psycopg.connect(
        host=str(server.socket_folder), user=USER, dbname=DATABASE, autocommit=True
    )


def ensure_elsewhere(server: Server, **environment: str) -> subprocess.Popen:
    """Ensure the server from another process."""
    return subprocess.Popen(
        [sys.executable, "-c", ENSURE, str(server.data), str(server.version)],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_folder_becomes_a_database_that_starts_once_and_stops_once(new_server: Server) -> None:
    assert new_server.ensure() is True
    assert new_server.ensure() is False
    with connect(new_server) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == (DATABASE,)
    assert new_server.stop() is True
    assert new_server.stop() is False
    assert not processes_in(new_server.data)


def test_nobody_else_can_enter_the_data_folder_or_the_socket_folder(server: Server) -> None:
    server.ensure()
    for folder in (server.data, server.socket_folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with connect(server) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW max_wal_size").fetchone() == ("4GB",)


@pytest.mark.parametrize("version", [16, 18])
@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, {"LC_ALL": "", "LANG": "xx_YY.UTF-8"}])
def test_letters_fold_the_same_whatever_the_locale_of_the_shell(
    tmp_path: Path, version: int, locale: dict[str, str]
) -> None:
    server = Server(tmp_path / "postgres", version=version)
    starting = ensure_elsewhere(server, **locale, TZ="Asia/Tokyo")
    assert starting.communicate(timeout=60)[0].strip() == "True"
    with connect(server) as connection:
        row = connection.execute(
            "SELECT 'FÉIN' ILIKE '%féin%', lower('SIÂN'), current_setting('server_version_num'),"
            " current_setting('server_encoding'), current_setting('TimeZone')"
        ).fetchone()
    server.stop()
    assert row[:2] == (True, "siân")
    assert int(row[2]) // 10_000 == version
    assert row[3:] == ("UTF8", "UTC")


def test_an_existing_folder_keeps_the_version_it_was_made_with(tmp_path: Path) -> None:
    Server(tmp_path / "postgres", version=16, settings=HASTY).ensure()
    later = Server(tmp_path / "postgres", version=18, settings=HASTY)
    later.stop()
    later.ensure()
    with connect(later) as connection:
        assert connection.info.server_version // 10_000 == 16
    later.stop()


def test_of_several_processes_at_once_one_starts_it_and_all_find_it(new_server: Server) -> None:
    starting = [ensure_elsewhere(new_server) for _ in range(5)]
    answers = [process.communicate(timeout=60)[0].strip() for process in starting]
    assert sorted(answers) == ["False"] * 4 + ["True"]
    with connect(new_server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize(
    "folder", ["/".join(["a" * 90] * 3), 'it\'s a $HOME `with` "quotes" é'], ids=["long", "odd"]
)
def test_the_data_folder_may_stand_on_any_path(tmp_path: Path, template: Path, folder: str) -> None:
    server = Server(tmp_path / folder / "postgres", settings=HASTY)
    shutil.copytree(template, server.data)
    assert server.ensure() is True
    assert server.stop() is True


def test_a_cluster_that_was_half_made_is_made_again(new_server: Server) -> None:
    half = new_server.data.with_name("postgres.new")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert new_server.ensure() is True
    assert not half.exists()


def test_a_folder_with_other_things_in_it_is_left_alone(new_server: Server) -> None:
    new_server.data.mkdir(parents=True)
    (new_server.data / "letters.txt").write_text("mine")
    with pytest.raises(EmbeddedPostgresError, match=str(new_server.data)):
        new_server.ensure()
    assert (new_server.data / "letters.txt").read_text() == "mine"


def test_a_version_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedPostgresError, match="no embedded PostgreSQL 9, only 16 and 18"):
        Server(tmp_path / "postgres", version=9).ensure()


def test_the_log_keeps_no_words_of_a_failed_statement(server: Server) -> None:
    server.ensure()
    with connect(server) as connection:
        connection.execute("CREATE TABLE words (word text UNIQUE)")
        connection.execute("INSERT INTO words VALUES ('Wibbleford')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO words VALUES ('Wibbleford')")
    log = (server.data / "server.log").read_text()
    assert "words_word_key" in log
    assert "Wibbleford" not in log


@pytest.mark.parametrize(
    ("gigabytes", "limit", "shared"),
    [(1, "max", 128), (8, "max", 512), (64, "max", 1024), (64, str(4 * 2**30), 256), (8, "", 512)],
)
def test_the_server_shares_a_part_of_the_memory_there_is(
    gigabytes: int, limit: str, shared: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sizes = {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": gigabytes * 2**30 // 4096}
    monkeypatch.setattr("os.sysconf", sizes.__getitem__)
    monkeypatch.setattr("newsroom.embedded.server.CONTAINER_LIMIT", tmp_path / "memory.max")
    if limit:
        (tmp_path / "memory.max").write_text(f"{limit}\n")
    assert shared_megabytes() == shared
