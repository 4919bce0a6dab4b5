"""How fast articles come in: from JSON Lines to tagged and searchable, and what takes how long."""

from __future__ import annotations

import json
import resource
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from unittest import mock

from django.db import models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from articles.actions import adding_many, copies, copying
from articles.actions.adding_many import First, add_many, reader
from articles.actions.ingesting import AT_ONCE, Ingest
from articles.actions.storing import find_or_make_publisher
from articles.benchmarks.invented import FIRST_DAY, invented_register
from articles.benchmarks.scratch import scratch_archive
from articles.benchmarks.tables import Suite, Table
from articles.benchmarks.texts import ArticleWriter
from articles.ingest.files import read_source
from articles.ingest.values import IncomingArticle, Reading
from articles.models import Article, Batch
from articles.search import catch_up
from articles.tagging import build_tagger
from articles.tagging.register import Register
from articles.tagging.values import Document
from articles.workers import in_order
from people import models as register_models
from people.models import Membership

MODELS = {
    "person": "Person", "constituency": "Constituency", "council": "LocalAuthority",
    "party": "Party",
}  # fmt: skip
WRITTEN = 300  # articles of which the writing alone is measured
TAGGED = 5_000  # at most, of which the tagging alone is measured
PART = 10_000  # articles at either end whose rates are compared; of few a tenth, or two groups
Rows = list[Sequence[models.Model]]  # as they were written, one table after another


def run(count: int) -> Table:
    """Bring `count` articles in by one process and by two, each into an archive of its own."""
    register = invented_register()
    rows: list[tuple[str, str]] = []
    whole: dict[int, float] = {}
    alone: dict[int, float] = {}
    for processes in (1, 2):
        with scratch_archive() as folder:
            tag = prepared(register)
            lines = written_lines(ArticleWriter(register), folder / "articles.jsonl", count)
            alone[processes] = min(count, TAGGED) / tagged(tag, lines, processes)
            tagging = count / alone[processes]  # seconds, of which some go beside the rest
            whole[processes] = brought_in(tag, lines, processes, rows, count, tagging)
            tell(f"{processes}: {count / whole[processes]:,.0f} a second")
            if processes == 1:
                rows += ways_of_writing(tag, lines)
    for processes in (1, 2):
        share = count / whole[processes] / alone[processes]
        rows.append((f"tagging alone, {named(processes)}", f"{alone[processes]:,.0f} a second"))
        rows.append((f"the whole way / tagging alone, {named(processes)}", f"{share:.0%}"))
    rows.append(("two processes / one", f"{whole[1] / whole[2]:.2f}"))
    return Table(f"{count:,} articles from JSON Lines to tagged and searchable", rows)


def prepared(register: Register) -> Callable[[Document], object]:
    """The invented register in the database, each person on a council, and its tagger."""
    stored: dict[str, list[int]] = {}
    with transaction.atomic():
        for entity in register.entities:
            model = getattr(register_models, MODELS[entity.ref.kind])
            row = model(name=entity.name, slug=entity.ref.key, key=entity.ref.key)
            row.save(force_insert=True)
            stored.setdefault(entity.ref.kind, []).append(row.pk)
        councils, parties = stored["council"], stored["party"]
        Membership.objects.bulk_create(
            Membership(
                key=f"m-{pk}", person_id=pk, role="councillor",
                place_id=councils[n % len(councils)], party_id=parties[n % len(parties)],
                during=DateRange(FIRST_DAY, None),
            )
            for n, pk in enumerate(stored["person"])
        )  # fmt: skip
    return build_tagger(register)


def written_lines(writer: ArticleWriter, file: Path, count: int) -> Path:
    with file.open("w", encoding="utf-8") as lines:
        for article in writer.articles(count):
            lines.write(json.dumps(article.fields()) + "\n")
    return file


def readings(lines: Path) -> Iterator[IncomingArticle]:
    for reading in read_source(lines):
        if isinstance(reading, IncomingArticle):
            yield reading


def tagged(tag: Callable[[Document], object], lines: Path, processes: int) -> float:
    """Seconds for what needs no database: names, statements and fingerprints of texts."""
    documents = [
        Document(f"{each.headline}\n\n{each.body}", each.published_at and each.published_at.date())
        for each in islice(readings(lines), TAGGED)
    ]
    return seconds(lambda: exhaust(in_order(reader(tag), documents, processes)))  # type: ignore[arg-type]


class Mark(NamedTuple):
    """How many articles were in at a moment, and the most memory of the process until then."""

    added: int
    at: float
    megabytes: float


def watched(readings: Iterable[Reading], run: Ingest, marks: list[Mark]) -> Iterator[Reading]:
    """Hands on readings; adds a mark whenever more articles are in."""
    for reading in readings:
        if not marks or run.outcomes["added"] != marks[-1].added:
            marks.append(mark(run))
        yield reading


def mark(run: Ingest) -> Mark:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Mark(
        run.outcomes["added"], perf_counter(), peak / (1e6 if sys.platform == "darwin" else 1e3)
    )


def pace(marks: list[Mark], count: int) -> Iterator[tuple[str, str]]:
    """Whether the rate holds from the first articles to the last, and memory stays flat."""
    part = min(PART, max(2 * AT_ONCE, count // 10), count // 2)
    begun, ended = marks[0], marks[-1]
    first = next(each for each in marks if each.added >= part)
    last = next(each for each in reversed(marks) if each.added <= count - part)
    at_first = (first.added - begun.added) / (first.at - begun.at)
    at_last = (ended.added - last.added) / (ended.at - last.at)
    rates = f"{at_first:,.0f} and {at_last:,.0f} a second ({at_last / at_first:.0%})"
    yield f"the first and the last {part:,}, unindexed", rates
    memory = f"{first.megabytes:,.0f} and {ended.megabytes:,.0f} MB"
    yield f"peak memory after the first {part:,}, and in the end", memory


def brought_in(
    tag: Callable[[Document], object], lines: Path, processes: int, rows: list[tuple[str, str]],
    count: int, tagging: float,
) -> float:  # fmt: skip
    """Seconds until everything is searchable; adds the rates and shares to `rows`."""
    run = Ingest(Batch.objects.create(name="benchmark"), tag, "benchmark", processes=processes)  # type: ignore[arg-type]
    marks: list[Mark] = []
    storing = seconds(lambda: exhaust(run.run(watched(read_source(lines), run, marks))))
    marks.append(mark(run))
    if Article.objects.count() != count:
        raise ValueError(f"{Article.objects.count():,} articles came in, not {count:,}")
    indexing = seconds(catch_up)
    took = storing + indexing
    parsing = seconds(lambda: exhaust(read_source(lines)))
    rows.append((f"the whole way, {named(processes)}", rate(count, took)))
    writing = took - parsing - tagging - indexing
    parts = {"parsing": parsing, "tagging": tagging, "writing": writing, "indexing": indexing}
    shares = ", ".join(f"{name} {part / took:.0%}" for name, part in parts.items())
    rows.append((f"of that, {named(processes)}", shares))
    rows += [(f"{what}, {named(processes)}", figure) for what, figure in pace(marks, count)]
    return took


def ways_of_writing(tag: Callable[[Document], object], lines: Path) -> Iterator[tuple[str, str]]:
    """The same rows into the same tables: by COPY, by bulk_create, and saved one by one."""
    kept = rows_of(tag, lines)
    number = sum(map(len, kept))
    if not number:
        raise ValueError(f"nothing came of {lines}: has somebody else taken it away?")
    ways: dict[str, Callable[[Sequence[models.Model]], object]] = {
        "COPY": copying.copy_rows,
        "bulk_create": lambda rows: type(rows[0])._default_manager.bulk_create(rows),
        "save() for each": save_each,
    }
    took = {}
    for name, write in ways.items():
        with transaction.atomic():
            took[name] = seconds(partial(write_all, write, kept))
            transaction.set_rollback(True)
        yield f"writing alone, {name}", rate(number, took[name], "rows")
    for name in ("bulk_create", "save() for each"):
        yield f"COPY / {name}", f"{took[name] / took['COPY']:.1f}"


def save_each(rows: Sequence[models.Model]) -> None:
    for row in rows:
        row.save(force_insert=True)


def write_all(write: Callable[[Sequence[models.Model]], object], kept: Rows) -> None:
    for rows in kept:
        if rows:
            write(rows)


def rows_of(tag: Callable[[Document], object], lines: Path) -> Rows:
    """All rows that come of some articles, which are not there any more."""
    kept: Rows = []

    def keep(rows: Sequence[models.Model]) -> None:
        kept.append(list(rows))
        copying.copy_rows(rows)

    found = []
    for each, _ in zip(readings(lines), range(WRITTEN), strict=False):
        paper = find_or_make_publisher(incoming=each.publisher)  # type: ignore[arg-type]
        found.append(First(each, "", paper, "full"))
    firsts = [first._replace(identity=f"{n:064d}") for n, first in enumerate(found)]
    documents = [Document(f"{f.incoming.headline}\n\n{f.incoming.body}") for f in firsts]
    reads = [reader(tag)(document) for document in documents]  # type: ignore[arg-type]
    with (
        transaction.atomic(),
        mock.patch.object(adding_many, "copy_rows", keep),
        mock.patch.object(copies, "copy_rows", keep),
    ):
        add_many(firsts, reads, batch=Batch.objects.get(), version="benchmark")
        transaction.set_rollback(True)
    return kept


def exhaust(values: Iterable[object]) -> None:
    """Takes each and keeps none."""
    deque(values, maxlen=0)


def seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def rate(number: int, took: float, what: str = "") -> str:
    return f"{number / took:,.0f} {what} a second".replace("  ", " ")


def named(processes: int) -> str:
    return {1: "one process", 2: "two processes"}[processes]


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


INGESTING = Suite("articles a second from JSON Lines to searchable, and of each part", 2_000, run)
