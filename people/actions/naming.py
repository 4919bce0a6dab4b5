"""A person is found by aliases only: the own name has to be one of them."""

from __future__ import annotations

from people.history import Author, note_added
from people.models import Alias, Person


def make_findable(person: Person, author: Author, *, source: str, name: str = "") -> None:
    """Adds the name, or the given one, as an alias, unless it is one."""
    text = name or person.name
    if not person.aliases.filter(text=text).exists():
        note_added(Alias.objects.create(entity=person, text=text, source=source), author)
