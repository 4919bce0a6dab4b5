"""From a reported stretch to rows: trimmed spans with their kind, as a statement is defined."""

from __future__ import annotations

from collections.abc import Iterator

from articles.tagging.quotations import Quotation, trim
from articles.tagging.sentences import CLOSE, OPEN, QUOTED, Reading
from articles.tagging.values import StatementKind

Row = tuple[int, int, StatementKind]

_NOT_FIRST = ":,;.”’ \t"  # closes something, and so begins nothing
_HIDDEN = dict.fromkeys(map(ord, OPEN + CLOSE + QUOTED))


def rows_of(reading: Reading, start: int, end: int, *, quotes_only: bool) -> Iterator[Row]:
    """The rows of a stretch: each quotation by itself, or one clause with what it quotes."""
    quotes = reading.quotations_in(start, end)
    if quotes_only or (quotes and _is_all_quoted(reading, start, end)):
        for quote in quotes:
            yield quote.start, quote.end, "direct"
        return
    start, end = trim(reading.text, start, end)
    while start < end and reading.text[start] in _NOT_FIRST:
        start += 1
    if quotes:
        start, end = _without_outer_marks(start, end, quotes)
    if start < end:
        yield start, end, "mixed" if quotes else "indirect"


def _is_all_quoted(reading: Reading, start: int, end: int) -> bool:
    words = reading.narrated[start:end].translate(_HIDDEN)
    return not any(letter.isalnum() for letter in words)


def _without_outer_marks(start: int, end: int, quotes: list[Quotation]) -> tuple[int, int]:
    if quotes[0].opens <= start:
        start = quotes[0].start
    if quotes[-1].closes >= end:
        end = quotes[-1].end
    return start, end
