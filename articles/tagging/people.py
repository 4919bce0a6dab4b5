"""Mentions of people: finds them, gathers them into a cast, links the cast, writes the mentions."""

from __future__ import annotations

import re

from articles.tagging.cast import Cast, Person
from articles.tagging.facts import Facts
from articles.tagging.finder import Hit
from articles.tagging.linker import Verdict, link_person, link_surname
from articles.tagging.reading import Reading
from articles.tagging.register import Name
from articles.tagging.segments import (
    DOUBTFUL,
    SPLITTERS,
    SURNAMES,
    TITLES,
    Segment,
    segments,
)
from articles.tagging.shapes import FICTIONAL, is_person
from articles.tagging.values import Evidence, Mention
from articles.tagging.wordlists import word_set

HYPHENATED = re.compile(r"-(?!(?:led|backed|run|era|supporting)\b)[A-Za-z]")
POLITICAL_NEIGHBOUR = re.compile(
    r" (?:government|administration|leadership|era|years|cabinet|premiership|supporters)\b"
)
PERSONAL_ROLE = frozenset(
    "President Chancellor Inspector Superintendent Constable Sergeant PC DC DS DI DCI Sgt Judge "
    "Mayor Minister Secretary King Queen Prince Princess Pope Bishop Archbishop Captain Colonel "
    "General Senator Governor Justice Rabbi Imam Father Premier PM".split()
)


class PeopleFinder:
    """Finds everybody whom an article names."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.surnames = frozenset(facts.by_family)

    def __call__(
        self, reading: Reading, hits: list[Hit], taken: list[tuple[int, int]]
    ) -> list[Mention]:
        """Mentions of people outside the spans in `taken`, in text order."""
        names = {(hit.start, hit.end): hit.names for hit in hits if hit.kind == "person"}
        known = {start: end for start, end in names}
        pieces = [
            segment
            for run in reading.runs
            for segment in segments(run, known)
            if not _overlaps(segment, taken)
        ]
        cast = Cast()
        rest = self._take_full(pieces, names, reading, cast)
        unresolved = self._take_short(rest, reading, cast)
        mentions = [m for person in cast.people for m in self._mentions(person, reading)]
        mentions += [m for segment in unresolved if (m := self._lone(segment, reading))]
        return sorted(mentions, key=lambda mention: mention.start)

    def _take_full(
        self,
        pieces: list[Segment],
        names: dict[tuple[int, int], tuple[Name, ...]],
        reading: Reading,
        cast: Cast,
    ) -> list[Segment]:
        echoed = {
            s.parts for s in pieces if s.titles and len(s.words) == 1 and _is_allowed(s, reading)
        }
        rest, headline = [], []
        for segment in pieces:
            if not _is_allowed(segment, reading):
                continue
            bearers = names.get((segment.words[0].start, segment.end), ())
            full = len(segment.words) > 1
            if bearers or (full and segment.titles) or (full and segment.parts[-1:] in echoed):
                cast.add(segment, bearers)
            elif full and segment.start < reading.headline_end:
                headline.append(segment)
            elif full and is_person(segment, reading, self.surnames):
                cast.add(segment, ())
            else:
                rest.append(segment)
        return sorted(rest + headline, key=lambda segment: segment.start)

    def _take_short(self, rest: list[Segment], reading: Reading, cast: Cast) -> list[Segment]:
        unresolved = []
        for segment in rest:
            people = cast.meant_by(segment)
            if people and _may_be_short(segment, people[0], reading):
                people[0].shorts.append(segment)
            else:
                unresolved.append(segment)
        return unresolved

    def _mentions(self, person: Person, reading: Reading) -> list[Mention]:
        verdict = link_person(person, reading, self.facts)
        name = self.facts.name(verdict.ref) if verdict.ref else " ".join(person.parts)
        entity = self.facts.entities.get(verdict.ref) if verdict.ref else None
        gender = (entity and entity.gender) or person.gender
        found = [_mention(s, reading, verdict, name, gender) for s in person.sightings]
        for segment in person.shorts:
            found.append(_mention(segment, reading, _by_echo(verdict, name), name, gender))
        return found

    def _lone(self, segment: Segment, reading: Reading) -> Mention | None:
        if len(segment.words) > 2 or not self._stands_alone(segment, reading):
            return None
        verdict = link_surname(segment, reading, self.facts)
        if not segment.titles and not segment.role_before and verdict.ref is None:
            return None
        entity = self.facts.entities.get(verdict.ref) if verdict.ref else None
        gender = entity.gender if entity else _title_gender(segment)
        name = self.facts.name(verdict.ref) if verdict.ref else " ".join(segment.parts)
        return _mention(segment, reading, verdict, name, gender)

    def _stands_alone(self, segment: Segment, reading: Reading) -> bool:
        if segment.titles:
            return True
        if len(segment.words) > 1 or segment.words[0].text in SPLITTERS | DOUBTFUL:
            return False
        before = reading.before(segment.start).rstrip().rpartition(" ")[2]
        if before in PERSONAL_ROLE and segment.role_before:
            return True
        return self._is_politics(segment, reading)

    def _is_politics(self, segment: Segment, reading: Reading) -> bool:
        if POLITICAL_NEIGHBOUR.match(reading.after(segment.end)):
            return True
        common = segment.words[0].text in SURNAMES
        return not common and not reading.opens_sentence(segment.start)


def _is_allowed(segment: Segment, reading: Reading) -> bool:
    words = " ".join(part.text for part in (*segment.titles[-1:], *segment.words))
    if words in FICTIONAL or HYPHENATED.match(reading.text, segment.end):
        return False
    return not reading.text.startswith(("'s Law", " plc", " Ltd"), segment.end)


def _may_be_short(segment: Segment, person: Person, reading: Reading) -> bool:
    if segment.titles or len(segment.words) > 1:
        return True
    word = segment.words[0].text
    if word == person.parts[0]:
        return word not in DOUBTFUL
    return not (word in SPLITTERS and reading.opens_sentence(segment.start))


def _overlaps(segment: Segment, taken: list[tuple[int, int]]) -> bool:
    return any(start < segment.end and segment.start < end for start, end in taken)


def _title_gender(segment: Segment) -> str:
    told = {TITLES[t.text.rstrip(".")] for t in segment.titles} - {""}
    return told.pop() if len(told) == 1 else ""


def _by_echo(verdict: Verdict, name: str) -> Verdict:
    if verdict.ref is None:
        return Verdict(None, "short-form", f"{name} is named in full in this article", 0.75)
    why = verdict.why.replace("is named in full", "is named in full in this article", 1)
    return Verdict(verdict.ref, "short-form", why, verdict.confidence - 0.01, verdict.against)


def _mention(
    segment: Segment, reading: Reading, verdict: Verdict, name: str, gender: str
) -> Mention:
    start, end = segment.start, segment.end
    surface = reading.document.text[start:end]
    evidence = Evidence(verdict.rule, f"“{surface}”: {verdict.why}", verdict.against)
    return Mention(
        start, end, surface, "person", verdict.ref, name, verdict.confidence, evidence, gender
    )
