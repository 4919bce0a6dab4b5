"""What a person's, seat's, council's or party's page shows of the archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import NamedTuple

from django.db.models import F, Q
from django.utils import timezone

from articles.cards import Card, cards_of
from articles.counts import Counts
from articles.keyset import Page, page_of
from articles.models import Coverage, Statement, StatementListing, Tag
from articles.querysets import StatementListingQuerySet, TagQuerySet
from articles.speakers import Posts
from people.models import Entity


@dataclass(frozen=True)
class Asked:
    """What an address asks for: from where to read on, and up to which moment, if not to now.

    `now`: the day with whose party the cards compare that of their own day; None on pages that do
    not compare.
    """

    words_from: str = ""
    stories_from: str = ""
    until: datetime | None = None
    now: date | None = None

    def before(self, field: str) -> Q:
        """The rows up to that moment; those without a date are nobody's past."""
        return Q(**{f"{field}__lt": self.until}) if self.until else Q()


ALL = Asked()


@dataclass(frozen=True)
class Words:
    """One page of statement cards by year, and where the next page begins."""

    years: list[tuple[int | None, list[Card]]]
    page: Page


def words_on(entity: Entity, asked: Asked = ALL, posts: Posts | None = None) -> Words:
    """The statements on an entity's page, newest first, in a fixed number of queries.

    `posts` are those of all speakers, where they were read before.
    """
    listings = listings_of(entity, asked).newest_first()
    page = page_of(listings, asked.words_from, "published", "statement_id")
    found = Statement.objects.for_cards().in_bulk([row.statement_id for row in page.rows])
    statements = (found[row.statement_id] for row in page.rows if row.statement_id in found)
    cards = cards_of(statements, asked.now, posts)
    return Words([(year, list(group)) for year, group in groupby(cards, _year)], page)


def listings_of(entity: Entity, asked: Asked = ALL) -> StatementListingQuerySet:
    rows = StatementListing.objects.filter(asked.before("published"), entity=entity)
    return rows.published()  # type: ignore[attr-defined]


def _year(card: Card) -> int | None:
    return card.article.day.year if card.article.day else None


def first_words(entity: Entity, asked: Asked = ALL) -> StatementListing | None:
    """The earliest dated statement on an entity's page."""
    dated = listings_of(entity, asked).filter(published__isnull=False)
    # The index of the newest first, read backwards: its rows without a date come first then.
    return dated.order_by(F("published").asc(nulls_first=True), "statement_id").first()


def tags_of(entity: Entity, asked: Asked = ALL) -> TagQuerySet:
    return Tag.objects.filter(asked.before("published_at"), entity=entity).published()  # type: ignore[attr-defined]


def stories_on(entity: Entity, asked: Asked = ALL, size: int = 10) -> Page:
    """The stories that name an entity, newest first."""
    tags = tags_of(entity, asked).select_related("article__publisher").newest_first()
    page = page_of(tags, asked.stories_from, "published_at", "article_id", size)
    return Page([tag.article for tag in page.rows], page.next, page.is_first)


class Month(NamedTuple):
    """How much there is in one month; undated stories and statements stand in year 1."""

    first: date
    stories: int
    statements: int


def months_of(entity: Entity, asked: Asked = ALL) -> list[Month]:
    """All months with coverage, from the counts kept while tagging; the last one up to the day."""
    rows = Coverage.objects.filter(entity=entity).order_by("month")
    months = [Month(*row) for row in rows.values_list("month", "articles", "statements")]
    if asked.until is None:
        return months
    last = timezone.localtime(asked.until).date().replace(day=1)
    whole = [month for month in months if date.min < month.first < last]
    return [*whole, *_begun(entity, asked, last)]


def _begun(entity: Entity, asked: Asked, first: date) -> list[Month]:
    """The month in which a page's day lies, counted up to that day."""
    start = timezone.make_aware(datetime.combine(first, time()))
    stories = tags_of(entity, asked).filter(published_at__gte=start).count()
    statements = listings_of(entity, asked).filter(published__gte=start).count()
    return [Month(first, stories, statements)] if stories or statements else []


@dataclass(frozen=True)
class CoverageOf:
    """Everything that the pages of all four kinds share."""

    counts: Counts
    months: list[Month]
    words: Words
    stories: Page
    first: datetime | None

    @property
    def measure(self) -> str:
        """What a chart of it counts: what there is more of."""
        return "statements" if self.counts.statements > self.counts.articles else "stories"

    @property
    def is_first(self) -> bool:
        """Whether this is the page where reading begins."""
        return self.words.page.is_first and self.stories.is_first


def coverage_of(entity: Entity, asked: Asked = ALL, posts: Posts | None = None) -> CoverageOf:
    """Reads one page of it. `posts` are those of all speakers, where they were read before."""
    months = months_of(entity, asked)
    first = first_words(entity, asked) if any(month.statements for month in months) else None
    return CoverageOf(
        counts=Counts(sum(m.stories for m in months), sum(m.statements for m in months)),
        months=months,
        words=words_on(entity, asked, posts),
        stories=stories_on(entity, asked),
        first=first.published if first else None,
    )
