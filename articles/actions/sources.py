"""Sources: when each is visited, and what is remembered of a visit. Fetches nothing itself."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from articles.actions.queueing import FETCH_SOURCE, SOON, enqueue
from articles.models import Batch, Source


def enqueue_due() -> int:
    """Puts every source whose time has come into the queue; how many are new in it."""
    due = Source.objects.filter(is_paused=False, next_at__lte=timezone.now())
    return sum(enqueue_source(source=source) for source in due.order_by("next_at"))


@transaction.atomic
def enqueue_source(*, source: Source) -> bool:
    """A visit as soon as a worker is free, the next by the rhythm.

    False if it waits already, or if the source was deleted meanwhile.
    """
    now = timezone.now()
    is_there = Source.objects.filter(pk=source.pk).update(next_at=now + source.pause)
    return bool(is_there) and enqueue(
        FETCH_SOURCE, once=f"source {source.pk}", priority=SOON,
        source=source.pk, batch=batch_name(source),
    )  # fmt: skip


def batch_name(source: Source) -> str:
    return f"source {source.pk} {timezone.localtime():%Y-%m-%d %H:%M:%S.%f}"


def note_visit(*, source: Source, reason: str, batch: Batch | None) -> None:
    """What came of a visit; since when it fails is the first of the failures in a row."""
    now = timezone.now()
    values: dict[str, object] = {"reason": reason[:500]}
    if reason:
        values["failing_since"] = source.failing_since or now
    else:
        values |= {"failing_since": None, "fetched_at": now}
    if batch:
        values["last_batch"] = batch
    Source.objects.filter(pk=source.pk).update(**values)
