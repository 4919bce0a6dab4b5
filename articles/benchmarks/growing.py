"""Whether articles come into a big archive as fast as into an empty one.

Bringing in a million one by one takes hours; what the rate depends on is what is there already. So
an archive of any size is made by COPY, with fingerprints and the index of them, and the last
articles come the whole way.
"""

from __future__ import annotations

from functools import partial
from time import perf_counter

from django.db import connection

from articles.actions.ingesting import Ingest
from articles.benchmarks.archive import fill
from articles.benchmarks.county import make_county
from articles.benchmarks.ingesting import (
    PART,
    exhaust,
    mark,
    prepared,
    rate,
    seconds,
    tell,
    written_lines,
)
from articles.benchmarks.invented import invented_register
from articles.benchmarks.prose import Prose
from articles.benchmarks.scratch import scratch_archive
from articles.benchmarks.tables import Suite, Table
from articles.benchmarks.texts import ArticleWriter
from articles.ingest.files import read_source
from articles.ingest.near_copies import BANDS
from articles.models import Article, Batch
from articles.search import catch_up
from articles.search.building import build

PROCESSES = 2

# Fingerprints of texts that are no copies of each other: values drawn at random.
FINGERPRINTS = (
    "DROP INDEX fingerprint_bands",
    f"""
    INSERT INTO articles_fingerprint (article_id, bands, packed)
    SELECT id, drawn.bands, drawn.packed FROM articles_article, LATERAL (
        SELECT array_agg((random() * 4294967295 - 2147483648)::bigint::integer) AS bands,
               decode(string_agg(md5(id::text || n::text), ''), 'hex') AS packed
        FROM generate_series(1, {BANDS}) AS n
    ) AS drawn
    """,  # noqa: S608
    "CREATE INDEX fingerprint_bands ON articles_fingerprint "
    "USING gin (bands) WITH (fastupdate = off)",
    "ANALYZE articles_fingerprint",
)


def run(count: int) -> Table:
    """`PART` articles into an empty archive and into one of `count`, of fewer a tenth."""
    part = min(PART, max(count // 10, 1))
    empty, rows = _into(0, part, "an empty archive")
    full, more = _into(count, part, f"one of {count:,}")
    rows += [*more, ("into the full one / into the empty one", f"{full / empty:.0%}")]
    return Table(f"{part:,} articles, two processes, tagged and searchable", rows)


def _into(count: int, part: int, named: str) -> tuple[float, list[tuple[str, str]]]:
    """Articles a second into an archive of `count`, with the time the index takes."""
    register = invented_register()
    with scratch_archive() as folder:
        if count:
            _fill(count)
        tag = prepared(register)
        build()
        lines = written_lines(ArticleWriter(register), folder / "articles.jsonl", part)
        batch = Batch.objects.create(name="growth")
        run = Ingest(batch, tag, "growth", processes=PROCESSES)  # type: ignore[arg-type]
        began = perf_counter()
        storing = seconds(lambda: exhaust(run.run(read_source(lines))))
        indexing = seconds(catch_up)
        took = perf_counter() - began
        if (there := Article.objects.count()) != count + part:
            raise ValueError(f"{there:,} articles are there, not {count + part:,}")
        memory = mark(run).megabytes
    rows = [
        (f"into {named}", rate(part, took)),
        ("of that storing, indexing", f"{storing / took:.0%}, {indexing / took:.0%}"),
        ("peak memory of the process", f"{memory:,.0f} MB"),
    ]
    tell(f"{named}: {rows}")
    return part / took, rows


def _fill(count: int) -> None:
    prose = Prose()
    fill(prose, make_county(prose), count, partial(_tell, count))
    with connection.cursor() as cursor:
        for statement in FINGERPRINTS:
            cursor.execute(statement)


def _tell(count: int, done: int) -> None:
    if done % 100_000 == 0:
        tell(f"{done:,} of {count:,} articles")


GROWING = Suite("the rate at which articles come into a big archive and an empty one", 20_000, run)
