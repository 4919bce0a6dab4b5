"""Bringing in what an address leads to, as a run of its own. Needs what fetches and reads pages."""

from __future__ import annotations

from dataclasses import dataclass

from articles.actions.ingesting import Ingest
from articles.actions.leaving import left_by
from articles.actions.queueing import SOON
from articles.actions.sources import note_visit
from articles.fetching import Fetcher, Follower
from articles.ingest.values import Unreadable
from articles.models import Batch, Source
from articles.taggers import DatabaseTagger
from articles.visits import DatabaseVisits, policy_from_settings


@dataclass(frozen=True)
class Visited:
    """The run, where it brought anything, and why the address itself could not be read."""

    batch: Batch | None
    reason: str
    failed: list[Unreadable]


def fetch_source(*, source: Source, batch: str) -> Visited:
    """Visits a source and remembers how that went. Repeatable: what is there is not fetched twice.

    A visit that failed at the source's own address leaves no run behind: the source says why.
    """
    publisher = source.publisher.name if source.publisher else ""
    visited = fetch_address(
        address=source.address, batch=batch, publisher=publisher, rights=source.rights
    )
    run = visited.batch
    if run and visited.reason and not (run.added or run.changed):
        run.delete()
        run = None
    note_visit(source=source, reason=visited.reason, batch=run)
    return visited


def fetch_address(*, address: str, batch: str, publisher: str = "", rights: str = "") -> Visited:
    """Stores what the address leads to, and leaves the tagging to jobs."""
    run, _ = Batch.objects.get_or_create(name=batch)
    ingest = Ingest(
        batch=run, tagger=(tagger := DatabaseTagger()), version=tagger.version,
        publisher=publisher, rights=rights, for_workers=left_by(run, tagger.version, SOON),
    )  # fmt: skip
    follower = Follower(
        Fetcher(policy_from_settings()), DatabaseVisits(), lambda: ingest.outcomes["failed"]
    )
    failed = list(ingest.run(follower.read_address(address)))
    reason = next((each.reason for each in failed if each.source == address), "")
    return Visited(run if run.pk else None, reason, failed)
