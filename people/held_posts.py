"""Posts as `describe` takes them, from the database or from the roster's tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from people.descriptions import HeldPost, describe
from people.models import Entity, Membership, OfficeHolding, Party, Person
from people.periods import Period
from people.roster import Roster
from people.titles import council_title

Named = tuple[tuple[str, Period], ...]


def held_posts(
    memberships: Iterable[Membership], offices: Iterable[OfficeHolding] = ()
) -> list[HeldPost]:
    """Memberships must come with place, boundary and the names of their party."""
    return [from_membership(row) for row in memberships] + [from_office(row) for row in offices]


def described_on(person: Person, day: date | None) -> str:
    """Who the person was on the day. Three queries; for many people, read their posts at once."""
    memberships = person.memberships.with_names()
    return describe(held_posts(memberships, person.offices_held.all()), day)


def from_membership(row: Membership) -> HeldPost:
    return HeldPost(
        role=row.role,
        place=place_of(row),
        start=row.during.lower,
        end=row.during.upper,
        party_names=named_by_label(row.party_label)
        or (names_of_party(row.party) if row.party else ()),
        start_reason=row.start_reason,
        end_reason=row.end_reason,
    )


def place_of(row: Membership) -> str:
    if row.boundary:
        return row.boundary.name
    if row.role != Membership.Role.MAYOR and row.place:
        council = row.place.kind == Entity.Kind.COUNCIL
        return row.place.localauthority.title if council else row.place.name
    return row.post or (row.place.name if row.place else "")


def names_of_party(party: Party) -> Named:
    """How a party is written in which period; the Speaker's label is said by the office."""
    if party.key == "speaker":
        return ()
    dated = tuple((n.name, Period(n.during.lower, n.during.upper)) for n in party.names.all())
    return dated or ((party.short_name or party.name, Period()),)


def named_by_label(label: str) -> Named:
    """Members such as an "Independent Conservative" are named as the source words it.

    Other labels, such as "Presiding Officer", are no party's name.
    """
    return ((label, Period()),) if label.startswith("Independent") else ()


def from_office(row: OfficeHolding) -> HeldPost:
    return HeldPost("office", row.title, row.during.lower, row.during.upper)


def held_posts_of_roster(roster: Roster) -> dict[str, list[HeldPost]]:
    """All posts of everybody in the tables, by the person's key."""
    places, parties = places_of_roster(roster), party_names_of_roster(roster)
    posts: dict[str, list[HeldPost]] = defaultdict(list)
    for row in roster.memberships:
        place = row.post if row.role == "mayor" else places.get(row.post_id, row.post)
        names = named_by_label(row.party_label) or parties.get(row.party, ())
        post = HeldPost(
            row.role, place, row.start, row.end, names, row.start_reason, row.end_reason
        )
        posts[row.person].append(post)
    for office in roster.offices:
        posts[office.person].append(HeldPost("office", office.title, office.start, office.end))
    return posts


def places_of_roster(roster: Roster) -> dict[str, str]:
    return (
        {row.id: council_title(row.name, row.short_name) for row in roster.councils}
        | {row.id: row.name for row in roster.constituencies}
        | {row.id: row.name for row in roster.devolved_posts}
    )


def party_names_of_roster(roster: Roster) -> dict[str, Named]:
    dated: dict[str, Named] = {}
    for row in roster.party_names:
        dated[row.party] = (*dated.get(row.party, ()), (row.name, row.during))
    undated = {row.id: ((row.short_name or row.name, Period()),) for row in roster.parties}
    return undated | dated | {"speaker": ()}
