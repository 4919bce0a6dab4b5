"""What a run of ingest leaves for the workers to tag."""

from __future__ import annotations

from dataclasses import dataclass

from articles.actions.queueing import LATER, RANGE, enqueue_tagging
from articles.models import Article, Batch


@dataclass
class ForWorkers:
    """The articles of a run that are stored and wait to be tagged, by their ids."""

    waiting: set[int]
    priority: int = LATER
    jobs: int = 0

    def hand_over(self, *, is_last: bool = False) -> None:
        """Makes jobs of them, each a whole range; only the last may be a part of one."""
        ids = sorted(self.waiting)
        if not is_last:
            del ids[len(ids) // RANGE * RANGE :]
        if ids:
            self.jobs += enqueue_tagging(ids=ids, size=RANGE, priority=self.priority)
            self.waiting.difference_update(ids)


def left_by(batch: Batch, version: str, priority: int = LATER) -> ForWorkers:
    """With what an interrupted run of the batch stored and nobody has tagged yet."""
    brought = (Article.objects.filter(batch=batch), Article.objects.filter(revisions__batch=batch))
    return ForWorkers(
        {
            pk
            for articles in brought
            for pk in articles.not_tagged_by(version).values_list("pk", flat=True)
        },
        priority,
    )
