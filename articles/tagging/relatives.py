"""Relatives named by their first name beside somebody's: "Trevor Quogle, whose wife Hannah ...".

A paper that gives a relative's first name only leaves out the surname because it is the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from articles.tagging.cast import Person, segment_start
from articles.tagging.reading import Reading
from articles.tagging.segments import LIKELY, Segment

RELATION = re.compile(
    r"(?P<whose>\b(?:[Hh]is|[Hh]er|[Tt]heir|whose)|'s?) (?:[a-z-]+ ){0,2}?"
    r"(?:(?:husband|wife|son|daughter|brother|sister|mother|father|widow|widower),? $"
    r"|(?:sons|daughters|children|brothers|sisters),? (?:[A-Z][a-z]+(?:, |,? and ))*$)"
)
OBITUARY = re.compile(r"\bsurvived by\b")
GENDER = {"his": ("male", ""), "her": ("female", ""), "their": ("male", "female", "")}
MARRIED = re.compile(r"\b(?:wife|widow),? $")
FARTHEST = 300  # characters between somebody's name and "his wife"


def relatives(
    rest: list[Segment], reading: Reading, people: list[Person]
) -> list[tuple[Segment, Person]]:
    """The lone first names of relatives, each with whose relative it is.

    That is somebody named before in the same paragraph, else whom an obituary is about.
    """
    found = []
    named: list[tuple[Segment, Person]] = []
    mourned: Person | None = None
    for segment in rest:
        if segment.titles or len(segment.words) > 1 or segment.words[0].text not in LIKELY:
            continue
        relation = RELATION.search(reading.before(segment.start))
        if not relation:
            continue
        if not named:
            named = _in_order(people)
            mourned = named[0][1] if named and OBITUARY.search(reading.text) else None
        begin = segment.start - len(relation.group())
        whose = relation.group("whose").lower()
        owner = _owner(whose, begin, named, reading)
        if owner is None and mourned and mourned.gender in GENDER.get(whose, ()):
            owner = mourned
        if owner:
            found.append((segment, owner))
    return found


def is_wife(segment: Segment, reading: Reading) -> bool:
    """Whether a first name is a wife's: she is "Mrs Quogle" from then on."""
    return MARRIED.search(reading.before(segment.start)) is not None


def _in_order(people: list[Person]) -> list[tuple[Segment, Person]]:
    named = [(s, person) for person in people for s in (*person.sightings, *person.shorts)]
    return sorted(named, key=_start)


def _start(named: tuple[Segment, Person]) -> int:
    return segment_start(named[0])


def _owner(
    whose: str, begin: int, named: list[tuple[Segment, Person]], reading: Reading
) -> Person | None:
    """Who stands right before "'s wife" and ", whose wife"; for "his wife" the last man."""
    last = bisect_left(named, begin, key=_start)
    for segment, person in reversed(named[max(0, last - 6) : last]):
        between = reading.text[segment.end : begin]
        if "\n" in between or len(between) > FARTHEST:
            return None
        if whose not in GENDER:
            return person if between.strip(" ,") == "" else None
        if person.gender in GENDER[whose]:
            return person
    return None
