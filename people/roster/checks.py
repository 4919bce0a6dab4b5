"""What the tables must agree on among themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from people.roster.problems import Problem
from people.roster.rows import MembershipRow, Row
from people.roster.tables import TABLES, Roster, references

PLACES = {"mp": "constituencies", "msp": "devolved_posts", "mla": "devolved_posts"}


def problems_in(roster: Roster) -> list[Problem]:
    """Every id that is given twice or leads nowhere, and every seat held twice at once."""
    seat_of = _seat_of(roster)
    return [
        *_ids_given_twice(roster),
        *_ids_that_lead_nowhere(roster),
        *_places_that_lead_nowhere(roster),
        *_names_of_nobody(roster),
        *_held_twice(roster, "seat", lambda row: seat_of[row.post_id]),
        *_held_twice(roster, "person", lambda row: row.person),
    ]


def _ids_given_twice(roster: Roster) -> Iterator[Problem]:
    for name, table in TABLES.items():
        seen: dict[tuple, int] = {}
        for row in getattr(roster, name) if table.key else ():
            key = tuple(getattr(row, field) for field in table.key)
            if key in seen:
                value = ", ".join(map(str, key))
                expected = f"expected once, but it stands in line {seen[key]} too"
                yield Problem(table.file, row.line, " + ".join(table.key), value, expected)
            seen.setdefault(key, row.line)


def _ids_that_lead_nowhere(roster: Roster) -> Iterator[Problem]:
    for name, table in TABLES.items():
        for field, column, target in references(table.row_class):
            known = roster.ids(target)
            for row in getattr(roster, name):
                for value in _values(row, field):
                    if value not in known:
                        expected = f"expected an id of {TABLES[target].file}"
                        yield Problem(table.file, row.line, column, value, expected)


def _values(row: Row, field: str) -> tuple[str, ...]:
    value = getattr(row, field)
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def _places_that_lead_nowhere(roster: Roster) -> Iterator[Problem]:
    ids = {table: roster.ids(table) for table in (*PLACES.values(), "councils")}
    for row in roster.memberships:
        table = PLACES.get(row.role, "councils")
        if row.post_id not in ids[table]:
            expected = f"expected an id of {TABLES[table].file}, the role being {row.role}"
            yield Problem("memberships.csv", row.line, "post_id", row.post_id, expected)


def _names_of_nobody(roster: Roster) -> Iterator[Problem]:
    keys = {
        "person": roster.ids("people"),
        "party": roster.ids("parties"),
        "council": roster.ids("councils"),
        "constituency": frozenset(_seat_of(roster).values())
        | {row.key for row in roster.devolved_posts},
    }
    for row in roster.aliases:
        if row.entity_id not in keys[row.entity_kind]:
            expected = f"expected the key of a {row.entity_kind} of the register"
            yield Problem("aliases.csv", row.line, "entity_id", row.entity_id, expected)


def _seat_of(roster: Roster) -> dict[str, str]:
    return {row.id: row.name_slug for row in roster.constituencies}


def _held_twice(roster: Roster, what: str, of: Callable[[MembershipRow], str]) -> Iterable[Problem]:
    known = roster.ids("constituencies")
    rows = [row for row in roster.memberships if row.role == "mp" and row.post_id in known]
    rows.sort(key=lambda row: (of(row), row.start))
    return [
        Problem(
            "memberships.csv", later.line, "start_date", str(later.start), _twice(what, earlier)
        )
        for earlier, later in pairwise(rows)
        if of(earlier) == of(later) and earlier.during.overlaps(later.during)
    ]


def _twice(what: str, earlier: MembershipRow) -> str:
    end = f"until {earlier.end}" if earlier.end else "to this day"
    return f"expected one {what} at a time, but line {earlier.line} holds {end}"
