"""New rows into a table by COPY, the way that takes millions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.utils import timezone

Write = Callable[[Any], Any]


def give_ids(rows: Sequence[models.Model]) -> None:
    """Gives new rows the ids that they would get one by one, so that others can point at them."""
    if not rows:
        return
    table = rows[0]._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, len(rows)],
        )
        for row, (pk,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = pk


def copy_rows(rows: Sequence[models.Model]) -> None:
    """Writes new rows of one model. Those without an id get one from the database, untold.

    Raises what saving them would: IntegrityError, DataError.
    """
    if not rows:
        return
    meta = rows[0]._meta
    fields = [f for f in meta.local_concrete_fields if not f.generated and not is_left(f, rows[0])]
    copy_values(type(rows[0]), [field.column for field in fields], values_of(rows, fields))


def copy_values(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Writes rows of the named columns; the others get the database's default, which most lack."""
    names = ", ".join(f'"{column}"' for column in columns)
    into = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(into) as copy:
        for values in rows:
            copy.write_row(values)


def is_left(field: models.Field, row: models.Model) -> bool:
    return field.primary_key and row.pk is None


def values_of(rows: Sequence[models.Model], fields: Sequence[models.Field]) -> Iterator[list[Any]]:
    """Each row's columns; moments that a row gets when it is saved are now."""
    now = timezone.now()
    read = attrgetter(*(field.attname for field in fields))
    special = [(n, written) for n, field in enumerate(fields) if (written := writer(field, now))]
    for row in rows:
        values = list(read(row))
        for n, written in special:
            values[n] = written(values[n])
        yield values


def writer(field: models.Field, now: Any) -> Write | None:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return lambda _: now
    if isinstance(field, models.JSONField):
        return as_json
    return None


def as_json(value: Any) -> str:
    """What is JSON already, where somebody else wrote it, stays as it is."""
    return value if isinstance(value, str) else json.dumps(value)
