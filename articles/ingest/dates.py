"""Dates of publication, with how exactly they are known. Day before month, and London's time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from articles.ingest.values import NotAnArticleError, Precision

LONDON = ZoneInfo("Europe/London")
PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?\Z")
ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?))?\Z")
DAY_FIRST = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:,?[T ]+(\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]m)?))?\Z",
    re.I,
)
MAIL = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4}),? (\d{1,2}:\d{2}(?::\d{2})?)\Z"
)
OFFSET = re.compile(r"\s*([+-])(\d{2}):?(\d{2})\Z")
# Only zones that British papers and their software print; BST is an hour ahead of GMT.
ZONE = re.compile(r"\s*\(?\b(BST|GMT|UTC|UT|CET|CEST|EST|EDT|Z)\)?\Z|(?<=\d)(Z)\Z")
HOURS = {"BST": 1, "CET": 1, "CEST": 2, "EST": -5, "EDT": -4}
CLOCK = re.compile(r"\d[:.]\d\d|\d\s*[ap]\.?m\b", re.I)
MONTHS = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
]  # fmt: skip
LONGEST = 80
FIRST_YEAR, LAST_YEAR = 1450, 2200  # no newspaper is older; later ones are slips
EXPECTED = (
    "expected a date such as 2019-02-18, 2019-02-18T09:30:00+00:00, 18/02/2019, "
    "18 February 2019, 2019-02 or 2019"
)

Dated = tuple[datetime | None, Precision]


def parse_date(text: str) -> Dated:
    """The moment of publication and its precision; ("", ...) is unknown.

    ISO 8601, the date of a mail or feed, or as people write it: 05/03/2024 is the 5th of March.
    A time without a zone is Europe/London's. Of a month or a year it is the middle.
    Raises NotAnArticleError if the text is no date.
    """
    text = " ".join(text.split())
    if not text:
        return None, "unknown"
    try:
        if partial := PARTIAL.match(text):
            return middle(int(partial[1]), int(partial[2]) if partial[2] else None)
        plain, zone = without_zone(text)
        found = from_iso(plain) or from_numbers(plain) or from_mail(plain) or from_words(plain)
        if found:
            return in_zone(*found, zone)
    except (ValueError, OverflowError):
        pass
    raise NotAnArticleError(f"published_at: {text[:LONGEST]!r}: {EXPECTED}")


def without_zone(text: str) -> tuple[str, tzinfo | None]:
    """`text` without the zone at its end, and the zone."""
    if (found := OFFSET.search(text)) and CLOCK.search(text[: found.start()]):
        ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return text[: found.start()], timezone(ahead if found[1] == "+" else -ahead)
    if found := ZONE.search(text):
        hours = HOURS.get(found[1] or "", 0)
        return text[: found.start()].strip(), timezone(timedelta(hours=hours)) if hours else UTC
    return text, None


def in_zone(moment: datetime, has_time: bool, zone: tzinfo | None) -> Dated:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError("no year of a newspaper")
    if not has_time:
        return at_noon(moment.date()), "day"
    return moment.replace(tzinfo=zone or LONDON), "time"


def from_iso(text: str) -> tuple[datetime, bool] | None:
    if not (found := ISO.match(text)):
        return None
    clock = time.fromisoformat(found[2].replace(",", ".")[:15]) if found[2] else time()
    return datetime.combine(date.fromisoformat(found[1]), clock), bool(found[2])


def from_numbers(text: str) -> tuple[datetime, bool] | None:
    """Day, month, year. 02/18/2019 is refused: such a source means 03/04 otherwise too."""
    if not (found := DAY_FIRST.match(text)):
        return None
    clock = read_clock(found[4]) if found[4] else time()
    day = date(int(found[3]), int(found[2]), int(found[1]))
    return datetime.combine(day, clock), bool(found[4])


def from_mail(text: str) -> tuple[datetime, bool] | None:
    if not (found := MAIL.match(text)) or found[2].casefold() not in MONTHS:
        return None
    month = MONTHS.index(found[2].casefold()) + 1
    day = date(int(found[3]), month, int(found[1]))
    return datetime.combine(day, read_clock(found[4])), True


def read_clock(text: str) -> time:
    half = text[-2:].casefold() if text[-1] in "mM" else ""
    parts = [int(part) for part in text.strip("apmAPM ").split(":")]
    if half:
        parts[0] = parts[0] % 12 + (12 if half == "pm" else 0)
    hour, minute, second = (*parts, 0)[:3]
    return time(hour, minute, second)


def from_words(text: str) -> tuple[datetime, bool] | None:
    """ "Tuesday 5th March 2024, 9.30am", in English or Welsh; never "yesterday"."""
    import dateparser  # here, as few dates need it and it takes a tenth of a second to load

    if len(text) > LONGEST or not any(letter.isalpha() for letter in text):
        return None
    found = dateparser.parse(
        text,
        languages=["en", "cy"],
        settings={
            "DATE_ORDER": "DMY",
            "STRICT_PARSING": True,
            "PARSERS": ["absolute-time"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    return (found, bool(CLOCK.search(text))) if found else None


def middle(year: int, month: int | None) -> Dated:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("no year of a newspaper")
    return at_noon(date(year, month or 7, 15 if month else 1)), "month" if month else "year"


def at_noon(day: date) -> datetime:
    """Noon, so that no time zone moves the day."""
    return datetime.combine(day, time(12), LONDON)
