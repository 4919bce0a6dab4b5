"""`benchmark pages`: how long every kind of page takes on an archive of a given size."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

from django.db import connection

from articles.benchmarks.archive import fill
from articles.benchmarks.county import County, make_county
from articles.benchmarks.pages import measure_pages, searches
from articles.benchmarks.peers import postgres_times, sqlite_times
from articles.benchmarks.prose import Prose
from articles.benchmarks.scratch import scratch_archive
from articles.benchmarks.timing import Times
from articles.models import Statement, Tag
from articles.search.building import build

Tell = Callable[[str], None]
PEER_CLASSES = ("rare word", "medium word", "common word", "two words", "phrase")


def run(*, articles: int, peers: bool, keep: bool, tell: Tell) -> None:
    """Make the archive, build the index, ask, and print a line for each figure."""
    with scratch_archive(keep=keep) as folder:
        prose = Prose()
        county = make_county(prose)
        began = time.monotonic()
        fill(prose, county, articles, every(100_000, tell))
        tell(
            f"{articles:,} articles, {Tag.objects.count():,} tags, "
            f"{Statement.objects.count():,} statements in {time.monotonic() - began:.0f} s; "
            f"database {_database_megabytes():,.0f} MB"
        )
        began = time.monotonic()
        build()
        tell(
            f"index built in {time.monotonic() - began:.0f} s; "
            f"{megabytes(folder / 'index'):,.0f} MB"
        )
        ours = {}
        for measured in measure_pages(prose, county, articles):
            ours[measured.kind] = measured.times
            tell(line(measured.kind, measured.times, f"goal {measured.goal} ms"))
        if peers:
            compare(prose, county, articles, folder, ours, tell)


def every(number: int, tell: Tell) -> Callable[[int], None]:
    """Tells of each so many articles."""
    return lambda done: None if done % number else tell(f"… {done:,} articles")


def compare(
    prose: Prose, county: County, articles: int, folder: Path, ours: dict[str, Times], tell: Tell
) -> None:
    """The same words put to PostgreSQL and SQLite, and how many times as long they take."""
    asked = peer_questions(prose, county, articles)
    for name, found in (
        ("PostgreSQL full text", postgres_times(asked)),
        ("SQLite FTS5", sqlite_times(folder, asked)),
    ):
        for kind, times in found.items():
            ratio = times.p95 / ours[f"search: {kind}"].p95
            tell(line(f"{name}: {kind}", times, f"{ratio:.1f} times ours at p95"))


def peer_questions(prose: Prose, county: County, articles: int) -> dict[str, list[str]]:
    """The words of our searches, as a peer is asked them."""
    ours = searches(prose, county, articles)
    return {kind: [parse_qs(query)["q"][0] for query in ours[kind]] for kind in PEER_CLASSES}


def line(kind: str, times: Times, remark: str) -> str:
    return f"{kind:36} p50 {times.p50:7.1f} ms  p95 {times.p95:7.1f} ms  ({times.count}; {remark})"


def megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def _database_megabytes() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0] / 1e6
