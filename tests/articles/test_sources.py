"""Sources that are visited in turn, by jobs, and what becomes of those that fail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.periodic import PeriodicDeferrer

from articles import tasks
from articles.actions.fetching import fetch_source
from articles.actions.queueing import enqueue_tagging
from articles.actions.sources import batch_name, enqueue_due, enqueue_source
from articles.actions.storing import store_article
from articles.models import (
    MOST_TRIES,
    Article,
    Batch,
    Publisher,
    Source,
    TaggerAnswer,
    TaggingTrouble,
)
from articles.tasks import fetch_address_job, fetch_source_job
from tests.articles.fetching.site import Site, serving
from tests.articles.ingest.sources import entry, page, rss
from tests.articles.invented import incoming
from tests.articles.test_commands import lines, run
from tests.articles.test_jobs import empty

NOON = int(datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp())
ADDRESS = "https://echo.example/feed/"
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def queue(transactional_db: None) -> Iterator[None]:
    yield empty()
    empty()


@pytest.fixture
def site(settings) -> Iterator[Site]:
    settings.INGEST_ALLOW_PRIVATE, settings.INGEST_DELAY = True, 0.0
    with serving() as site:
        yield site


def visit(source: Source) -> None:
    source.refresh_from_db()
    fetch_source(source=source, batch=batch_name(source))
    source.refresh_from_db()


def waiting(task: str) -> list[dict]:
    return list(ProcrastinateJob.objects.filter(task_name=task).values_list("args", flat=True))


@pytest.mark.usefixtures("queue")
def test_only_sources_whose_time_has_come_are_visited_and_each_waits_once() -> None:
    later = timezone.now() + timedelta(hours=1)
    due = Source.objects.create(address=ADDRESS, rhythm=60)
    Source.objects.create(address=ADDRESS + "later", next_at=later)
    Source.objects.create(address=ADDRESS + "paused", is_paused=True)
    assert enqueue_due() == 1
    assert [job["source"] for job in waiting("fetch_source")] == [due.pk]
    due.refresh_from_db()
    assert due.next_at > timezone.now() + timedelta(minutes=59)
    assert enqueue_due() == 0
    assert not enqueue_source(source=due)
    assert len(waiting("fetch_source")) == 1


@pytest.mark.usefixtures("queue")
def test_a_visit_brings_articles_as_a_batch_leaves_tagging_to_jobs_and_asks_only_for_changes(
    site: Site,
) -> None:
    for n in (1, 2):
        site.page(f"/{n}", page(f"Story {n}"), ETag=f'"{n}"')
    feed = site.page(
        "/feed", rss(entry(f"{site.address}/1"), entry(f"{site.address}/2")), ETag='"feed"'
    )
    paper = Publisher.objects.create(name="Harrowmere Post", slug="harrowmere-post")
    source = Source.objects.create(address=feed, publisher=paper, rights="full")
    visit(source)
    assert source.last_batch.added == 2
    assert set(Article.objects.values_list("publisher__name", "rights", "batch")) == {
        ("Harrowmere Post", "full", source.last_batch_id)
    }
    (job,) = waiting("tag_range")
    ids = sorted(Article.objects.values_list("pk", flat=True))
    assert (job["first"], job["last"]) == (ids[0], ids[-1])
    asked = len(site.asked)
    visit(source)
    assert [each.headers.get("If-None-Match") for each in site.asked[asked:] if each.path == "/feed"
            ] == ['"feed"']  # fmt: skip
    assert Batch.objects.count() == 1
    assert source.failing_since is None


@pytest.mark.usefixtures("queue")
def test_a_source_that_fails_says_why_and_since_when_until_it_works_again(site: Site) -> None:
    source = Source.objects.create(address=f"{site.address}/feed")
    visit(source)
    since = source.failing_since
    assert "is not there: the server answers 404" in source.reason
    visit(source)
    assert source.failing_since == since
    assert not Batch.objects.exists()
    site.page("/1", page("Story 1"))
    site.page("/feed", rss(entry(f"{site.address}/1")))
    visit(source)
    assert (source.failing_since, source.reason) == (None, "")
    assert Article.objects.count() == 1


@pytest.mark.usefixtures("queue")
def test_a_visit_that_was_broken_off_leaves_nothing_untagged(site: Site) -> None:
    """The articles are stored, their addresses are known as visited, and no job was made yet."""
    site.page("/1", page("Story 1"), ETag='"1"')
    source = Source.objects.create(address=site.page("/feed", rss(entry(f"{site.address}/1"))))
    visit(source)
    name = source.last_batch.name
    empty()
    Batch.objects.update(finished_at=None, added=0)
    fetch_source_job(source=source.pk, batch=name)
    assert len(waiting("tag_range")) == 1
    assert Article.objects.get().batch.added == 1


@pytest.mark.usefixtures("queue")
def test_a_source_that_was_deleted_is_not_visited() -> None:
    fetch_source_job(source=7, batch="gone")
    assert not Batch.objects.exists()


@pytest.mark.usefixtures("queue")
def test_files_are_read_here_and_tagged_by_workers(tmp_path: Path) -> None:
    path = lines(tmp_path, *(f'{{"headline": "Day {n}", "body": "It rained."}}' for n in range(3)))
    said = run("ingest", path, batch="spring", enqueue=True)[0]
    assert said.startswith("3 added")
    assert "1 jobs of tagging are in the queue" in said
    assert not TaggerAnswer.objects.exists()
    run("ingest", path, enqueue=True)
    assert Article.objects.count() == 3
    assert len(waiting("tag_range")) == 1


@pytest.mark.usefixtures("queue")
def test_addresses_are_fetched_by_workers(site: Site) -> None:
    url = site.page("/1", page("Story 1"))
    said = run("ingest", url, enqueue=True, publisher="Harrowmere Post", batch="spring")[0]
    assert said == "1 of 1 addresses are new in the queue\n"
    assert "0 of 1" in run("ingest", url, enqueue=True)[0]
    assert site.asked == []
    (job,) = waiting("fetch_address")
    fetch_address_job(**job)
    assert Article.objects.get().batch.name == "spring (1)"
    assert len(waiting("tag_range")) == 1


@pytest.mark.usefixtures("queue")
@pytest.mark.parametrize(
    ("options", "problem"),
    [({"dry_run": True}, "choose one of the two"), ({"columns": {"body": "a"}}, "for files only")],
)
def test_what_workers_cannot_do_is_said(options: dict, problem: str) -> None:
    assert problem in run("ingest", ADDRESS, enqueue=True, **options)[1]
    assert waiting("fetch_address") == []


@pytest.mark.usefixtures("queue")
def test_sources_are_visited_without_a_worker_too(site: Site) -> None:
    site.page("/1", page("Story 1"))
    Source.objects.create(address=site.page("/feed", rss(entry(f"{site.address}/1"))))
    Source.objects.create(address=f"{site.address}/gone")
    out = StringIO()
    with pytest.raises(CommandError, match="1 could not be read"):
        call_command("fetch_sources", stdout=out, stderr=StringIO())
    assert "/feed: 1 added" in out.getvalue()
    assert TaggerAnswer.objects.count() == Article.objects.count() == 1
    assert run("fetch_sources")[0].startswith("No source’s time has come")


@pytest.mark.usefixtures("queue")
def test_an_article_that_was_set_aside_does_not_stop_a_visit(site: Site) -> None:
    aside = store_article(incoming=incoming()).article
    TaggingTrouble.objects.create(article=aside, tries=MOST_TRIES, reason="no sense in it")
    site.page("/1", page("Story 1"))
    Source.objects.create(address=site.page("/feed", rss(entry(f"{site.address}/1"))))
    assert "1 added" in run("fetch_sources")[0]
    assert not TaggerAnswer.objects.filter(article=aside).exists()
    assert TaggerAnswer.objects.count() == 1


def desk_of(client: Client, role: str) -> Client:
    user = get_user_model().objects.create(username=role, is_staff=True)
    if role != "nobody":
        user.groups.add(Group.objects.get(name=role))
    client.force_login(user, backend=MODEL_BACKEND)
    return client


ROLES = ["nobody", "Reporter", "Editor", "Register editor", "Administrator"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_who_may_add_fetch_and_retry(client: Client, role: str) -> None:

    source = Source.objects.create(address=ADDRESS)
    article = store_article(incoming=incoming()).article
    TaggingTrouble.objects.create(article=article, tries=3, reason="no sense in it")
    desk = desk_of(client, role)
    chosen = {"action": "fetch_now", "_selected_action": [source.pk]}
    desk.post(reverse("admin:articles_source_changelist"), chosen)
    desk.post(
        reverse("admin:articles_taggingtrouble_changelist"),
        {"action": "try_again", "_selected_action": [article.pk]},
    )
    desk.post(reverse("admin:articles_source_add"), {"address": ADDRESS + "2", "rhythm": 15})
    may_fetch = role in ("Editor", "Administrator")
    assert len(waiting("fetch_source")) == may_fetch
    assert TaggingTrouble.objects.exists() != may_fetch
    assert len(waiting("tag_range")) == may_fetch
    assert (Source.objects.count() == 2) == (role == "Administrator")


@pytest.mark.django_db
def test_fetch_now_says_when_nobody_works(desk: Client) -> None:
    source = Source.objects.create(address=ADDRESS)
    chosen = {"action": "fetch_now", "_selected_action": [source.pk]}
    address = reverse("admin:articles_source_changelist")
    said = desk.post(address, chosen, follow=True).content.decode()
    assert "1 put into the queue." in said
    assert "No worker is running" in said
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    again = desk.post(address, chosen, follow=True).content.decode()
    assert "1 already in the queue." in again
    assert "No worker is running" not in again


@pytest.mark.django_db
def test_fetch_now_of_a_source_that_was_deleted_meanwhile_says_so(desk: Client) -> None:
    gone, there = (Source.objects.create(address=f"{ADDRESS}{n}") for n in range(2))
    address = reverse("admin:articles_source_changelist")
    both = {"action": "fetch_now", "_selected_action": [gone.pk, there.pk]}
    alone = both | {"_selected_action": [gone.pk]}
    gone.delete()
    said = desk.post(address, both, follow=True).content.decode()
    assert "1 put into the queue; 1 no longer in this list (deleted meanwhile?)." in said
    said = desk.post(address, alone, follow=True).content.decode()
    assert "1 no longer in this list (deleted meanwhile?)." in said
    assert "lready in the queue" not in said
    assert [job["source"] for job in waiting("fetch_source")] == [there.pk]


@pytest.mark.django_db
def test_a_source_that_is_deleted_while_it_is_put_into_the_queue_is_not() -> None:
    source = Source.objects.create(address=ADDRESS)
    Source.objects.all().delete()
    assert not enqueue_source(source=source)
    assert waiting("fetch_source") == []


def due_at(moment: float) -> list[tuple[str, int]]:
    """What the clock of a worker puts into the queue, by name and minute."""
    clock = PeriodicDeferrer(tasks.app.periodic_registry)
    return sorted((each.task.name, minute) for each, minute in clock.get_previous_tasks(moment))


def test_every_minute_sources_and_stalled_jobs_are_looked_at() -> None:
    for moment in (NOON + 0.5, NOON + 59.9):  # a clock wakes up half a second late
        assert due_at(moment) == [("retry_stalled", NOON), ("visit_sources", NOON)]
    assert due_at(NOON + 60.5)[0] == ("retry_stalled", NOON + 60)


@pytest.mark.usefixtures("queue")
def test_a_minute_of_the_clock_leads_to_the_articles_of_a_source_that_is_due(site: Site) -> None:
    site.page("/1", page("Story 1"))
    feed = site.page("/feed", rss(entry(f"{site.address}/1")))
    Source.objects.create(address=feed)
    Source.objects.create(
        address=f"{site.address}/later", next_at=timezone.now() + timedelta(hours=1)
    )
    enqueue_tagging(ids=[10**9])
    for _ in range(2):  # two workers, with a clock each
        clock = PeriodicDeferrer(tasks.app.periodic_registry)
        async_to_sync(clock.defer_jobs)(clock.get_previous_tasks(NOON + 0.5))
    (job,) = waiting("visit_sources")
    assert job == {"timestamp": NOON}
    tasks.visit_sources_job(**job)
    assert taken_first() == ["retry_stalled", "visit_sources", "fetch_source", "tag_range"]
    (visit,) = waiting("fetch_source")
    fetch_source_job(**visit)
    article = Article.objects.get()
    assert article.headline == "Story 1"
    assert "/later" not in site.paths()
    news, archive = ProcrastinateJob.objects.filter(task_name="tag_range").order_by("-priority")
    assert news.args["first"] == article.pk
    assert news.priority > archive.priority


def taken_first() -> list[str]:
    """What waits, in the order in which workers take it."""
    rows = ProcrastinateJob.objects.order_by("-priority", "task_name")
    return list(rows.values_list("task_name", flat=True))


@pytest.mark.django_db
def test_an_address_that_cannot_be_fetched_is_refused(desk: Client) -> None:
    shown = desk.post(
        reverse("admin:articles_source_add"), {"address": "ftp://echo.example/", "rhythm": 15}
    ).content.decode()
    assert "Only http and https addresses are fetched." in shown


@pytest.mark.django_db
def test_the_list_of_sources_opens_with_few_queries(
    desk: Client, django_assert_max_num_queries
) -> None:
    paper = Publisher.objects.create(name="Harrowmere Echo", slug="echo")
    for n in range(30):
        Source.objects.create(address=f"{ADDRESS}{n}", publisher=paper)
    with django_assert_max_num_queries(10):
        assert desk.get(reverse("admin:articles_source_changelist")).status_code == 200
