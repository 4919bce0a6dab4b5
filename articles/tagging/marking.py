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


def overlaps(span: Span, spans: Iterable[Span]) -> bool:
    """Whether `span` shares a character with one of `spans`."""
    start, end = span
    return any(a < end and start < b for a, b in spans)


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """In text order; of two that overlap the one that comes first in `mentions` stays."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in mentions:
        places = range(mention.start, mention.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)
