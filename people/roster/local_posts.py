"""A paper's own list of councillors, council leaders and mayors, as people and memberships.

Columns: `person` (a name) or `person_id` (the register's key), `role` (councillor, council_leader
or mayor), `council` and `party` (the register's key or any name of theirs), `start_date`,
`end_date` (the day of the handover; empty: still in post), and, if wanted, `ward` and `source`.
A name alone means the person of that name who holds or held a post of the same council, else
somebody new; an MP who was a councillor before needs the `person_id`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.text import slugify

from people.roster.holders import person_named
from people.roster.problems import Problem
from people.roster.rows import LOCAL, LocalPostRow, MembershipRow, PersonRow
from people.roster.tables import Roster

FILE = "local_posts.csv"
POSTS = {"council_leader": "Leader of {}", "mayor": "Mayor of {}"}


@dataclass(frozen=True)
class Known:
    """What a list may refer to. Names are casefolded; a name of two councils leads to neither.

    holders: the keys of the people who hold or held a post of a council, by (council, name).
    """

    people: frozenset[str]
    councils: Mapping[str, str]
    parties: Mapping[str, str]
    short_names: Mapping[str, str]
    holders: Mapping[tuple[str, str], str]

    @classmethod
    def in_roster(cls, roster: Roster) -> Known:
        names = {row.id: row.name for row in roster.people}
        return cls(
            roster.ids("people"),
            by_name((r.id, (r.name, r.short_name, *r.aliases)) for r in roster.councils),
            by_name((r.id, (r.name, r.short_name, *r.aliases)) for r in roster.parties),
            {row.id: row.short_name for row in roster.councils},
            {
                (row.post_id, names.get(row.person, "").casefold()): row.person
                for row in roster.memberships
                if row.role in LOCAL
            },
        )


def by_name(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Keys by their names and by themselves; a name that two share leads nowhere."""
    named = list(named)
    bearers: dict[str, set[str]] = {}
    for key, names in named:
        for name in names:
            bearers.setdefault(name.casefold(), set()).add(key)
    return {name: min(keys) for name, keys in bearers.items() if len(keys) == 1} | {
        key: key for key, _names in named
    }


def with_local_posts(
    roster: Roster, known: Known, problems: list[Problem], file: str = FILE
) -> Roster:
    """The roster with the people and memberships that its list of local posts states."""
    faults = [fault for row in roster.local_posts for fault in _faults(row, known, file)]
    faults = faults or _two_wards_at_once(roster.local_posts, file)
    problems += faults
    if faults:
        return roster
    people: dict[str, PersonRow] = {}
    memberships = []
    for row in roster.local_posts:
        membership = _membership(row, known)
        memberships.append(membership)
        if membership.person not in known.people:
            people[membership.person] = person_named(membership.person, row.person, row.line)
    return replace(
        roster,
        people=(*roster.people, *people.values()),
        memberships=(*roster.memberships, *memberships),
    )


def _faults(row: LocalPostRow, known: Known, file: str) -> list[Problem]:
    faults = []
    if row.person_id and row.person_id not in known.people and not _names_newcomer(row):
        expected = "expected a person of the register, or a new key x-… beside a name"
        faults.append(Problem(file, row.line, "person_id", row.person_id, expected))
    if not row.person and not row.person_id:
        faults.append(Problem(file, row.line, "person", "", "expected a name, or a person_id"))
    if row.council.casefold() not in known.councils:
        expected = "expected one council of the register, by its key or name"
        faults.append(Problem(file, row.line, "council", row.council, expected))
    if row.party and row.party.casefold() not in known.parties:
        expected = "expected a party of the register, by its key or name"
        faults.append(Problem(file, row.line, "party", row.party, expected))
    return faults


def _names_newcomer(row: LocalPostRow) -> bool:
    return row.person_id.startswith("x-") and bool(row.person)


def _two_wards_at_once(rows: Iterable[LocalPostRow], file: str) -> list[Problem]:
    """Two councillors of one name, whom nothing tells apart."""
    nameless = [row for row in rows if row.role == "councillor" and not row.person_id]
    nameless.sort(key=lambda row: (row.council.casefold(), row.person.casefold(), row.start))
    return [
        Problem(file, later.line, "person", later.person, _EXPECTED_ID)
        for earlier, later in pairwise(nameless)
        if (earlier.council.casefold(), earlier.person.casefold())
        == (later.council.casefold(), later.person.casefold())
        and earlier.ward != later.ward
        and earlier.during.overlaps(later.during)
    ]


_EXPECTED_ID = "expected a person_id: somebody of this name sits for another ward at the time"


def _membership(row: LocalPostRow, known: Known) -> MembershipRow:
    council = known.councils[row.council.casefold()]
    named = known.holders.get((council, row.person.casefold()))
    person = row.person_id or named or f"x-{slugify(row.person)}-{council}"
    return MembershipRow(
        line=row.line,
        id=f"l-{row.role}-{person}-{council}-{row.start}",
        person=person,
        role=row.role,
        post=POSTS.get(row.role, row.ward).format(known.short_names[council]),
        post_id=council,
        party=known.parties[row.party.casefold()] if row.party else "independent",
        start=row.start,
        end=row.end,
        source=row.source,
    )
