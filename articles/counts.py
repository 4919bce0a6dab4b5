"""How much there is about somebody, from the counts kept while tagging."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from articles.models import Coverage
from people.models import Entity


class Counts(NamedTuple):
    """Published stories that name it, and published statements on its page."""

    articles: int
    statements: int


def counts_of(entity: Entity) -> Counts:
    sums = Coverage.objects.filter(entity=entity).aggregate(a=Sum("articles"), s=Sum("statements"))
    return Counts(sums["a"] or 0, sums["s"] or 0)


def with_counts(entities: QuerySet) -> QuerySet:
    """Each with `story_count` and `statement_count`."""
    return entities.annotate(story_count=_total("articles"), statement_count=_total("statements"))


def _total(column: str) -> Coalesce:
    rows = Coverage.objects.filter(entity=OuterRef("pk")).order_by().values("entity")
    total = rows.annotate(total=Sum(column)).values("total")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)
