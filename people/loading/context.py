"""What the steps of one load share: where the rows come from, and the ids of what they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from people.actions.merging import merged_people
from people.history import Author
from people.models import Boundary, Entity, Office
from people.roster import Roster


@dataclass
class Load:
    """One load under way.

    origin: the name of the folder or file, so that another one's rows are not missed here.
    rows_in_words: how many added and changed rows of each table are told one by one.
    author: the editor whose list it is, in whose name its rows stand in the history.
    """

    roster: Roster
    origin: str
    tell: Callable[[str], None]
    rows_in_words: int = 0
    author: Author | None = None
    entities: dict[tuple[str, str], int] = field(default_factory=dict)
    boundaries: dict[str, int] = field(default_factory=dict)
    offices: dict[str, int] = field(default_factory=dict)
    merged: dict[str, int] = field(default_factory=dict)

    def find_entities(self) -> None:
        """A person whom an editor merged is the one who stayed."""
        self.merged = merged_people()
        self.entities.update({("person", key): pk for key, pk in self.merged.items()})
        rows = Entity.objects.values_list("kind", "key", "pk")
        self.entities.update({(kind, key): pk for kind, key, pk in rows})

    def find_boundaries(self) -> None:
        self.boundaries = dict(Boundary.objects.values_list("key", "pk"))

    def find_offices(self) -> None:
        self.offices = dict(Office.objects.values_list("key", "pk"))

    def entity(self, kind: str, key: str) -> int | None:
        """The id of an entity, None for an empty key. KeyError: the tables were not checked."""
        return self.entities[kind, key] if key else None

    def seats(self) -> Iterator[tuple[str, str]]:
        """Every seat that a membership may name: (the tables' id, the seat's key)."""
        for row in self.roster.constituencies:
            yield row.id, row.name_slug
        for devolved in self.roster.devolved_posts:
            yield devolved.id, devolved.key
