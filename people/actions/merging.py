"""Two people who are one: the posts, names and addresses of one go to the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone

from people.actions.editing import CannotTakeBackError, left_behind, put_back, what_touched
from people.actions.naming import make_findable
from people.history import Author, note_added, note_changed, note_removed, values_of
from people.models import Alias, EntityRedirect, Merge, Person
from people.overlaps import posts_at_once, seats_at_once

Carry = Callable[[Merge, Person], Any]
GAPS = ("given_name", "family_name", "honorific", "gender", "twfy_id", "parliament_id",
        "wikidata_id")  # fmt: skip


class CannotMergeError(ValueError):
    """Why the two cannot be one person, in words; `reasons` has each."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Preview:
    """What a merge would do to the register. `conflicts` forbid it, `doubles` are only told."""

    posts: list[str]
    moving: list[Alias]
    present: list[Alias]
    addresses: list[str]
    filled: dict[str, str]
    conflicts: list[str]
    doubles: list[str]


def preview_merge(*, kept: Person, other: Person) -> Preview:
    present = doubled_names(kept, other)
    return Preview(
        posts=[
            str(row)
            for rows in (other.memberships, other.offices_held)
            for row in rows.order_by("during")
        ],
        moving=[alias for alias in other.aliases.order_by("text") if alias not in present],
        present=present,
        addresses=[other.slug, *other.redirects.values_list("old_slug", flat=True)],
        filled=gaps(kept, other),
        conflicts=list(why_not(kept, other)),
        doubles=list(posts_at_once(kept, other)),
    )


def why_not(kept: Person, other: Person) -> Iterator[str]:
    if kept.pk == other.pk:
        yield "This is one person already: choose two."
    else:
        yield from seats_at_once(kept, other)


def gaps(kept: Person, other: Person) -> dict[str, str]:
    """What is known of the other only."""
    known = {name: getattr(other, name) for name in GAPS if not getattr(kept, name)}
    return {name: value for name, value in known.items() if value}


def doubled_names(kept: Person, other: Person) -> list[Alias]:
    """Names of the other that the one who stays has too, of that kind and time."""
    present = {(a.text, a.kind, a.during) for a in kept.aliases.all()}
    return [a for a in other.aliases.all() if (a.text, a.kind, a.during) in present]


@transaction.atomic
def merge_people(
    *, kept: Person, other: Person, by: User, reason: str = "", carry: Carry | None = None
) -> Merge:
    """Everything of `other` becomes `kept`'s, and `other` goes. Raises CannotMergeError.

    `carry(merge, other)` moves what stands in tables that the register does not know of; what it
    returns is kept with the merge. If anything still points at `other` then, nothing is done.
    """
    kept, other = locked(kept), locked(other)
    if conflicts := list(why_not(kept, other)):
        raise CannotMergeError(*conflicts)
    merge = Merge.objects.create(
        person=kept, kept_key=kept.key, key=other.key, name=other.name, by=by, reason=reason[:300]
    )
    author = Author(by, reason, merge)
    fill_gaps(kept, other, author)
    move_posts(kept, other, author)
    move_names(kept, other, author)
    move_addresses(kept, other, author)
    for earlier in other.merges.all():
        move(earlier, author, person=kept)
    merge.carried = (carry and carry(merge, other)) or {}
    merge.save(update_fields=["carried"])
    if found := left_behind(other):
        raise CannotMergeError(f"Something still points at {other}: {', '.join(found)}.")
    note_removed(other, author)
    other.delete()
    return merge


def locked(person: Person) -> Person:
    found = Person.objects.select_for_update().filter(pk=person.pk).first()
    if found is None:
        raise CannotMergeError(f"{person} is no longer in the register: look again.")
    return found


def move(row: models.Model, author: Author, **values: Any) -> None:
    before = values_of(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    note_changed(row, before, author)


def fill_gaps(kept: Person, other: Person, author: Author) -> None:
    if found := gaps(kept, other):
        move(kept, author, **found)


def move_posts(kept: Person, other: Person, author: Author) -> None:
    for row in (*other.memberships.all(), *other.offices_held.all()):
        move(row, author, person=kept)


def move_names(kept: Person, other: Person, author: Author) -> None:
    """The moved names are the editor's from now on: the tables know them as another person's."""
    for alias in doubled_names(kept, other):
        note_removed(alias, author)
        alias.delete()
    for alias in other.aliases.all():
        move(alias, author, entity=kept, as_loaded=None)
    make_findable(kept, author, name=other.name, source="the name before a merge")


def move_addresses(kept: Person, other: Person, author: Author) -> None:
    for redirect in other.redirects.all():
        move(redirect, author, entity=kept)
    made = EntityRedirect.objects.create(kind=other.kind, old_slug=other.slug, entity=kept)
    note_added(made, author)


def why_not_undone(merge: Merge) -> list[str]:
    """What has touched a merge since, in words; empty if it can be taken back."""
    if merge.undone_at:
        return ["This merge was taken back already."]
    if merge.person.key != merge.kept_key:
        return [f"{merge.person} was merged again since: take that merge back first."]
    return [found for edit in merge.edits.all() if (found := what_touched(edit))]


@transaction.atomic
def undo_merge(*, merge: Merge, by: User, carry_back: Carry | None = None) -> Person:
    """The person who went is there again, with all that was moved. Raises CannotTakeBackError."""
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if reasons := why_not_undone(merge):
        raise CannotTakeBackError(*reasons)
    merge.undone_by, merge.undone_at = by, timezone.now()
    merge.save(update_fields=["undone_by", "undone_at"])
    author = Author(by, "takes back a merge", merge)
    for edit in list(merge.edits.filter(takes_back=None).order_by("-pk")):
        put_back(edit, author)
    other = Person.objects.get(key=merge.key)
    if carry_back:
        carry_back(merge, other)
    return other


def merged_people() -> dict[str, int]:
    """The keys that mean somebody else since a merge, with the id of that person."""
    return dict(Merge.objects.filter(undone_at=None).values_list("key", "person"))
