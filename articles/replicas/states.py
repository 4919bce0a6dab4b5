"""How the replicas stand, for the status page and for `check --database default`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.core import checks
from django.db import Error, connections

from articles.page_cache import page_number, stand_of
from articles.replicas.choosing import in_a_line, name_of
from articles.replicas.routing import PRIMARY, replicas

PRIMARYS = "SELECT system_identifier::text, pg_current_wal_lsn()::text FROM pg_control_system()"
REPLICAS = """
SELECT system_identifier::text, pg_is_in_recovery(),
       greatest(pg_wal_lsn_diff(%s::pg_lsn, pg_last_wal_replay_lsn()), 0)::bigint,
       pg_last_xact_replay_timestamp()
FROM pg_control_system()
"""
NO_REPLICA = "This is no replica: it takes writes of its own."
OF_ANOTHER = "This is a replica of another database than the primary of DATABASE_URL."
HINT = "Mend its address in DATABASE_REPLICA_URLS, or take it out."


@dataclass(frozen=True)
class ReplicaState:
    """`behind` in bytes of the primary's log, `committed_at` of the last that it has.

    `complaint` is empty for a replica of our primary that answers, `is_wrong` where the settings
    are to blame for it. `shows_newest` says whether readers' pages can be read from it now.
    """

    name: str
    behind: int = 0
    committed_at: datetime | None = None
    shows_newest: bool = False
    complaint: str = ""
    is_wrong: bool = False


class Primary(NamedTuple):
    """What replicas are compared with."""

    system: str
    position: str


def states() -> Sequence[ReplicaState]:
    """One for each replica, in the order of the settings; asks none where there are none."""
    names = replicas()
    if not names:
        return []
    with connections[PRIMARY].cursor() as cursor:
        cursor.execute(PRIMARYS)
        primary = Primary(*cursor.fetchone())
    return [_state(alias, primary) for alias in names]


def _state(alias: str, primary: Primary) -> ReplicaState:
    name = name_of(alias)
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(REPLICAS, [primary.position])
            system, is_replica, behind, committed_at = cursor.fetchone()
    except Error as error:
        return ReplicaState(name, complaint=f"It does not answer: {in_a_line(error)}.")
    if not is_replica:
        return ReplicaState(name, complaint=NO_REPLICA, is_wrong=True)
    if system != primary.system:
        return ReplicaState(name, complaint=OF_ANOTHER, is_wrong=True)
    return ReplicaState(name, behind, committed_at, _shows_newest(alias))


def _shows_newest(alias: str) -> bool:
    try:
        return stand_of(alias).number == page_number()
    except Error:  # a table of a new version is not there yet, or it has just ended
        return False


def check_replicas(databases: Sequence[str] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """A system check: `migrate` makes it, and `check --database default`."""
    if PRIMARY not in (databases or ()):
        return []
    return [_message(state) for state in states() if state.complaint]


def _message(state: ReplicaState) -> checks.CheckMessage:
    words = f"The replica {state.name}: {state.complaint}"
    if state.is_wrong:
        return checks.Error(words, hint=HINT, id="articles.E001")
    return checks.Warning(words, hint="Readers are served without it.", id="articles.W001")
