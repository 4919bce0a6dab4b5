"""Postcodes: how they are written, and reading the ONS Postcode Directory. Pure."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

# Royal Mail's forms: A9 A99 A9A AA9 AA99 AA9A, then 9AA. Letters are not checked further.
OUTWARD = r"[A-Z]{1,2}[0-9][A-Z0-9]?"
WHOLE = re.compile(rf"({OUTWARD})([0-9][A-Z]{{2}})")
DISTRICT = re.compile(OUTWARD)

# The directory renames its columns with each change of boundaries: "oslaua" is now "lad25cd".
COLUMNS = {
    "postcode": re.compile(r"pcds|pcd8|pcd2|pcd7|pcd"),
    "council": re.compile(r"oslaua|laua|lad\d\dcd"),
    "constituency": re.compile(r"pcon|pcon\d\dcd"),
}
# GSS codes of no place: E99999999, M99999999 (Isle of Man), L99999999 (Channel Islands).
NO_PLACE = re.compile(r"[A-Z]99999999")


class PostcodeRow(NamedTuple):
    """A postcode without its space, and the GSS codes of its council and seat, or empty."""

    text: str
    council: str
    constituency: str


@dataclass(frozen=True)
class BadLine:
    """A line that could not be read, and why."""

    number: int
    reason: str


class NoDirectory(ValueError):
    """The file lacks a column: it is not the ONS Postcode Directory."""


def compact(typed: str) -> str:
    """A typed postcode in capitals without spaces: "ig1 4tg" is IG14TG."""
    return re.sub(r"\s+", "", typed).upper()


def whole(typed: str) -> str | None:
    """The postcode that was typed, without its space, if it is one."""
    text = compact(typed)
    return text if WHOLE.fullmatch(text) else None


def district(typed: str) -> str | None:
    """The outward part that was typed, such as IG1, if it is one."""
    text = compact(typed)
    return text if DISTRICT.fullmatch(text) else None


def read(lines: Iterable[str]) -> Iterator[PostcodeRow | BadLine]:
    """Rows of the directory in order; `lines` begin with its header. Raises NoDirectory."""
    rows = csv.reader(lines)
    header = [name.strip().lower() for name in next(rows, [])]
    places = {what: _place(what, pattern, header) for what, pattern in COLUMNS.items()}
    while True:
        try:
            row = next(rows, None)
        except csv.Error as fault:
            yield BadLine(rows.line_num, str(fault))
            continue
        if row is None:
            return
        if row:
            yield _row(row, places, rows.line_num)


def _place(what: str, pattern: re.Pattern[str], header: list[str]) -> int:
    for place, name in enumerate(header):
        if pattern.fullmatch(name.removeprefix("\ufeff")):
            return place
    raise NoDirectory(f"there is no column for the {what} (one like {pattern.pattern})")


def _row(row: list[str], places: dict[str, int], number: int) -> PostcodeRow | BadLine:
    if len(row) <= max(places.values()):
        return BadLine(number, f"only {len(row)} columns")
    text = whole(row[places["postcode"]])
    if text is None:
        return BadLine(number, f"“{row[places['postcode']]}” is no postcode")
    codes = {what: row[places[what]].strip() for what in ("council", "constituency")}
    wrong = next((code for code in codes.values() if code and not _is_code(code)), None)
    if wrong is not None:
        return BadLine(number, f"“{wrong}” is no GSS code")
    return PostcodeRow(text, **codes)


def _is_code(code: str) -> bool:
    return re.fullmatch(r"[A-Z][0-9]{8}", code) is not None


def names_a_place(code: str) -> bool:
    return bool(code) and NO_PLACE.fullmatch(code) is None
