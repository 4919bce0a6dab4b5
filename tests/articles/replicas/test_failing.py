"""Replicas that are gone, too far behind, no replicas, or fail in the middle of a page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, router, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import include, path

from articles.actions.publishing import set_notice
from articles.models import Article
from articles.replicas.asking import asked_again
from articles.replicas.choosing import RETRY_AFTER
from articles.replicas.routing import PRIMARY
from tests.articles import factories as make
from tests.articles.replicas.asking import queries, text
from tests.articles.replicas.conftest import OTHER, REPLICA, REPLICAS, Clock, settings_of
from tests.articles.replicas.servers import Standby, until
from tests.conftest import run_server

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", *REPLICAS])

HOLDS = "SELECT pg_is_in_recovery(), CASE WHEN pg_is_in_recovery() THEN pg_sleep(60) END FROM "
RUNNING = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE %s AND state = 'active'"


def asking(statement: str) -> Callable[[HttpRequest], HttpResponse]:
    """A page that shows the first value that a statement finds where readers' pages are read."""

    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(ask(statement)))

    return page


def ask(statement: str) -> object:
    with connections[router.db_for_read(Article)].cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def table(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(str(asked_again(lambda: ask(ENDING))) for _ in range(2))


ENDING = """
SELECT pg_is_in_recovery(),
       CASE WHEN pg_is_in_recovery() THEN pg_terminate_backend(pg_backend_pid()) END
"""
urlpatterns = [
    path("holding/", asking(HOLDS + "articles_article")),
    path("ending/", asking(ENDING)),
    path("ending-table/", table),
    path("slow/", asking("SELECT pg_sleep(60) FROM (VALUES (1)) AS rows")),
    path("nonsense/", asking("SELECT nonsense")),
    path("", include("articles.urls")),
]


@pytest.fixture
def pages(settings) -> None:
    """These pages in the place of the site's."""
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What the log says about replicas, since this was last asked."""
    caplog.set_level(logging.INFO, logger="articles.replicas")

    def taken() -> list[str]:
        found = [each.getMessage() for each in caplog.records if "replica" in each.getMessage()]
        caplog.clear()
        return found

    return taken


def test_a_killed_replica_is_passed_over_said_once_and_asked_again_later(
    story, replica: Standby, clock: Clock, said
) -> None:
    text("/")
    replica.kill()
    set_notice(article=story, notice="correction", text="The wall is new.")
    for page in ("/", "/people/", story.get_absolute_url()):
        text(page)
    assert "The wall is new." in text(story.get_absolute_url())
    (sentence,) = said()
    assert f"The replica {replica.server.socket_folder}" in sentence
    assert "does not answer" in sentence
    assert "readers are served by the next one, or by the primary" in sentence
    replica.start()
    clock.now += RETRY_AFTER
    with queries() as asked:
        assert "Ada Holt" in text("/people/?letter=h")
    assert asked[REPLICA] > 1
    assert said() == [sentence.split(" does not")[0] + " serves readers again."]


def test_the_next_replica_is_asked_where_one_is_gone(story, both: Standby, monkeypatch) -> None:
    gone = {**settings_of(both.server), "HOST": "/nowhere"}
    monkeypatch.setitem(connections.settings, REPLICA, gone)
    del connections[REPLICA]
    for letter in "abcd":
        with queries(PRIMARY, OTHER) as asked:
            text(f"/people/?letter={letter}")
        assert asked[OTHER] > 1
        assert asked[PRIMARY] == 1


def test_replicas_take_turns(story, both: Standby) -> None:
    asked = []
    for letter in "abcd":
        with queries() as counted:
            text(f"/people/?letter={letter}")
        asked.append(counted[REPLICA] > 1)
    assert sorted(asked) == [False, False, True, True]


def test_one_that_stays_behind_is_said_to_be_and_one_that_is_for_a_moment_is_not(
    story, replica: Standby, clock: Clock, settings, said
) -> None:
    settings.DATABASE_REPLICA_MAX_LAG = 1.0
    text("/")
    clock.now += 5
    replica.pause()
    make.article(headline="A second story")
    assert "A second story" in text("/people/?letter=h") + text("/")
    assert said() == []
    clock.now += 1.5
    text("/people/")
    (sentence,) = said()
    assert "is more than 1 s behind the primary" in sentence
    text("/people/?letter=b")
    replica.resume()
    text("/people/?letter=c")
    assert said() == [sentence.split(" is more")[0] + " serves readers again."]


def test_a_server_that_takes_writes_is_not_taken_for_a_replica(
    story, replica: Standby, said, monkeypatch
) -> None:
    monkeypatch.setitem(connections.settings, REPLICA, settings_of(run_server()))
    del connections[REPLICA]
    with queries() as asked:
        text("/people/")
    assert asked[REPLICA] == 1
    assert "is no replica" in said()[0]


def test_a_query_that_the_replica_cancels_is_asked_again_at_the_primary(
    story, replica: Standby, pages, said
) -> None:
    """A lock that the primary took has to be taken there too, and the query is in the way."""

    def lock_what_it_reads() -> None:
        until(lambda: replica.ask(RUNNING, f"{HOLDS}%"))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE articles_article")
            cursor.execute("SET LOCAL synchronous_commit = on")
            cursor.execute("SELECT pg_logical_emit_message(true, 'test', 'is written down')")
        connection.close()

    with replica.impatient(), ThreadPoolExecutor(1) as pool:
        locking = pool.submit(lock_what_it_reads)
        assert text("/holding/") == "False"
        locking.result()
    (sentence,) = said()
    assert "canceling statement due to conflict with recovery" in sentence
    assert "the primary was asked instead" in sentence


@pytest.mark.parametrize(
    ("page", "shown"), [("/ending/", "False"), ("/ending-table/", "FalseFalse")]
)
def test_a_replica_that_ends_in_mid_page_is_followed_by_the_primary(
    story, replica: Standby, pages, said, page: str, shown: str
) -> None:
    assert text(page) == shown
    assert "terminating connection" in said()[0]
    with queries() as asked:
        text("/ending/?again")
    assert asked[REPLICA] > 0


@pytest.mark.parametrize("page", ["/slow/", "/nonsense/"])
def test_what_is_wrong_with_the_question_is_not_the_replicas_fault(
    story, replica: Standby, pages, page: str
) -> None:
    """A query that took too long is not asked again; one that is wrong is wrong there too."""
    with connections[REPLICA].cursor() as cursor:
        cursor.execute("SET statement_timeout = 50")
    client = Client(raise_request_exception=False)
    with queries() as asked:
        assert client.get(page).status_code == 500
    assert asked[PRIMARY] == (1 if page == "/slow/" else 2)
