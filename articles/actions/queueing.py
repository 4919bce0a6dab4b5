"""Handing work to the workers. A job is named, not imported: what it does is `articles.tasks`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

RANGE = 500  # articles in one job
# An archive that is being tagged keeps neither the day's news waiting nor what looks after jobs.
LATER, SOON, FIRST = 0, 10, 20
TAG_RANGE, FETCH_SOURCE, FETCH_ADDRESS = "tag_range", "fetch_source", "fetch_address"
FORGET = "DELETE FROM procrastinate_jobs WHERE args ->> 'address' = %s AND status <> 'doing'"


def enqueue_tagging(
    *, ids: Iterable[int], since: datetime | None = None, before: datetime | None = None,
    size: int = RANGE, priority: int = LATER,
) -> int:  # fmt: skip
    """Makes a job of each range of the ids, which are in order; how many are new in the queue."""
    limits = {"since": since and since.isoformat(), "before": before and before.isoformat()}
    kind = f"again since {since}" if before else "new"
    return sum(
        enqueue(
            TAG_RANGE, once=f"tag {first}-{last} {kind}", priority=priority,
            first=first, last=last, **limits,
        )
        for first, last in ranges(ids, size)
    )  # fmt: skip


def ranges(ids: Iterable[int], size: int) -> Iterator[tuple[int, int]]:
    """First and last of every `size` ids."""
    left = iter(ids)
    while several := list(islice(left, size)):
        yield several[0], several[-1]


def enqueue(task: str, *, once: str, priority: int = LATER, **arguments: object) -> bool:
    """Makes a job, within the transaction that runs; False where `once` waits already."""
    try:
        # A refusal breaks the transaction in which it happens.
        with transaction.atomic():
            job = app.configure_task(task, queueing_lock=once, priority=priority)
            job.defer(**arguments)  # type: ignore[arg-type]
    except AlreadyEnqueued:
        return False
    return True


def enqueue_fetching(*, address: str, batch: str, publisher: str = "", rights: str = "") -> bool:
    """Makes a job of one address, whose articles come in as `batch`; False if it waits already."""
    return enqueue(
        FETCH_ADDRESS, once=f"fetch {address}"[:500], address=address, batch=batch,
        publisher=publisher, rights=rights,
    )  # fmt: skip


def forget_address(address: str) -> None:
    """No job of an address that had to go is kept, nor what became of it."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [address])
