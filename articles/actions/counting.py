"""Keeping the counts of coverage in step with tags and statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from articles.actions.pairing import PairAndMonth, add_pairs, count_pairs, sum_pairs
from articles.models import Article, Coverage, StatementListing, Tag
from articles.querysets import hidden, visible

UNDATED = date(1, 1, 1)
Of = Literal["articles", "statements"]
BOTH: tuple[Of, ...] = ("articles", "statements")
Place = tuple[int, date]  # where a count stands: an entity's id, and the first day of a month
Counted = set[tuple[int, date, Of]]  # an entity's id, the first day of a month, and what of it


@lru_cache(maxsize=4096)  # what stands in one article has one moment
def month_of(moment: datetime | None) -> date:
    return timezone.localtime(moment).date().replace(day=1) if moment else UNDATED


def counted_in(
    entities: Iterable[int], moment: datetime | None, of: Iterable[Of] = BOTH
) -> Counted:
    month = month_of(moment)
    return {(entity, month, each) for entity in entities for each in of}


def count_article_anew(*, article: Article) -> None:
    """After an article appeared or disappeared."""
    entities = set(article.tags.values_list("entity_id", flat=True))
    listings = StatementListing.objects.filter(statement__article=article)
    entities |= set(listings.values_list("entity_id", flat=True))
    refresh_coverage(counted=counted_in(entities, article.published_at))


@transaction.atomic
def refresh_coverage(*, counted: Counted) -> None:
    """Counts the given months again; each count reads one month of one index."""
    if not counted:
        return
    one_at_a_time()
    by_month: dict[tuple[date, Of], list[int]] = defaultdict(list)
    for entity, month, of in sorted(counted):
        by_month[month, of].append(entity)
    changed: set[tuple[int, int]] = set()
    for (month, of), entities in sorted(by_month.items()):
        count_month(month, of, entities)
        if of == "articles":
            tags = Tag.objects.filter(visible("article__"), within("published_at", month))
            changed |= count_pairs(tags, month, entities)
    sum_pairs(changed)


def add_to_coverage(
    *, stories: Mapping[Place, int], words: Mapping[Place, int], pairs: Mapping[PairAndMonth, int]
) -> None:
    """Adds what new articles that readers may see bring, instead of counting their months again."""
    if not stories and not words:
        return
    one_at_a_time()
    places = sorted(stories.keys() | words.keys())
    numbers = [(*place, stories.get(place, 0), words.get(place, 0)) for place in places]
    with connection.cursor() as cursor:
        cursor.execute(ADD, [list(column) for column in zip(*numbers, strict=True)])
    add_pairs(pairs)


# The ORM can put a number in a row's place, but not add to it.
ADD = """
INSERT INTO articles_coverage (entity_id, month, articles, statements)
SELECT * FROM unnest(%s::bigint[], %s::date[], %s::int[], %s::int[])
ON CONFLICT (entity_id, month) DO UPDATE SET
    articles = articles_coverage.articles + EXCLUDED.articles,
    statements = articles_coverage.statements + EXCLUDED.statements
"""


def one_at_a_time() -> None:
    """Waits until whoever else counts has committed.

    Otherwise two writers of one month would each count without the other's article, and the later
    one would write that.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('articles.coverage'))")


def count_month(month: date, of: Of, entities: list[int]) -> None:
    if of == "articles":
        number = visible_in(Tag, "article__", within("published_at", month), entities)
    else:
        rows = within("published", month)
        number = visible_in(StatementListing, "statement__article__", rows, entities)
    Coverage.objects.bulk_create(
        (Coverage(entity_id=pk, month=month, **{of: number[pk]}) for pk in entities),
        update_conflicts=True,
        unique_fields=["entity", "month"],
        update_fields=[of],
    )
    Coverage.objects.filter(month=month, entity__in=entities, articles=0, statements=0).delete()


def visible_in(
    model: type[Tag] | type[StatementListing], article: str, within_month: Q, entities: list[int]
) -> Counter[int]:
    """By entity, how many rows of a month belong to articles that readers may see.

    All of a month are counted from one index without looking at an article; few are hidden.
    """
    rows = model._default_manager.filter(within_month, entity__in=entities)
    number = Counter(dict(numbers(rows)))
    number.subtract(dict(numbers(rows.filter(hidden(article)))))
    return number


def numbers(rows: QuerySet) -> QuerySet:
    return rows.values_list("entity").annotate(number=Count("pk")).order_by()


def within(field: str, month: date) -> Q:
    if month == UNDATED:
        return Q(**{f"{field}__isnull": True})
    start = timezone.make_aware(datetime.combine(month, time()))
    after = timezone.make_aware(
        datetime.combine((month + timedelta(days=32)).replace(day=1), time())
    )
    return Q(**{f"{field}__gte": start, f"{field}__lt": after})
