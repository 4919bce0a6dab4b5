"""The history of the register's rows: their values as JSON, what changed, and back again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from people.models import Edit, Entity, Merge
from people.periods import dates_in_words

Values = dict[str, Any]
Names = dict[tuple[Any, int], str]  # of rows that edits point at, by model and id
# What the tables said of a row is no decision of an editor, and nothing to show one.
UNSEEN = {"as_loaded", "id", "entity_ptr_id", "made_at", "kept_key", "undone_by_id"}


@dataclass(frozen=True)
class Author:
    """Who changes the register, why, and as a part of what."""

    by: User
    reason: str = ""
    merge: Merge | None = None


def values_of(row: models.Model) -> Values:
    """A row's columns, its parent's too, as JSON keeps them."""
    return {f.attname: plain(getattr(row, f.attname)) for f in row._meta.concrete_fields}


def plain(value: Any) -> Any:
    if isinstance(value, DateRange):
        return [plain(value.lower), plain(value.upper)]
    return value.isoformat() if isinstance(value, date) else value


def value_from(field: models.Field, value: Any) -> Any:
    """The other way round: what a column holds for what JSON kept."""
    if isinstance(field, DateRangeField) and value is not None:
        lower, upper = (date.fromisoformat(day) if day else None for day in value)
        return DateRange(lower, upper, "[)")
    return field.to_python(value)


def model_of(edit: Edit) -> type[models.Model]:
    return apps.get_model("people", edit.table)


def row_of(edit: Edit) -> models.Model | None:
    """The row as it is now, if it is there."""
    return model_of(edit)._default_manager.filter(pk=edit.row).first()


def set_values(row: models.Model, values: Mapping[str, Any]) -> None:
    fields = {field.attname: field for field in row._meta.concrete_fields}
    for name, value in values.items():
        if name in fields:  # a column that has gone since is not missed
            setattr(row, name, value_from(fields[name], value))


def note_added(row: models.Model, author: Author, takes_back: Edit | None = None) -> Edit:
    return note(row, author, before=None, after=values_of(row), takes_back=takes_back)


def note_changed(
    row: models.Model, before: Values, author: Author, takes_back: Edit | None = None
) -> Edit | None:
    """Nothing is noted of a row that is as it was."""
    after = values_of(row)
    if after == before:
        return None
    return note(row, author, before=before, after=after, takes_back=takes_back)


def note_removed(row: models.Model, author: Author, takes_back: Edit | None = None) -> Edit:
    """To be called before the row goes."""
    return note(row, author, before=values_of(row), after=None, takes_back=takes_back)


def note_many(changed: Iterable[tuple[models.Model, Values | None]], author: Author) -> None:
    """Notes rows that were written together; those that are new had no values before."""
    Edit.objects.bulk_create(
        (edit_of(row, author, before=before, after=values_of(row)) for row, before in changed),
        batch_size=1_000,
    )


def note(
    row: models.Model,
    author: Author,
    *,
    before: Values | None,
    after: Values | None,
    takes_back: Edit | None,
) -> Edit:
    edit = edit_of(row, author, before=before, after=after, takes_back=takes_back)
    edit.save(force_insert=True)
    return edit


def edit_of(
    row: models.Model,
    author: Author,
    *,
    before: Values | None,
    after: Values | None,
    takes_back: Edit | None = None,
) -> Edit:
    action = Edit.Action.CHANGED
    if before is None or after is None:
        action = Edit.Action.ADDED if before is None else Edit.Action.REMOVED
    return Edit(
        table=str(row._meta.model_name),
        row=row.pk,
        label=f"{row._meta.verbose_name} {row}"[:300],
        about=sorted(about(row, before or {}) | about(row, after or {})),
        action=action,
        before=before,
        after=after,
        reason=author.reason[:300],
        by=author.by,
        merge=author.merge,
        takes_back=takes_back,
    )


def about(row: models.Model, values: Values) -> set[int]:
    """The entities that a row speaks of: itself, if it is one, and those that it points at."""
    columns = [
        field.attname
        for field in row._meta.concrete_fields
        if field.related_model and issubclass(field.related_model, Entity)
    ]
    found = {values[name] for name in columns if values.get(name)}
    return found | ({row.pk} if isinstance(row, Entity) else set())


class Difference(NamedTuple):
    """One column of an edit, in words."""

    name: str
    before: str
    after: str


def changed_columns(edit: Edit) -> list[str]:
    """The columns that an edit changed; all of a row that was added or removed."""
    before, after = edit.before or {}, edit.after or {}
    names = after if edit.before is None else before
    return [name for name in names if name not in before or before[name] != after.get(name)]


def differences_of(edits: Iterable[Edit]) -> list[tuple[Edit, list[Difference]]]:
    """Each edit with what it changed; a row that several point at is looked up once."""
    names: Names = {}
    return [(edit, list(differences(edit, names))) for edit in edits]


def differences(edit: Edit, names: Names | None = None) -> Iterator[Difference]:
    names = {} if names is None else names
    model = model_of(edit)
    fields = {field.attname: field for field in model._meta.concrete_fields}
    before, after = edit.before or {}, edit.after or {}
    for name in changed_columns(edit):
        if name in UNSEEN or name not in fields:
            continue
        pair = [in_words(fields[name], values.get(name), names) for values in (before, after)]
        if pair[0] != pair[1]:
            yield Difference(str(fields[name].verbose_name), *pair)


def in_words(field: models.Field, value: Any, names: Names) -> str:
    if value in (None, ""):
        return ""
    if isinstance(field, DateRangeField):
        during = value_from(field, value)
        return dates_in_words(during.lower, during.upper)
    if field.related_model:
        at = (field.related_model, value)
        if at not in names:
            found = field.related_model._default_manager.filter(pk=value).first()
            names[at] = str(found or name_of_gone(value))
        return names[at]
    choices = dict(field.flatchoices)
    return str(choices.get(value, ", ".join(value) if isinstance(value, list) else value))


def name_of_gone(pk: int) -> str:
    """What an entity was called that was merged or deleted since."""
    removed = Edit.objects.filter(row=pk, action=Edit.Action.REMOVED, about__contains=[pk]).first()
    name = removed.before.get("name") if removed and removed.before else None
    return f"{name} (gone since)" if name else f"number {pk}, which is gone"
