"""Addresses of newcomers. What has an address keeps it, and nobody gets one that was another's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, count

from django.utils.text import slugify

from people.models import Entity, EntityRedirect, Person
from people.roster import Roster
from people.roster.rows import MembershipRow

LONGEST = 110


class Addresses:
    """Gives out the addresses of one kind of entity."""

    def __init__(self, kind: str) -> None:
        self.taken = set(Entity.objects.filter(kind=kind).values_list("slug", flat=True))
        old = EntityRedirect.objects.filter(kind=kind).values_list("old_slug", flat=True)
        self.taken.update(old)

    def give(self, *wishes: str) -> str:
        """The first wish that is free, else the last one with a number."""
        numbered = (f"{wishes[-1]}-{number}" for number in count(2))
        slug = next(slug for slug in chain(wishes, numbered) if slug not in self.taken)
        self.taken.add(slug)
        return slug


class PeopleAddresses:
    """Addresses of people: the name; of namesakes the name and first seat, and year if shared."""

    def __init__(self, roster: Roster) -> None:
        self.addresses = Addresses(Entity.Kind.PERSON)
        self.first_posts = first_posts(roster.memberships)
        self.plain = {row.id: address_of(row.name) or slugify(row.id) for row in roster.people}
        seated = {key: self._with_seat(key) for key in self.plain}
        strangers = Person.objects.exclude(key__in=self.plain).values_list("name", flat=True)
        self.bearers = Counter([*self.plain.values(), *map(address_of, strangers)])
        self.shared_seats = Counter(seated.values())

    def give(self, key: str) -> str:
        plain, seated = self.plain[key], self._with_seat(key)
        post = self.first_posts.get(key)
        dated = f"{seated}-{post.start.year}" if post else seated
        return self.addresses.give(*self._wishes(plain, seated, dated), slugify(f"{plain}-{key}"))

    def _wishes(self, plain: str, seated: str, dated: str) -> Iterator[str]:
        if self.bearers[plain] == 1:
            yield plain
        if seated != plain and self.shared_seats[seated] == 1:
            yield seated
        if dated != plain:
            yield dated

    def _with_seat(self, key: str) -> str:
        post = self.first_posts.get(key)
        return f"{self.plain[key]}-{slugify(post.post)}"[:LONGEST] if post else self.plain[key]


def address_of(name: str) -> str:
    return slugify(name)[:LONGEST]


def first_posts(memberships: Iterable[MembershipRow]) -> dict[str, MembershipRow]:
    """The earliest membership of each person."""
    newest_first = sorted(memberships, key=lambda row: (row.start, row.id), reverse=True)
    return {row.person: row for row in newest_first}
