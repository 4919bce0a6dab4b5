"""An article's text as it was printed, cut where marks begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from articles.admin.text.marks import Mark
from articles.models import Article
from articles.segments import Segment, Span, cut, paragraphs


@dataclass(frozen=True)
class Piece:
    """Text that is all one thing: plain, or of one name."""

    text: str
    mark: Mark | None = None
    is_first: bool = False


@dataclass(frozen=True)
class Run:
    """Pieces inside one statement, or outside all."""

    pieces: Sequence[Piece]
    mark: Mark | None = None
    is_first: bool = False


@dataclass(frozen=True)
class Block:
    """The headline or a paragraph: text[start:end], nothing added and nothing left out."""

    start: int
    end: int
    runs: Sequence[Run]
    is_headline: bool = False


def printed(article: Article, marks: Iterable[Mark]) -> list[Block]:
    spans = [Span(mark.start, mark.end, mark) for mark in marks]
    begun: set[str] = set()
    headline = len(article.headline)
    places = [(0, headline), *paragraphs(article.text, headline + 2)]
    return [
        Block(start, end, list(runs(cut(article.text, spans, start, end), begun)), not number)
        for number, (start, end) in enumerate(places)
    ]


def runs(segments: Iterable[Segment], begun: set[str]) -> Iterator[Run]:
    for statement, group in groupby(segments, lambda each: innermost(each, "statement")):
        is_first = begins(statement, begun)
        yield Run(list(pieces(group, begun)), statement, is_first)


def pieces(segments: Iterable[Segment], begun: set[str]) -> Iterator[Piece]:
    for segment in segments:
        mention = innermost(segment, "mention")
        yield Piece(segment.text, mention, begins(mention, begun))


def innermost(segment: Segment, subject: str) -> Mark | None:
    """The mark that a reader sees where several of a kind overlap."""
    found = [mark for mark in segment.found if mark.subject == subject]
    return min(found, key=lambda mark: mark.end - mark.start, default=None)


def begins(mark: Mark | None, begun: set[str]) -> bool:
    if mark is None or mark.key in begun:
        return False
    begun.add(mark.key)
    return True
