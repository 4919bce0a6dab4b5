"""The jobs that workers take from the queue. Each may be run again at any time without harm."""

from __future__ import annotations

import logging
import time
from datetime import datetime

from django.conf import settings
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from articles.actions.queueing import FIRST
from articles.actions.ranges import Range, tag_range
from articles.actions.sources import enqueue_due
from articles.models import Source
from articles.search import catch_up
from articles.taggers import DatabaseTagger

STALE_AFTER = 60  # seconds for which a worker works with the register as it read it

logger = logging.getLogger(__name__)


class UnfinishedError(Exception):
    """Some articles of the range could not be tagged yet."""


class KeptTagger:
    """The tagger between two jobs: building one takes as long as tagging a range."""

    def __init__(self) -> None:
        self.tagger, self.made_at = DatabaseTagger(), time.monotonic()

    def current(self) -> DatabaseTagger:
        if time.monotonic() - self.made_at > STALE_AFTER:
            self.tagger, self.made_at = DatabaseTagger(), time.monotonic()
        return self.tagger


KEPT = KeptTagger()


@app.task(name="tag_range", pass_context=True, retry=RetryStrategy(max_attempts=20, linear_wait=5))
def tag_range_job(
    context: JobContext, first: int, last: int, since: str | None = None, before: str | None = None
) -> None:
    """Tags one range of ids and brings this machine's index up to date."""
    tagger = KEPT.current()
    wanted = Range(first, last, moment(since), moment(before))
    again = tag_range(
        wanted=wanted, tagger=tagger, version=tagger.version, is_repeated=context.job.attempts > 0
    )
    catch_up()
    if again:
        raise UnfinishedError(f"to be tried again: {len(again)} articles, the first {again[0]}")


@app.task(name="fetch_address", retry=RetryStrategy(max_attempts=3, linear_wait=30))
def fetch_address_job(address: str, batch: str, publisher: str = "", rights: str = "") -> None:
    """Brings in what an address leads to; its tagging becomes jobs in turn."""
    from articles.actions.fetching import fetch_address  # with what only fetching needs

    fetch_address(address=address, batch=batch, publisher=publisher, rights=rights)


@app.task(name="fetch_source", retry=RetryStrategy(max_attempts=3, linear_wait=30))
def fetch_source_job(source: int, batch: str) -> None:
    """Visits a source; one that was deleted meanwhile is not visited."""
    from articles.actions.fetching import fetch_source  # with what only fetching needs

    if found := Source.objects.filter(pk=source).first():
        fetch_source(source=found, batch=batch)


@app.periodic(cron="* * * * *")
@app.task(name="visit_sources", queueing_lock="visit_sources", priority=FIRST)
def visit_sources_job(timestamp: int) -> None:
    """Puts the sources whose time has come into the queue."""
    enqueue_due()


@app.periodic(cron="41 * * * *")
@app.task(name="check_links", queueing_lock="check_links", lock="check_links")
def check_links_job(timestamp: int) -> None:
    """Asks for some articles at their publishers, a few of each host."""
    from articles.actions.links import check_links, links_due  # with what only fetching needs

    asked = sum(1 for _ in check_links(links_due(settings.LINK_CHECKS_AN_HOUR)))
    logger.info("%s articles were asked for at their publishers", asked)


@app.periodic(cron="* * * * *")
@app.task(name="retry_stalled", queueing_lock="retry_stalled", priority=FIRST)
async def retry_stalled_jobs(timestamp: int) -> None:
    """A worker that was killed left its jobs behind: they go back into the queue."""
    await retry_stalled()


async def retry_stalled() -> int:
    """Puts back the jobs of workers that are gone; how many."""
    stalled = await app.job_manager.get_stalled_jobs(
        seconds_since_heartbeat=3 * settings.WORKER_HEARTBEAT
    )
    jobs = list(stalled)
    for job in jobs:
        logger.warning("Job %s (%s) was left by a worker: tried again", job.id, job.task_name)
        await app.job_manager.retry_job(job)
    return len(jobs)


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
