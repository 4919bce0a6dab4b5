"""Every name that the tables state, and how much each is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from people.periods import Period
from people.roster.rows import SeatRow
from people.roster.tables import Roster

ALWAYS = Period()
# "Derby City" and "Kent CC" are also a football and a cricket club; a body's word settles it.
BODY_WORD = re.compile(
    r"\b(council|authority|corporation|assembly|cyngor|comhairle|borough|LB|DC|BC|MBC|MDC)\b", re.I
)
# When the tables speak twice of one name, the more cautious kind counts.
CAUTION = ("stated", "generated", "ambiguous", "never")


class NameRow(NamedTuple):
    entity_kind: str
    key: str
    text: str
    kind: str
    during: Period = ALWAYS
    source: str = ""


def names_of(roster: Roster) -> list[NameRow]:
    """All names, entities' own names among them; dated ones replace the undated of that text."""
    dated = [
        NameRow(row.entity_kind, row.entity_id, row.text, row.kind, row.during, row.source)
        for row in roster.aliases
    ]
    replaced = {name[:3] for name in dated}
    undated: dict[tuple[str, str, str], NameRow] = {}
    for name in _undated(roster):
        present = undated.get(name[:3], name)
        undated[name[:3]] = max(name, present, key=lambda n: CAUTION.index(n.kind))
    return dated + [name for where, name in undated.items() if where not in replaced]


def _undated(roster: Roster) -> Iterator[NameRow]:
    yield from _of_people(roster)
    yield from _of_parties(roster)
    yield from _of_councils(roster)
    yield from _of_seats(roster)


def _of_people(roster: Roster) -> Iterator[NameRow]:
    for row in roster.people:
        facts = {row.name, *row.aliases}
        yield from _each("person", row.id, facts, "stated")
        yield from _each("person", row.id, set(row.generated_aliases) - facts, "generated")


def _of_parties(roster: Roster) -> Iterator[NameRow]:
    """The names of parties; "Independent" and "Speaker" are labels, and nobody's name."""
    for row in roster.parties:
        if row.kind == "party":
            yield from _each("party", row.id, {row.name, *row.aliases}, "stated")
            yield from _each("party", row.id, row.ambiguous_aliases, "ambiguous")


def _of_councils(roster: Roster) -> Iterator[NameRow]:
    for row in roster.councils:
        yield NameRow("council", row.id, row.short_name, "ambiguous")
        for text in {row.name, *row.aliases} - {row.short_name}:
            known = text == row.name or BODY_WORD.search(text)
            yield NameRow("council", row.id, text, "stated" if known else "ambiguous")


def _of_seats(roster: Roster) -> Iterator[NameRow]:
    """A seat's name is a place's too: it needs evidence that the seat is meant."""
    for row in roster.constituencies:
        yield from _each("constituency", row.name_slug, {row.name, *row.aliases}, "ambiguous")
    for devolved in roster.devolved_posts:
        yield NameRow("constituency", devolved.key, devolved.name, "ambiguous")


def _each(entity_kind: str, key: str, texts: Iterable[str], kind: str) -> Iterator[NameRow]:
    return (NameRow(entity_kind, key, text, kind) for text in sorted(texts))


def newest_spellings(roster: Roster) -> dict[str, SeatRow]:
    """The newest row of each seat: it names the seat."""
    return {row.name_slug: row for row in sorted(roster.constituencies, key=lambda r: r.start)}
