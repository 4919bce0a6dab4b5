"""Numbering the archive's changes, so that any number of indexes can follow them.

Rows of the change log commit in any order, so the greatest id seen says nothing about the ids
below it. Only committed rows are numbered, by one process at a time: numbers appear in order.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from articles.models import Archive, Change

# The key of the advisory lock under which changes are numbered; any constant of ours.
NUMBERING = 0x6E657773
KEPT = 100_000

NUMBER = """
WITH fresh AS (
    SELECT id, row_number() OVER (ORDER BY id) AS place
    FROM articles_change WHERE seq IS NULL
), numbered AS (
    UPDATE articles_change SET seq = articles_archive.numbered_to + fresh.place
    FROM fresh, articles_archive WHERE articles_change.id = fresh.id
    RETURNING 1
)
UPDATE articles_archive SET numbered_to = numbered_to + (SELECT count(*) FROM numbered)
"""

STATE = """
SELECT identity, numbered_to, pruned_to,
    EXISTS (SELECT 1 FROM articles_change WHERE seq IS NULL),
    EXISTS (SELECT 1 FROM articles_article WHERE status = 'embargoed'
            AND embargo_until > %s AND embargo_until <= %s)
FROM articles_archive
"""


@dataclass(frozen=True)
class State:
    """How far the archive is numbered, and whether something waits beyond that."""

    identity: uuid.UUID
    numbered_to: int
    pruned_to: int
    has_unnumbered: bool
    embargo_ended: bool


def state(since: datetime, now: datetime) -> State:
    """One indexed query; `embargo_ended` is about the time after `since` until `now`."""
    with connection.cursor() as cursor:
        cursor.execute(STATE, [since, now])
        row = cursor.fetchone()
    if row is None:
        Archive.objects.get_or_create(id=1)
        return state(since, now)
    return State(*row)


def number_changes() -> None:
    """Give every committed change its number. Never inside a transaction that may roll back."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING])
        Archive.objects.get_or_create(id=1)
        cursor.execute(NUMBER)
        _prune(Archive.objects.get(id=1))


def _prune(archive: Archive) -> None:
    """Forget old changes, as many as are kept at once; who is further behind rebuilds."""
    if archive.numbered_to - archive.pruned_to > 2 * KEPT:
        archive.pruned_to = archive.numbered_to - KEPT
        archive.save(update_fields=["pruned_to"])
        Change.objects.filter(seq__lte=archive.pruned_to).delete()


def renew_archive() -> None:
    """After a restore: a new identity, so that every index of the state before is rebuilt."""
    Archive.objects.update_or_create(id=1, defaults={"identity": uuid.uuid4()})
