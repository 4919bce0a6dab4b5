"""Readers' pages come from a real streaming replica, and never from one that is behind."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.db import connections, transaction
from django.test import Client

from articles.actions.publishing import set_notice, set_status
from articles.models import Article, Report
from articles.replicas.routing import PRIMARY, read_from
from articles.search import catch_up
from people.models import Person
from tests.articles import factories as make
from tests.articles.replicas.asking import queries, text
from tests.articles.replicas.conftest import REPLICA, REPLICAS, Clock
from tests.articles.replicas.servers import Standby

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", *REPLICAS]),
    pytest.mark.usefixtures("replica"),
]


def test_a_page_is_read_from_the_replica_and_the_primary_asked_for_its_number_only(story) -> None:
    with queries() as asked:
        assert "The wall is old." in text(story.get_absolute_url())
    assert asked[PRIMARY] == 1
    assert asked[REPLICA] > 3
    with connections[REPLICA].cursor() as cursor:
        cursor.execute("SELECT pg_is_in_recovery()")
        assert cursor.fetchone() == (True,)


@pytest.mark.parametrize("path", ["/", "/people/ada-holt/", "/people/?format=csv", "/feed/",
                                  "/sitemap-articles.xml", "/people/ada-holt/feed/"])  # fmt: skip
def test_so_are_lists_profiles_feeds_and_tables(story, path: str) -> None:
    with queries() as asked:
        text(path)
    assert asked[PRIMARY] == 1
    assert asked[REPLICA] > 1


def test_a_page_of_a_level_replica_is_kept(story) -> None:
    text(story.get_absolute_url())
    with queries() as asked:
        text(story.get_absolute_url())
    assert asked == {PRIMARY: 1, REPLICA: 0}


def test_a_correction_shows_at_once_though_the_replica_does_not_have_it(
    story, replica: Standby
) -> None:
    path = story.get_absolute_url()
    text(path)
    replica.pause()
    set_notice(article=story, notice="correction", text="The wall is new.")
    assert "The wall is new." in text(path)
    make.article(headline="A second story")
    assert "A second story" in text("/")
    assert replica.ask("SELECT count(*) FROM articles_article") == 1


def test_a_withdrawn_story_is_gone_at_once(story, replica: Standby) -> None:
    replica.pause()
    set_status(article=story, status="withdrawn", reason="It was not so.")
    assert Client().get(story.get_absolute_url()).status_code == 410
    assert "The wall is old." not in text("/people/ada-holt/")


def test_a_replica_that_was_level_a_moment_ago_is_read_from_until_the_moment_has_passed(
    story, replica: Standby, clock: Clock, settings
) -> None:
    settings.DATABASE_REPLICA_MAX_LAG = 1.0
    path = story.get_absolute_url()
    text(path)
    replica.pause()
    set_notice(article=story, notice="correction", text="The wall is new.")
    clock.now += 0.9
    assert "The wall is new." not in text(path)
    clock.now += 0.2
    assert "The wall is new." in text(path)


def test_the_page_of_a_replica_that_is_behind_is_not_kept(
    story, replica: Standby, settings
) -> None:
    settings.DATABASE_REPLICA_MAX_LAG = 60.0
    path = story.get_absolute_url()
    text(path)
    replica.pause()
    set_notice(article=story, notice="correction", text="The wall is new.")
    caches["pages"].clear()
    assert "The wall is new." not in text(path)
    assert caches["pages"]._cache == {}
    replica.resume()
    assert "The wall is new." in text(path)
    assert len(caches["pages"]._cache) == 1


def test_a_browser_that_has_the_page_is_told_so_by_a_replica_that_is_behind(
    story, replica: Standby, settings
) -> None:
    settings.DATABASE_REPLICA_MAX_LAG = 60.0
    path = story.get_absolute_url()
    tag = Client().get(path).headers["ETag"]
    replica.pause()
    make.article(headline="A second story")
    assert Client().get(path, headers={"If-None-Match": tag}).status_code == 304


def test_whoever_is_signed_in_writes_or_waits_for_an_answer_reads_from_the_primary(
    story, replica: Standby, admin_client: Client
) -> None:
    with queries() as asked:
        text("/people/ada-holt/", admin_client)
        text("/admin/articles/article/", admin_client)
        text("/report/?page=/")
        Client().get(story.get_absolute_url(), headers={"Authorization": "Token of-somebody"})
        Client().get("/people/", headers={"Cookie": "messages=waiting"})
    assert asked[REPLICA] == 0
    replica.pause()
    sent = {"page": story.get_absolute_url(), "message": "The wall is new."}
    made = Client().post("/report/", sent)
    assert "Thank" in text(made.headers["Location"])
    assert Report.objects.count() == 1


def test_within_a_transaction_all_is_read_from_the_primary(story, replica: Standby) -> None:
    replica.pause()
    with read_from(REPLICA):
        with transaction.atomic():
            make.article(headline="A second story")
            assert Article.objects.count() == 2
        assert Article.objects.count() == 1
    assert Article.objects.count() == 2


def test_what_was_read_from_a_replica_is_written_to_the_primary(story) -> None:
    with read_from(REPLICA):
        ada = Person.objects.get(slug="ada-holt")
        ada.name = "Ada Holt-Brill"
        ada.save()
        ada.aliases.create(text="Ada Brill", kind="stated")
        Person.objects.filter(pk=ada.pk).update(given_name="Adah")
    found = Person.objects.get(slug="ada-holt")
    assert (found.name, found.given_name, found.aliases.count()) == ("Ada Holt-Brill", "Adah", 1)


def search(words: str, **more: str) -> str:
    return text("/search/?" + "&".join([f"q={words}", *(f"{k}={v}" for k, v in more.items())]))


def test_a_search_is_answered_by_the_replica(story, replica: Standby) -> None:
    catch_up()
    replica.follow()
    with queries() as asked:
        assert "1 statement and 1 story" in search("wall")
    with queries() as table:
        assert "The wall is old." in search("wall", format="csv")
    for each in (asked, table):
        assert each[REPLICA] > each[PRIMARY]


@pytest.mark.parametrize("form", ["", "csv"])
def test_what_the_index_has_and_the_replica_has_not_is_found_and_counted(
    story, replica: Standby, settings, form: str
) -> None:
    settings.DATABASE_REPLICA_MAX_LAG = 60.0
    catch_up()
    search("wall")
    replica.pause()
    make.speech(make.person("Ben Marl"), "The wall is high.")
    with queries() as asked:
        assert "Ben Marl" not in text("/people/")
        found = search("wall", format=form)
    assert asked[REPLICA] > 1
    assert "The wall is high." in found.replace('<b class="found">', "").replace("</b>", "")
    if not form:
        assert "2 statements and 2 stories" in found
    assert replica.ask("SELECT count(*) FROM articles_article") == 1
