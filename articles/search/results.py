"""What is asked of the search, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from articles.models import Article, Statement

PAGE_SIZE = 20

Order = Literal["relevance", "newest", "oldest"]
# building: the index is being made; try again soon. unavailable: the disk does not take it.
State = Literal["ready", "building", "unavailable"]

# A text in pieces, in order; those that match are True. No markup.
Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Search:
    """`publisher` is a slug, `entity` an id; `since` and `until` are days that belong to it.

    `page` counts from 1 and turns articles and statements together, 20 of each.
    """

    words: str = ""
    order: Order = "relevance"
    page: int = 1
    publisher: str = ""
    entity: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class ArticleHit:
    """The snippet comes from the text, of an extract from its statements; it may be empty."""

    article: Article
    headline: Pieces
    snippet: Pieces


@dataclass(frozen=True)
class StatementHit:
    statement: Statement
    headline: Pieces
    snippet: Pieces


@dataclass(frozen=True)
class Results:
    """`explanation` says, in sentences, how the words were read, where that is not plain."""

    articles: tuple[ArticleHit, ...] = ()
    statements: tuple[StatementHit, ...] = ()
    article_count: int = 0
    statement_count: int = 0
    explanation: str = ""
    state: State = "ready"
