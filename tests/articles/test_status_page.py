"""The page that shows staff how the work stands."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.queueing import enqueue_tagging
from articles.actions.sources import enqueue_source, note_visit
from articles.actions.storing import store_article
from articles.models import Batch, Source, TaggingTrouble
from articles.search import catch_up
from tests.articles.invented import HEADLINE, incoming

pytestmark = pytest.mark.django_db
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def page(client: Client) -> str:
    return client.get("/admin/status/").content.decode()


def test_an_empty_archive_has_a_page_that_says_so(desk: Client) -> None:
    shown = page(desk)
    for words in ("No worker is running", "Nothing waits", "No source is set up", "No run yet",
                  "No article had to be set aside", "There is none that can be used"):  # fmt: skip
        assert words in shown, words


def test_it_shows_sources_queue_workers_index_and_what_came_in_last(desk: Client) -> None:
    source = Source.objects.create(address="https://echo.example/feed/")
    note_visit(source=source, reason="is not there: the server answers 404", batch=None)
    enqueue_source(source=source)
    batch = Batch.objects.create(name="spring", added=1, finished_at=timezone.now())
    article = store_article(incoming=incoming(), batch=batch).article
    TaggingTrouble.objects.create(article=article, tries=3, reason="no sense in it")
    enqueue_tagging(ids=[article.pk])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')"
        )
    shown = page(desk)
    for words in ("1 running", "tagging of a range of articles", "visit to a source", "todo",
                  "1 article set aside", "1 of 1 fails", "is not there: the server answers 404",
                  "spring", HEADLINE):  # fmt: skip
        assert words in shown, words


def test_it_says_how_far_the_index_is_behind(desk: Client, transactional_db: None) -> None:
    store_article(incoming=incoming())
    catch_up()
    assert "Level with the database" in page(desk)
    store_article(incoming=incoming(url="https://echo.example/2", headline="Weir mended"))
    assert "1 change behind" in page(desk)
    catch_up()
    assert "Level with the database" in page(desk)


@pytest.mark.parametrize(
    ("role", "status"),
    [("nobody", 403), ("Reporter", 200), ("Editor", 200), ("Register editor", 200),
     ("Administrator", 200)],
)  # fmt: skip
def test_who_may_see_it(client: Client, role: str, status: int) -> None:
    assert client.get("/admin/status/").status_code == 302
    user = get_user_model().objects.create(username=role, is_staff=True)
    if role != "nobody":
        user.groups.add(Group.objects.get(name=role))
    client.force_login(user, backend=MODEL_BACKEND)
    assert client.get("/admin/status/").status_code == status
    assert (b"/admin/status/" in client.get(reverse("admin:index")).content) is (status == 200)


def test_it_opens_with_few_queries(desk: Client, django_assert_max_num_queries) -> None:
    for n in range(30):
        Source.objects.create(address=f"https://echo.example/{n}/")
        store_article(incoming=incoming(url=f"https://echo.example/{n}", headline=f"Day {n}"))
    catch_up()
    with django_assert_max_num_queries(14):
        page(desk)
