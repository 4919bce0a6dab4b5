"""One person who is really two: some posts and names go to somebody new."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify

from people.actions.merging import locked, move
from people.actions.naming import make_findable
from people.addressing import is_free
from people.history import Author, note_added
from people.models import Alias, Membership, OfficeHolding, Person
from people.roster.holders import parts_of


class CannotSplitError(ValueError):
    """What is missing for a split, in words."""


@dataclass(frozen=True)
class Parting:
    """What goes to the new person, and how that person is called."""

    name: str
    memberships: tuple[Membership, ...] = ()
    offices: tuple[OfficeHolding, ...] = ()
    aliases: tuple[Alias, ...] = ()

    @property
    def posts(self) -> list[Membership | OfficeHolding]:
        return [*self.memberships, *self.offices]


Carry = Callable[[Person], None]


@transaction.atomic
def split_person(
    *, person: Person, parting: Parting, by: User, reason: str = "", carry: Carry | None = None
) -> Person:
    """Somebody new with the chosen posts and names of `person`. Raises CannotSplitError.

    `carry(new)` is for tables that the register does not know of.
    """
    person = locked(person)
    check(person, parting)
    given, family = parts_of(parting.name)
    new = Person(name=parting.name, given_name=given, family_name=family)
    new.slug = free_address(parting)
    new.save()
    author = Author(by, reason)
    note_added(new, author)
    for post in parting.posts:
        move(post, author, person=new)
    for alias in parting.aliases:
        move(alias, author, entity=new)
    for each in (person, new):
        make_findable(each, author, source="the name after a split")
    if carry:
        carry(new)
    return new


def check(person: Person, parting: Parting) -> None:
    if not parting.name.strip():
        raise CannotSplitError("Say how the new person is called.")
    posts = set(parting.posts)
    if not posts:
        raise CannotSplitError("Choose at least one post: nothing else tells the two apart.")
    if posts >= {*person.memberships.all(), *person.offices_held.all()}:
        raise CannotSplitError("Leave a post with whoever stays: choose not all of them.")
    owners = {*(post.person_id for post in posts), *(a.entity_id for a in parting.aliases)}
    if owners != {person.pk}:
        raise CannotSplitError(f"Something that you chose is no longer {person}’s: look again.")


def free_address(parting: Parting) -> str:
    """The name; else the name with the first post; else with a number."""
    plain = slugify(parting.name)[:100]
    first = min(parting.posts, key=lambda row: str(row.during.lower))
    place = first.post if isinstance(first, Membership) else first.title
    seated = slugify(f"{plain} {place}")[:110]
    numbered = (f"{seated}-{number}" for number in count(2))
    return next(slug for slug in wishes(plain, seated, numbered) if is_free("person", slug))


def wishes(plain: str, seated: str, numbered: Iterable[str]) -> Iterable[str]:
    yield plain
    yield seated
    yield from numbered
