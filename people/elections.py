"""Polling days of general elections, which say when a campaign ended.

Facts: published results of the parliaments. A test holds them against the register's own rows.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

POLLING_DAYS = {
    "mp": (
        date(1997, 5, 1),
        date(2001, 6, 7),
        date(2005, 5, 5),
        date(2010, 5, 6),
        date(2015, 5, 7),
        date(2017, 6, 8),
        date(2019, 12, 12),
        date(2024, 7, 4),
    ),
    "msp": (
        date(1999, 5, 6),
        date(2003, 5, 1),
        date(2007, 5, 3),
        date(2011, 5, 5),
        date(2016, 5, 5),
        date(2021, 5, 6),
        date(2026, 5, 7),
    ),
    "mla": (
        date(1998, 6, 25),
        date(2003, 11, 26),
        date(2007, 3, 7),
        date(2011, 5, 5),
        date(2016, 5, 5),
        date(2017, 3, 2),
        date(2022, 5, 5),
    ),
    "ms": (
        date(1999, 5, 6),
        date(2003, 5, 1),
        date(2007, 5, 3),
        date(2011, 5, 5),
        date(2016, 5, 5),
        date(2021, 5, 6),
        date(2026, 5, 7),
    ),
}


def polling_day_after(role: str, dissolution: date) -> date | None:
    """The polling day that a dissolution led to; None if it is not known yet."""
    days = POLLING_DAYS.get(role, ())
    place = bisect_left(days, dissolution)
    return days[place] if place < len(days) else None
