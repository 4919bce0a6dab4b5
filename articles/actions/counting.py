"""Keeping the counts of coverage in step with tags and statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from articles.models import Article, Coverage, StatementListing, Tag
from articles.querysets import visible

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
    by_month: dict[date, list[int]] = defaultdict(list)
    for entity, month in sorted(counted):
        by_month[month].append(entity)
    for month, entities in sorted(by_month.items()):
        count_month(month, entities)


def count_month(month: date, entities: list[int]) -> None:
    stories = counts(Tag.objects.filter(visible("article__")), "published_at", month, entities)
    words = counts(
        StatementListing.objects.filter(visible("statement__article__")),
        "published", month, entities,
    )  # fmt: skip
    # Locked in one order, so that two writers of one month wait for each other instead of
    # overwriting each other's count.
    list(
        Coverage.objects.select_for_update().filter(month=month, entity__in=entities).order_by("pk")
    )
    Coverage.objects.bulk_create(
        (
            Coverage(
                entity_id=pk, month=month, articles=stories.get(pk, 0), statements=words.get(pk, 0)
            )
            for pk in entities
        ),
        update_conflicts=True,
        unique_fields=["entity", "month"],
        update_fields=["articles", "statements"],
    )
    Coverage.objects.filter(month=month, entity__in=entities, articles=0, statements=0).delete()


def counts(rows: object, field: str, month: date, entities: list[int]) -> dict[int, int]:
    found = rows.filter(within(field, month), entity__in=entities).values_list("entity")  # type: ignore[attr-defined]
    return dict(found.annotate(number=Count("pk")).order_by())


def within(field: str, month: date) -> Q:
    if month == UNDATED:
        return Q(**{f"{field}__isnull": True})
    start = timezone.make_aware(datetime.combine(month, time()))
    after = timezone.make_aware(
        datetime.combine((month + timedelta(days=32)).replace(day=1), time())
    )
    return Q(**{f"{field}__gte": start, f"{field}__lt": after})
