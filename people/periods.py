"""Half-open periods: from the first day until the day before the end."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """`start` None: since before anything we know; `end` None: still so. `end` is not covered."""

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        return _begins_before(self, other.end) and _begins_before(other, self.end)


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def dates_in_words(start: date | None, end: date | None) -> str:
    """Half-open: "from 5 May 2015 until and not including 3 May 2017"."""
    begins = f"from {day_in_words(start)}" if start else ""
    ends = f"until and not including {day_in_words(end)}" if end else ""
    return " ".join(filter(None, (begins, ends or ("and still so" if start else "")))) or "always"


def _begins_before(period: Period, end: date | None) -> bool:
    return period.start is None or end is None or period.start < end
