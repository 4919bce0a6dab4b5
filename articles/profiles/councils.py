"""A council: who led it, its seats and their MPs, its other names, and what happened when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from articles.profiles.seats import holders_of, sitting_in
from articles.strips import Strip, strip_of
from articles.terms import Term
from people.descriptions import REGISTER_BEGINS
from people.held_posts import from_membership, place_of
from people.languages import language_of
from people.models import Alias, Constituency, Entity, LocalAuthority, Membership, Overlap, Person

LEADERS = (Membership.Role.COUNCIL_LEADER, Membership.Role.MAYOR)


@dataclass(frozen=True)
class Name:
    """What a council is called in another language; `code` as in HTML's lang."""

    text: str
    code: str


@dataclass(frozen=True)
class Seat:
    """A constituency that overlaps the council, the share of its people, and its MP."""

    seat: Constituency
    name: str
    share: float | None
    term: Term | None


@dataclass(frozen=True)
class Event:
    """Something that the register knows to have happened, and the page that says more."""

    day: date
    what: str
    about: Entity | None = None


@dataclass(frozen=True)
class CouncilFacts:
    terms: Sequence[Term]
    seats: Sequence[Seat]
    is_todays_map: bool
    events: Sequence[Event]
    strip: Strip | None

    @property
    def leaders(self) -> list[Term]:
        return [term for term in self.terms if term.post.role in LEADERS]

    @property
    def councillors(self) -> list[Term]:
        return [term for term in self.terms if term.post.role not in LEADERS]


def facts_of(council: LocalAuthority, day: date) -> CouncilFacts:
    """Seven queries, however many posts and seats there are."""
    overlaps = overlaps_of(council)
    newest, own = newest_of(overlaps), holders_of([council.pk])[council.pk]
    sitting = sitting_in((row.boundary.constituency_id for row in newest), day)
    leading = [term for term in own if term.post.role in LEADERS]
    return CouncilFacts(
        terms=own,
        seats=[_seat(row, sitting) for row in newest],
        is_todays_map=any(row.boundary.during.upper is None for row in newest),
        events=events_of(council, leading, day),
        strip=strip_of(leading, label=lambda term: term.post.person.family_name),
    )


def overlaps_of(council: LocalAuthority) -> list[Overlap]:
    """The seats that overlap the council in any set of boundaries, the newest first."""
    rows = Overlap.objects.filter(council=council).select_related("boundary__constituency")
    return list(rows.order_by("-boundary__during"))


def newest_of(overlaps: Sequence[Overlap]) -> list[Overlap]:
    """Those of the newest boundaries, the largest share first."""
    newest = [row for row in overlaps if row.boundary.during == overlaps[0].boundary.during]
    return sorted(newest, key=lambda row: (-(row.share or 0), row.boundary.name))


def _seat(row: Overlap, sitting: dict[int, Term]) -> Seat:
    seat = row.boundary.constituency
    return Seat(seat, row.boundary.name, row.share, sitting.get(seat.pk))


def names_of(council: LocalAuthority) -> list[Name]:
    """What the council is called in the other language of its nation; empty if not known."""
    aliases = Alias.objects.filter(entity=council, kind=Alias.Kind.STATED).order_by("pk")
    texts = [council.name, *aliases.values_list("text", flat=True)]
    named = [Name(text, language_of(text, council.nation)) for text in texts]
    own = language_of(council.title, council.nation)
    if own != "en":
        return [name for name in named if name.code == "en" and name.text.endswith("Council")][:1]
    return [name for name in named if name.code != "en"][:1]


def events_of(council: LocalAuthority, leading: Iterable[Term], day: date) -> list[Event]:
    """What the register knows to have happened to the council and in its seats, latest first.

    One event alone, such as its end, is in the first line of the page already.
    """
    events = [*_of_itself(council), *_changes_of_leader(leading), *_by_elections(council)]
    told = [event for event in events if event.day <= day]
    return sorted(told, key=lambda event: event.day, reverse=True) if len(told) > 1 else []


def _of_itself(council: LocalAuthority) -> Iterable[Event]:
    if council.during.lower and council.during.lower > REGISTER_BEGINS:
        yield Event(council.during.lower, "The council was set up")
    if council.during.upper:
        yield Event(council.during.upper, "The council was abolished")


def _changes_of_leader(leading: Iterable[Term]) -> Iterable[Event]:
    for term in leading:
        if not term.since_before:
            who = _with_party(term.post.person, term.party_name)
            yield Event(term.start, f"{who} became {_mid_sentence(term)}", term.post.person)


def _mid_sentence(term: Term) -> str:
    return "leader" if term.post.role == Membership.Role.COUNCIL_LEADER else term.title


def _by_elections(council: LocalAuthority) -> Iterable[Event]:
    """Each in a seat that overlapped the council as it was drawn then."""
    here = Membership.objects.filter(boundary__overlaps__council=council)
    won = here.filter(start_reason="by_election")
    for post in won.with_names().select_related("person"):
        party = from_membership(post).party_on(post.during.lower)
        who = _with_party(post.person, party)
        yield Event(
            post.during.lower, f"{who} won the by-election in {place_of(post)}", post.person
        )


def _with_party(person: Person, party: str) -> str:
    return f"{person.name} ({party})" if party else person.name
