"""Keeping the counts of coverage in step with tags and statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from articles.actions.pairing import count_pairs, sum_pairs
from articles.models import Article, Coverage, StatementListing, Tag
from articles.querysets import hidden, visible

UNDATED = date(1, 1, 1)
Counted = set[tuple[int, date]]  # pairs of an entity's id and the first day of a month


def month_of(moment: datetime | None) -> date:
    return timezone.localtime(moment).date().replace(day=1) if moment else UNDATED


def counted_in(entities: Iterable[int], moment: datetime | None) -> Counted:
    return {(entity, month_of(moment)) for entity in entities}


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
    by_month: dict[date, list[int]] = defaultdict(list)
    for entity, month in sorted(counted):
        by_month[month].append(entity)
    changed: set[tuple[int, int]] = set()
    for month, entities in sorted(by_month.items()):
        count_month(month, entities)
        tags = Tag.objects.filter(visible("article__"), within("published_at", month))
        changed |= count_pairs(tags, month, entities)
    sum_pairs(changed)


def one_at_a_time() -> None:
    """Waits until whoever else counts has committed.

    Otherwise two writers of one month would each count without the other's article, and the later
    one would write that.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('articles.coverage'))")


def count_month(month: date, entities: list[int]) -> None:
    stories = visible_in(Tag, "article__", within("published_at", month), entities)
    words = visible_in(
        StatementListing, "statement__article__", within("published", month), entities
    )
    Coverage.objects.bulk_create(
        (
            Coverage(entity_id=pk, month=month, articles=stories[pk], statements=words[pk])
            for pk in entities
        ),
        update_conflicts=True,
        unique_fields=["entity", "month"],
        update_fields=["articles", "statements"],
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
