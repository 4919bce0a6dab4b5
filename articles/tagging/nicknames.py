"""Other first names by which the register knows somebody: "Gerry" for Gerald Brockhurst."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from articles.tagging.cast import Person
from articles.tagging.facts import Facts
from articles.tagging.register import Ref
from articles.tagging.standing import SPLIT_OR_DOUBTFUL


class Nicknames:
    """The first names of those in a register who have several."""

    def __init__(self, facts: Facts) -> None:
        givens: dict[Ref, set[str]] = defaultdict(set)
        for text, names in facts.called.items():
            given, _, family = text.partition(" ")
            if family and " " not in family and given not in SPLIT_OR_DOUBTFUL:
                for name in names:
                    givens[name.ref].add(given)
        self._givens = {ref: frozenset(found) for ref, found in givens.items() if len(found) > 1}

    def of(self, people: Iterable[Person]) -> dict[str, list[Person]]:
        """First name -> the one person of an article who may be called so."""
        called: dict[str, dict[Ref, Person]] = defaultdict(dict)
        for person in people:
            for ref in {name.ref for name in person.names}:
                for given in self._givens.get(ref, ()):
                    called[given].setdefault(ref, person)
        return {
            given: [*bearers.values()] for given, bearers in called.items() if len(bearers) == 1
        }
