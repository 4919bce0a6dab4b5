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


def _begins_before(period: Period, end: date | None) -> bool:
    return period.start is None or end is None or period.start < end
