"""Finding words again in a text that may have changed.

An anchor is a text quote selector of the W3C Web Annotation Data Model
(https://www.w3.org/TR/annotation-model/#text-quote-selector): the exact words and some text on
either side, with the number of the occurrence where even those are equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

CONTEXT = 40  # code points kept on either side
ENOUGH_CONTEXT = 12  # that must still be equal on one side
LONG_ENOUGH = 40  # words so long that they are known again without any context


@dataclass(frozen=True, slots=True)
class Anchor:
    exact: str
    prefix: str = ""
    suffix: str = ""
    occurrence: int = 0  # of places with equal words and context, from 0


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """The anchor of text[start:end]. Raises ValueError if the span is empty or outside."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at {start}-{end} of a text of {len(text)} characters")
    exact = text[start:end]
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    alike = [
        place
        for place in places(text, exact)
        if text[max(0, place - CONTEXT) : place] == prefix
        and text[place + len(exact) : place + len(exact) + CONTEXT] == suffix
    ]
    return Anchor(exact, prefix, suffix, alike.index(start))


def find_anchor(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Where an anchor's words stand now, or None if they are gone or stand elsewhere."""
    if not anchor.exact:
        return None
    found = [(context_left(text, place, anchor), place) for place in places(text, anchor.exact)]
    if not found:
        return None
    best = max(kept for kept, _ in found)
    alike = [place for kept, place in found if kept == best]
    if not recognised(anchor, best, len(found)):
        return None
    place = alike[min(anchor.occurrence, len(alike) - 1)]
    return place, place + len(anchor.exact)


def places(text: str, words: str) -> Iterator[int]:
    """Where `words` begin, repetitions that overlap each other included."""
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def context_left(text: str, place: int, anchor: Anchor) -> int:
    """How many code points of an anchor's context still stand around a place."""
    end = place + len(anchor.exact)
    before = text[max(0, place - len(anchor.prefix)) : place]
    return common(reversed(before), reversed(anchor.prefix)) + common(
        iter(text[end : end + len(anchor.suffix)]), iter(anchor.suffix)
    )


def common(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def recognised(anchor: Anchor, kept: int, occurrences: int) -> bool:
    whole = len(anchor.prefix) + len(anchor.suffix)
    if kept >= min(ENOUGH_CONTEXT, whole):
        return True
    return occurrences == 1 and len(anchor.exact) >= LONG_ENOUGH
