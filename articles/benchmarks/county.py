"""An invented register of the real one's size, so that no word stands in a real mouth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.text import slugify

from articles.benchmarks.prose import Prose
from articles.models import Publisher
from articles.models.publisher import Rights
from people.models import Boundary, Constituency, LocalAuthority, Membership, Party, Person

SEATS, COUNCILS, PARTIES, PUBLISHERS = 650, 400, 30, 120
TERMS = [
    (date(2005, 5, 5), date(2010, 4, 12)),
    (date(2010, 5, 6), date(2015, 3, 30)),
    (date(2015, 5, 7), date(2019, 11, 6)),
    (date(2019, 12, 12), None),
]


@dataclass(frozen=True)
class Speaker:
    """A member in one term: what a statement of theirs is listed under."""

    person: int
    name: str
    seat: int
    party: int
    membership: int
    term: int


@dataclass(frozen=True)
class County:
    """Primary keys of the invented register."""

    speakers: list[Speaker]
    councils: list[int]
    parties: list[int]
    publishers: list[int]


@transaction.atomic
def make_county(prose: Prose) -> County:
    """Save seats, councils, parties, papers and a member for each seat and term."""
    parties = [_party(prose, number) for number in range(PARTIES)]
    councils = [_council(prose, number) for number in range(COUNCILS)]
    seats = [_seat(prose, number) for number in range(SEATS)]
    publishers = [_publisher(prose, number) for number in range(PUBLISHERS)]
    speakers = [
        _speaker(prose, seat, prose.random.choice(parties[:8]), term)
        for seat in seats
        for term in range(len(TERMS))
    ]
    return County(
        speakers, [c.pk for c in councils], [p.pk for p in parties], [p.pk for p in publishers]
    )


def _party(prose: Prose, number: int) -> Party:
    name = f"{prose.place()} Party"
    return Party.objects.create(name=name, slug=f"county-party-{number}", colour="#336699")


def _council(prose: Prose, number: int) -> LocalAuthority:
    name = prose.place()
    return LocalAuthority.objects.create(
        name=name, short_name=name, slug=f"county-council-{number}", type="unitary"
    )


def _seat(prose: Prose, number: int) -> Constituency:
    seat = Constituency.objects.create(name=f"{prose.place()} {number}", slug=f"seat-{number}")
    Boundary.objects.create(
        key=f"b-{number}", constituency=seat, name=seat.name, boundary_set="2024",
        during=DateRange(TERMS[0][0], None),
    )  # fmt: skip
    return seat


def _publisher(prose: Prose, number: int) -> Publisher:
    name = f"{prose.place()} Gazette {number}"
    return Publisher.objects.create(name=name, slug=slugify(name), rights=Rights.FULL)


def _speaker(prose: Prose, seat: Constituency, party: Party, term: int) -> Speaker:
    name = prose.person()
    person = Person.objects.create(
        name=name, family_name=name.split()[1], slug=f"{slugify(name)}-{seat.pk}-{term}"
    )
    held = Membership.objects.create(
        person=person, role="mp", place=seat, party=party, during=DateRange(*TERMS[term])
    )
    return Speaker(person.pk, name, seat.pk, party.pk, held.pk, term)
