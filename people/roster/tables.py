"""All tables of the roster, and how they refer to each other."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from people.roster import rows as r


@dataclass(frozen=True, kw_only=True)
class Roster:
    """The register's facts as plain values.

    `people` and `memberships` include those that `offices.csv` and `local_posts.csv` imply: a
    holder without an id is a person under the key that stands in the row's id.
    """

    parties: tuple[r.PartyRow, ...] = ()
    party_names: tuple[r.PartyNameRow, ...] = ()
    people: tuple[r.PersonRow, ...] = ()
    councils: tuple[r.CouncilRow, ...] = ()
    constituencies: tuple[r.SeatRow, ...] = ()
    devolved_posts: tuple[r.DevolvedSeatRow, ...] = ()
    successions: tuple[r.SuccessionRow, ...] = ()
    overlaps: tuple[r.OverlapRow, ...] = ()
    hexes: tuple[r.HexRow, ...] = ()
    memberships: tuple[r.MembershipRow, ...] = ()
    offices: tuple[r.OfficeRow, ...] = ()
    aliases: tuple[r.AliasRow, ...] = ()
    local_posts: tuple[r.LocalPostRow, ...] = ()

    def ids(self, table: str) -> frozenset[str]:
        return frozenset(row.id for row in getattr(self, table))


@dataclass(frozen=True)
class Table:
    file: str
    row_class: type[r.Row]
    key: tuple[str, ...]
    optional: bool = False


TABLES: Mapping[str, Table] = {
    "parties": Table("parties.csv", r.PartyRow, ("id",)),
    "party_names": Table("party_names.csv", r.PartyNameRow, ("party", "start"), optional=True),
    "people": Table("people.csv", r.PersonRow, ("id",)),
    "councils": Table("councils.csv", r.CouncilRow, ("id",)),
    "constituencies": Table("constituencies.csv", r.SeatRow, ("id",)),
    "devolved_posts": Table("devolved_posts.csv", r.DevolvedSeatRow, ("id",)),
    "successions": Table("constituency_successors.csv", r.SuccessionRow, ("old", "new")),
    # Where a pair is stated twice, on two grounds, the first counts.
    "overlaps": Table("constituency_councils.csv", r.OverlapRow, ("seat", "council", "basis")),
    "hexes": Table("hexmap.csv", r.HexRow, ("seat",)),
    "memberships": Table("memberships.csv", r.MembershipRow, ("id",)),
    "offices": Table("offices.csv", r.OfficeRow, ("id",)),
    "aliases": Table(
        "aliases.csv", r.AliasRow, ("entity_kind", "entity_id", "text", "start"), optional=True
    ),
    "local_posts": Table("local_posts.csv", r.LocalPostRow, (), optional=True),
}


def references(row_class: type[r.Row]) -> list[tuple[str, str, str]]:
    """Which fields of a row point at which table: (field, column, table)."""
    return [
        (field.name, field.metadata["column"] or field.name, field.metadata["refers"])
        for field in dataclasses.fields(row_class)
        if field.metadata.get("refers")
    ]
