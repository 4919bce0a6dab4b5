"""Terms drawn to scale: one lane for each kind of post, one bar for each term."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from articles.terms import REGISTER_ENDS, Term

WIDTH = 1000
LABEL_ROOM = 90  # Narrower bars have no room for a label of their own.


@dataclass(frozen=True)
class Bar:
    """A term's place in its lane, in thousandths of the strip's width.

    `open_left`: held before the register begins; `open_right`: held when it ends.
    """

    x: int
    width: int
    term: Term
    open_left: bool
    open_right: bool

    @property
    def has_room(self) -> bool:
        return self.width >= LABEL_ROOM

    @property
    def colour(self) -> str:
        return self.term.party.colour if self.term.party else ""


@dataclass(frozen=True)
class Strip:
    """Lanes by name, and the years at both ends."""

    first: int
    last: int
    lanes: Sequence[tuple[str, Sequence[Bar]]]


def strip_of(terms: Iterable[Term]) -> Strip | None:
    """A strip from the first day of the first term to the last of the last; None without terms."""
    terms = sorted(terms, key=lambda term: term.start)
    if not terms:
        return None
    start, end = terms[0].start, max(_end(term) for term in terms)
    lanes = dict.fromkeys(term.lane for term in terms)
    bars = [
        (lane, [_bar(term, start, end) for term in terms if term.lane == lane]) for lane in lanes
    ]
    return Strip(start.year, end.year, bars)


def _end(term: Term) -> date:
    return term.end or max(REGISTER_ENDS, term.start)


def _bar(term: Term, start: date, end: date) -> Bar:
    days = max(1, (end - start).days)
    left = round(WIDTH * (term.start - start).days / days)
    right = round(WIDTH * (_end(term) - start).days / days)
    return Bar(left, max(3, right - left), term, term.since_before, term.end is None)
