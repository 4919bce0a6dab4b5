"""Mentions of parties: names that mean what they say, unless their neighbours say no."""

from __future__ import annotations

import re

from articles.tagging.facts import Facts
from articles.tagging.finder import Hit
from articles.tagging.marking import Covered, living, mark
from articles.tagging.reading import Reading
from articles.tagging.register import Name, Ref
from articles.tagging.values import Evidence, Mention
from articles.tagging.wordlists import word_set

NOT_PARTY = word_set("not_party")
FOLLOWERS = word_set("party_followers")
ENDINGS: dict[str, tuple[str, ...]] = {
    word: tuple(phrase for phrase in sorted(NOT_PARTY) if phrase.endswith(" " + word))
    for word in sorted({phrase.rpartition(" ")[2] for phrase in NOT_PARTY})
}
NEXT = re.compile(r" ([A-Za-z]+)")
FOLLOWER = re.compile(r"(?:'s)?[ -]([A-Za-z]+)")
IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,30}$")
ACTS = re.compile(r" (?:won|wins|gained|lost|said|says|took|led|leads|beat|topped|claim\w+)\b")
LISTED = frozenset({"reform-uk", "green", "alliance"})


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
            for name in living(hit.names, reading, self.facts)
            if name.kind == "stated"
        }
        found = [m for hit in parties if (m := self._mention(hit, reading, sure))]
        return found + _outside_register(reading, hits, found)

    def _mention(self, hit: Hit, reading: Reading, sure: set[Ref]) -> Mention | None:
        names = living(hit.names, reading, self.facts)
        if len({name.ref for name in names}) != 1 or _is_another_phrase(hit, reading):
            return None
        name = min(names, key=lambda n: n.kind != "stated")
        label, words = self.facts.name(name.ref), reading.document.text[hit.start : hit.end]
        if name.kind == "stated":
            evidence = Evidence("party-name", f"“{words}” is a name of {label}")
        elif reason := self._shown(hit, name, reading, sure):
            evidence = Evidence("party-word", f"“{words}” means {label} here: {reason}")
        else:
            return None
        confidence = 0.99 if name.kind == "stated" else 0.95
        return mark((hit.start, hit.end), "party", name.ref, label, reading, evidence, confidence)

    def _shown(self, hit: Hit, name: Name, reading: Reading, sure: set[Ref]) -> str:
        if len(name.text) <= 3:
            bracketed = IN_BRACKETS.search(reading.before(hit.start))
            return "it stands in brackets" if bracketed else ""
        after = FOLLOWER.match(reading.text, hit.end)
        if after and after.group(1) in FOLLOWERS and _is_alone(hit, reading, True):
            return f"“{after.group(1)}” follows"
        if name.ref.key == "change-uk":
            return "the MPs of that name sat on that day" if reading.is_national else ""
        if not _is_alone(hit, reading, False):
            return ""
        if name.ref in sure:
            return "the party is named in full in this article"
        acts = ACTS.match(reading.text, hit.end)
        if sure and name.ref.key in LISTED and (acts or not reading.opens_sentence(hit.start)):
            return "it is named beside other parties"
        return ""


def _is_another_phrase(hit: Hit, reading: Reading) -> bool:
    """Whether the words stand in a phrase such as "Department of Labour" or "Reform Act"."""
    words, text = reading.text[hit.start : hit.end], reading.text
    after = NEXT.match(text, hit.end)
    if after and f"{words} {after.group(1)}" in NOT_PARTY:
        return True
    return text.endswith(ENDINGS.get(words, ()), 0, hit.end)


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
