"""Writes mentions of bodies and seats, and keeps mentions from overlapping."""

from __future__ import annotations

from collections.abc import Iterable

from articles.tagging.facts import Facts
from articles.tagging.reading import Reading
from articles.tagging.register import Kind, Name, Ref, holds
from articles.tagging.values import Evidence, Mention

Span = tuple[int, int]


def mark(
    span: Span,
    kind: Kind,
    ref: Ref | None,
    name: str,
    reading: Reading,
    evidence: Evidence,
    confidence: float,
) -> Mention:
    """A mention at `span`, its surface taken from the original text."""
    start, end = span
    surface = reading.document.text[start:end]
    return Mention(start, end, surface, kind, ref, name, confidence, evidence)


def living(names: Iterable[Name], reading: Reading, facts: Facts) -> list[Name]:
    """The names that held on the day, of entities that existed on the day."""
    day = reading.document.day
    return [n for n in names if holds(n.start, n.end, day) and facts.exists(n.ref, day)]


class Covered:
    """The characters of a text that are spoken for."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._places: set[int] = set()
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Takes the span."""
        self._places.update(range(start, end))

    def touches(self, start: int, end: int) -> bool:
        """Whether any character of the span is taken."""
        return not self._places.isdisjoint(range(start, end))


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """In text order; of two that overlap the one that comes first in `mentions` stays."""
    kept: list[Mention] = []
    taken = Covered()
    for mention in mentions:
        if not taken.touches(mention.start, mention.end):
            taken.add(mention.start, mention.end)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)
