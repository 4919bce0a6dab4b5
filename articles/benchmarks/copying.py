"""Rows into tables by COPY, the way that takes millions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models
from django.utils import timezone

Row = Sequence[Any]


class Copier:
    """Copies rows of `columns` into a model's table; all other columns get their default."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        others = [f for f in model._meta.concrete_fields if f.column not in columns]
        self.constants = [(f.column, _default(f)) for f in others if not f.primary_key]
        names = [*columns, *(column for column, _ in self.constants)]
        self.table, self.rest = model._meta.db_table, tuple(value for _, value in self.constants)
        quoted = ", ".join(f'"{name}"' for name in names)
        self.statement = f'COPY "{self.table}" ({quoted}) FROM STDIN'

    def copy(self, rows: Iterable[Row]) -> None:
        with connection.cursor() as cursor, cursor.copy(self.statement) as copy:
            for row in rows:
                copy.write_row((*row, *self.rest))


def _default(field: models.Field) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return timezone.now()
    value = None if field.null else field.get_default()
    return "{}" if value == {} else value


@contextmanager
def without_triggers() -> Iterator[None]:
    """No foreign keys checked and no changes logged: for rows that are known to be sound.

    Needs a superuser, which the embedded server's user is.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")


def continue_ids(*tables: str) -> None:
    """Let each table's next id follow the ones that were copied in."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "  # noqa: S608
                f"(SELECT greatest(max(id), 1) FROM {table}))"
            )
