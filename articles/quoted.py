"""Who was quoted most in the latest week of which there are words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from articles.models import StatementListing
from articles.speakers import Posts, shown_name
from people.models import Entity, Party

WEEK = timedelta(days=7)
SHOWN = 8


@dataclass(frozen=True)
class Quoted:
    """Somebody with words in that week, as on its last day."""

    entity: Entity
    name: str
    who: str
    parties: Sequence[Party]
    statements: int


@dataclass(frozen=True)
class Week:
    """The seven days up to `until`; `is_this` says whether that is now."""

    until: datetime
    is_this: bool
    people: Sequence[Quoted]


def quoted_lately() -> Week | None:
    """None in an archive without dated words. Seven queries, whatever the number."""
    now = timezone.now()
    said = StatementListing.objects.filter(because="speaker", published__lte=now)
    newest = said.published().order_by("-published").first()
    if newest is None or newest.published is None:
        return None
    is_this = newest.published > now - WEEK
    until = now if is_this else newest.published
    week = said.filter(published__gt=until - WEEK, published__lte=until)
    return Week(until, is_this, _people(_most(week), until))


def _most(week: QuerySet) -> dict[int, int]:
    """Who said most, with how much of it may be seen.

    The index alone says who may be among them; only their words are then looked at.
    """
    candidates = _counted(week)[: SHOWN * 2]
    visible = week.published().filter(entity__in=[pk for pk, _ in candidates])  # type: ignore[attr-defined]
    return dict(_counted(visible)[:SHOWN])


def _counted(listings: QuerySet) -> QuerySet:
    counted = listings.values_list("entity").annotate(number=Count("*"))
    return counted.order_by("-number", "entity")


def _people(counts: dict[int, int], until: datetime) -> list[Quoted]:
    found = Entity.objects.select_related("localauthority").in_bulk(list(counts))
    posts, day = Posts(counts), timezone.localtime(until).date()
    return [
        Quoted(
            found[pk],
            shown_name(found[pk]),
            posts.described(pk, day),
            posts.parties(pk, day),
            number,
        )
        for pk, number in counts.items()
    ]
