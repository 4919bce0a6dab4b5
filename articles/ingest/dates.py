"""Dates of publication, with how exactly they are known."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from articles.ingest.values import NotAnArticleError, Precision

LONDON = ZoneInfo("Europe/London")
PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?\Z")
EXPECTED = "expected a date such as 2019-02-18, 2019-02-18T09:30:00+00:00, 2019-02 or 2019"


def parse_date(text: str) -> tuple[datetime | None, Precision]:
    """The moment of publication and its precision; ("", ...) is unknown.

    A time without a zone is Europe/London's. Of a month or a year it is the middle.
    Raises NotAnArticleError if the text is no ISO 8601 date.
    """
    text = text.strip()
    if not text:
        return None, "unknown"
    if partial := PARTIAL.match(text):
        return middle(text, int(partial[1]), int(partial[2]) if partial[2] else None)
    try:
        if len(text) == len("2019-02-18"):
            return at_noon(date.fromisoformat(text)), "day"
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise NotAnArticleError(f"published_at: {text!r}: {EXPECTED}") from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)), "time"


def middle(text: str, year: int, month: int | None) -> tuple[datetime, Precision]:
    try:
        day = date(year, month or 7, 15 if month else 1)
    except ValueError:
        raise NotAnArticleError(f"published_at: {text!r}: {EXPECTED}") from None
    return at_noon(day), "month" if month else "year"


def at_noon(day: date) -> datetime:
    """Noon, so that no time zone moves the day."""
    return datetime.combine(day, time(12), LONDON)
