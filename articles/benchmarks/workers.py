"""How fast workers tag what a run left to them, and what becomes of it when they are killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from random import Random
from urllib.parse import quote

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.benchmarks.ingesting import prepared, rate, tell, written_lines
from articles.benchmarks.invented import invented_register
from articles.benchmarks.scratch import scratch_archive
from articles.benchmarks.tables import Suite, Table
from articles.benchmarks.texts import ArticleWriter
from articles.benchmarks.wholeness import Sums, differing, index_faults, sums
from articles.models import MOST_TRIES, Article, TaggerAnswer, TaggingTrouble
from articles.progress import line
from articles.search import catch_up
from articles.tagging.register import Register
from people.models import Alias, Entity

HEARTBEAT = 1.0  # seconds, so that the job of a killed worker waits for three
HARMED = 4  # workers, one of which is killed now and then
PAUSES = (3.0, 7.0)  # seconds between two kills
LOOKED_AT = 0.2  # seconds between two looks at the queue
TOLD = 10.0  # seconds between two lines of progress
SEED = 6
PUT_BACK = "was left by a worker: tried again"
Rows = list[tuple[str, str]]


@dataclass
class Crew:
    """Real worker processes on one archive."""

    folder: Path
    working: list[subprocess.Popen[bytes]] = field(default_factory=list)
    kills: int = 0
    ended: int = 0  # that nobody killed

    @property
    def log(self) -> Path:
        return self.folder / "workers.log"

    def start(self) -> None:
        environment = {
            "DATABASE_URL": address(),
            "NEWSROOM_VAR": str(self.folder),
            "WORKER_HEARTBEAT": str(HEARTBEAT),
        }
        with self.log.open("ab") as log:
            command = [sys.executable, "manage.py", "worker"]
            self.working.append(
                subprocess.Popen(  # noqa: S603
                    command, cwd=settings.BASE_DIR, stdout=log, stderr=log,
                    env={**os.environ, **environment},
                )
            )  # fmt: skip

    def kill_one(self, random: Random) -> None:
        """With kill -9, which asks nobody; another is started in its place."""
        victim = random.choice(self.working)
        victim.kill()
        victim.wait()
        self.working.remove(victim)
        self.kills += 1
        self.start()

    def replace_ended(self) -> None:
        for each in [each for each in self.working if each.poll() is not None]:
            self.working.remove(each)
            self.ended += 1
            self.start()

    def stop(self) -> None:
        for each in self.working:
            each.terminate()
        for each in self.working:
            each.wait()

    def put_back(self) -> int:
        """Jobs of killed workers that came back into the queue."""
        return self.log.read_text(errors="replace").count(PUT_BACK)


def rates(count: int) -> Table:
    """One, two and four workers, each crew on an archive of its own; then four that are killed."""
    return measured(count, (1, 2, 4))


def kills(count: int) -> Table:
    """Four workers, and four that are killed again and again."""
    return measured(count, (HARMED,))


def measured(count: int, crews: tuple[int, ...]) -> Table:
    rows: Rows = []
    found: dict[int, Sums] = {}
    for number in crews:
        with left_to_workers(count, rows if number == crews[0] else []) as folder:
            took = seconds_until_searchable(Crew(folder), number, count)
            found[number] = sums()
            rows.append((workers(number), rate(count, took)))
            tell(f"{workers(number)}: {rate(count, took)}")
    unharmed = found[crews[0]]
    for number in crews[1:]:
        differs = differing(unharmed, found[number])
        rows.append((f"the same with {workers(number)}", yes(not differs, differs)))
    with left_to_workers(count, []) as folder:
        rows += harmed(Crew(folder), count, unharmed)
    return Table(f"{count:,} articles left to workers, until tagged and searchable", rows)


@contextmanager
def left_to_workers(count: int, rows: Rows) -> Iterator[Path]:
    """An archive with so many articles that nobody has tagged yet, and the jobs to do so."""
    register = invented_register()
    with scratch_archive() as folder:
        prepared(register)
        store_names(register)
        lines = written_lines(ArticleWriter(register), folder / "articles.jsonl", count)
        began = time.monotonic()
        call_command("ingest", str(lines), enqueue=True, batch="benchmark", stdout=StringIO())
        rows.append(("stored by `ingest --enqueue`", rate(count, time.monotonic() - began)))
        tell(": ".join(rows[-1]))
        yield folder


def store_names(register: Register) -> None:
    """The names by which the workers' taggers find the register's entities."""
    ids = {(kind, key): pk for kind, key, pk in Entity.objects.values_list("kind", "key", "pk")}
    Alias.objects.bulk_create(
        Alias(entity_id=ids[name.ref], text=name.text, kind=name.kind) for name in register.names
    )


def seconds_until_searchable(
    crew: Crew, number: int, count: int, *, killing: bool = False
) -> float:
    """From the start of the processes until no job is left and the index has everything."""
    random, began = Random(SEED), time.monotonic()  # noqa: S311  the same victims each time
    next_kill, told = began + random.uniform(*PAUSES), began
    try:
        for _ in range(number):
            crew.start()
        while jobs_left():
            now = time.monotonic()
            if killing and now >= next_kill:
                crew.kill_one(random)
                next_kill = now + random.uniform(*PAUSES)
            if now - told >= TOLD:
                told = now
                tell(line(TaggerAnswer.objects.count(), count, now - began, "articles tagged"))
            crew.replace_ended()
            time.sleep(LOOKED_AT)
        catch_up()
        return time.monotonic() - began
    finally:
        crew.stop()


def jobs_left() -> int:
    return ProcrastinateJob.objects.filter(
        task_name="tag_range", status__in=("todo", "doing")
    ).count()


def harmed(crew: Crew, count: int, unharmed: Sums) -> Iterator[tuple[str, str]]:
    """What is there after workers were killed, beside what is there where none was."""
    took = seconds_until_searchable(crew, HARMED, count, killing=True)
    between = f"{PAUSES[0]:.0f} to {PAUSES[1]:.0f} seconds"
    killed = f"{workers(HARMED)}, one of which is killed (kill -9) every {between}"
    yield killed, f"{crew.kills:,} kills in {took:,.0f} s; {rate(count, took)}"
    yield "jobs put back, workers that ended by themselves", f"{crew.put_back():,}, {crew.ended:,}"
    there = Article.objects.count()
    urls = Article.objects.values("url").distinct().count()
    yield f"exactly {count:,} articles, none twice", yes(there == urls == count, [f"{there:,}"])
    untagged = Article.objects.filter(tagger_answer=None).count()
    aside = TaggingTrouble.objects.filter(tries__gte=MOST_TRIES).count()
    yield "each tagged, none set aside", yes(not untagged + aside, [f"{untagged:,}, {aside:,}"])
    now = sums()
    differs = differing(unharmed, now)
    mentions, statements = now["articles_mention"][0], now["articles_statement"][0]
    what = f"{mentions:,} mentions, {statements:,} statements and counts as if none was killed"
    yield what, yes(not differs, differs)
    faults = index_faults()
    yield "the index equal to the database", yes(not faults, faults)
    failed = ProcrastinateJob.objects.filter(task_name="tag_range").count()
    yield "jobs left or failed", f"{failed:,}"


def yes(is_so: bool, but: list[str]) -> str:
    return "yes" if is_so else f"NO: {', '.join(but)}"


def workers(number: int) -> str:
    return {1: "one worker", 2: "two workers", 4: "four workers"}[number]


def address() -> str:
    """DATABASE_URL of the archive that this process works on."""
    found = connection.settings_dict
    who, host = quote(found["USER"], safe=""), quote(str(found["HOST"]), safe="")
    password = f":{quote(found['PASSWORD'], safe='')}" if found["PASSWORD"] else ""
    port = f":{found['PORT']}" if found["PORT"] else ""
    return f"postgresql://{who}{password}@{host}{port}/{found['NAME']}"


WORKERS = Suite("articles a second by one, two and four workers, and by killed ones", 2_000, rates)
KILLS = Suite("whether anything is lost when workers are killed again and again", 2_000, kills)
