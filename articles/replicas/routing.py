"""Which database a query goes to: the primary, unless a reader's page is being read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

PRIMARY = DEFAULT_DB_ALIAS
# Each request, thread and task has its own: whoever sets nothing reads from the primary.
_reading: ContextVar[str] = ContextVar("reading", default=PRIMARY)


class Router:
    """Django's database router, in the settings only where there are replicas."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        """Within a transaction the primary: what it has written is on no replica yet."""
        return PRIMARY if connections[PRIMARY].in_atomic_block else _reading.get()

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        # Left open, Django would write a row to wherever it was read from.
        return PRIMARY

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return None if db == PRIMARY else False


def replicas() -> list[str]:
    """The names that Django knows the replicas by, in the order of the settings."""
    return [alias for alias in connections if alias != PRIMARY]


def reading_from() -> str:
    return _reading.get()


@contextmanager
def read_from(alias: str) -> Iterator[None]:
    """Queries within read from this database; a decorator too."""
    token = _reading.set(alias)
    try:
        yield
    finally:
        _reading.reset(token)


def stay_at_primary() -> None:
    """The rest of this request reads from the primary."""
    _reading.set(PRIMARY)
