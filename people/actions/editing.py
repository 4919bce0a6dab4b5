"""Taking an edit back: the row gets the values that it had, and that is an edit too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction

from people.addressing import is_free, keep_old_address
from people.history import (
    Author,
    changed_columns,
    model_of,
    note_added,
    note_changed,
    note_removed,
    row_of,
    set_values,
    values_of,
)
from people.models import Edit, Entity, Membership
from people.overlaps import overlaps_in_words

BY_THE_TABLES = "as_loaded"


class CannotTakeBackError(ValueError):
    """What stands in the way, in words for an editor; `reasons` has each."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def take_back(*, edit: Edit, by: User, reason: str = "") -> Edit:
    """Gives the row the values from before the edit. Raises CannotTakeBackError."""
    if edit.merge_id:
        raise CannotTakeBackError("This is a part of a merge: take the merge back instead.")
    if Edit.objects.filter(takes_back=edit).exists():
        raise CannotTakeBackError("This was taken back already.")
    if found := what_touched(edit):
        raise CannotTakeBackError(found)
    return put_back(edit, Author(by, reason or f"takes back: {edit.reason or edit.action}"))


def what_touched(edit: Edit) -> str:
    """Why an edit can no longer be taken back, empty if it can."""
    row = row_of(edit)
    if edit.action == Edit.Action.REMOVED:
        return f"{edit.label} is there again already." if row else ""
    if row is None:
        return f"{edit.label} is gone."
    now, after = values_of(row), edit.after or {}
    touched = [
        name
        for name in changed_columns(edit)
        if name != BY_THE_TABLES and name in now and now[name] != after[name]
    ]
    if not touched:
        return ""
    fields = {field.attname: field.verbose_name for field in row._meta.concrete_fields}
    names = ", ".join(str(fields[name]) for name in touched)
    return f"{edit.label} was changed again since ({names}): take that back first."


def put_back(edit: Edit, author: Author) -> Edit:
    """Undoes one edit without asking what came after it."""
    if edit.action == Edit.Action.REMOVED:
        return bring_again(edit, author)
    row = row_of(edit)
    if row is None:
        raise CannotTakeBackError(f"{edit.label} is gone.")
    if edit.action == Edit.Action.ADDED:
        return remove(row, edit, author)
    return set_back(row, edit, author)


def bring_again(edit: Edit, author: Author) -> Edit:
    row = model_of(edit)(pk=edit.row)
    set_values(row, edit.before or {})
    if author.merge is None:  # a merge has kept the address for whoever went
        check(row)
    row.save(force_insert=True)
    return note_added(row, author, edit)


def remove(row: models.Model, edit: Edit, author: Author) -> Edit:
    if found := left_behind(row):
        raise CannotTakeBackError(f"{edit.label} is in use ({', '.join(found)}).")
    made = note_removed(row, author, edit)
    row.delete()
    return made


def set_back(row: models.Model, edit: Edit, author: Author) -> Edit:
    before = values_of(row)
    earlier = edit.before or {}
    set_values(row, {name: earlier[name] for name in changed_columns(edit) if name in earlier})
    check(row)
    row.save()
    if isinstance(row, Entity) and row.slug != before["slug"]:
        keep_old_address(row, old_slug=before["slug"])
    made = note_changed(row, before, author, edit)
    if made is None:
        raise CannotTakeBackError(f"{edit.label} is as it was before.")
    return made


def check(row: models.Model) -> None:
    """The promises, in words, before the database refuses."""
    if isinstance(row, Entity) and not is_free(row.KIND, row.slug, entity_id=row.pk):
        raise CannotTakeBackError(f"The address “{row.slug}” is, or was, somebody else’s.")
    if isinstance(row, Membership) and (found := list(overlaps_in_words(row))):
        raise CannotTakeBackError(*found)
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise CannotTakeBackError(*error.messages) from error


def left_behind(row: models.Model) -> list[str]:
    """The tables that still point at a row, with how many rows; so that none goes along unseen."""
    counted = (
        (model, model._base_manager.filter(**{column: row.pk}).count())
        for model, column in columns_pointing_at(type(row))
    )
    return [f"{number} {model._meta.verbose_name_plural}" for model, number in counted if number]


def columns_pointing_at(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Every foreign key of other tables, of those between two tables too; not the row's parent."""
    relations: list[Any] = model._meta.get_fields(include_hidden=True)
    for relation in relations:
        is_relation = relation.auto_created and not relation.concrete
        if not is_relation or not (relation.one_to_many or relation.one_to_one):
            continue
        if not relation.field.remote_field.parent_link:
            yield relation.related_model, relation.field.name
