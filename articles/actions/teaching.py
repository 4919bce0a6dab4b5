"""Remembering a decision for other articles, and forgetting it again.

A name becomes one of the register, a rule of words that never mean something becomes data of the
tagger; `articles.actions.applying` brings earlier articles level.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.actions import rulings
from articles.actions.correcting import decide_all
from articles.actions.corrections_of import as_value
from articles.models import Correction, Lesson
from articles.proposals import Proposal
from articles.tagging.anchors import find_anchor
from articles.tagging.folding import fold
from people.actions.editing import CannotTakeBackError, take_back
from people.addressing import is_free
from people.history import Author, note_added, row_of
from people.models import Alias, Edit, Entity, Person
from people.models.entity import always

Kind, State = Lesson.Kind, Lesson.State


class LessonError(ValueError):
    """Why something cannot be remembered or forgotten, and what to do. Nothing was done."""


@transaction.atomic
def accept_lesson(*, correction: Correction, proposal: Proposal, by: User) -> Lesson:
    """From now on the tagger goes by it; earlier articles follow once it is applied.

    Raises LessonError.
    """
    Correction.objects.select_for_update().get(pk=correction.pk)  # one lesson of it at a time
    if not fold(proposal.words).strip(" .,;:-'\"“”"):
        raise LessonError("There are no words to remember. Give the name as it is printed.")
    values: dict[str, Any] = {
        "correction": correction, "kind": proposal.kind, "words": proposal.words,
        "publisher": proposal.publisher, "by": by,
    }  # fmt: skip
    reason = f"Taught by a decision about “{correction.exact}”."[:300]
    if proposal.kind == Kind.NEVER:
        unless_known(proposal)
        return Lesson.objects.create(entity=proposal.entity, **values)
    if proposal.kind == Kind.PERSON:
        person = new_person(proposal.words, Author(by, reason))
        link_to(correction, person, by)
        proposal = Proposal("name", Kind.NAME, proposal.words, person, always())
    edit = add_name(proposal, Author(by, reason))
    return Lesson.objects.create(entity=proposal.entity, edits=[edit.pk], **values)


def unless_known(proposal: Proposal) -> None:
    same = Lesson.objects.standing().filter(
        kind=Kind.NEVER, words=proposal.words, entity=proposal.entity, publisher=proposal.publisher
    )
    if found := same.first():
        raise LessonError(f"This is remembered already, since {found.at:%-d %B %Y}.")


def add_name(proposal: Proposal, author: Author) -> Edit:
    """One more name of the register, in its history."""
    assert proposal.entity is not None
    alias = Alias(
        entity_id=proposal.entity.pk, text=proposal.words, kind=proposal.worth,
        during=proposal.during or always(), source="an editor’s decision about a story",
    )  # fmt: skip
    try:
        alias.full_clean()
    except ValidationError as error:
        raise LessonError(" ".join(error.messages)) from error
    return note_added(saved(alias), author)


def saved(alias: Alias) -> Alias:
    """Raises LessonError if somebody else has added the same name in this very moment."""
    try:
        with transaction.atomic():
            alias.save()
    except IntegrityError as error:
        raise LessonError("Somebody else has just added this name.") from error
    return alias


def new_person(name: str, author: Author) -> Person:
    slug, number = slugify(name), 2
    if not slug:
        raise LessonError("This name has no letter for an address. Make the person by hand.")
    free = slug
    while not is_free(Entity.Kind.PERSON, free):
        free, number = f"{slug}-{number}", number + 1
    person = Person.objects.create(name=name, slug=free)
    note_added(person, author)
    return person


def link_to(correction: Correction, person: Person, by: User) -> None:
    """The words that taught it mean the new person."""
    place = find_anchor(correction.article.text, as_value(correction).anchor)
    if place is None:
        raise LessonError("The words are not in the article any more.")
    at = rulings.place_at(correction.article, *place)
    made = rulings.adding(at, Entity.objects.get(pk=person.pk))
    decide_all(correction.article, [made], by, "A new person of the register.")


@transaction.atomic
def forget_lesson(*, lesson: Lesson, by: User) -> Lesson:
    """Takes a lesson back; the articles that it may have changed follow, step by step.

    A person whom it made stays in the register, without the name by which it is found. Raises
    LessonError.
    """
    row = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    if not row.stands:
        raise LessonError("This was taken back already.")
    try:
        for edit in Edit.objects.filter(pk__in=row.edits).order_by("-pk"):
            if row_of(edit):  # else somebody has removed the name already
                take_back(edit=edit, by=by, reason="The lesson was taken back.")
    except CannotTakeBackError as error:
        raise LessonError(f"{error} Look at the history of the name in the register.") from error
    row.taken_back_by, row.taken_back_at = by, timezone.now()
    row.save()
    return row
