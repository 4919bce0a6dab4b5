"""Bringing the ONS Postcode Directory into the database: streamed, in batches, safe to repeat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import connection, transaction
from django.db.models import F

from people.models import Boundary, LocalAuthority
from people.postcodes import BadLine, PostcodeRow, names_a_place, read

BATCH = 20_000  # rows that are written in one transaction

STAGE = """
CREATE TEMPORARY TABLE postcode_batch (place serial, text text, constituency_id bigint,
    council_id bigint)
"""
# The later of two rows of one postcode counts. A row that is as before is not written again.
MERGE = """
INSERT INTO people_postcode (text, constituency_id, council_id)
SELECT DISTINCT ON (text) text, constituency_id, council_id FROM postcode_batch
ORDER BY text, place DESC
ON CONFLICT (text) DO UPDATE
SET constituency_id = excluded.constituency_id, council_id = excluded.council_id
WHERE (people_postcode.constituency_id, people_postcode.council_id)
    IS DISTINCT FROM (excluded.constituency_id, excluded.council_id)
"""

Bad = Callable[[BadLine], None]
Progress = Callable[[int], None]


@dataclass
class PostcodeReport:
    """`unknown` counts the lines of each GSS code of which the register has no place."""

    read: int = 0
    written: int = 0
    bad: int = 0
    unknown: Counter[str] = field(default_factory=Counter)


def load_postcodes(
    lines: Iterable[str],
    *,
    dry_run: bool = False,
    bad: Bad = lambda line: None,
    progress: Progress = lambda read: None,
) -> PostcodeReport:
    """Reads the directory; every batch is written whole or not at all, and stays when a later
    one fails. `progress` hears how many lines were read. Raises NoDirectory before it writes.
    """
    report, seats, councils = PostcodeReport(), _seats(), _councils()
    rows = _readable(read(lines), report, bad)
    while batch := list(islice(rows, BATCH)):
        resolved = [
            (
                row.text,
                _known(row.constituency, seats, report),
                _known(row.council, councils, report),
            )
            for row in batch
        ]
        if not dry_run:
            report.written += _write(resolved)
        progress(report.read + report.bad)
    return report


def _readable(
    found: Iterator[PostcodeRow | BadLine], report: PostcodeReport, bad: Bad
) -> Iterator[PostcodeRow]:
    for row in found:
        if isinstance(row, BadLine):
            report.bad += 1
            bad(row)
        else:
            report.read += 1
            yield row


def _known(code: str, places: dict[str, int], report: PostcodeReport) -> int | None:
    if not names_a_place(code):
        return None
    if code not in places:
        report.unknown[code] += 1
    return places.get(code)


def _seats() -> dict[str, int]:
    """Constituencies by the codes of all their boundaries, the latest of a code counting."""
    drawn = Boundary.objects.exclude(gss_code="").order_by(F("during").asc())
    return dict(drawn.values_list("gss_code", "constituency"))


def _councils() -> dict[str, int]:
    """Councils by code; one that exists now counts before one that had the code."""
    rows = LocalAuthority.objects.exclude(gss_code="").order_by(F("during").asc())
    return dict(rows.values_list("gss_code", "pk"))


@transaction.atomic
def _write(rows: list[tuple[str, int | None, int | None]]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        copy = "COPY postcode_batch (text, constituency_id, council_id) FROM STDIN"
        with cursor.copy(copy) as into:
            for row in rows:
                into.write_row(row)
        cursor.execute(MERGE)
        written = cursor.rowcount
        cursor.execute("DROP TABLE postcode_batch")
        return written
