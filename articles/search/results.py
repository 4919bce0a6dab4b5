"""What is asked of the search, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from articles.models import Article, Statement

PAGE_SIZE = 20

Order = Literal["relevance", "newest", "oldest"]
Of = Literal["", "statement", "article"]
# building: the index is being made; try again soon. unavailable: the disk does not take it.
State = Literal["ready", "building", "unavailable"]

# A text in pieces, in order; those that match are True. No markup.
Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Search:
    """`since` and `until` are days that belong to it; `month` (1 to 12) counts with a `year` only.

    `person`, `party`, `council`, `seat` and `publisher` are ids; `channel` is as the index numbers
    them, and only statements have one. `kind` leaves out one of the two kinds. `page` counts from
    1 and turns articles and statements together, `size` of each.
    """

    words: str = ""
    order: Order = "relevance"
    page: int = 1
    size: int = PAGE_SIZE
    kind: Of = ""
    person: int | None = None
    party: int | None = None
    council: int | None = None
    seat: int | None = None
    publisher: int | None = None
    channel: int | None = None
    since: date | None = None
    until: date | None = None
    year: int | None = None
    month: int | None = None

    @property
    def has_filter(self) -> bool:
        """Whether it narrows the archive; `kind` alone does not ask for anything."""
        return self.filed_under != {} or any((self.since, self.until))

    @property
    def filed_under(self) -> dict[str, int]:
        """The fields of the index that must hold a number."""
        wanted = {
            "person": self.person,
            "party": self.party,
            "council": self.council,
            "seat": self.seat,
            "publisher": self.publisher,
            "channel": self.channel,
            "year": self.year,
            "month": self.year * 100 + self.month if self.year and self.month else None,
        }
        return {name: number for name, number in wanted.items() if number is not None}


@dataclass(frozen=True)
class ArticleHit:
    """The snippet comes from the text; of an extract from statements that match, or it is empty."""

    article: Article
    headline: Pieces
    snippet: Pieces


@dataclass(frozen=True)
class StatementHit:
    statement: Statement
    snippet: Pieces


# How often something is found, by its id (or year, or month as 201902), most often first.
Counts = dict[int, int]


@dataclass(frozen=True)
class Facets:
    """How many statements and articles were found under each person, party, publisher, month ...

    Exact, and what a search with that filter added would count. `speakers` counts statements.
    """

    person: Counts = field(default_factory=dict)
    party: Counts = field(default_factory=dict)
    council: Counts = field(default_factory=dict)
    seat: Counts = field(default_factory=dict)
    publisher: Counts = field(default_factory=dict)
    channel: Counts = field(default_factory=dict)
    month: Counts = field(default_factory=dict)
    speakers: Counts = field(default_factory=dict)

    @property
    def year(self) -> Counts:
        years: Counts = {}
        for month, count in self.month.items():
            years[month // 100] = years.get(month // 100, 0) + count
        return dict(sorted(years.items()))


@dataclass(frozen=True)
class Results:
    """`explanation` says, in sentences, how the words were read, where that is not plain."""

    articles: tuple[ArticleHit, ...] = ()
    statements: tuple[StatementHit, ...] = ()
    article_count: int = 0
    statement_count: int = 0
    count_facets: Callable[[], Facets] = Facets
    explanation: str = ""
    state: State = "ready"

    @cached_property
    def facets(self) -> Facets:
        """Counted while this answer is being made into a page: ask for them last."""
        return self.count_facets()

    @property
    def count(self) -> int:
        return self.article_count + self.statement_count
