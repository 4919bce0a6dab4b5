"""Mentions of parties: names that mean what they say, unless their neighbours say no."""

from __future__ import annotations

import re

from articles.tagging.facts import Facts
from articles.tagging.finder import Hit
from articles.tagging.marking import Covered, mark
from articles.tagging.party_context import (
    country_before,
    is_a_result,
    is_another_phrase,
    is_in_brackets,
    listed_beside,
    may_be_of_a_chamber,
)
from articles.tagging.reading import Reading
from articles.tagging.register import Name, Ref, holds
from articles.tagging.values import Evidence, Mention
from articles.tagging.wordlists import word_set

FOLLOWERS = word_set("party_followers")
FOLLOWER = re.compile(r"(?:'s)?[ -]([A-Za-z]+)")
ACTS = re.compile(r" (?:won|wins|gained|lost|said|says|took|led|leads|beat|topped|claim\w+)\b")
LISTED = frozenset({"reform-uk", "green", "alliance"})
SHORT = 3


class PartyFinder:
    """Finds the parties that an article names."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __call__(self, reading: Reading, hits: list[Hit]) -> list[Mention]:
        """Mentions of parties in text order."""
        parties = [hit for hit in hits if hit.kind == "party"]
        sure = {
            name.ref
            for hit in parties
            for name in self._known(hit, reading)
            if name.kind == "stated"
        }
        beside = listed_beside(parties, reading) if sure else frozenset()
        found = [m for hit in parties if (m := self._mention(hit, reading, sure, beside))]
        return found + _outside_register(reading, hits, found)

    def _known(self, hit: Hit, reading: Reading) -> list[Name]:
        """The names in use on the day: not before the party began, but after its end too."""
        day = reading.document.day
        return [
            name
            for name in hit.names
            if holds(name.start, name.end, day) and self._had_begun(name.ref, reading)
        ]

    def _had_begun(self, ref: Ref, reading: Reading) -> bool:
        entity = self.facts.entities.get(ref)
        return entity is None or holds(entity.start, None, reading.document.day)

    def _mention(
        self, hit: Hit, reading: Reading, sure: set[Ref], beside: frozenset[int]
    ) -> Mention | None:
        names = self._known(hit, reading)
        if len({name.ref for name in names}) != 1 or is_another_phrase(hit, reading):
            return None
        name = min(names, key=lambda n: n.kind != "stated")
        if country := country_before(hit, reading):
            return _of_another_country(country, _span(hit, reading), reading)
        if name.kind == "stated" and not may_be_of_a_chamber(hit, reading):
            return self._marked(hit, name, "", reading)
        if reason := self._shown(hit, name, reading, sure, hit.start in beside):
            return self._marked(hit, name, reason, reading)
        return None

    def _marked(self, hit: Hit, name: Name, reason: str, reading: Reading) -> Mention:
        span = _span(hit, reading)
        label, words = self.facts.name(name.ref), reading.document.text[slice(*span)]
        if reason:
            why = f"“{words}” means {_called(label)} here: {reason}"
            evidence, confidence = Evidence("party-word", why), 0.95
        else:
            why = f"“{words}” is what the press calls {_called(label)}"
            if words == label:
                why = f"“{words}” is the party’s own name"
            evidence, confidence = Evidence("party-name", why), 0.99
        return mark(span, "party", name.ref, label, reading, evidence, confidence)

    def _shown(self, hit: Hit, name: Name, reading: Reading, sure: set[Ref], beside: bool) -> str:
        if name.kind == "stated":
            return ""
        if is_in_brackets(hit, reading) and _is_alone(hit, reading, False):
            return "it stands in brackets"
        if is_a_result(hit, reading) and beside:
            return "it stands in a list of results"
        if len(name.text) <= SHORT and name.ref.key != "change-uk":
            return ""
        after = FOLLOWER.match(reading.text, hit.end)
        if after and after.group(1) in FOLLOWERS and _is_alone(hit, reading, True):
            return f"“{after.group(1)}” follows"
        if name.ref.key == "change-uk":
            return "the MPs of that name sat on that day" if reading.is_national else ""
        if not _is_alone(hit, reading, False):
            return ""
        if name.ref in sure:
            return "the party is named in full in this article"
        if name.text.endswith(" Party") and not name.text.startswith("Your"):
            return "it is written as a party’s name"
        return _beside_others(hit, name, reading, beside) if sure else ""


def _called(label: str) -> str:
    return f"the {label}" if label.endswith(("Party", "Democrats")) else label


def _beside_others(hit: Hit, name: Name, reading: Reading, beside: bool) -> str:
    if reading.opens_sentence(hit.start) and not ACTS.match(reading.text, hit.end):
        shown = beside and name.text.endswith("s")
    else:
        shown = beside or name.ref.key in LISTED
    return "it is named beside other parties" if shown else ""


def _span(hit: Hit, reading: Reading) -> tuple[int, int]:
    """The article is no part of a party's name, though some begin with it."""
    article = len("The ") if reading.text.startswith("The ", hit.start) else 0
    return hit.start + article, hit.end


def _of_another_country(country: str, span: tuple[int, int], reading: Reading) -> Mention:
    words = reading.document.text[slice(*span)]
    why = f"“{country}” before “{words}” makes it a party of another country"
    name, evidence = f"{country} {words}", Evidence("foreign-party", why)
    return mark(span, "party", None, name, reading, evidence, 0.8)


def _is_alone(hit: Hit, reading: Reading, may_lead: bool) -> bool:
    """Whether no other capitalised word makes it a longer name ("Jane Green")."""
    run = reading.run_at(hit.start)
    if not run:
        return False
    opened = run[0].start == hit.start or reading.opens_sentence(run[0].start)
    return opened and (may_lead or run[-1].end == hit.end)


def _outside_register(reading: Reading, hits: list[Hit], found: list[Mention]) -> list[Mention]:
    covered = Covered((m.start, m.end) for m in found)
    mentions = []
    for hit in hits:
        if hit.kind == "other party" and not covered.touches(hit.start, hit.end):
            name = reading.document.text[hit.start : hit.end]
            evidence = Evidence("unknown-party", f"“{name}” is a party outside the register")
            span = (hit.start, hit.end)
            mentions.append(mark(span, "party", None, name, reading, evidence, 0.85))
    return mentions
