"""What comes in by the hundred is what comes in one by one, only sooner."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.actions import ingesting, leaving, ranges
from articles.actions.counting import count_article_anew
from articles.actions.ingesting import Ingest
from articles.actions.leaving import ForWorkers
from articles.actions.ranges import Range, tag_range
from articles.actions.tagging import tag_articles
from articles.ingest.files import read_source
from articles.ingest.values import IncomingArticle, Reading
from articles.models import (
    Article,
    Batch,
    Coverage,
    Failure,
    Fingerprint,
    Mention,
    MonthTogether,
    Original,
    ReviewItem,
    Statement,
    StatementListing,
    Tag,
    TaggerAnswer,
    TaggingTrouble,
    Together,
)
from articles.taggers import DatabaseTagger
from articles.tagging.values import Document, TaggedText
from tests.articles.invented import CANNOT_WAIT, harrowmere, incoming, tagger

pytestmark = pytest.mark.django_db
DEMO = Path(settings.BASE_DIR) / "seeds" / "demo"
# What differs from run to run, and what merely points at a row of this one.
NOT_COMPARED = {
    "id", "batch", "created_at", "updated_at", "made_at", "kept_at", "urgency", "lead",
    "article", "statement", "correction", "report", "closed_by", "claimed_by", "decision",
}  # fmt: skip
BY_ARTICLE = (TaggerAnswer, Mention, Tag, Statement, Original, Fingerprint, ReviewItem)


def plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def rows_of(model: Any, *, of: str) -> Counter[str]:
    """The rows of a model, each with the identity of its article, as text that can be compared."""
    names = [f.name for f in model._meta.concrete_fields if f.name not in NOT_COMPARED]
    rows = model.objects.annotate(of=F(of)).values("of", *names)
    return Counter(
        json.dumps({k: plain(v) for k, v in row.items()}, default=str, sort_keys=True)
        for row in rows
    )


def everything() -> dict[str, Counter[str]]:
    found = {model.__name__: rows_of(model, of="article__identity") for model in BY_ARTICLE}
    found["article"] = rows_of(Article, of="lead__identity")
    found["listing"] = rows_of(StatementListing, of="statement__surface")
    found["held"] = Counter(map(str, Statement.objects.values_list("surface", "memberships__key")))
    for model in (Coverage, MonthTogether, Together):
        found[model.__name__] = rows_of(model, of="entity__key")
    return found


def brought_in(readings: Iterator[Reading], **options: Any) -> Ingest:
    tag = DatabaseTagger()
    tag.prepare()
    batch = Batch.objects.create(name=f"batch {Batch.objects.count()}")
    run = Ingest(batch, tag, tag.version, versions_in_order=True, **options)
    assert list(run.run(readings)) == []
    return run


def refuse(*_: Any, **__: Any) -> None:
    raise IntegrityError("nothing goes in together")


@pytest.mark.parametrize("processes", [1, 2])
def test_a_whole_county_comes_in_as_it_does_one_by_one(
    monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    call_command("load_roster", str(DEMO / "roster"), verbosity=0)
    together = brought_in(read_source(DEMO / "articles"), processes=processes)
    by_the_hundred = everything()
    assert sum(by_the_hundred["Mention"].values()) > 500
    assert sum(by_the_hundred["ReviewItem"].values()) > 5
    assert Article.objects.exclude(lead=None).exists()
    clear_archive()
    monkeypatch.setattr(ingesting, "add_many", refuse)
    one_by_one = brought_in(read_source(DEMO / "articles"))
    assert together.outcomes == one_by_one.outcomes
    found = everything()
    assert {name: rows - found[name] for name, rows in by_the_hundred.items()} == {
        name: Counter() for name in found
    }
    assert found == by_the_hundred


def tagged_by_a_worker(*, is_repeated: bool) -> None:
    for job in ProcrastinateJob.objects.filter(task_name="tag_range").order_by("pk"):
        wanted = Range(job.args["first"], job.args["last"])
        tag, version = (worker := DatabaseTagger()), worker.version
        assert tag_range(wanted=wanted, tagger=tag, version=version, is_repeated=is_repeated) == []


@pytest.mark.parametrize("before", ["nothing", "stopped worker", "stopped worker at these"])
def test_a_whole_county_left_to_workers_comes_in_as_it_does_at_once(
    monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    monkeypatch.setattr(leaving, "RANGE", 25)
    monkeypatch.setattr(ranges, "AT_ONCE", 10)
    call_command("load_roster", str(DEMO / "roster"), verbosity=0)
    at_once = brought_in(read_source(DEMO / "articles"))
    wanted = everything()
    clear_archive()
    left = brought_in(read_source(DEMO / "articles"), for_workers=(wait := ForWorkers(set())))
    assert left.outcomes == at_once.outcomes
    assert not TaggerAnswer.objects.exists()
    assert wait.jobs == 3
    one_by_one: list[Article] = []
    monkeypatch.setattr(
        ranges, "tag_articles", lambda *, articles, **others: one_by_one.extend(articles)
        or tag_articles(articles=articles, **others),
    )  # fmt: skip
    if before == "stopped worker at these":
        ranges.note_in_hand(list(Article.objects.values_list("pk", flat=True)))
    tagged_by_a_worker(is_repeated=before != "nothing")
    all_alone = before == "stopped worker at these"
    assert len(one_by_one) == (Article.objects.count() if all_alone else 0)
    found = everything()
    assert {name: rows - found[name] for name, rows in wanted.items()} == {
        name: Counter() for name in found
    }
    assert found == wanted
    assert not TaggingTrouble.objects.exists()


def clear_archive() -> None:
    for model in (Coverage, MonthTogether, Together, ReviewItem, Article, Batch):
        model.objects.all().delete()


def many(number: int) -> list[IncomingArticle]:
    return [
        incoming(url=f"https://echo.example/{n}", source="a.jsonl", line=n + 1)
        for n in range(number)
    ]


def run_of(name: str = "run", **options: Any) -> Ingest:
    batch, _ = Batch.objects.get_or_create(name=name)
    return Ingest(batch, tagger(), "test", **options)


def test_counting_again_changes_nothing() -> None:
    harrowmere()
    list(run_of().run(many(5)))
    before = everything()
    for article in Article.objects.all():
        count_article_anew(article=article)
    assert everything() == before
    assert Coverage.objects.get(entity__key="p-ada").articles == 5


def test_one_that_cannot_be_stored_stays_behind_alone() -> None:
    harrowmere()
    stories = many(5)
    stories[2] = replace(stories[2], headline="Marsh Road " * 60)
    [failed] = run_of().run(stories)
    assert (failed.source, failed.line) == ("a.jsonl", 3)
    assert "cannot be stored" in failed.reason
    assert Article.objects.count() == 4
    assert Statement.objects.filter(surface=CANNOT_WAIT).count() == 4
    assert Failure.objects.get().line == 3
    stories[2] = incoming(url="https://echo.example/2", source="a.jsonl", line=3)
    assert list(run_of("again").run(stories)) == []
    assert Article.objects.count() == 5
    assert not Failure.objects.exists()


def test_the_same_again_asks_the_database_little_and_changes_nothing() -> None:
    harrowmere()
    list(run_of().run(many(30)))
    before = everything()
    with CaptureQueriesContext(connection) as asked:
        run = run_of("again")
        list(run.run(many(30)))
    assert run.outcomes["unchanged"] == 30
    assert everything() == before
    assert len(asked) < 20


def test_what_is_left_to_workers_is_stored_together_and_queued_once() -> None:
    stories = [replace(each, body=f"It rained on day {each.line}.") for each in many(60)]
    with CaptureQueriesContext(connection) as asked:
        list(run_of(for_workers=ForWorkers(set())).run(stories))
    assert len(asked) < 30
    assert Article.objects.count() == 60
    ids = sorted(Article.objects.values_list("pk", flat=True))
    job = ProcrastinateJob.objects.get(task_name="tag_range")
    assert (job.args["first"], job.args["last"]) == (ids[0], ids[-1])
    again = run_of("again", for_workers=ForWorkers(set()))
    with CaptureQueriesContext(connection) as asked:
        list(again.run(stories))
    assert len(asked) < 20
    assert again.outcomes["unchanged"] == 60
    assert ProcrastinateJob.objects.filter(task_name="tag_range").count() == 1


def test_workers_get_whole_ranges_until_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "RANGE", 25)
    monkeypatch.setattr(ingesting, "AT_ONCE", 10)
    list(run_of(for_workers=ForWorkers(set())).run(many(60)))
    jobs = ProcrastinateJob.objects.filter(task_name="tag_range").order_by("pk")
    assert [job.args["last"] - job.args["first"] + 1 for job in jobs] == [25, 25, 10]


def test_what_nobody_has_tagged_yet_is_tagged_now() -> None:
    harrowmere()
    list(run_of().run(many(3)))
    TaggerAnswer.objects.filter(article__url__endswith="/1").delete()
    run = run_of("again")
    list(run.run(many(3)))
    assert TaggerAnswer.objects.count() == 3


def test_a_fetched_page_is_stored_before_the_next_is_asked_for() -> None:
    harrowmere()
    stored: list[int] = []

    def pages() -> Iterator[Reading]:
        for n in range(3):
            stored.append(Article.objects.count())
            address = f"https://echo.example/{n}"
            yield incoming(url=address, source=address)
        stored.append(Article.objects.count())

    list(run_of().run(pages()))
    assert stored == [0, 1, 2, 3]


def test_a_run_that_breaks_off_leaves_whole_articles_and_right_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    harrowmere()
    monkeypatch.setattr(ingesting, "AT_ONCE", 4)

    def broken(document: Document) -> TaggedText:
        if broken_at and document.text.startswith("Ferry"):
            raise MemoryError("killed")
        return tagger()(document)

    broken_at = True
    stories = many(10)
    stories[6] = replace(stories[6], headline="Ferry to run again")
    run = Ingest(Batch.objects.create(name="run"), broken, "test")
    with pytest.raises(MemoryError):
        list(run.run(stories))
    assert TaggerAnswer.objects.count() == Article.objects.count() == 4
    assert Coverage.objects.get(entity__key="p-ada").articles == 4
    broken_at = False
    list(Ingest(Batch.objects.get(), broken, "test").run(stories))
    assert Article.objects.count() == 10
    assert Coverage.objects.get(entity__key="p-ada").articles == 10


def test_one_that_the_tagger_cannot_take_stays_behind_alone() -> None:
    harrowmere()

    def easily_upset(document: Document) -> TaggedText:
        if document.text.startswith("Ferry"):
            raise ValueError("no ferries")
        return tagger()(document)

    stories = many(5)
    stories[2] = replace(stories[2], headline="Ferry to run again")
    [failed] = Ingest(Batch.objects.create(name="run"), easily_upset, "test").run(stories)
    assert (failed.line, failed.reason) == (3, "cannot be tagged: ValueError: no ferries")
    assert Article.objects.count() == TaggerAnswer.objects.count() == 4
    assert list(run_of("again").run(stories)) == []
    assert Article.objects.count() == 5
    assert not Failure.objects.exists()
