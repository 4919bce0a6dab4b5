"""Who somebody was on a day, for many people in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from people.descriptions import describe, party_name_on
from people.held_posts import held_posts
from people.models import Entity, Membership, OfficeHolding, Party, PartyName
from people.periods import Period


class Posts:
    """The posts and offices of some people, read at once; other entities have none."""

    def __init__(self, entity_ids: Iterable[int | None]) -> None:
        ids = {pk for pk in entity_ids if pk is not None}
        self._posts: dict[int, list[Membership]] = defaultdict(list)
        self._offices: dict[int, list[OfficeHolding]] = defaultdict(list)
        if ids:
            self._read(ids)

    def _read(self, ids: set[int]) -> None:
        rows = Membership.objects.filter(person_id__in=ids).with_names()
        for row in rows.order_by("during"):
            self._posts[row.person_id].append(row)
        for office in OfficeHolding.objects.filter(person_id__in=ids).order_by("during"):
            self._offices[office.person_id].append(office)

    def of(self, entity_id: int | None) -> list[Membership]:
        return self._posts.get(entity_id or 0, [])

    def offices(self, entity_id: int | None) -> list[OfficeHolding]:
        return self._offices.get(entity_id or 0, [])

    def described(self, entity_id: int | None, day: date | None) -> str:
        """Such as "Labour MP for Ilford South"; empty without a day, or before the first post."""
        return describe(held_posts(self.of(entity_id), self.offices(entity_id)), day)

    def parties(self, entity_id: int | None, day: date | None) -> list[Party]:
        """The parties of that day, on a handover day the earlier one first."""
        return parties_on(self.of(entity_id), day) if day else []


def parties_on(posts: Iterable[Membership], day: date) -> list[Party]:
    """The parties of the posts held on `day`, after those that another post replaced that day."""
    posts = list(posts)
    held = [post for post in posts if holds(post, day)]
    replaced = [post for post in posts if held and post.during.upper == day]
    parties = [post.party for post in [*replaced, *held] if post.party]
    return list(dict.fromkeys(parties))


def holds(post: Membership | OfficeHolding, day: date) -> bool:
    return post.during.lower <= day and (post.during.upper is None or day < post.during.upper)


def party_page(party: Party) -> Party:
    """Where a party is read about: "Labour (Co-op)" leads to Labour."""
    return party.label_of or party


def name_then(entity: Entity, day: date | None) -> str:
    """The name that readers use for it on a day: a party's own of then, "Brexit Party" in 2019.

    A council must come with its `localauthority`, a party with its `party` and that one's names.
    """
    if day is None or entity.kind != Entity.Kind.PARTY:
        return shown_name(entity)
    names = [(row.name, Period(row.during.lower, row.during.upper)) for row in party_names(entity)]
    is_renamed = any(during != Period() for _, during in names)
    return (is_renamed and party_name_on(names, day)) or shown_name(entity)


def party_names(entity: Entity) -> list[PartyName]:
    """The names that a party had, the earliest first. Sorted here, as they are prefetched."""
    rows = entity.party.names.all()
    return sorted(rows, key=lambda row: row.during.lower or date.min)


def shown_name(entity: Entity) -> str:
    """The name that readers use; a council must come with its `localauthority`."""
    return entity.localauthority.title if entity.kind == Entity.Kind.COUNCIL else entity.name
