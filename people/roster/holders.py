"""Office holders without an id: people whom only `offices.csv` names."""

from __future__ import annotations

from dataclasses import replace

from django.utils.text import slugify

from people.roster.rows import OfficeRow, PersonRow
from people.roster.tables import Roster

PEERAGES = ("Lord", "Baroness", "Lady", "Viscount", "Earl")


def with_office_holders(roster: Roster) -> Roster:
    """The roster with a person for each office holder who has no row in `people.csv`."""
    offices = tuple(
        row if row.person else replace(row, person=holder_key(row)) for row in roster.offices
    )
    known = roster.ids("people")
    made = {
        row.person: person_named(row.person, row.person_name, row.line)
        for row, source in zip(offices, roster.offices, strict=True)
        if not source.person and row.person not in known
    }
    return replace(roster, offices=offices, people=(*roster.people, *made.values()))


def holder_key(row: OfficeRow) -> str:
    """The key that stands at the end of the row's id, else one made of the name."""
    key = row.id.removeprefix(f"o-{row.office_id}-{row.start}-")
    return key if key != row.id and key.startswith("x-") else f"x-{slugify(row.person_name)}"


def person_named(key: str, name: str, line: int) -> PersonRow:
    """A person of whom only the name is known."""
    given, family = parts_of(name)
    return PersonRow(id=key, name=name, given_name=given, family_name=family, line=line)


def parts_of(name: str) -> tuple[str, str]:
    """Given and family name: a peer has only the latter, and "ap" belongs to it."""
    words = name.split()
    if words[0] in PEERAGES:
        return "", words[1] if len(words) > 1 else ""
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].islower():
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:])
