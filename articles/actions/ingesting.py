"""Bringing in what was read: what is new by the hundred, everything else one by one.

Either way an article is stored and tagged in one transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError, OperationalError, transaction
from django.utils import timezone

from articles.actions.adding_many import First, Read, add_many, article_of, read_untagged
from articles.actions.copies import group_copies
from articles.actions.counting import refresh_coverage
from articles.actions.leaving import ForWorkers
from articles.actions.planning import (
    COUNTS,
    Group,
    Papers,
    Places,
    Plan,
    UntaggableError,
    careful,
    counted_so_far,
    grouped,
    has_answer,
    is_fetched,
    left,
    read_or_leave,
    settled,
    stored_by_identity,
)
from articles.actions.statistics import refresh_statistics
from articles.actions.storing import (
    Stored,
    forget_failure,
    forget_failures,
    forget_mended,
    keep_failure,
    keep_original,
    printed_by_of,
    store_article,
)
from articles.actions.tagging import Tagger, document_of, tag_article
from articles.ingest.values import (
    Finished,
    IncomingArticle,
    Lead,
    Reading,
    Skipped,
    Unmoved,
    Unreadable,
)
from articles.models import Batch, BatchNote, Rights
from articles.tagging.values import Document
from articles.workers import Crew

AT_ONCE = 200  # readings that are dealt with together
MOST_NOTES = 1000  # of one run: the rest is only counted
NO_FETCHING = "leads to a page, which is only fetched from the command line"


@dataclass
class Ingest:
    """One run: what to do with each reading, and what came of them so far.

    With `versions_in_order` several texts of one address are its versions, oldest first; else the
    first is kept and the others fail, as nobody can say which is meant. A `rehearsal` tags
    nothing; whoever asks for it takes back what it stored. With several `processes` the tagger is
    theirs; it must have read its register before. What is stored `for_workers` is tagged by them.
    """

    batch: Batch
    tagger: Tagger
    version: str
    publisher: str = ""
    rights: str = ""
    versions_in_order: bool = False
    rehearsal: bool = False
    processes: int = 1
    for_workers: ForWorkers | None = None
    outcomes: Counter[str] = field(default_factory=Counter)
    last: Stored | None = None
    places: Places = field(default_factory=Places)
    under_way: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.outcomes.update(counted_so_far(self.batch))
        self.papers = Papers(self.publisher)
        self.tagger = careful(self.tagger)

    def run(self, readings: Iterable[Reading]) -> Iterator[Unreadable]:
        """Brings in all readings; yields those that could not be brought in, with the reason."""
        work = read_untagged if self.for_workers else read_or_leave(self.tagger)
        with Crew(work, self.processes) as crew:
            # A rehearsal tells of each before the next.
            groups = grouped(readings, 1 if self.rehearsal else AT_ONCE)
            for group in self.in_turn(groups, crew):
                yield from self.finish(group)
                self.tell()
                refresh_statistics()
        self.tell()
        if self.for_workers:
            self.for_workers.hand_over(is_last=True)
        self.close()

    def in_turn(
        self, groups: Iterable[list[Reading]], crew: Crew[Document, Read | None]
    ) -> Iterator[Group]:
        """Each group once its texts are read, or being read; the next one's are meanwhile."""
        waiting: Group | None = None
        for readings in groups:
            begun = self.begin(readings, crew)
            if waiting:
                yield waiting
            waiting = begun
            if is_fetched(readings[-1]) or self.rehearsal:
                yield waiting
                waiting = None
        if waiting:
            yield waiting

    def begin(self, readings: Sequence[Reading], crew: Crew[Document, Read | None]) -> Group:
        """Tells what is new from what is there, and has the texts of what is new read."""
        plans = [Plan(reading) for reading in readings]
        if self.rehearsal:
            return Group(plans, list)
        for plan in plans:
            if isinstance(plan.reading, IncomingArticle):
                plan.failed = self.conflict(plan.reading)
        sound = [plan for plan in plans if plan.incoming]
        identities = {plan: self.papers.identity(plan.reading) for plan in sound}  # type: ignore[arg-type]
        present = stored_by_identity(identities.values())
        for plan, identity in identities.items():
            incoming = plan.incoming
            assert incoming
            if identity in present:
                plan.stored = settled(present[identity], incoming, self.for_workers)
            elif identity not in self.under_way:
                self.under_way.add(identity)
                rights = self.rights or printed_by_of(incoming, self.publisher).rights
                plan.first = First(incoming, identity, self.papers.of(incoming), rights)
        firsts = [plan.first for plan in plans if plan.first]
        documents = [
            document_of(article_of(first, self.batch), self.papers.patch(first.paper))
            for first in firsts
        ]
        return Group(plans, crew.begin(documents))

    def finish(self, group: Group) -> Iterator[Unreadable]:
        """Stores a group; yields those that could not be brought in, with the reason."""
        self.add_new(group)
        brought = [plan.incoming for plan in group.plans if plan.stored and plan.incoming]
        forget_failures(places=[(each.source, each.line) for each in brought])
        for plan in group.plans:
            if failed := self.settle(plan):
                keep_failure(batch=self.batch, failed=failed)
                self.outcomes["failed"] += 1
                yield failed

    def add_new(self, group: Group) -> None:
        """Leaves what cannot be read, and all if one cannot be stored, to go one by one."""
        new = [plan for plan in group.plans if plan.first]
        firsts = [plan.first for plan in new if plan.first]
        read = dict(zip(new, group.reads(), strict=True))
        self.under_way.difference_update(first.identity for first in firsts)
        new = [plan for plan in new if read[plan]]
        if not new:
            return
        firsts = [plan.first for plan in new if plan.first]
        reads = [found for plan in new if (found := read[plan])]
        try:
            articles = add_many(firsts, reads, batch=self.batch, version=self.version)
        except (DataError, IntegrityError, OperationalError):
            return
        for plan, article in zip(new, articles, strict=True):
            plan.stored = Stored(article, "added")
        if self.for_workers:
            self.for_workers.waiting.update(article.pk for article in articles)

    def settle(self, plan: Plan) -> Unreadable | None:
        """Counts what is stored, and stores what is not; says why if it cannot be."""
        self.last = None
        if plan.failed:
            return plan.failed
        if plan.stored and isinstance(plan.reading, IncomingArticle):
            self.count(plan.stored, plan.reading)
            return None
        return self.take(plan.reading)

    def take(self, reading: Reading) -> Unreadable | None:
        self.last = None
        match reading:
            case IncomingArticle():
                is_told = not self.rehearsal  # of a conflict, when its group was begun
                return (not is_told and self.conflict(reading)) or self.bring_in(reading)
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
        except (DataError, IntegrityError, UntaggableError) as error:
            what = "tagged" if isinstance(error, UntaggableError) else "stored"
            return left(incoming, f"cannot be {what}: {str(error).splitlines()[0]}")
        self.count(stored, incoming)
        forget_failure(source=incoming.source, line=incoming.line)
        return None

    def tag(self, stored: Stored) -> None:
        """Tags what is new; what was stored and not tagged by an interrupted run too."""
        if self.rehearsal or stored.outcome == "refused":
            return
        if stored.outcome == "unchanged" and has_answer(stored.article):
            return
        if self.for_workers:
            self.for_workers.waiting.add(stored.article.pk)
        else:
            counted = tag_article(article=stored.article, tagger=self.tagger, version=self.version)
            refresh_coverage(counted=counted)

    def conflict(self, incoming: IncomingArticle) -> Unreadable | None:
        """Two articles with one address; captures of one page at several times are none."""
        if incoming.captured_at or incoming.is_lesser or self.versions_in_order:
            return None
        return self.places.conflict(incoming)

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

    def tell(self) -> None:
        """Writes down how far it is, so that a run that is killed here has told so much."""
        for name in COUNTS:
            setattr(self.batch, name, self.outcomes[name])
        self.batch.save()
        if self.for_workers:
            self.for_workers.hand_over()

    def close(self) -> None:
        """Ends the batch; a run that found nothing new leaves none behind."""
        if not any(self.outcomes[name] for name in ("added", "changed", "failed")):
            self.batch.delete()
            return
        self.batch.finished_at = timezone.now()
        self.batch.save()
