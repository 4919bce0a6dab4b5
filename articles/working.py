"""How the work stands: sources, queue, workers, index, and what came in last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from articles.models import MOST_TRIES, Article, Batch, Source, TaggingTrouble
from articles.replicas.states import ReplicaState, states
from articles.search import following

LATEST = 10
# What each job does, in the words of the page.
WORK = {
    "tag_range": "tagging of a range of articles",
    "fetch_source": "visit to a source",
    "fetch_address": "bringing in of an address",
    "check_links": "look whether articles are still at their publishers",
    "visit_sources": "look for sources whose time has come",
    "retry_stalled": "look for jobs of workers that are gone",
}


@dataclass(frozen=True)
class Queued:
    """Jobs of one kind and status; when the first of those that wait was put into the queue."""

    work: str
    status: str
    number: int
    since: datetime | None


@dataclass(frozen=True)
class Work:
    """All that the status page shows."""

    sources: Sequence[Source]
    failing: int
    queue: Sequence[Queued]
    workers: Sequence[datetime]
    set_aside: int
    in_trouble: int
    index: following.Lag
    replicas: Sequence[ReplicaState]
    articles: Sequence[Article]
    batches: Sequence[Batch]


def state_of_work() -> Work:
    sources = list(Source.objects.select_related("publisher").order_by("-failing_since", "next_at"))
    troubles = TaggingTrouble.objects
    return Work(
        sources=sorted(sources, key=lambda source: source.failing_since is None),
        failing=sum(source.failing_since is not None for source in sources),
        queue=queue(),
        workers=list(living_workers().values_list("last_heartbeat", flat=True)),
        set_aside=troubles.filter(tries__gte=MOST_TRIES).count(),
        in_trouble=troubles.filter(tries__lt=MOST_TRIES).count(),
        index=following.lag(),
        replicas=states(),
        articles=list(Article.objects.select_related("publisher").order_by("-pk")[:LATEST]),
        batches=list(Batch.objects.order_by("-started_at")[:LATEST]),
    )


def living_workers() -> QuerySet[ProcrastinateWorker]:
    """Workers that gave a sign of life lately, on whatever machine."""
    patience = timedelta(seconds=3 * settings.WORKER_HEARTBEAT)
    alive = ProcrastinateWorker.objects.filter(last_heartbeat__gte=timezone.now() - patience)
    return alive.order_by("-last_heartbeat")


WAITING = """
SELECT task_name, jobs.status::text, count(DISTINCT jobs.id), min(events.at)
FROM procrastinate_jobs jobs
LEFT JOIN procrastinate_events events ON events.job_id = jobs.id AND events.type = 'deferred'
WHERE jobs.status IN ('todo', 'doing', 'failed')
GROUP BY 1, 2 ORDER BY 2, 1
"""


def queue() -> list[Queued]:
    """What waits, what is being done and what failed, by kind of work."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return [
            Queued(WORK.get(task, task), status, number, since)
            for task, status, number, since in cursor.fetchall()
        ]
