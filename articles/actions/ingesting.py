"""Bringing in what was read: each article stored and tagged in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from articles.actions.copies import group_copies
from articles.actions.counting import Counted, refresh_coverage
from articles.actions.queueing import enqueue_tagging
from articles.actions.storing import (
    Stored,
    forget_failure,
    forget_mended,
    keep_failure,
    keep_original,
    store_article,
    text_checksum,
)
from articles.actions.tagging import Tagger, tag_article
from articles.ingest.identity import canonical_address
from articles.ingest.values import (
    Finished,
    IncomingArticle,
    Lead,
    Reading,
    Skipped,
    Unmoved,
    Unreadable,
)
from articles.models import Article, Batch, BatchNote, Rights

COUNT_EVERY = 500  # articles between two refreshes of the counts of coverage
MOST_NOTES = 1000  # of one run: the rest is only counted
REMEMBERED = 100_000  # addresses of a run, to notice two articles with one
COUNTS = ("added", "changed", "unchanged", "failed", "skipped", "warnings")
NO_FETCHING = "leads to a page, which is only fetched from the command line"


class Place(NamedTuple):
    """Where an address was first read in this run, and the checksum of what it gave."""

    source: str
    line: int | None
    checksum: str


@dataclass
class Ingest:
    """One run: what to do with each reading, and what came of them so far.

    With `versions_in_order` several texts of one address are its versions, oldest first; else the
    first is kept and the others fail, as nobody can say which is meant. A `rehearsal` tags
    nothing; whoever asks for it takes back what it stored. With `is_tagged_later` workers tag what
    was stored: what an interrupted run of this batch left for them, they get with the resumed one.
    """

    batch: Batch
    tagger: Tagger
    version: str
    publisher: str = ""
    rights: str = ""
    versions_in_order: bool = False
    rehearsal: bool = False
    is_tagged_later: bool = False
    to_tag: set[int] = field(default_factory=set)
    outcomes: Counter[str] = field(default_factory=Counter)
    last: Stored | None = None
    counted: Counted = field(default_factory=set)
    places: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.outcomes.update({name: getattr(self.batch, name) for name in COUNTS})
        self.outcomes["unchanged"] = self.outcomes["failed"] = 0
        # A run that was killed had brought more than it had come to say.
        brought = {"added": self.batch.articles, "changed": self.batch.revisions}
        for name, rows in brought.items():
            self.outcomes[name] = max(self.outcomes[name], rows.count())
        if self.is_tagged_later:
            self.to_tag = left_untagged(self.batch, self.version)

    def run(self, readings: Iterable[Reading]) -> Iterator[Unreadable]:
        """Brings in all readings; yields those that could not be brought in, with the reason."""
        for number, reading in enumerate(readings, 1):
            if failed := self.take(reading):
                keep_failure(batch=self.batch, failed=failed)
                self.outcomes["failed"] += 1
                yield failed
            if number % COUNT_EVERY == 0:
                self.pause()
        self.pause()
        self.close()

    def take(self, reading: Reading) -> Unreadable | None:
        self.last = None
        match reading:
            case IncomingArticle():
                return self.conflict(reading) or self.bring_in(reading)
            case Unreadable():
                return reading
            case Skipped():
                self.pass_over(reading)
            case Unmoved():
                self.outcomes["unchanged"] += 1
            case Finished():
                forget_mended(batch=self.batch, source=reading.source)
            case Lead():
                return Unreadable(reading.source, NO_FETCHING, reading.line)
        return None

    def bring_in(self, incoming: IncomingArticle) -> Unreadable | None:
        try:
            with transaction.atomic():
                stored = store_article(
                    incoming=incoming, batch=self.batch, publisher=self.publisher,
                    rights=self.rights,
                )  # fmt: skip
                if stored.outcome in ("added", "changed"):
                    keep_original(article=stored.article, incoming=incoming, batch=self.batch)
                    group_copies(article=stored.article, is_new=stored.outcome == "added")
                self.tag(stored)
        except (DataError, IntegrityError) as error:
            reason = f"cannot be stored: {str(error).splitlines()[0]}"
            raw = incoming.raw.decode("utf-8", "replace").replace("\0", "")
            return Unreadable(incoming.source, reason, incoming.line, raw)
        self.count(stored, incoming)
        forget_failure(source=incoming.source, line=incoming.line)
        return None

    def tag(self, stored: Stored) -> None:
        """Tags what is new; what was stored and not tagged by an interrupted run too."""
        if self.rehearsal or stored.outcome == "refused":
            return
        if stored.outcome == "unchanged" and has_answer(stored.article):
            return
        if self.is_tagged_later:
            self.to_tag.add(stored.article.pk)
        else:
            self.counted |= tag_article(
                article=stored.article, tagger=self.tagger, version=self.version
            )

    def conflict(self, incoming: IncomingArticle) -> Unreadable | None:
        """Two articles with one address; captures of one page at several times are none."""
        if not incoming.url or incoming.captured_at or incoming.is_lesser or self.versions_in_order:
            return None
        address, checksum = canonical_address(incoming.url), text_checksum(incoming)
        here = Place(incoming.source, incoming.line, checksum)
        first = self.places.setdefault(address, here)
        if len(self.places) > REMEMBERED:
            self.places.pop(next(iter(self.places)))
        if first.checksum == checksum:
            return None
        reason = (
            f"has the address of the article at {first.source}:{first.line or 1} and another "
            f"text: {incoming.url}"
        )
        raw = incoming.raw.decode("utf-8", "replace").replace("\0", "")
        return Unreadable(incoming.source, reason, incoming.line, raw)

    def count(self, stored: Stored, incoming: IncomingArticle) -> None:
        self.last = stored
        article, outcome = stored
        if outcome == "refused":
            self.outcomes["unchanged"] += 1
            self.note(incoming, f"was erased ({article.status_reason}): not brought in again")
            return
        self.outcomes[outcome] += 1
        if outcome != "unchanged":
            for warning in incoming.warnings:
                self.note(incoming, warning)
        if outcome == "added" and article.rights == Rights.EXTRACT:
            self.outcomes["extracts"] += 1

    def note(self, about: IncomingArticle, text: str) -> None:
        self.outcomes["warnings"] += 1
        self.keep_note(BatchNote.Kind.WARNING, about.source, about.line, text)

    def pass_over(self, skipped: Skipped) -> None:
        self.outcomes["skipped"] += 1
        if skipped.reason:
            self.keep_note(BatchNote.Kind.SKIPPED, skipped.source, skipped.line, skipped.reason)

    def keep_note(self, kind: str, source: str, line: int | None, text: str) -> None:
        self.outcomes["notes"] += 1
        if self.outcomes["notes"] <= MOST_NOTES:
            self.batch.notes.create(kind=kind, source=source[:1000], line=line, text=text[:500])

    def pause(self) -> None:
        """Brings the counts up to date, so that a run that is killed here has told so much."""
        refresh_coverage(counted=self.counted)
        self.counted.clear()
        for name in COUNTS:
            setattr(self.batch, name, self.outcomes[name])
        with transaction.atomic():
            self.batch.save()
            self.outcomes["jobs"] += enqueue_tagging(ids=sorted(self.to_tag))
        self.to_tag.clear()

    def close(self) -> None:
        """Ends the batch; a run that found nothing new leaves none behind."""
        if not any(self.outcomes[name] for name in ("added", "changed", "failed")):
            self.batch.delete()
            return
        self.batch.finished_at = timezone.now()
        self.batch.save()


def left_untagged(batch: Batch, version: str) -> set[int]:
    """What an interrupted run of the batch stored and nobody has tagged yet."""
    brought = (Article.objects.filter(batch=batch), Article.objects.filter(revisions__batch=batch))
    return {
        pk
        for articles in brought
        for pk in articles.not_tagged_by(version).values_list("pk", flat=True)
    }


def has_answer(article: Article) -> bool:
    return hasattr(article, "tagger_answer")
