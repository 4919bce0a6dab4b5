"""Memberships, national offices and their holders."""

from __future__ import annotations

from collections.abc import Iterator

from people.loading.context import Load
from people.loading.outcome import Outcome
from people.loading.sync import Sync, Values, by, date_range
from people.models import Membership, Office, OfficeHolding
from people.roster import Roster
from people.roster.rows import SEATED, MembershipRow, OfficeRow


def load_memberships(load: Load) -> Outcome:
    sync = Sync(
        "memberships", Membership, load.origin, by("key"),
        rows_in_words=load.rows_in_words, author=load.author,
    )  # fmt: skip
    return sync.run(_memberships(load))


def _memberships(load: Load) -> Iterator[Values]:
    seats = dict(load.seats())
    for row in load.roster.memberships:
        yield {
            "key": row.id,
            "person_id": load.entity("person", row.person),
            "role": row.role,
            "place_id": _place(load, row, seats),
            "boundary_id": load.boundaries[row.post_id] if row.role == "mp" else None,
            "post": row.post,
            "party_id": load.entity("party", row.party),
            "party_label": row.party_label,
            "during": date_range(row.during),
            "start_reason": row.start_reason,
            "end_reason": row.end_reason,
            "source": row.source,
            "confidence": row.confidence,
        }


def _place(load: Load, row: MembershipRow, seats: dict[str, str]) -> int | None:
    if row.role in SEATED:
        return load.entity("constituency", seats[row.post_id])
    return load.entity("council", row.post_id)


def load_offices(load: Load) -> Outcome:
    outcome = Sync("offices", Office, load.origin, by("key")).run(
        {"key": key, "name": row.title, "kind": row.kind}
        for key, row in naming_rows(load.roster).items()
    )
    load.find_offices()
    return outcome


def naming_rows(roster: Roster) -> dict[str, OfficeRow]:
    """The row that names each office: the newest whose title says neither acting nor interim."""
    rows = sorted(roster.offices, key=lambda row: (not row.title.endswith(")"), row.start))
    return {row.office_id: row for row in rows}


def load_office_holdings(load: Load) -> Outcome:
    return Sync("office holdings", OfficeHolding, load.origin, by("key")).run(
        {
            "key": row.id,
            "office_id": load.offices[row.office_id],
            "person_id": load.entity("person", row.person),
            "title": row.title,
            "names": list(row.names),
            "during": date_range(row.during),
            "source": row.source,
            "confidence": row.confidence,
        }
        for row in load.roster.offices
    )
