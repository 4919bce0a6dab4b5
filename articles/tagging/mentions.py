"""Finds and links every name of an article: the first half of the tagger."""

from __future__ import annotations

from dataclasses import dataclass, replace

from articles.tagging.council_places import CouncilPlaces
from articles.tagging.councils import CouncilFinder
from articles.tagging.facts import Facts
from articles.tagging.finder import Hit, build_name_finder
from articles.tagging.forms import name_forms
from articles.tagging.hints import Hint
from articles.tagging.marking import without_overlaps
from articles.tagging.nevers import NeverRules, hits_left, mentions_left
from articles.tagging.parties import PartyFinder
from articles.tagging.people import PeopleFinder
from articles.tagging.reading import read
from articles.tagging.register import OfficeTerm, Ref, Register
from articles.tagging.roles import RoleFinder
from articles.tagging.seats import SeatFinder
from articles.tagging.values import Document, Mention, RoleReference
from articles.tagging.wordlists import word_lines


@dataclass(frozen=True, slots=True)
class Found:
    """The names of one document and its references by role, each in text order, free of overlap."""

    mentions: tuple[Mention, ...]
    roles: tuple[RoleReference, ...]


class MentionFinder:
    """Finds names in documents against one register. Build with `build_mention_finder`."""

    def __init__(self, register: Register, hint: Hint | None = None) -> None:
        self._hint = hint
        facts = Facts(register)
        self._names = build_name_finder(
            name_forms(register), register.offices, word_lines("other_parties")
        )
        self._nevers = NeverRules(register.nevers)
        self._parties = PartyFinder(facts)
        self._councils = CouncilFinder(facts, CouncilPlaces(register, facts))
        self._seats = SeatFinder(facts)
        self._people = PeopleFinder(facts)
        self._roles = RoleFinder(facts)

    def __call__(self, document: Document) -> Found:
        """Everything that `document` names; the same document gives the same answer."""
        reading = read(document)
        refused = self._nevers.in_document(document, reading.text)
        hits = hits_left(self._names.find(reading.text), refused)
        reading = replace(reading, spotted=_spotted(hits))
        if self._hint is not None:
            reading = replace(reading, hinted=frozenset(self._hint(document.text)))
        parties = self._parties(reading, hits)
        seats = self._seats(reading, hits, parties)
        places = without_overlaps([*self._councils(reading, hits, parties), *seats])
        taken = [(m.start, m.end) for m in places]
        reading = replace(
            reading,
            places=frozenset(m.ref for m in places if m.ref),
            marks=tuple(sorted((*places, *parties), key=lambda mention: mention.start)),
        )
        people = self._people(reading, hits, taken)
        mentions = mentions_left(without_overlaps([*places, *people, *parties]), refused)
        return Found(tuple(mentions), tuple(self._roles(reading, hits, mentions)))


def _spotted(hits: list[Hit]) -> frozenset[Ref | OfficeTerm]:
    terms = {term for hit in hits if hit.kind == "office" for term in hit.names}
    return frozenset(terms | {n.ref for hit in hits if hit.kind != "office" for n in hit.names})


def build_mention_finder(register: Register, hint: Hint | None = None) -> MentionFinder:
    """A finder for the names of `register`; building takes well under a second for all of it."""
    return MentionFinder(register, hint)
