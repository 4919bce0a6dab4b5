"""Work that workers take from the queue: once, whole, whatever happens to a worker."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import tantivy
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.actions import ranges as ranges_of
from articles.actions.correcting import add_mention
from articles.actions.queueing import enqueue_tagging, ranges
from articles.actions.ranges import IN_HAND, Range, tag_range, take_in_hand, waiting_in
from articles.actions.storing import store_article
from articles.actions.tagging import Tagger, tag_articles
from articles.models import Article, Coverage, Mention, Statement, Tag, TaggerAnswer, TaggingTrouble
from articles.search import catch_up, schema, store
from articles.tagging import TAGGER_VERSION
from articles.tagging.values import Document, TaggedText
from people.models import Alias
from tests.articles.invented import harrowmere, incoming, tagger

EMPTY = "TRUNCATE procrastinate_jobs, procrastinate_workers RESTART IDENTITY CASCADE"


@pytest.fixture
def queue(transactional_db: None) -> Iterator[None]:
    """An empty queue: its tables are not Django's to flush."""
    yield empty()
    empty()


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)


def stories(number: int) -> list[int]:
    return [
        store_article(
            incoming=incoming(url=f"https://echo.example/{n}", headline=f"Marsh Road, day {n}")
        ).article.pk
        for n in range(number)
    ]


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="tag_range").count()


def everything_once(number: int) -> None:
    """Each article has its tags, as many as every other of the same words, and none twice."""
    assert Article.objects.count() == TaggerAnswer.objects.count() == number
    for model in (Tag, Mention, Statement):
        rows = Counter(model.objects.values_list("article", flat=True))
        assert len(rows) == number, model
        assert len(set(rows.values())) == 1, model
    assert len(set(Mention.objects.values_list("article", "start_char"))) == Mention.objects.count()
    assert sum(Coverage.objects.values_list("articles", flat=True)) == Tag.objects.count()


def indexed(kind: schema.Kind) -> set[int]:
    folder = store.current()[kind.name]
    found = store.searcher(folder).search(tantivy.Query.all_query(), limit=100_000)
    values = store.searcher(folder).fast_field_values("id", [hit for _, hit in found.hits])
    return {value for value in values if value is not None}


def test_ids_become_ranges_of_the_wanted_size() -> None:
    assert list(ranges(iter([1, 2, 5, 9, 10]), 2)) == [(1, 2), (5, 9), (10, 10)]


@pytest.mark.usefixtures("queue")
def test_what_is_enqueued_twice_waits_once() -> None:
    ids = stories(5)
    assert enqueue_tagging(ids=ids, size=2) == 3
    assert enqueue_tagging(ids=ids, size=2) == 0
    assert jobs() == 3


@pytest.mark.usefixtures("queue")
def test_a_range_that_is_tagged_again_does_nothing() -> None:
    ids = stories(3)
    harrowmere()
    wanted = Range(ids[0], ids[-1])
    for _ in range(2):
        assert tag_range(wanted=wanted, tagger=tagger(), version="1", is_repeated=False) == []
    first = list(TaggerAnswer.objects.values_list("made_at", flat=True))
    tag_range(wanted=wanted, tagger=tagger(), version="1", is_repeated=True)
    assert list(TaggerAnswer.objects.values_list("made_at", flat=True)) == first
    assert not TaggingTrouble.objects.exists()
    everything_once(3)


@pytest.mark.usefixtures("queue")
def test_what_an_editor_dealt_with_meanwhile_keeps_it() -> None:
    ids = stories(4)
    county, by = harrowmere(), get_user_model().objects.create(username="mina")
    Article.objects.filter(pk=ids[1]).update(
        status="embargoed", embargo_until=timezone.now() + timedelta(days=1)
    )
    add_mention(article=tagged(ids[2]), start=0, end=10, to=county.saltmarsh, by=by)
    TaggerAnswer.objects.all().delete()
    wanted = Range(ids[0], ids[-1])
    assert tag_range(wanted=wanted, tagger=tagger(), version="1", is_repeated=False) == []
    everything_once_but_hidden = Coverage.objects.get(entity=county.ada)
    assert everything_once_but_hidden.articles == 3
    assert Tag.objects.filter(article=ids[2], entity=county.saltmarsh).count() == 1
    assert TaggerAnswer.objects.count() == 4


def tagged(pk: int) -> Article:
    article = Article.objects.get(pk=pk)
    tag_articles(articles=[article], tagger=tagger(), version="0")
    return article


@pytest.mark.usefixtures("queue")
def test_one_that_cannot_be_read_does_not_keep_the_others_from_going_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ids, honest = stories(4), tagger()
    harrowmere()

    def tag(document: Document) -> TaggedText:
        return poisoned("day 2") if "day 2" in document.text else honest(document)

    one_by_one: list[int] = []
    monkeypatch.setattr(ranges_of, "take_in_hand", lambda pk: one_by_one.append(pk) or 99)
    tag_range(wanted=Range(ids[0], ids[-1]), tagger=tag, version="1", is_repeated=False)
    assert one_by_one == [ids[2]]
    assert TaggerAnswer.objects.count() == 3


@pytest.mark.usefixtures("queue")
def test_only_those_that_a_worker_had_in_hand_go_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ids, honest = stories(7), tagger()
    harrowmere()
    monkeypatch.setattr(ranges_of, "FEWER", 3)

    def fatal(document: Document) -> TaggedText:
        if "day 4" in document.text:
            raise SystemExit("killed")
        return honest(document)

    wanted = Range(ids[0], ids[-1])
    with pytest.raises(SystemExit):
        tag_range(wanted=wanted, tagger=fatal, version="1", is_repeated=True)
    assert TaggerAnswer.objects.count() == 3
    in_hand = TaggingTrouble.objects.order_by("pk").values_list("pk", "tries", "reason")
    assert list(in_hand.all()) == [(pk, 0, IN_HAND) for pk in ids[3:6]]
    with pytest.raises(SystemExit):
        tag_range(wanted=wanted, tagger=fatal, version="1", is_repeated=True)
    assert list(in_hand.all()) == [(ids[4], 1, IN_HAND), (ids[5], 0, IN_HAND)]
    assert TaggerAnswer.objects.filter(pk=ids[6]).exists()
    assert tag_range(wanted=wanted, tagger=honest, version="1", is_repeated=True) == []
    assert not TaggingTrouble.objects.exists()
    everything_once(7)


@pytest.mark.usefixtures("queue")
def test_what_cannot_be_written_together_is_written_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ids = stories(3)
    harrowmere()

    def refuse(*_: object, **__: object) -> None:
        raise IntegrityError("not together")

    monkeypatch.setattr(ranges_of, "tag_many", refuse)
    wanted = Range(ids[0], ids[-1])
    assert tag_range(wanted=wanted, tagger=tagger(), version="1", is_repeated=False) == []
    everything_once(3)


@pytest.mark.usefixtures("queue")
def test_a_job_that_two_workers_have_at_once_is_done_once() -> None:
    ids = stories(3)
    harrowmere()
    reached, go_on, honest = threading.Event(), threading.Event(), tagger()

    def slow(document: Document) -> TaggedText:
        reached.set()
        assert go_on.wait(60)
        return honest(document)

    def work(tag: Tagger) -> None:
        wanted = Range(ids[0], ids[-1])
        try:
            assert tag_range(wanted=wanted, tagger=tag, version="1", is_repeated=False) == []
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(work, slow)
        assert reached.wait(60)
        second = threads.submit(work, tagger())
        while not second.done() and not is_somebody_waiting():
            time.sleep(0.01)
        go_on.set()
        first.result()
        second.result()
    everything_once(3)


def is_somebody_waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) > 0 FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0]


def poisoned(text: str) -> TaggedText:
    raise ValueError(f"no sense in {text}")


@pytest.mark.usefixtures("queue")
def test_a_poisonous_article_is_set_aside_after_three_tries_with_its_reason() -> None:
    ids = stories(4)
    harrowmere()
    bad, honest = ids[2], tagger()

    def tag(document: Document) -> TaggedText:
        return poisoned("day 2") if "day 2" in document.text else honest(document)

    wanted = Range(ids[0], ids[-1])
    for attempt in (0, 1, 2):
        again = tag_range(wanted=wanted, tagger=tag, version="1", is_repeated=attempt > 0)
        assert again == ([bad] if attempt < 2 else [])
        assert TaggerAnswer.objects.count() == 3
    trouble = TaggingTrouble.objects.get()
    assert (trouble.article_id, trouble.tries, trouble.is_set_aside) == (bad, 3, True)
    assert trouble.reason == "ValueError: no sense in day 2"
    assert not waiting_in(wanted, "1").exists()
    trouble.delete()
    tag_range(wanted=wanted, tagger=honest, version="1", is_repeated=False)
    everything_once(4)


@pytest.mark.usefixtures("queue")
def test_an_article_that_takes_the_process_with_it_is_known_by_that() -> None:
    ids = stories(2)
    harrowmere()
    for _ in range(3):
        take_in_hand(ids[0])
    assert TaggingTrouble.objects.get().reason == IN_HAND
    tag_range(wanted=Range(*ids), tagger=tagger(), version="1", is_repeated=True)
    assert list(TaggerAnswer.objects.values_list("pk", flat=True)) == [ids[1]]


def worker(folder: Path) -> subprocess.Popen[bytes]:
    """A real worker on the database of this test."""
    names = ("NAME", "HOST", "USER", "PASSWORD", "PORT")
    reached = {name: connection.settings_dict[name] for name in names}
    code = (
        "import os, sys, django; from django.conf import settings; "
        f"settings.DATABASES['default'].update({reached!r}, EMBEDDED=None); "
        "from pathlib import Path; "
        f"settings.SEARCH_INDEX = Path({str(settings.SEARCH_INDEX)!r}); "
        "settings.WORKER_HEARTBEAT = 0.4; "
        "from django.core.management import execute_from_command_line as run; "
        "run(['manage.py', 'worker', '--once'])"
    )
    log = (folder / "workers.log").open("ab")
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, stdout=log, stderr=log,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
    )  # fmt: skip


def unfinished() -> int:
    return ProcrastinateJob.objects.filter(
        task_name="tag_range", status__in=("todo", "doing")
    ).count()


@pytest.mark.slow
@pytest.mark.usefixtures("queue")
def test_workers_that_are_killed_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    number, chance = 400, random.Random(6)
    county = harrowmere()
    Alias.objects.create(entity=county.ada, text="Ada Holt", kind="stated")
    ids = stories(number)
    enqueue_tagging(ids=ids, size=20)
    killed = 0
    working = [worker(tmp_path) for _ in range(2)]
    deadline = time.monotonic() + 240
    try:
        while unfinished() and time.monotonic() < deadline:
            answered = TaggerAnswer.objects.count()
            victim = chance.choice(working)
            if killed < 4 and answered > killed * number // 8 and victim.poll() is None:
                os.kill(victim.pid, signal.SIGKILL)
                victim.wait()
                killed += 1
            working = [w if w.poll() is None else worker(tmp_path) for w in working]
            time.sleep(chance.uniform(0.1, 0.5))
    finally:
        for each in working:
            each.kill()
            each.wait()
    said = (tmp_path / "workers.log").read_text()
    assert killed == 4, said
    assert unfinished() == 0, said
    assert not TaggingTrouble.objects.filter(tries__gte=3).exists()
    assert not Article.objects.not_tagged_by(TAGGER_VERSION).exists(), said
    everything_once(number)
    catch_up()
    assert indexed(schema.ARTICLES) == set(ids)
    assert indexed(schema.STATEMENTS) == set(
        Statement.objects.published().values_list("pk", flat=True)
    )


@pytest.mark.usefixtures("queue")
def test_tagging_by_workers_is_asked_for_on_the_command_line() -> None:
    stories(3)
    out = StringIO()
    for _ in range(2):
        call_command("tag", enqueue=True, all=True, stdout=out)
    assert out.getvalue().splitlines() == [
        "1 jobs are new in the queue; `manage.py worker` does them",
        "0 jobs are new in the queue; `manage.py worker` does them",
    ]
    assert json.loads(json.dumps(ProcrastinateJob.objects.get().args))["before"]
