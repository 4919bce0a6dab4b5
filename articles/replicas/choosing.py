"""Which replica a page is read from: one that shows what the primary shows, or did a moment ago.

The number of the pages (`articles.page_cache`) is a row like any other: it turns on a replica
together with the change that turned it. So a replica that has the primary's number has all that a
page may show, and one that has a number that the primary had a second ago is a second behind at
most. No clock of another machine is asked.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from time import monotonic
from typing import NamedTuple

from django.conf import settings
from django.db import Error, connections

from articles.page_cache import stand_of
from articles.replicas.routing import PRIMARY, replicas

RETRY_AFTER = 10.0  # seconds until a replica that did not answer is asked again
INSTEAD = "readers are served by the next one, or by the primary"

logger = logging.getLogger(__name__)


class Choice(NamedTuple):
    """A database, and the number of the pages that it shows."""

    alias: str
    number: str


class Known:
    """What this process knows: the primary's latest numbers, and how the replicas do."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[str, float] = {}
        self._aside_until: dict[str, float] = {}
        self._behind_since: dict[str, float] = {}
        self._troubles: dict[str, str] = {}
        self._turn = 0

    def note(self, number: str) -> None:
        """The primary has this number now."""
        now, patience = monotonic(), settings.DATABASE_REPLICA_MAX_LAG
        with self._lock:
            recent = {key: at for key, at in self._seen.items() if now - at < patience}
            self._seen = {**recent, number: now}

    def is_recent(self, number: str) -> bool:
        """Whether the primary had this number within the time that a replica may be behind."""
        at = self._seen.get(number)
        return at is not None and monotonic() - at < settings.DATABASE_REPLICA_MAX_LAG

    def in_turn(self) -> Iterator[str]:
        """Replicas that may be asked, each time beginning with another one."""
        names, now = replicas(), monotonic()
        with self._lock:
            self._turn += 1
            first = self._turn % len(names) if names else 0
        for alias in (*names[first:], *names[:first]):
            if self._aside_until.get(alias, 0.0) <= now:
                yield alias

    def put_aside(self, alias: str, trouble: str) -> None:
        self._aside_until[alias] = monotonic() + RETRY_AFTER
        self._say(alias, trouble, f"{trouble}. It is asked again in {RETRY_AFTER:.0f} seconds")

    def is_behind(self, alias: str) -> None:
        """Said only when it stays behind: between two commits each replica is for a moment."""
        now, patience = monotonic(), settings.DATABASE_REPLICA_MAX_LAG
        if now - self._behind_since.setdefault(alias, now) > patience:
            trouble = f"is more than {patience:g} s behind the primary"
            self._say(alias, trouble, trouble)

    def is_well(self, alias: str) -> None:
        self._behind_since.pop(alias, None)
        if self._troubles.pop(alias, None):
            logger.warning("The replica %s serves readers again.", name_of(alias))

    def _say(self, alias: str, trouble: str, words: str) -> None:
        """Once, until it is well again or has another trouble."""
        if self._troubles.get(alias) != trouble:
            self._troubles[alias] = trouble
            logger.warning("The replica %s %s; %s.", name_of(alias), words, INSTEAD)


KNOWN = Known()


def choose(number: str) -> Choice:
    """Where to read a page from, while `number` is the primary's: a replica if one will do."""
    KNOWN.note(number)
    for alias in KNOWN.in_turn():
        theirs = _number_at(alias)
        if theirs is None:
            continue
        if theirs == number or KNOWN.is_recent(theirs):
            KNOWN.is_well(alias)
            return Choice(alias, theirs)
        KNOWN.is_behind(alias)
    return Choice(PRIMARY, number)


def _number_at(alias: str) -> str | None:
    """None for one that does not answer or is no replica; it is put aside."""
    try:
        stand = stand_of(alias)
    except Error as error:
        KNOWN.put_aside(alias, f"does not answer ({in_a_line(error)})")
        return None
    if not stand.is_replica:
        KNOWN.put_aside(alias, "is no replica: it takes writes of its own")
        return None
    return stand.number


def name_of(alias: str) -> str:
    """How an operator knows a replica: where it is, without its password."""
    found = connections[alias].settings_dict
    host = found["HOST"] or found["OPTIONS"].get("host", "")
    port = f":{found['PORT']}" if found["PORT"] else ""
    return f"{host}{port}/{found['NAME']}"


def in_a_line(error: Exception) -> str:
    """What PostgreSQL says first, without its advice."""
    return str(error).strip().partition("\n")[0].rstrip(".")
