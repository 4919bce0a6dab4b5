"""Boundaries of seats, and how seats and councils follow and overlap one another."""

from __future__ import annotations

from collections.abc import Iterator

from people.loading.context import Load
from people.loading.outcome import Outcome
from people.loading.sync import Sync, Values, by, date_range
from people.models import Boundary, CouncilSuccession, Overlap, Succession


def load_boundaries(load: Load) -> Outcome:
    outcome = Sync("boundaries", Boundary, load.origin, by("key")).run(_boundaries(load))
    load.find_boundaries()
    return outcome


def _boundaries(load: Load) -> Iterator[Values]:
    hexes = {row.seat: row for row in load.roster.hexes}
    for row in load.roster.constituencies:
        place = hexes.get(row.id)
        yield {
            "key": row.id,
            "constituency_id": load.entity("constituency", row.name_slug),
            "name": row.name,
            "boundary_set": row.boundary_set,
            "gss_code": row.gss_code,
            "during": date_range(row.during),
            "hex_q": place.q if place else None,
            "hex_r": place.r if place else None,
        }


def load_successions(load: Load) -> Outcome:
    return Sync("successions", Succession, load.origin, by("old_id", "new_id")).run(
        {
            "old_id": load.boundaries[row.old],
            "new_id": load.boundaries[row.new],
            "share_of_old": row.share_of_old,
            "share_of_new": row.share_of_new,
        }
        for row in load.roster.successions
    )


def load_council_successions(load: Load) -> Outcome:
    return Sync("council successions", CouncilSuccession, load.origin, by("old_id", "new_id")).run(
        {"old_id": load.entity("council", row.id), "new_id": load.entity("council", successor)}
        for row in load.roster.councils
        for successor in row.successors
    )


def load_overlaps(load: Load) -> Outcome:
    sync = Sync("overlaps", Overlap, load.origin, by("boundary_id", "council_id"))
    return sync.run(_overlaps(load))


def _overlaps(load: Load) -> Iterator[Values]:
    """Some pairs are stated twice, on two grounds: the first counts."""
    pairs = {(row.seat, row.council): row for row in reversed(load.roster.overlaps)}
    for (seat, council), row in pairs.items():
        yield {
            "boundary_id": load.boundaries[seat],
            "council_id": load.entity("council", council),
            "share": row.share,
            "tier": row.tier,
            "basis": row.basis,
        }
