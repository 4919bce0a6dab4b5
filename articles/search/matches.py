"""What stands first in the results: people and places of the name or the postcode typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone

from articles.search.entities import matching_entities, other_names
from articles.speakers import Posts
from articles.terms import heading_of, party_names
from people import postcodes
from people.models import Boundary, Entity, Membership, Postcode
from people.periods import Period

MOST = 8
HOLDERS = {Membership.Role.MP: "MP", Membership.Role.COUNCIL_LEADER: "Leader"}
NO_POSTCODES = (
    "This archive cannot look up postcodes. Type the name of your town, council or constituency."
)


@dataclass(frozen=True)
class Holder:
    """Who represents a place today: "MP", the person, "Labour"."""

    title: str
    person: Entity
    party: str


@dataclass(frozen=True)
class Match:
    """Somebody or something found, who or what it is, and by which other name it was found."""

    entity: Entity
    what: str
    also: str = ""
    holders: Sequence[Holder] = field(default=())


@dataclass(frozen=True)
class Matches:
    """What is shown, and the posts that were read for it."""

    posts: Posts
    title: str = ""
    found: Sequence[Match] = field(default=())
    note: str = ""


class Found(NamedTuple):
    """`title` is of the list; `note` a sentence about what was typed, where one is needed."""

    entities: Sequence[Entity] = ()
    title: str = "People and places"
    note: str = ""


def called(typed: str) -> Found:
    """People and places of the name or the postcode that was typed."""
    first = _at_postcode(typed) if postcodes.whole(typed) or postcodes.district(typed) else Found()
    if not first.entities and not first.note:
        first = Found(matching_entities(typed))
    return first


def matches(first: Found, typed: str, speakers: Iterable[int | None] = ()) -> Matches:
    """Those who are `called` what was typed, and who or what they are. At most seven queries.

    The posts of `speakers` are read with theirs.
    """
    people = (each.pk for each in first.entities if each.kind == Entity.Kind.PERSON)
    posts = Posts([*people, *speakers])
    described = _described(first.entities, posts, other_names(first.entities, typed))
    return Matches(posts, first.title, described, first.note)


def _at_postcode(typed: str) -> Found:
    text = postcodes.compact(typed)
    rows = (
        Postcode.objects.filter(text=text)
        if postcodes.whole(typed)
        else Postcode.objects.within(text)
    )
    places = _most_frequent(rows)
    if places:
        entities = Entity.objects.select_related("localauthority").in_bulk(places)
        named = f"{text[:-3]} {text[-3:]}" if postcodes.whole(typed) else text
        return Found([entities[pk] for pk in places], f"Places at the postcode {named}")
    return Found(note=_no_postcode(typed, text))


def _most_frequent(rows) -> list[int]:
    """The seats, then the councils, each with most of the postcodes first."""
    found: list[int] = []
    for column in ("constituency", "council"):
        counted = rows.exclude(**{column: None}).values_list(column)
        ranked = counted.annotate(count=Count("pk")).order_by("-count", column)
        found += [pk for pk, _ in ranked[: MOST // 2]]
    return found


def _no_postcode(typed: str, text: str) -> str:
    """Only a whole postcode is surely meant as one: "M1" may be a road."""
    if not postcodes.whole(typed):
        return ""
    if not Postcode.objects.exists():
        return NO_POSTCODES
    return f"We know no postcode {text[:-3]} {text[-3:]}. Check it, or type the name of a place."


def _described(entities: Sequence[Entity], posts: Posts, also: dict[int, str]) -> list[Match]:
    today = timezone.localdate()
    places = [entity.pk for entity in entities if entity.kind in PLACES]
    holders, former = holders_on(places, today), _former(entities, today)
    return [
        Match(
            entity,
            _what(entity, posts, today, entity.pk in former),
            also.get(entity.pk, ""),
            holders.get(entity.pk, ()),
        )
        for entity in entities
    ]


PLACES = (Entity.Kind.CONSTITUENCY, Entity.Kind.COUNCIL)


def _what(entity: Entity, posts: Posts, today: date, is_former: bool) -> str:
    if entity.kind == Entity.Kind.PERSON:
        return heading_of(posts.of(entity.pk), today, posts.offices(entity.pk))
    kind = entity.get_kind_display()
    return f"Former {kind.lower()}" if is_former else kind.capitalize()


def _former(entities: Sequence[Entity], today: date) -> set[int]:
    """The councils that were abolished, and the seats that are on no map any more."""
    seats = [each.pk for each in entities if each.kind == Entity.Kind.CONSTITUENCY]
    drawn = Boundary.objects.filter(constituency__in=seats) if seats else Boundary.objects.none()
    ever, still = set(), set()
    for pk, during in drawn.values_list("constituency", "during"):
        ever.add(pk)
        if during.upper is None or today < during.upper:
            still.add(pk)
    councils = (each for each in entities if each.kind == Entity.Kind.COUNCIL)
    ends = {each.pk: each.localauthority.during.upper for each in councils}
    return (ever - still) | {pk for pk, end in ends.items() if end and end <= today}


def holders_on(places: list[int], day: date) -> dict[int, list[Holder]]:
    """Who holds the one post of each place on a day."""
    held = Membership.objects.filter(place__in=places, role__in=HOLDERS).held_on(day)
    holders: dict[int, list[Holder]] = defaultdict(list)
    for row in held.with_names().select_related("person").order_by("role") if places else ():
        named = party_names(row, Period(day, day + timedelta(days=1)))
        holders[row.place_id].append(Holder(HOLDERS[row.role], row.person, named))
    return holders
