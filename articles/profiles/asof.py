"""The day that a page speaks of: today, unless its address asks for an earlier one (`?on=`).

A page as of a day is made from the register and the archive as they were known on it: what began
later is left out, and what ended later has not ended yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from articles.terms import REGISTER_ENDS
from people.descriptions import REGISTER_BEGINS
from people.models import Membership, OfficeHolding

Row = TypeVar("Row", Membership, OfficeHolding)

NO_DAY = "Give the day as year, month and day: 2019-02-18."
BEFORE = "The register begins on 1 May 1997."
TO_COME = "That day has not come yet."


@dataclass(frozen=True)
class AsOf:
    """`wanted` is what the address asks for, `error` says why that is no day to show."""

    day: date
    wanted: str = ""
    error: str = ""

    @property
    def is_past(self) -> bool:
        """Whether the page shows an earlier day than today."""
        return bool(self.wanted and not self.error)

    @property
    def until(self) -> datetime | None:
        """The first moment after the day; None for today, where nothing is left out."""
        if not self.is_past:
            return None
        return timezone.make_aware(datetime.combine(self.day + timedelta(days=1), time()))

    @property
    def known_to(self) -> date | None:
        """The day after the last that the page speaks of; None for today."""
        return self.day + timedelta(days=1) if self.is_past else None

    def known(self, rows: Iterable[Row]) -> list[Row]:
        """The posts or offices as they were known on the day."""
        return list(_known_on(self.day, rows) if self.is_past else rows)


def as_of(wanted: str | None) -> AsOf:
    today = timezone.localdate()
    if not wanted:
        return AsOf(today)
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return AsOf(today, wanted, NO_DAY)
    error = BEFORE if day < REGISTER_BEGINS else TO_COME if day > today else ""
    return AsOf(today if error else day, wanted, error)


def _known_on(day: date, rows: Iterable[Row]) -> Iterable[Row]:
    for row in rows:
        if row.during.lower <= day:
            yield _still_open(row) if (row.during.upper or date.min) > day else row


def _still_open(row: Row) -> Row:
    row = copy(row)
    row.during = DateRange(row.during.lower, None, "[)")
    if isinstance(row, Membership):
        row.end_reason = ""
    return row


def last_known_day(as_of: AsOf) -> date:
    """Up to when the register's posts can be drawn: its own end, or the day of the page."""
    return as_of.day if as_of.is_past else REGISTER_ENDS
