"""Mentions of people: who is named in full, who is meant by the short forms, who stands alone."""

from __future__ import annotations

from articles.tagging.cast import Cast, Person, segment_start
from articles.tagging.facts import PEERS, Facts
from articles.tagging.famous import PEERS as PEER_NAMES
from articles.tagging.famous import famous_name
from articles.tagging.finder import Hit
from articles.tagging.folding import fold
from articles.tagging.linker import Verdict, link_person, link_relative, link_surname
from articles.tagging.marking import Covered, Span, living
from articles.tagging.misprints import a_letter_apart, same_but_a_letter
from articles.tagging.nicknames import Nicknames
from articles.tagging.party_roles import councillors_first
from articles.tagging.reading import RUN_WORD, Reading, Word
from articles.tagging.register import Name
from articles.tagging.relatives import is_wife, relatives
from articles.tagging.segments import SURNAMES, TITLES, Segment, segments
from articles.tagging.shapes import Known, is_person
from articles.tagging.standing import (
    SPLIT_OR_DOUBTFUL,
    is_barred,
    is_councillors,
    is_introduced,
    is_ordinary,
    is_relative,
    may_be_short,
    shared_family,
    stands_alone,
)
from articles.tagging.values import Evidence, Mention

Bearers = dict[Span, tuple[Name, ...]]


class PeopleFinder:
    """Finds everybody whom an article names."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.surnames = frozenset(facts.by_family)
        self.known = Known(self.surnames, _given_names(facts))
        self.nicknames = Nicknames(facts)

    def __call__(self, reading: Reading, hits: list[Hit], taken: list[Span]) -> list[Mention]:
        """Mentions of people outside the spans in `taken`, in text order."""
        bearers = self._bearers(reading, hits)
        covered = Covered([*taken, *_long_places(hits, bearers, reading)])
        pieces = [s for s in _pieces(reading, bearers) if not covered.touches(s.start, s.end)]
        cast = Cast()
        rest = self._take_full(pieces, bearers, reading, cast)
        rest = self._take_couples(rest, reading, cast)
        rest = self._take_short(rest, reading, cast)
        rest = self._take_relatives(rest, reading, cast)
        mentions = [m for person in cast.people for m in self._mentions(person, reading)]
        return sorted(mentions + self._take_lone(rest, reading), key=lambda m: m.start)

    def _bearers(self, reading: Reading, hits: list[Hit]) -> Bearers:
        """Whose names stand where; a dated name is nobody's outside of its time."""
        found = ((h, living(h.names, reading, self.facts)) for h in hits if h.kind == "person")
        return {(hit.start, hit.end): tuple(names) for hit, names in found if names}

    def _take_full(
        self, pieces: list[Segment], bearers: Bearers, reading: Reading, cast: Cast
    ) -> list[Segment]:
        """Gathers full names into the cast, the register's first; returns what is left over."""
        echoed = {s.parts for s in pieces if s.titles and len(s.words) == 1}
        rest = []
        for segment in pieces:
            if names := bearers.get((segment.words[0].start, segment.end)):
                cast.add(segment, names)
            else:
                rest.append(segment)
        body = [s for s in rest if s.start >= reading.headline_end]
        headline = [s for s in rest if s.start < reading.headline_end]
        alone = frozenset(s.parts[0] for s in pieces if len(s.words) == 1 and not s.titles)
        known = self.known._replace(alone=alone)
        left = [s for s in body if not _took(s, reading, echoed, cast, known)]
        left += [s for s in headline if not _took_in_headline(s, reading, cast, known)]
        cast.settle()
        cast.merge(same_but_a_letter)
        for person in cast.people:
            person.registered_gender = self._registered_gender(person)
            person.is_kin = not person.names and is_relative(person.sightings[0], reading)
        return sorted(left, key=segment_start)

    def _registered_gender(self, person: Person) -> str:
        bearers = map(self.facts.entities.get, (name.ref for name in person.names))
        genders = {bearer.gender for bearer in bearers if bearer}
        return genders.pop() if len(genders) == 1 else ""

    def _take_couples(self, rest: list[Segment], reading: Reading, cast: Cast) -> list[Segment]:
        """Gives the first of "Trevor and Mary Quogle" the family name; returns what is left."""
        left = []
        for segment in rest:
            if family := shared_family(segment, reading):
                segment.parts = (*segment.parts, family)
                cast.add(segment, tuple(self.facts.called.get(" ".join(segment.parts), ())))
            else:
                left.append(segment)
        if len(left) < len(rest):
            cast.settle()
        return left

    def _take_short(self, rest: list[Segment], reading: Reading, cast: Cast) -> list[Segment]:
        """Gives short forms to the people whom they mean; returns what is left over."""
        unresolved = []
        called = self.nicknames.of(cast.people)
        for segment in rest:
            is_kin = is_relative(segment, reading)
            found = cast.meant_by(segment, reading.headline_end, is_kin=is_kin)
            near = found or self._nearly(segment, cast)
            people = councillors_first(near, segment, reading, self.facts)
            if not (people or is_kin or segment.titles) and len(segment.words) == 1:
                people = called.get(segment.parts[0], [])
            own = people and may_be_short(segment, people[0], reading)
            if own and not self._means_the_leader(segment, people[0], reading):
                people[0].see(segment, full=False)
            else:
                unresolved.append(segment)
        return unresolved

    def _take_relatives(self, rest: list[Segment], reading: Reading, cast: Cast) -> list[Segment]:
        """Gives "Hannah" of "Trevor Quogle, whose wife Hannah" his name; returns what is left."""
        kin = relatives(rest, reading, cast.people)
        for segment, owner in kin:
            segment.parts = (*segment.parts, owner.family)
            person = cast.add(segment, tuple(self.facts.called.get(" ".join(segment.parts), ())))
            person.relative_of = as_written(owner, reading)
            person.titles |= {"Mrs"} if is_wife(segment, reading) else set()
        if not kin:
            return rest
        cast.settle()
        taken = {segment.start for segment, _ in kin}
        return self._take_short([s for s in rest if s.start not in taken], reading, cast)

    def _nearly(self, segment: Segment, cast: Cast) -> list[Person]:
        """The one person whose surname a titled one misses by a letter; nobody else may bear it."""
        surname = segment.parts[-1]
        if not segment.titles or len(segment.words) > 1 or surname in self.surnames:
            return []
        families = [f for f in cast.families_like(surname) if a_letter_apart(f, surname)]
        people = cast.of_family(families[0]) if len(families) == 1 else []
        return people if len(people) == 1 and surname not in SURNAMES else []

    def _means_the_leader(self, segment: Segment, person: Person, reading: Reading) -> bool:
        """Whether a bare surname is an office holder’s, though the article names a relative."""
        if person.names or segment.titles or segment.parts != (person.family,):
            return False
        return link_surname(segment, reading, self.facts).ref is not None

    def _mentions(self, person: Person, reading: Reading) -> list[Mention]:
        verdict = link_person(person, reading, self.facts)
        if person.relative_of:
            verdict = link_relative(person, verdict)
        name = self.facts.name(verdict.ref) if verdict.ref else as_written(person, reading)
        gender = self._gender(verdict) or person.gender
        echo = _by_echo(verdict, name)
        return [
            *(_mention(s, reading, verdict, name, gender) for s in person.sightings),
            *(_mention(s, reading, echo, name, gender) for s in person.shorts),
        ]

    def _gender(self, verdict: Verdict) -> str:
        entity = self.facts.entities.get(verdict.ref) if verdict.ref else None
        return entity.gender if entity else ""

    def _take_lone(self, rest: list[Segment], reading: Reading) -> list[Mention]:
        linked: dict[str, Verdict] = {}
        found = []
        for segment in sorted(rest, key=lambda s: (not s.titles, s.start)):
            word = segment.parts[-1]
            if not (word in linked or stands_alone(segment, reading)):
                continue
            if word in linked and is_ordinary(segment, reading):
                continue
            verdict = linked.get(word) or link_surname(segment, reading, self.facts)
            famous = "" if verdict.ref else self._famous(segment, reading)
            if not (verdict.ref or famous or word in linked or is_introduced(segment, reading)):
                continue
            linked.setdefault(word, verdict)
            name = self.facts.name(verdict.ref) if verdict.ref else famous
            name = name or " ".join(segment.parts)
            gender = self._gender(verdict) or _title_gender(segment)
            found.append(_mention(segment, reading, verdict, name, gender))
        return found

    def _famous(self, segment: Segment, reading: Reading) -> str:
        """A well-known person outside the register; an untitled surname must be nobody's in it."""
        name = famous_name(segment, reading.before(segment.start))
        own = segment.parts[-1] in self.surnames
        return "" if own and not segment.titles and not segment.role_before else name


def _long_places(hits: list[Hit], bearers: Bearers, reading: Reading) -> list[Span]:
    """Where councils and seats of several words are named, in any sense: nobody stands there."""
    within = Covered(bearers)
    return [
        (hit.start, hit.end)
        for hit in hits
        if hit.kind in ("council", "constituency")
        and " " in reading.text[hit.start : hit.end]
        and not within.touches(hit.start, hit.end)
    ]


def _took(
    segment: Segment, reading: Reading, echoed: set[tuple[str, ...]], cast: Cast, known: Known
) -> bool:
    """Adds an unknown full name to the cast, if it is one."""
    if len(segment.words) < 2 or (not cast.knows(segment) and cast.meant_by(segment)):
        return False
    full = (
        segment.parts[-1:] in echoed
        or (segment.titles and segment.parts not in echoed)
        or is_person(segment, reading, known)
    )
    return bool(full and cast.add(segment, ()))


def _took_in_headline(segment: Segment, reading: Reading, cast: Cast, known: Known) -> bool:
    """Adds a name that the body has, too, or that signs a column: "Zibby Quogle: Why I swim"."""
    signs = segment.start == 0 and reading.text.startswith(": ", segment.end)
    taken = cast.knows(segment) or (signs and is_person(segment, reading, known))
    return bool(taken and cast.add(segment, ()))


def _given_names(facts: Facts) -> frozenset[str]:
    """First names of the register's people that are nothing else."""
    people = (e for e in facts.entities.values() if e.ref.kind == "person")
    firsts = {fold(person.name).partition(" ")[0] for person in people}
    return frozenset(firsts - SPLIT_OR_DOUBTFUL - frozenset(TITLES) - frozenset(PEERS))


def _pieces(reading: Reading, bearers: Bearers) -> list[Segment]:
    known = dict(bearers.keys())
    pieces = [
        segment
        for run in reading.runs
        for segment in segments(run, known, is_titled=is_councillors(run, reading))
        if not is_barred(segment, reading)
    ]
    if not (wide := [_wide(span, reading) for span in bearers if _is_wide(span, reading)]):
        return pieces
    covered = Covered((segment.start, segment.end) for segment in wide)
    return sorted(
        wide + [s for s in pieces if not covered.touches(s.start, s.end)], key=segment_start
    )


def _is_wide(span: Span, reading: Reading) -> bool:
    run = reading.run_at(span[0])
    return bool(run) and run[-1].end < span[1]


def _wide(span: Span, reading: Reading) -> Segment:
    """A known name that one run does not hold, such as "Lord Roe of Someplace"."""
    words = tuple(Word(*m.span(), m.group()) for m in RUN_WORD.finditer(reading.text, *span))
    territory = reading.text.find(" of ", *span)
    own = [w for w in words if territory < 0 or w.end <= territory] or list(words)
    return Segment((), (*own[:-1], own[-1]._replace(end=span[1])), True)


def as_written(person: Person, reading: Reading) -> str:
    """The fullest form of the name, with the accents that the article gives it."""
    if peer := PEER_NAMES.get(" ".join(person.parts)):
        return peer
    for segment in person.sightings:
        if segment.parts == person.parts and len(segment.words) == len(person.parts):
            words = (reading.document.text[word.start : word.end] for word in segment.words)
            return " ".join(word.rstrip(".") for word in words)
    return " ".join(person.parts)


def _title_gender(segment: Segment) -> str:
    told = {TITLES[t.text.rstrip(".")] for t in segment.titles} - {""}
    return told.pop() if len(told) == 1 else ""


def _by_echo(verdict: Verdict, name: str) -> Verdict:
    if verdict.ref is None:
        return Verdict(None, "short-form", f"{name} is named in full in this article", 0.85)
    why = verdict.why.replace("is named in full", "is named in full in this article", 1)
    return Verdict(verdict.ref, "short-form", why, verdict.confidence - 0.01, verdict.against)


def _mention(
    segment: Segment, reading: Reading, verdict: Verdict, name: str, gender: str
) -> Mention:
    start, end = segment.start, segment.end
    surface = reading.document.text[start:end]
    why = f"“{surface}”: {verdict.why}"
    if verdict.ref is None and (start, end) in reading.hinted:
        why += "; a language model takes it for a person, too"
    evidence = Evidence(verdict.rule, why, verdict.against)
    return Mention(
        start, end, surface, "person", verdict.ref, name, verdict.confidence, evidence,
        gender,  # type: ignore[arg-type]  # one of the words that the register and titles know
    )  # fmt: skip
