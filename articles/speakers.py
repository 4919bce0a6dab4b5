"""Who somebody was on a day, for many people in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.db import models

from articles.kept import Kept
from people.descriptions import describe
from people.held_posts import from_membership, held_posts, names_of_party
from people.models import Entity, Membership, OfficeHolding, Party


class Service(NamedTuple):
    """All posts and offices that the register knows of somebody, the earliest first."""

    posts: list[Membership]
    offices: list[OfficeHolding]


NO_SERVICE = Service([], [])
# Of loaded rows, what the roster's tables said of them: nothing that is ever shown.
AS_LOADED = (
    "as_loaded", "person__as_loaded", "place__as_loaded", "place__localauthority__as_loaded",
    "boundary__as_loaded", "party__as_loaded", "party__label_of__as_loaded",
)  # fmt: skip


def read_service(ids: set[int]) -> dict[int, Service]:
    """Three queries, whatever the number. Those without any post or office are left out."""
    found: dict[int, Service] = defaultdict(lambda: Service([], []))
    rows = Membership.objects.filter(person_id__in=ids).with_names().select_related("person")
    shared: dict[tuple[str, int], models.Model] = {}
    for row in rows.defer(*AS_LOADED).order_by("during"):
        for name in ("person", "place", "boundary", "party"):
            if other := getattr(row, name):
                setattr(row, name, shared.setdefault((name, other.pk), other))
        found[row.person_id].posts.append(row)
    for office in OfficeHolding.objects.filter(person_id__in=ids).order_by("during"):
        found[office.person_id].offices.append(office)
    return found


_service = Kept(read_service)


class Posts:
    """The posts and offices of some people, read at once; other entities have none."""

    def __init__(self, entity_ids: Iterable[int | None]) -> None:
        self._service = _service.of(pk for pk in entity_ids if pk is not None)

    def of(self, entity_id: int | None) -> list[Membership]:
        # Lists of the caller's own: those that are kept are everybody's.
        return list(self._service.get(entity_id or 0, NO_SERVICE).posts)

    def offices(self, entity_id: int | None) -> list[OfficeHolding]:
        return list(self._service.get(entity_id or 0, NO_SERVICE).offices)

    def described(self, entity_id: int | None, day: date | None) -> str:
        """Such as "Labour MP for Ilford South"; empty without a day, or before the first post."""
        return describe(held_posts(self.of(entity_id), self.offices(entity_id)), day)

    def parties(self, entity_id: int | None, day: date | None) -> list[Party]:
        """The parties of that day, on a handover day the earlier one first."""
        return parties_on(self.of(entity_id), day) if day else []

    def party_since(self, entity_id: int | None, then: date | None, now: date | None) -> str:
        """ "Labour then, Independent now", if the party is another one by `now`; else empty."""
        return party_since(self.of(entity_id), then, now) if then and now else ""


def party_since(posts: Sequence[Membership], then: date, now: date) -> str:
    """What became of the party of `then`; of somebody without a post now, the last one held."""
    before = parties_on(posts, then)[-1:]
    begun = [post for post in posts if post.during.lower <= now and post.party]
    after = max(begun, key=_latest, default=None)
    if not before or after is None or after.party is None:
        return ""
    if party_page(before[0]) == party_page(after.party):
        return ""
    time = "now" if holds(after, now) else "later"
    return f"{_named(before[0], then)} then, {_named(after.party, _seen(after, now))} {time}"


def _latest(post: Membership) -> tuple[date, date]:
    return post.during.upper or date.max, post.during.lower


def _seen(post: Membership, now: date) -> date:
    """The day on which the party's name is looked up: `now`, or when a former post began."""
    return now if holds(post, now) else post.during.lower


def _named(party: Party, day: date) -> str:
    names = names_of_party(party)
    name = next((name for name, used in names if used.covers(day)), "") or party.name
    return f"{name[:1].upper()}{name[1:]}"


def parties_on(posts: Iterable[Membership], day: date) -> list[Party]:
    """The parties of the posts held on `day`, after those that another post replaced that day."""
    posts = list(posts)
    held = [post for post in posts if holds(post, day)] or standing_again(posts, day)
    replaced = [post for post in posts if held and post.during.upper == day]
    parties = [post.party for post in [*replaced, *held] if post.party]
    return list(dict.fromkeys(parties))


def standing_again(posts: Iterable[Membership], day: date) -> list[Membership]:
    """The posts that a dissolution ended, until polling day: nobody is a member then."""
    return [post for post in posts if from_membership(post).ended_by_dissolution(day)]


def holds(post: Membership | OfficeHolding, day: date) -> bool:
    return post.during.lower <= day and (post.during.upper is None or day < post.during.upper)


def party_page(party: Party) -> Party:
    """Where a party is read about: "Labour (Co-op)" leads to Labour."""
    return party.label_of or party


def shown_name(entity: Entity) -> str:
    """The name that readers use; a council must come with its `localauthority`."""
    return entity.localauthority.title if entity.kind == Entity.Kind.COUNCIL else entity.name
