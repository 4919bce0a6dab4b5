"""Keeping the counts of people mentioned together in step with tags.

A pair is counted anew for the months that an article touches, as coverage is; what a page reads,
the sum of its months, stands in a table of its own in both directions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum

from articles.models import MonthTogether, Together
from people.models import Entity

Pairs = set[tuple[int, int]]
PairAndMonth = tuple[int, int, date]


def count_pairs(tags: QuerySet, month: date, entities: Iterable[int]) -> Pairs:
    """Counts each person of `entities` with everybody in one month; the pairs that changed.

    `tags` are the visible ones of that month.
    """
    people = people_among(entities)
    if not people:
        return set()
    before = stored_pairs(month, people)
    now = pairs_in(tags, people)
    changed = {pair: number for pair, number in now.items() if before.get(pair) != number}
    gone = before.keys() - now.keys()
    save_pairs(month, changed)
    delete_pairs(month, gone)
    return set(changed) | gone


def people_among(entities: Iterable[int]) -> list[int]:
    found = Entity.objects.filter(pk__in=entities, kind=Entity.Kind.PERSON)
    return list(found.values_list("pk", flat=True))


def stored_pairs(month: date, people: list[int]) -> dict[tuple[int, int], int]:
    rows = MonthTogether.objects.filter(Q(entity__in=people) | Q(other__in=people), month=month)
    return {(one, other): n for one, other, n in rows.values_list("entity", "other", "articles")}


def pairs_in(tags: QuerySet, people: list[int]) -> dict[tuple[int, int], int]:
    mine, other = F("entity_id"), "article__tags__entity_id"
    somebody_else = Q(**{f"{other}__lt": mine}) | Q(**{f"{other}__gt": mine})
    both = tags.filter(
        somebody_else, entity__in=people, article__tags__entity__kind=Entity.Kind.PERSON
    )
    rows = both.values_list("entity_id", other).annotate(number=Count("pk"))
    found = rows.order_by()
    return {(min(one, other), max(one, other)): number for one, other, number in found}


def save_pairs(month: date, counted: dict[tuple[int, int], int]) -> None:
    MonthTogether.objects.bulk_create(
        (
            MonthTogether(entity_id=one, other_id=other, month=month, articles=number)
            for (one, other), number in sorted(counted.items())
        ),
        update_conflicts=True,
        unique_fields=["entity", "other", "month"],
        update_fields=["articles"],
    )


def delete_pairs(month: date, gone: Iterable[tuple[int, int]]) -> None:
    if gone := list(gone):
        MonthTogether.objects.filter(among(gone), month=month).delete()


def sum_pairs(pairs: Pairs) -> None:
    """Sums the months of the given pairs again, for both of each."""
    if not pairs:
        return
    months = MonthTogether.objects.filter(among(pairs)).values_list("entity", "other")
    sums = {(one, other): n for one, other, n in months.annotate(n=Sum("articles")).order_by()}
    gone = pairs - sums.keys()
    if gone:
        Together.objects.filter(among(gone) | among((b, a) for a, b in gone)).delete()
    both_ways = sorted([*sums.items(), *(((b, a), n) for (a, b), n in sums.items())])
    Together.objects.bulk_create(
        (Together(entity_id=one, other_id=other, articles=n) for (one, other), n in both_ways),
        update_conflicts=True,
        unique_fields=["entity", "other"],
        update_fields=["articles"],
    )


def add_pairs(pairs: Mapping[PairAndMonth, int]) -> None:
    """Adds to the months of pairs, and to the sums of both of each. The first id is the lesser."""
    if not pairs:
        return
    sums: Counter[tuple[int, int]] = Counter()
    for (one, other, _), number in pairs.items():
        sums[one, other] += number
        sums[other, one] += number
    months = [(*pair, number) for pair, number in sorted(pairs.items())]
    both_ways = [(*pair, number) for pair, number in sorted(sums.items())]
    with connection.cursor() as cursor:
        cursor.execute(ADD_MONTHS, [list(column) for column in zip(*months, strict=True)])
        cursor.execute(ADD_SUMS, [list(column) for column in zip(*both_ways, strict=True)])


ADD_MONTHS = """
INSERT INTO articles_monthtogether (entity_id, other_id, month, articles)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::date[], %s::int[])
ON CONFLICT (entity_id, other_id, month)
DO UPDATE SET articles = articles_monthtogether.articles + EXCLUDED.articles
"""
ADD_SUMS = """
INSERT INTO articles_together (entity_id, other_id, articles)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::int[])
ON CONFLICT (entity_id, other_id)
DO UPDATE SET articles = articles_together.articles + EXCLUDED.articles
"""


def among(pairs: Iterable[tuple[int, int]]) -> Q:
    """The rows of the given pairs, by the first of each: one OR term for each first."""
    others: dict[int, list[int]] = {}
    for one, other in pairs:
        others.setdefault(one, []).append(other)
    found = Q()
    for one, theirs in others.items():
        found |= Q(entity=one, other__in=theirs)
    return found
