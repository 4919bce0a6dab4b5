"""Names that are a letter wrong: "Zelda Brockhurts, MP for Ambridge East"."""

from __future__ import annotations

from collections.abc import Iterable

from articles.tagging.cast import Person
from articles.tagging.facts import Facts
from articles.tagging.folding import fold
from articles.tagging.reading import Reading
from articles.tagging.register import Ref

SHORTEST = 5


def a_letter_apart(one: str, other: str) -> bool:
    """Whether one letter is missing, added, changed or swapped with its neighbour."""
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < SHORTEST:
        return False
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), None)
    if start is None:
        return True
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = long[start + 1 : start + 2] + long[start : start + 1] + long[start + 2 :]
    return short[start + 1 :] == long[start + 1 :] or short[start:] == swapped


def same_but_a_letter(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names have one word that is a letter apart, and are equal otherwise."""
    if len(one) != len(other):
        return False
    unequal = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(unequal) == 1 and a_letter_apart(*unequal[0])


def meant_by_misprint(person: Person, reading: Reading, facts: Facts) -> Ref | None:
    """Who held a post on that day, of a seat or council that the article names, with that name.

    Only for a name that nobody in the register bears; one such holder only.
    """
    day = reading.document.day
    found = {
        ref
        for ref in _holders(reading.places, facts)
        if same_but_a_letter(person.parts, tuple(fold(facts.name(ref)).split()))
        and any(post.place in reading.places for post in facts.posts_on(ref.key, day))
    }
    return found.pop() if len(found) == 1 else None


def _holders(places: Iterable[Ref], facts: Facts) -> set[Ref]:
    return {Ref("person", p.person) for place in places for p in facts.holders.get(place, ())}
