"""What a person's, seat's, council's or party's page shows of the archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from articles.cards import Card, cards_of
from articles.counts import Counts, counts_of
from articles.keyset import Page, page_of
from articles.models import Statement, StatementListing, Tag
from people.models import Entity


@dataclass(frozen=True)
class Words:
    """One page of statement cards by year, and where the next page begins."""

    years: list[tuple[int | None, list[Card]]]
    page: Page


def words_on(entity: Entity, place: str = "") -> Words:
    """The statements on an entity's page, newest first. Three queries, whatever the number."""
    listings = StatementListing.objects.filter(entity=entity).published().newest_first()
    page = page_of(listings, place, "published", "statement_id")
    found = Statement.objects.for_cards().in_bulk([row.statement_id for row in page.rows])
    cards = cards_of(found[row.statement_id] for row in page.rows if row.statement_id in found)
    return Words([(year, list(group)) for year, group in groupby(cards, _year)], page)


def _year(card: Card) -> int | None:
    return card.article.day.year if card.article.day else None


def first_words(entity: Entity) -> StatementListing | None:
    """The earliest dated statement on an entity's page."""
    dated = StatementListing.objects.filter(entity=entity, published__isnull=False).published()
    return dated.order_by("published", "statement_id").first()


def stories_on(entity: Entity, place: str = "", size: int = 10) -> Page:
    """The stories that name an entity, newest first."""
    tags = Tag.objects.filter(entity=entity).published().select_related("article__publisher")
    page = page_of(tags.newest_first(), place, "published_at", "article_id", size)
    return Page([tag.article for tag in page.rows], page.next, page.is_first)


@dataclass(frozen=True)
class CoverageOf:
    """Everything that the pages of all four kinds share."""

    counts: Counts
    words: Words
    stories: Page
    first: datetime | None


def coverage_of(entity: Entity, words_from: str = "", stories_from: str = "") -> CoverageOf:
    """Reads one page of it; the two places come from the address."""
    words = words_on(entity, words_from)
    first = first_words(entity) if words.years else None
    return CoverageOf(
        counts=counts_of(entity),
        words=words,
        stories=stories_on(entity, stories_from),
        first=first.published if first else None,
    )
