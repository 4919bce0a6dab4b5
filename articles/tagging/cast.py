"""The people of one article: full names first, then the short forms that mean the same person."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from articles.tagging.register import Name
from articles.tagging.segments import TITLES, Segment
from articles.tagging.wordlists import word_set

MALE, FEMALE = word_set("given_names_male"), word_set("given_names_female")
PEERS = frozenset({"Lord", "Lady", "Baroness"})
KNIGHTS = frozenset({"Sir", "Dame", "Lady", "Lord"})


@dataclass(eq=False)
class Person:
    """Somebody whom the article names.

    names: of the register, where the full name is one. titles: all that the article gives.
    registered_gender: of everybody in the register who bears the name.
    is_kin: named first as somebody's husband, daughter and so on, and not in the register.
    relative_of: whose surname was taken for theirs: "Trevor Quogle, whose wife Hannah ...".
    """

    parts: tuple[str, ...]
    names: tuple[Name, ...] = ()
    sightings: list[Segment] = field(default_factory=list)
    shorts: list[Segment] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    is_kin: bool = False
    registered_gender: str = ""
    relative_of: str = ""

    @property
    def family(self) -> str:
        """The last word of the name."""
        return self.parts[-1]

    def see(self, segment: Segment, full: bool) -> None:
        """Notes a place where the person is named, in full or in short."""
        (self.sightings if full else self.shorts).append(segment)
        self.titles.update(title.text.rstrip(".") for title in segment.titles)

    @property
    def told_gender(self) -> str:
        """What the titles alone tell."""
        told = {TITLES[title] for title in self.titles if TITLES.get(title)}
        return told.pop() if len(told) == 1 else ""

    @property
    def gender(self) -> str:
        """What the titles tell, else the register, else the given name; "" where none does."""
        if told := self.told_gender or self.registered_gender:
            return told
        given = self.parts[0] if len(self.parts) > 1 else ""
        male, female = given in MALE, given in FEMALE
        return "" if male == female else "male" if male else "female"


class Cast:
    """Everybody named in full so far; finds who a short form means."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._by_parts: dict[tuple[str, ...], Person] = {}
        self._by_family: dict[str, list[Person]] = defaultdict(list)
        self._by_given: dict[str, list[Person]] = defaultdict(list)
        self._by_ending: dict[tuple[str, str], set[str]] = defaultdict(set)

    def add(self, segment: Segment, names: tuple[Name, ...]) -> Person:
        """The person that this full name means, new or met before."""
        parts = _cased(segment.parts)
        person = self._by_parts.get(parts) or self._same_bearer(parts, names)
        if person is None:
            person = Person(parts, names)
            self.people.append(person)
            self._by_family[_last(person.family)].append(person)
            self._by_given[parts[0]].append(person)
        self._by_parts[parts] = person
        if len(parts) > len(person.parts):
            person.parts = parts
        person.see(segment, full=True)
        return person

    def _same_bearer(self, parts: tuple[str, ...], names: tuple[Name, ...]) -> Person | None:
        refs = {name.ref for name in names}
        for person in self._by_family[_last(parts[-1])]:
            if refs and refs & {name.ref for name in person.names}:
                return person
            ends = (parts[0], parts[-1]) == (person.parts[0], person.parts[-1])
            if ends and 2 in (len(parts), len(person.parts)):
                return person
        return None

    def merge(self, is_same: Callable[[tuple[str, ...], tuple[str, ...]], bool]) -> None:
        """Takes a name that nobody in the register bears for another of the article, misprinted."""
        for person in [p for p in self.people if not p.names]:
            near = {*self._by_given[person.parts[0]], *self._by_family[_last(person.family)]}
            self._join(person, [p for p in near if p.names and is_same(p.parts, person.parts)])
        for person in [p for p in self.people if len(p.parts) == 2 and p.parts[0] in PEERS]:
            kin = self._by_family[_last(person.family)]
            self._join(person, [p for p in kin if p is not person and PEERS & p.titles])
        self.settle()

    def _join(self, person: Person, others: list[Person]) -> None:
        """Takes somebody for the one other whom the name means: a misprint, or "Lord Roe"."""
        if len(others) != 1:
            return
        others[0].sightings += person.sightings
        others[0].titles |= person.titles
        self.people.remove(person)
        self._by_family[_last(person.family)].remove(person)
        self._by_given[person.parts[0]].remove(person)
        self._by_parts[person.parts] = others[0]

    def families_like(self, surname: str) -> set[str]:
        """The family names that begin or end as `surname` does."""
        if not self._by_ending and self.people:
            for person in self.people:
                for ending in _endings(person.family):
                    self._by_ending[ending].add(person.family)
        return {name for ending in _endings(surname) for name in self._by_ending.get(ending, ())}

    def settle(self) -> None:
        """Puts the sightings in text order, once all full names are in."""
        for person in self.people:
            person.sightings.sort(key=segment_start)

    def of_family(self, name: str) -> list[Person]:
        """Everybody of a family name."""
        return self._by_family.get(_last(name), [])

    def knows(self, segment: Segment) -> bool:
        """Whether exactly this full name has been met."""
        return len(segment.words) > 1 and _cased(segment.parts) in self._by_parts

    def meant_by(
        self, segment: Segment, headline_end: int = 0, *, is_kin: bool = False
    ) -> list[Person]:
        """The people whom a surname, first name or title with either may mean.

        is_kin: the words call whoever it is somebody's relative. A first name alone means somebody
        named in full before it, but in a headline.
        """
        parts = _cased(segment.parts)
        kin = self._by_family.get(_last(parts[-1]), ()) or self._by_family.get(
            parts[-1].rpartition("-")[2].casefold(), ()
        )
        people = [p for p in kin if _ends_with(p.parts, parts)]
        if not people and parts[0] not in self._by_given:
            return []
        titles = {t.text.rstrip(".") for t in segment.titles}
        if not people and len(parts) == 1 and (not titles or titles & KNIGHTS):
            people = [p for p in self._by_given.get(parts[0], ()) if len(p.parts) > 1]
            if is_kin:  # "his brother John": somebody of a family that the article names
                people = [p for p in people if len(self.of_family(p.family)) > 1]
            elif segment.start >= headline_end:
                people = [p for p in people if p.sightings[0].start <= segment.start]
        if titles == {"Mrs"}:
            people = [p for p in people if "Mrs" in p.titles] or people
        if not titles:
            people = [p for p in people if not p.is_kin] or list(people)
        return _nearest(_of_gender(people, titles), segment.start)


def _ends_with(whole: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    if whole[-len(parts) :] == parts:
        return True
    joined = " ".join(parts).casefold()
    if "-" in joined and " ".join(whole).casefold().endswith(" " + joined.replace("-", " ")):
        return True  # "Andrew Blake Herbert", "Mr Blake-Herbert"
    if len(parts) == 1:
        return " " in whole[-1] and _last(whole[-1]) == joined
    return " ".join(whole).casefold().endswith(" " + joined)


def _of_gender(people: list[Person], titles: set[str]) -> list[Person]:
    told = {TITLES[title] for title in titles if TITLES.get(title)}
    return [p for p in people if not told or not p.gender or p.gender in told]


def _nearest(people: list[Person], position: int) -> list[Person]:
    """Several of one surname: whoever was named in full, or by it, last before this place."""

    def distance(person: Person) -> tuple[bool, int]:
        full = bisect_left(person.sightings, position, key=segment_start)
        if not full:
            return True, person.sightings[0].start - position
        short = bisect_left(person.shorts, position, key=segment_start)
        last = person.sightings[full - 1].start
        return False, position - max(last, person.shorts[short - 1].start if short else 0)

    return sorted(people, key=distance) if len(people) > 1 else people


def _last(name: str) -> str:
    return name.rpartition(" ")[2].casefold()


def _endings(name: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Its beginning and its end: one of them is left whole by any one wrong letter."""
    return ("begins", name[:2]), ("ends", name[-2:])


def segment_start(segment: Segment) -> int:
    """Where a segment begins, to sort by."""
    return segment.start


def _cased(parts: tuple[str, ...]) -> tuple[str, ...]:
    if parts[0].isupper() and all(part.isupper() and len(part) > 2 for part in parts):
        return tuple(part.title() for part in parts)
    return parts
