"""Newest first, page by page, without counting or skipping rows.

A page's address holds the place where the last one ended: microseconds since 1970 and the id,
`1550448000000000-42`, or `undated-42` among the rows without a date, which come last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PLACE = re.compile(r"(undated|-?\d{1,18})-(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Page:
    """Rows, and where the next page begins; empty on the last one."""

    rows: list[Any]
    next: str = ""
    is_first: bool = True


def page_of(rows: QuerySet, place: str, date: str, key: str, size: int = 20) -> Page:
    """One page of `rows`, which are ordered by `date` (newest first, undated last), then `key`.

    A `place` that cannot be read is the first page.
    """
    after = _after(place, date, key)
    found = list((rows.filter(after) if after else rows)[: size + 1])
    more = _place(found[size - 1], date, key) if len(found) > size else ""
    return Page(found[:size], more, is_first=after is None)


@lru_cache(maxsize=4096)
def place_before(day: date) -> str:
    """The place from which a page begins with the last row before `day`."""
    start = timezone.make_aware(datetime.combine(day, time()))
    return f"{(start - EPOCH) // timedelta(microseconds=1)}-0"


def _after(place: str, date: str, key: str) -> Q | None:
    match = PLACE.fullmatch(place)
    if match is None:
        return None
    moment, pk = match[1], int(match[2])
    if moment == "undated":
        return Q(**{f"{date}__isnull": True, f"{key}__lt": pk})
    try:
        at = EPOCH + timedelta(microseconds=int(moment))
    except OverflowError:
        return None
    same = Q(**{date: at, f"{key}__lt": pk})
    return Q(**{f"{date}__lt": at}) | same | Q(**{f"{date}__isnull": True})


def _place(row: Any, date: str, key: str) -> str:
    at = getattr(row, date)
    moment = "undated" if at is None else str((at - EPOCH) // timedelta(microseconds=1))
    return f"{moment}-{getattr(row, key)}"
