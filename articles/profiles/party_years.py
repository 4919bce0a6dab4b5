"""A party year by year: how much its people said, and who of them said most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from articles.coverage import Month
from articles.models import Coverage
from people.models import Membership, Party, Person
from people.periods import Period
from people.querysets import MembershipQuerySet

SHOWN = 10


class Voice(NamedTuple):
    """A person, and how many statements of theirs fell into months in which they sat for it."""

    person: Person
    statements: int


@dataclass(frozen=True)
class Year:
    year: int
    stories: int
    statements: int


def years_of(months: list[Month]) -> list[Year]:
    """The years with coverage, the latest first."""
    years = sorted({month.first.year for month in months if month.first.year > 1}, reverse=True)
    return [
        Year(
            year,
            sum(month.stories for month in months if month.first.year == year),
            sum(month.statements for month in months if month.first.year == year),
        )
        for year in years
    ]


def memberships_for(names: Iterable[Party]) -> MembershipQuerySet:
    """The posts held for a party: under its own name, or a label of it."""
    return Membership.objects.filter(party__in=[name.pk for name in names])


def voices_of(posts: MembershipQuerySet, year: int) -> list[Voice]:
    """Who said most in one year, in the months in which they held one of the posts."""
    sat = _sat_in(posts, year)
    said: dict[int, int] = defaultdict(int)
    rows = Coverage.objects.filter(month__year=year, statements__gt=0, entity__in=sat)
    for pk, month, statements in rows.values_list("entity", "month", "statements"):
        if any(period.overlaps(_whole(month)) for period in sat[pk]):
            said[pk] += statements
    most = sorted(said.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN]
    people = Person.objects.in_bulk([pk for pk, _ in most])
    return [Voice(people[pk], statements) for pk, statements in most]


def _sat_in(posts: MembershipQuerySet, year: int) -> dict[int, list[Period]]:
    held = posts.filter(during__overlap=(date(year, 1, 1), date(year + 1, 1, 1)))
    sat: dict[int, list[Period]] = defaultdict(list)
    for pk, during in held.values_list("person", "during"):
        sat[pk].append(Period(during.lower, during.upper))
    return sat


def _whole(month: date) -> Period:
    return Period(month, (month + timedelta(days=32)).replace(day=1))
