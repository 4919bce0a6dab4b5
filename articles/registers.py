"""The register in the tagger's values: from the roster's tables, or from the database.

Right after loading both are equal; later the database also holds what editors added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from articles.models import Lesson
from articles.tagging.register import Entity, Name, Never, OfficeTerm, Post, Ref, Register
from people import models
from people.loading.entities import LABELS_OF
from people.roster import Roster, read_roster
from people.roster.names import names_of, newest_spellings

SEATED = ("mp", "msp", "mla", "ms")


def register_from_roster(directory: Path) -> Register:
    """Needs no database. Raises RosterError if a table is bad."""
    return register_of(read_roster(directory))


def register_of(roster: Roster) -> Register:
    family = families(roster)
    seats = {row.id: row.name_slug for row in roster.constituencies}
    seats |= {row.id: row.key for row in roster.devolved_posts}
    councils: dict[str, set[str]] = defaultdict(set)
    for overlap in roster.overlaps:
        councils[seats[overlap.seat]].add(overlap.council)
    return Register.of(
        entities=roster_entities(roster, family),
        names=(
            Name(Ref(n.entity_kind, family_key(n, family)), n.text, n.kind, *n.during)  # type: ignore[arg-type]
            for n in names_of(roster)
            if n.entity_kind != "party" or n.key in family
        ),
        posts=(
            Post(row.person, row.role, place_ref(row.role, row.post_id, seats),
                 family.get(row.party), row.start, row.end)
            for row in roster.memberships
        ),
        offices=(
            OfficeTerm(o.office_id, o.person, o.title, o.names, o.kind, o.start, o.end)
            for o in roster.offices
        ),
        councils_of_seat={seat: frozenset(found) for seat, found in councils.items()},
    )  # fmt: skip


def families(roster: Roster) -> dict[str, str]:
    """Each party's key for tags: a label's is that of its party; "Independent" has none."""
    return {row.id: LABELS_OF.get(row.id, row.id) for row in roster.parties if row.kind == "party"}


def family_key(name: object, family: dict[str, str]) -> str:
    key: str = name.key  # type: ignore[attr-defined]
    return family[key] if name.entity_kind == "party" else key  # type: ignore[attr-defined]


def place_ref(role: str, post_id: str, seats: dict[str, str]) -> Ref | None:
    if not post_id:
        return None
    return Ref("constituency", seats[post_id]) if role in SEATED else Ref("council", post_id)


def roster_entities(roster: Roster, family: dict[str, str]) -> Iterator[Entity]:
    for person in roster.people:
        ref = Ref("person", person.id)
        yield Entity(ref, person.name, person.gender, person.family_name)  # type: ignore[arg-type]
    for party in roster.parties:
        if family.get(party.id) == party.id:
            yield Entity(Ref("party", party.id), party.name, "", "", party.start, party.end)
    for council in roster.councils:
        ref = Ref("council", council.id)
        yield Entity(ref, council.name, "", "", council.start, council.end)
    for slug, newest in newest_spellings(roster).items():
        yield Entity(Ref("constituency", slug), newest.name)
    for devolved in roster.devolved_posts:
        yield Entity(Ref("constituency", devolved.key), devolved.name)


def register_from_database() -> Register:
    """One query a table, whatever the size."""
    label_of = {p.pk: p.label_of_id or p.pk for p in models.Party.objects.filter(is_label=True)}
    refs = {
        pk: Ref(kind, key)  # type: ignore[arg-type]
        for pk, kind, key in models.Entity.objects.values_list("pk", "kind", "key")
    }
    nobodys = {pk for pk, leads_to in label_of.items() if pk == leads_to}
    return Register.of(
        entities=database_entities(label_of),
        names=(
            Name(refs[label_of.get(pk, pk)], text, kind, during.lower, during.upper)  # type: ignore[arg-type]
            for pk, text, kind, during in models.Alias.objects.values_list(
                "entity", "text", "kind", "during"
            )
            if pk not in nobodys
        ),
        posts=database_posts(refs, label_of, nobodys),
        offices=database_offices(),
        councils_of_seat=database_overlaps(),
        nevers=database_nevers(),
    )


def database_entities(labels: dict[int, int]) -> Iterator[Entity]:
    for person in models.Person.objects.all():
        ref = Ref("person", person.key)
        yield Entity(ref, person.name, person.gender, person.family_name)
    bodies: tuple[models.Party | models.LocalAuthority, ...] = (
        *models.Party.objects.exclude(pk__in=labels),
        *models.LocalAuthority.objects.all(),
    )
    for body in bodies:
        during = body.during
        yield Entity(Ref(body.kind, body.key), body.name, "", "", during.lower, during.upper)
    for seat in models.Constituency.objects.all():
        yield Entity(Ref("constituency", seat.key), seat.name)


def database_posts(
    refs: dict[int, Ref], label_of: dict[int, int], nobodys: set[int]
) -> Iterator[Post]:
    rows = models.Membership.objects.values_list("person", "role", "place", "party", "during")
    for person, role, place, party, during in rows:
        leads_to = label_of.get(party, party)
        key = refs[leads_to].key if leads_to and leads_to not in nobodys else None
        where = refs[place] if place else None
        yield Post(refs[person].key, role, where, key, during.lower, during.upper)


def database_offices() -> Iterator[OfficeTerm]:
    for term in models.OfficeHolding.objects.select_related("office", "person"):
        yield OfficeTerm(
            term.office.key, term.person.key, term.title, tuple(term.names), term.office.kind,
            term.during.lower, term.during.upper,
        )  # fmt: skip


def database_overlaps() -> dict[str, frozenset[str]]:
    councils: dict[str, set[str]] = defaultdict(set)
    pairs = models.Overlap.objects.values_list("boundary__constituency__key", "council__key")
    for seat, council in pairs:
        councils[seat].add(council)
    return {seat: frozenset(found) for seat, found in councils.items()}


def database_nevers() -> Iterator[Never]:
    """What editors said words are not, and did not take back."""
    rules = Lesson.objects.standing().filter(kind=Lesson.Kind.NEVER)
    columns = ("words", "entity__kind", "entity__key", "publisher__slug")
    for words, kind, key, publisher in rules.values_list(*columns):
        yield Never(words, Ref(kind, key) if key else None, publisher or "")
