"""What the status page and the system check say about replicas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client

from newsroom.embedded import DATABASE, Server
from tests.articles import factories as make
from tests.articles.replicas.conftest import REPLICA, REPLICAS, settings_of
from tests.articles.replicas.servers import Standby
from tests.conftest import HASTY, run_server

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", *REPLICAS])


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Server]:
    """A server that takes no writes, of another database."""
    made = Server(tmp_path / "postgres", settings=HASTY)
    made.ensure()
    made.stop()
    (made.data / "standby.signal").touch()
    made.ensure()
    yield made
    made.stop()


@pytest.fixture
def page(admin_client: Client):
    """The status page, without its markup's line ends."""
    return lambda: admin_client.get("/admin/status/").content.decode()


def point(monkeypatch: pytest.MonkeyPatch, **settings: object) -> None:
    """Has the replica be another server."""
    monkeypatch.setitem(
        connections.settings, REPLICA, {**connections.settings[REPLICA], **settings}
    )
    if hasattr(connections._connections, REPLICA):
        connections[REPLICA].close()
        del connections[REPLICA]


def check() -> str:
    said = StringIO()
    call_command("check", databases=["default"], stdout=said, stderr=said)
    return said.getvalue()


def test_a_replica_is_level_behind_or_gone(story, replica: Standby, page) -> None:
    shown = page()
    assert f"{replica.server.socket_folder}/{connection.settings_dict['NAME']}</th>" in shown
    # Other tests write on the same server meanwhile: the log may be a little longer already.
    stand = r"<td>(level</td><td>now|[\d.,]+\s(bytes|KB)</td><td>[^<]+)</td>"
    assert re.search(stand + "<td>served from it</td>", shown)
    replica.pause()
    make.article(headline="A second story")
    shown = page()
    assert "bytes</td>" in shown.replace("\xa0", " ") or "KB</td>" in shown
    assert "served by another" in shown
    replica.kill()
    connections[REPLICA].close()
    shown = page()
    assert "<strong>It does not answer: " in shown
    assert "served by another" in shown


def test_without_replicas_the_page_is_silent_about_them(
    standby: Standby, page, monkeypatch
) -> None:
    for alias in REPLICAS:
        monkeypatch.delitem(connections.settings, alias)
    assert "Replica" not in page()


def test_the_check_is_content_with_a_replica(replica: Standby) -> None:
    assert "no issues" in check()


def test_the_check_names_a_server_that_takes_writes(replica: Standby, monkeypatch, page) -> None:
    point(monkeypatch, **settings_of(run_server()))
    with pytest.raises(CommandError, match="This is no replica: it takes writes of its own"):
        check()
    assert "This is no replica" in page()


def test_the_check_names_a_replica_of_another_database(
    replica: Standby, stranger: Server, monkeypatch, page
) -> None:
    point(monkeypatch, HOST=str(stranger.socket_folder), NAME=DATABASE)
    with pytest.raises(CommandError, match=r"replica of another database[^\n]+\n\s+HINT: Mend"):
        check()
    assert "replica of another database" in page()
    assert Client().get("/people/").status_code == 200


def test_the_check_warns_of_one_that_does_not_answer(replica: Standby, monkeypatch) -> None:
    point(monkeypatch, HOST="/nowhere")
    said = check()
    assert "The replica /nowhere/" in said
    assert "It does not answer: " in said
    assert "Readers are served without it." in said


def test_a_command_that_needs_no_database_asks_no_replica(replica: Standby, monkeypatch) -> None:
    point(monkeypatch, HOST="/nowhere")
    said = StringIO()
    call_command("check", stdout=said, stderr=said)
    assert "nowhere" not in said.getvalue()
