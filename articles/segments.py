"""Cuts a text at the edges of what was found in it, so that overlapping finds can be marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """Something found at text[start:end]; offsets count code points, the end is exclusive."""

    start: int
    end: int
    found: Any


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text, and everything found there, in the order in which it was handed in."""

    start: int
    end: int
    text: str
    found: tuple[Any, ...] = ()


def cut(text: str, spans: Iterable[Span], start: int = 0, end: int | None = None) -> list[Segment]:
    """The part text[start:end] in pieces that together are that part, none empty.

    Spans may overlap, nest, and reach beyond the part. Every piece lies wholly inside or wholly
    outside each span.
    """
    end = len(text) if end is None else min(end, len(text))
    inside = [span for span in spans if span.start < end and span.end > start]
    edges = sorted({start, end, *_edges(inside, start, end)})
    return [
        Segment(left, right, text[left:right], _found(inside, left, right))
        for left, right in pairwise(edges)
    ]


def _edges(spans: Sequence[Span], start: int, end: int) -> set[int]:
    return {edge for span in spans for edge in (span.start, span.end) if start < edge < end}


def _found(spans: Sequence[Span], left: int, right: int) -> tuple[Any, ...]:
    return tuple(span.found for span in spans if span.start <= left and right <= span.end)


def paragraphs(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Where the paragraphs of text[start:] begin and end; lines without words are none."""
    found, at = [], start
    for line in text[start:].split("\n"):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line) + 1
    return found
