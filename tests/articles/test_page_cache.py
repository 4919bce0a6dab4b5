"""Whole pages are kept, and a change shows with the next request, whatever made it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from articles.actions.publishing import set_notice, set_status
from articles.models import Article, PageNumber, Statement
from articles.page_cache import UNSEEN, is_public, key_of, page_number, tables_of_pages
from people.models import Person
from tests.articles import factories as make

# Each change must be a transaction of its own, as in the site.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _page_cache(settings):
    settings.PAGE_CACHE = True
    caches["pages"].clear()


@pytest.fixture
def story():
    return make.speech(make.member(sits_for=make.party()), "The wall is old.").article


def text(response):
    return response.content.decode()


def test_a_page_that_is_asked_for_again_is_not_made_again(client, story, django_assert_num_queries):
    first = client.get(story.get_absolute_url())
    with django_assert_num_queries(1):  # Only whether anything has changed.
        again = client.get(story.get_absolute_url())
    assert again.content == first.content
    assert again.headers == first.headers


def test_a_kept_page_has_the_headers_that_keep_its_readers_safe(client, story):
    for _ in range(2):
        headers = client.get("/people/ada-holt/").headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-cache"


def test_a_withdrawn_story_is_gone_with_the_next_request(client, story):
    pages = (story.get_absolute_url(), "/people/ada-holt/", "/", "/feed/")
    for page in pages:
        assert "The wall is old." in text(client.get(page))
    set_status(article=story, status="withdrawn", reason="It was not so.")
    assert client.get(pages[0]).status_code == 410
    for page in pages[1:]:
        assert "The wall is old." not in text(client.get(page))


def test_a_notice_and_a_new_story_and_a_changed_register_show_with_the_next_request(client, story):
    path = story.get_absolute_url()
    for page in (path, "/", "/people/ada-holt/"):
        client.get(page)
    set_notice(article=story, notice="correction", text="The wall is new.")
    assert "The wall is new." in text(client.get(path))
    make.article(headline="A second story")
    assert "A second story" in text(client.get("/"))
    Person.objects.update(name="Ada Holt-Brill")
    assert "Ada Holt-Brill" in text(client.get("/people/ada-holt/"))


def test_what_a_script_writes_past_django_shows_too(client, story):
    client.get(story.get_absolute_url())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET byline = 'By Nobody'")
    assert "By Nobody" in text(client.get(story.get_absolute_url()))


def test_an_embargo_that_ends_shows_without_a_write(client, story):
    ends = timezone.now() + timedelta(hours=1)
    make.article(headline="Under embargo", status="embargoed", embargo_until=ends)
    assert "Under embargo" not in text(client.get("/"))
    with time_machine.travel(ends + timedelta(seconds=1)):
        assert "Under embargo" in text(client.get("/"))


def test_a_change_that_commits_late_is_not_missed(client, story):
    """Another writer commits while a transaction that began earlier is still open."""
    path = story.get_absolute_url()

    def change_meanwhile() -> None:
        Article.objects.filter(pk=other.pk).update(byline="By Another")
        connection.close()

    other = make.article(headline="Another story")
    with transaction.atomic():
        Article.objects.filter(pk=story.pk).update(byline="By Somebody")
        before = _number_elsewhere()
        with ThreadPoolExecutor(1) as pool:
            pool.submit(change_meanwhile).result()
        between = _number_elsewhere()
    assert len({before, between, page_number()}) == 3
    assert "By Somebody" in text(client.get(path))
    assert PageNumber.objects.count() == 2  # Neither writer waited for the other.


def _number_elsewhere() -> str:
    def ask() -> str:
        try:
            return page_number()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(ask).result()


def test_a_transaction_turns_the_number_once_and_one_that_is_undone_never(story):
    number, rows = page_number(), list(PageNumber.objects.values_list("number", flat=True))
    with transaction.atomic():
        for _ in range(3):
            Statement.objects.update(cue="said")
    assert sum(PageNumber.objects.values_list("number", flat=True)) == sum(rows) + 1
    turned = page_number()
    assert turned != number
    with pytest.raises(LookupError), transaction.atomic():
        _change_and_fail()
    assert page_number() == turned


def _change_and_fail() -> None:
    Statement.objects.update(cue="says")
    raise LookupError


def test_after_a_savepoint_is_undone_the_rest_of_the_transaction_still_turns_it(story):
    number = page_number()
    with transaction.atomic():
        with pytest.raises(LookupError), transaction.atomic():
            _change_and_fail()
        Statement.objects.update(cue="said")
    assert page_number() != number


def test_every_table_that_a_page_may_show_is_watched():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'turn_pages'")
        watched = {name for (name,) in cursor.fetchall()}
    assert watched == tables_of_pages()
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert known >= UNSEEN


def test_a_table_that_comes_later_is_watched_from_the_next_migrate_on():
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER turn_pages ON articles_publisher")
    number = page_number()
    make.publisher()
    assert page_number() == number
    call_command("migrate", verbosity=0)
    make.publisher("Brill Post")
    assert page_number() != number


def test_each_question_has_a_page_of_its_own(client, story):
    Person.objects.create(name="Ben Marl", slug="ben-marl", family_name="Marl")
    assert "Ben Marl" in text(client.get("/people/"))
    assert "Ben Marl" not in text(client.get("/people/?letter=h"))
    assert "Ben Marl" in text(client.get("/people/?letter=m"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"path": "/people/?a=1"}, {"path": "/people/?a=2"}),
        ({"path": "/people/"}, {"path": "/people/", "REQUEST_METHOD": "HEAD"}),
        ({"path": "/people/"}, {"path": "/people/", "HTTP_HOST": "localhost"}),
        ({"path": "/people/"}, {"path": "/people/", "HTTP_ACCEPT_ENCODING": "gzip, br"}),
    ],
)
def test_what_makes_a_page_another_is_in_its_key(one, other):
    request = RequestFactory()
    assert key_of(request.get(**one), "1") != key_of(request.get(**other), "1")
    assert key_of(request.get(**one), "1") != key_of(request.get(**one), "2")


def test_each_language_has_a_page_of_its_own():
    request = RequestFactory().get("/")
    with translation.override("cy"):
        welsh = key_of(request, "1")
    assert welsh != key_of(request, "1")


def test_an_editor_who_is_logged_in_is_not_answered_from_it(admin_client, story):
    admin_client.get(story.get_absolute_url())
    assert caches["pages"]._cache == {}
    Client().get(story.get_absolute_url())
    assert len(caches["pages"]._cache) == 1


def test_a_page_with_a_form_is_made_for_each_reader(client):
    first, second = text(Client().get("/report/")), text(Client().get("/report/"))
    assert "csrfmiddlewaretoken" in first
    assert first != second
    assert caches["pages"]._cache == {}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda response: response.set_cookie("a", "b"),
        lambda response: response.headers.__setitem__("Vary", "Cookie"),
        lambda response: response.headers.__setitem__("Cache-Control", "private"),
        lambda response: setattr(response, "status_code", 404),
    ],
)
def test_an_answer_for_one_reader_is_not_kept(spoil):
    response = HttpResponse("words")
    assert is_public(response)
    spoil(response)
    assert not is_public(response)


def test_a_browser_that_has_the_page_is_told_so_until_it_changes(client, story):
    path = story.get_absolute_url()
    tag = client.get(path).headers["ETag"]
    for _ in range(2):
        response = client.get(path, headers={"If-None-Match": tag})
        assert (response.status_code, response.content) == (304, b"")
    set_notice(article=story, notice="correction", text="The wall is new.")
    response = client.get(path, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert "The wall is new." in text(response)


def test_a_reader_who_has_the_page_does_not_keep_others_from_being_answered(
    client, story, django_assert_num_queries
):
    path = story.get_absolute_url()
    tag = client.get(path).headers["ETag"]
    caches["pages"].clear()
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    with django_assert_num_queries(1):
        assert "The wall is old." in text(client.get(path))


def test_it_can_be_turned_off(client, story, settings):
    settings.PAGE_CACHE = False
    client.get(story.get_absolute_url())
    assert caches["pages"]._cache == {}


def test_the_service_pages_ask_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200
