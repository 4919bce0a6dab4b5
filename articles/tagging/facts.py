"""The register asked by day: who held what, whose name is this, which seats lie where."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from articles.tagging.folding import fold
from articles.tagging.register import Entity, Name, OfficeTerm, Post, Ref, Register, holds

RANKS = {"government": 0, "devolved": 1, "mayor": 2, "speaker": 3, "opposition": 4, "party": 5}
SEAT_ROLES = {"mp": "MP", "msp": "MSP", "mla": "MLA", "ms": "MS"}
PLACE_ROLES = {"mayor": "Mayor of", "council_leader": "leader of", "councillor": "councillor,"}


class Service(NamedTuple):
    """The span of days in which a person held anything; `end` None while they still do."""

    start: date
    end: date | None


class Facts:
    """Indexes over a register, built once."""

    def __init__(self, register: Register) -> None:
        self.entities: dict[Ref, Entity] = {entity.ref: entity for entity in register.entities}
        self.councils_of_seat = register.councils_of_seat
        self.posts: dict[str, list[Post]] = defaultdict(list)
        self.offices: dict[str, list[OfficeTerm]] = defaultdict(list)
        self.holders: dict[Ref, list[Post]] = defaultdict(list)
        self.by_family: dict[str, list[str]] = defaultdict(list)
        self.called: dict[str, list[Name]] = defaultdict(list)
        self._index_posts(register)
        self._index_people(register)
        self.seats_of_council: dict[str, set[str]] = defaultdict(set)
        for seat, councils in register.councils_of_seat.items():
            for council in councils:
                self.seats_of_council[council].add(seat)

    def _index_posts(self, register: Register) -> None:
        for post in register.posts:
            self.posts[post.person].append(post)
            if post.place:
                self.holders[post.place].append(post)
        for term in register.offices:
            self.offices[term.person].append(term)

    def _index_people(self, register: Register) -> None:
        for entity in register.entities:
            if entity.ref.kind == "person":
                self.by_family[fold(family_name(entity))].append(entity.ref.key)
        for name in register.names:
            if name.ref.kind == "person" and name.kind != "never":
                self.called[fold(name.text)].append(name)

    def name(self, ref: Ref) -> str:
        """The register's name, or the key where the register has none."""
        return self.entities[ref].name if ref in self.entities else ref.key

    def exists(self, ref: Ref, day: date | None) -> bool:
        """Whether the entity existed on `day`."""
        entity = self.entities.get(ref)
        return entity is None or holds(entity.start, entity.end, day)

    def posts_on(self, person: str, day: date | None) -> list[Post]:
        """The posts that hold on `day`, latest first; none for an unknown day."""
        if day is None:
            return []
        rows = [p for p in self.posts.get(person, ()) if holds(p.start, p.end, day)]
        return sorted(rows, key=lambda post: post.start, reverse=True)

    def offices_on(self, person: str, day: date | None) -> list[OfficeTerm]:
        """The national offices that hold on `day`, the highest first; none for an unknown day."""
        if day is None:
            return []
        held = [o for o in self.offices.get(person, ()) if holds(o.start, o.end, day)]
        return sorted(held, key=_rank)

    def holders_on(self, place: Ref, day: date | None, roles: frozenset[str]) -> list[str]:
        """Who held a post of one of `roles` at `place` on `day`."""
        if day is None:
            return []
        rows = [
            p for p in self.holders.get(place, ()) if p.role in roles and holds(p.start, p.end, day)
        ]
        return list(dict.fromkeys(p.person for p in rows))

    def sat(self, seat: Ref, day: date | None) -> bool:
        """Whether somebody sat for the seat before that day or on it, and then or later.

        A seat between two members, or in the campaign after its last Parliament, still is one.
        """
        rows = self.holders.get(seat)
        if not rows or day is None:
            return True
        over = [row.end for row in rows]
        last = None if None in over else max(end for end in over if end)
        return min(row.start for row in rows) <= day and (last is None or day < last)

    def service(self, person: str) -> Service | None:
        """First to last day of everything the register knows the person to have held."""
        rows = [*self.posts.get(person, ()), *self.offices.get(person, ())]
        if not rows:
            return None
        ends = [row.end for row in rows]
        last = None if None in ends else max(end for end in ends if end)
        return Service(min(row.start for row in rows), last)

    def describe(self, person: str, day: date | None) -> str:
        """The office on the day in a few words, "" if none is known."""
        if offices := self.offices_on(person, day):
            return f"{offices[0].title} on that day"
        if posts := self.posts_on(person, day):
            return f"{self.describe_post(posts[0])} on that day"
        earlier = [p for p in self.posts.get(person, ()) if day and p.end and p.end <= day]
        return (
            f"formerly {self.describe_post(max(earlier, key=lambda p: p.start))}" if earlier else ""
        )

    def describe_post(self, post: Post) -> str:
        """The post in a few words, such as "MP for Ilford South"."""
        place = self.name(post.place) if post.place else ""
        if post.role in SEAT_ROLES:
            return f"{SEAT_ROLES[post.role]} for {place}" if place else SEAT_ROLES[post.role]
        return f"{PLACE_ROLES.get(post.role, post.role)} {place}".strip()


def _rank(term: OfficeTerm) -> tuple[bool, int]:
    """Prime ministers first, then by kind of office: a party's leader is more than that."""
    return term.office != "prime-minister", RANKS.get(term.kind, len(RANKS))


def family_name(entity: Entity) -> str:
    """The family name, taken from the last word of the name where the register is silent."""
    if entity.family_name:
        return entity.family_name
    name = entity.name.partition(" of ")[0] if entity.name.startswith(PEERS) else entity.name
    return name.rpartition(" ")[2]


PEERS = ("Lord ", "Lady ", "Baroness ", "Baron ", "Viscount ", "Earl ")
