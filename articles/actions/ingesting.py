"""Bringing in what was read: each article stored and tagged in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from articles.actions.counting import Counted, refresh_coverage
from articles.actions.storing import Stored, forget_failure, keep_failure, store_article
from articles.actions.tagging import Tagger, tag_article
from articles.ingest.values import IncomingArticle, Unreadable
from articles.models import Article, Batch, Rights

COUNT_EVERY = 500  # articles between two refreshes of the counts of coverage


@dataclass
class Ingest:
    """One run: what to do with each reading, and what came of them so far."""

    batch: Batch
    tagger: Tagger
    version: str
    publisher: str = ""
    rights: str = ""
    outcomes: Counter[str] = field(default_factory=Counter)

    def run(self, readings: Iterable[IncomingArticle | Unreadable]) -> Iterator[Unreadable]:
        """Brings in all readings; yields those that could not be brought in, with the reason."""
        counted: Counted = set()
        for number, reading in enumerate(readings, 1):
            failed = reading if isinstance(reading, Unreadable) else self.bring_in(reading, counted)
            if failed:
                keep_failure(batch=self.batch, failed=failed)
                self.outcomes["failed"] += 1
                yield failed
            if number % COUNT_EVERY == 0:
                refresh_coverage(counted=counted)
                counted.clear()
        refresh_coverage(counted=counted)
        self.close()

    def bring_in(self, incoming: IncomingArticle, counted: Counted) -> Unreadable | None:
        try:
            with transaction.atomic():
                stored = store_article(
                    incoming=incoming, batch=self.batch, publisher=self.publisher,
                    rights=self.rights,
                )  # fmt: skip
                if stored.outcome != "unchanged" or not has_answer(stored.article):
                    counted |= tag_article(
                        article=stored.article, tagger=self.tagger, version=self.version
                    )
        except (DataError, IntegrityError) as error:
            reason = f"cannot be stored: {str(error).splitlines()[0]}"
            return Unreadable(incoming.source, reason, incoming.line, incoming.raw)
        self.count(stored)
        forget_failure(source=incoming.source, line=incoming.line)
        return None

    def count(self, stored: Stored) -> None:
        self.outcomes[stored.outcome] += 1
        if stored.outcome == "added" and stored.article.rights == Rights.EXTRACT:
            self.outcomes["extracts"] += 1

    def close(self) -> None:
        """Keeps the counts; a run that found nothing new leaves no batch behind."""
        batch, outcomes = self.batch, self.outcomes
        if not (outcomes["added"] or outcomes["changed"] or outcomes["failed"]):
            batch.delete()
            return
        batch.finished_at = timezone.now()
        for name in ("added", "changed", "unchanged", "failed"):
            setattr(batch, name, outcomes[name])
        batch.save()


def has_answer(article: Article) -> bool:
    return hasattr(article, "tagger_answer")
