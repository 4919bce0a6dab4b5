"""How long every kind of page, search and decision takes on an archive of a given size."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import parse_qs

from django.db import connection

from articles.benchmarks.archive import fill
from articles.benchmarks.county import County, make_county
from articles.benchmarks.desk import measure_desk
from articles.benchmarks.pages import measure_pages, searches
from articles.benchmarks.peers import postgres_times, sqlite_times
from articles.benchmarks.prose import Prose
from articles.benchmarks.scratch import scratch_archive
from articles.benchmarks.tables import Suite, Table
from articles.benchmarks.timing import Times
from articles.garbage import spare_what_stays
from articles.models import Statement, Tag
from articles.search.building import build

MOST_FOR_PEERS = 100_000  # articles; beyond, the peers take minutes a page
PEER_CLASSES = ("rare word", "medium word", "common word", "two words", "phrase")
Rows = Iterator[tuple[str, str]]


def run(articles: int) -> Table:
    """Make the archive in a database of its own, build the index, ask for pages."""
    with scratch_archive() as folder:
        rows = list(_measured(articles, folder))
    return Table(f"{articles:,} articles, page cache off, nothing asked twice", rows)


def _measured(articles: int, folder: Path) -> Rows:
    prose = Prose()
    county = make_county(prose)
    seconds = _timed(lambda: fill(prose, county, articles, _tell))
    yield "stored", f"{Tag.objects.count():,} tags, {Statement.objects.count():,} statements"
    yield "written by COPY, words invented", f"{seconds:.0f} s; {_database_megabytes():,.0f} MB"
    yield "index built", f"{_timed(build):.0f} s; {_megabytes(folder / 'index'):,.0f} MB"
    spare_what_stays()  # as the web's workers do
    ours = {}
    for measured in chain(measure_pages(prose, county), measure_desk(prose, county)):
        ours[measured.kind] = measured.times
        yield measured.kind, f"{_said(measured.times)}, goal {measured.goal}"
        _tell_line(f"{measured.kind}: {_said(measured.times)}")
    if articles <= MOST_FOR_PEERS:
        yield from _compared(_peer_questions(prose, county), folder, ours)


def _compared(asked: dict[str, list[str]], folder: Path, ours: dict[str, Times]) -> Rows:
    """The same words put to PostgreSQL and SQLite, and how many times as long they take."""
    for name, found in (
        ("PostgreSQL full text", postgres_times(asked)),
        ("SQLite FTS5", sqlite_times(folder, asked)),
    ):
        for kind, times in found.items():
            ratio = times.p95 / ours[f"search: {kind}"].p95
            yield f"{name}: {kind}", f"{_said(times)}, {ratio:.1f} times ours"


def _peer_questions(prose: Prose, county: County) -> dict[str, list[str]]:
    """The words of our searches, as a peer is asked them."""
    ours = searches(prose, county)
    return {kind: [parse_qs(query)["q"][0] for query in ours[kind]] for kind in PEER_CLASSES}


def _said(times: Times) -> str:
    return f"p50 {times.p50:.1f} ms, p95 {times.p95:.1f} ms"


def _tell(done: int) -> None:
    if done % 100_000 == 0:
        _tell_line(f"{done:,} articles")


def _tell_line(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _timed(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _database_megabytes() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0] / 1e6


READING = Suite("the server's time for each kind of page, search and decision", 10_000, run)
