"""What is to become of each reading of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from articles.actions.adding_many import First, Read, reader
from articles.actions.leaving import ForWorkers
from articles.actions.storing import (
    Stored,
    find_or_make_publisher,
    printed_by_of,
    says_nothing_new,
    text_checksum,
)
from articles.actions.tagging import Tagger, patch_of
from articles.ingest.identity import canonical_address, identity_of
from articles.ingest.values import IncomingArticle, Reading, Unreadable
from articles.models import Article, Batch, Publisher
from articles.tagging.register import Ref
from articles.tagging.values import Document, TaggedText

REMEMBERED = 100_000  # addresses of a run
COUNTS = ("added", "changed", "unchanged", "failed", "skipped", "warnings")
# What was fetched is dealt with before the next page is: only then is its visit kept.
FETCHED = ("http://", "https://")


class Place(NamedTuple):
    """Where an address was first read in this run, and the checksum of what it gave."""

    source: str
    line: int | None
    checksum: str


class Places:
    """The addresses that a run has read, the latest of them, to notice two articles with one."""

    def __init__(self) -> None:
        self.first_read: dict[str, Place] = {}

    def conflict(self, incoming: IncomingArticle) -> Unreadable | None:
        """Why an article cannot come in, if an address has given another text before."""
        if not incoming.url:
            return None
        address = canonical_address(incoming.url)
        here = Place(incoming.source, incoming.line, text_checksum(incoming))
        first = self.first_read.setdefault(address, here)
        if len(self.first_read) > REMEMBERED:
            self.first_read.pop(next(iter(self.first_read)))
        if first.checksum == here.checksum:
            return None
        there = f"{first.source}:{first.line or 1}"
        reason = f"has the address of the article at {there} and another text: {incoming.url}"
        return left(incoming, reason)


@dataclass(eq=False)
class Plan:
    """What becomes of one reading: it has failed, is stored, is new, or none of these yet."""

    reading: Reading
    failed: Unreadable | None = None
    stored: Stored | None = None
    first: First | None = None

    @property
    def incoming(self) -> IncomingArticle | None:
        is_sound = isinstance(self.reading, IncomingArticle) and not self.failed
        return self.reading if is_sound else None  # type: ignore[return-value]


class Group(NamedTuple):
    """Readings that are dealt with together; `reads` waits for what is found in the new ones."""

    plans: list[Plan]
    reads: Callable[[], list[Read | None]]


class Papers:
    """The publishers of a run, each looked up once; one that somebody named prints everything."""

    def __init__(self, publisher: str) -> None:
        self.publisher = publisher
        self.known: dict[str, Publisher] = {}
        self.patches: dict[int, frozenset[Ref]] = {}

    def of(self, incoming: IncomingArticle) -> Publisher:
        printed_by = printed_by_of(incoming, self.publisher)
        name = printed_by.name.casefold()
        if name not in self.known:
            self.known[name] = find_or_make_publisher(incoming=printed_by)
        return self.known[name]

    def identity(self, incoming: IncomingArticle) -> str:
        return identity_of(incoming, self.of(incoming).name)

    def patch(self, paper: Publisher) -> frozenset[Ref]:
        if paper.pk not in self.patches:
            self.patches[paper.pk] = patch_of(paper)
        return self.patches[paper.pk]


def grouped(readings: Iterable[Reading], at_once: int) -> Iterator[list[Reading]]:
    """Readings that may be dealt with together."""
    group: list[Reading] = []
    for reading in readings:
        group.append(reading)
        if len(group) >= at_once or is_fetched(reading):
            yield group
            group = []
    if group:
        yield group


class UntaggableError(Exception):
    """What a text did to the tagger."""


def careful(tagger: Tagger) -> Tagger:
    """The tagger, but that whatever a text does to it is an UntaggableError."""

    def tag(document: Document) -> TaggedText:
        try:
            return tagger(document)
        except MemoryError:
            raise
        except Exception as error:
            raise UntaggableError(f"{type(error).__name__}: {error}") from error

    return tag


def read_or_leave(tagger: Tagger) -> Callable[[Document], Read | None]:
    """Reads a text; one that the tagger cannot take is left to go, and to fail, by itself."""
    read = reader(tagger)

    def read_one(document: Document) -> Read | None:
        try:
            return read(document)
        except UntaggableError:
            return None

    return read_one


def left(incoming: IncomingArticle, reason: str) -> Unreadable:
    """An article that does not come in, with what was read of it, for another try."""
    raw = incoming.raw.decode("utf-8", "replace").replace("\0", "")
    return Unreadable(incoming.source, reason, incoming.line, raw)


def is_fetched(reading: Reading) -> bool:
    return getattr(reading, "source", "").startswith(FETCHED)


def stored_by_identity(identities: Iterable[str]) -> dict[str, Article]:
    """The articles that are there, without their texts."""
    rows = Article.objects.filter(identity__in=set(identities))
    rows = rows.select_related("tagger_answer").defer("body", "extra", "tagger_answer__answer")
    return {article.identity: article for article in rows}


def settled(
    article: Article, incoming: IncomingArticle, for_workers: ForWorkers | None
) -> Stored | None:
    """An article that is there, tagged, and as it was needs nothing; tags are for workers."""
    if article.removal or not says_nothing_new(article, incoming):
        return None
    if not has_answer(article):
        if for_workers is None:
            return None
        for_workers.waiting.add(article.pk)
    return Stored(article, "unchanged")


def has_answer(article: Article) -> bool:
    return hasattr(article, "tagger_answer")


def counted_so_far(batch: Batch) -> dict[str, int]:
    """What a resumed run has brought; if it was killed, that may be more than it came to say."""
    counts = {name: getattr(batch, name) for name in COUNTS} | {"unchanged": 0, "failed": 0}
    for name, rows in (("added", batch.articles), ("changed", batch.revisions)):
        counts[name] = max(counts[name], rows.count())
    return counts
