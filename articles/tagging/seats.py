"""Mentions of parliamentary seats: the name of a place counts only where it is used as a seat."""

from __future__ import annotations

import re

from articles.tagging.facts import Facts
from articles.tagging.finder import Hit
from articles.tagging.marking import Covered, mark
from articles.tagging.reading import Reading
from articles.tagging.register import Name, Ref, holds
from articles.tagging.values import Evidence, Mention

MEMBER = r"(?:MPs?|MSPs?|MLAs?|AMs?|MSs?|[Mm]embers? of [Pp]arliament|[Mm]ember)"
PARTY = (
    r"(?:Labour|Conservative|Tory|Lib Dem|Liberal Democrat|Green|SNP|Reform UK|[Ii]ndependent|"
    r"Plaid Cymru|DUP|UKIP|Ukip)"
)
# What stands before a seat: "MP for", "by-election in", "(Con,".
BEFORE = re.compile(
    rf"(?:\b{MEMBER} (?:for|from)|\b(?:[Cc]andidate|PPC|[Pp]arliamentary spokes\w+) (?:for|in)|"
    r"\bseats? of|\bconstituenc(?:y|ies) of|\bconstituents (?:in|of|from)|\brepresent(?:s|ed|ing)?|"
    r"\bby-elections? in|"
    rf"\b{MEMBER} for [A-Z][\w' ,&-]{{2,40}} and|"
    r"\((?:Lab|Con|Lib Dem|LD|SNP|Ind|Green)[^)]{0,6}, ?) (?:the )?$"
)
AFTER = re.compile(
    rf"(?:'s?)? (?:(?:{PARTY}|former|local|new) )*(?:{MEMBER}\b|constituen|seat\b|"
    r"by-election|byelection|parliamentary candidate|prospective parliamentary)"
)
SEAT_ONLY = re.compile(r"\b(?:North|South|East|West|Central|Mid)\b| and |,")
VOTING = re.compile(
    r"\b(?:elected|elect|re-elected|majority|seat|stand|stood|standing|won|win|lost|"
    r"candidate|contest)\b"
)
DEVOLVED = re.compile(r"\b(?:MSPs?|Holyrood|Scottish Parliament)\b")
STORMONT = re.compile(r"\b(?:MLAs?|Stormont|Assembly)\b")
BY_ELECTION = re.compile(r"\b(?:The |A |In )?([A-Z][A-Za-z-]+(?: [A-Z][A-Za-z-]+)*) by-election")


class SeatFinder:
    """Finds the seats that an article names as seats."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.by_opening: dict[str, list[Ref]] = {}
        for ref, entity in facts.entities.items():
            if ref.kind == "constituency":
                opening = re.split(r",| and ", entity.name)[0]
                self.by_opening.setdefault(opening, []).append(ref)

    def __call__(self, reading: Reading, hits: list[Hit]) -> list[Mention]:
        """Mentions of seats in text order."""
        found = [
            mention
            for hit in hits
            if hit.kind == "constituency" and (mention := self._mention(hit, reading))
        ]
        if "by-election" not in reading.text:
            return found
        covered = Covered((m.start, m.end) for m in found)
        for match in BY_ELECTION.finditer(reading.text):
            if not covered.touches(*match.span()):
                found += self._partial(match, reading)
        return sorted(found, key=lambda mention: mention.start)

    def _mention(self, hit: Hit, reading: Reading) -> Mention | None:
        cue = self._cue(hit, reading)
        if not cue:
            return None
        refs = self._refs(hit.names, reading)
        ref = refs[0] if len(refs) == 1 else None
        words = reading.document.text[hit.start : hit.end]
        name = self.facts.name(ref) if ref else words
        evidence = Evidence("used-as-seat", f"“{words}” is used as a seat: “{cue}” beside it")
        confidence = 0.97 if ref else 0.6
        return mark((hit.start, hit.end), "constituency", ref, name, reading, evidence, confidence)

    def _cue(self, hit: Hit, reading: Reading) -> str:
        if after := AFTER.match(reading.text, hit.end):
            return after.group().strip(" '")
        if before := BEFORE.search(reading.before(hit.start)):
            return before.group().strip()
        name = reading.text[hit.start : hit.end]
        if SEAT_ONLY.search(name) and (near := VOTING.search(reading.before(hit.start, 50))):
            return near.group()
        return ""

    def _refs(self, names: tuple[Name, ...], reading: Reading) -> list[Ref]:
        day = reading.document.day
        alive = [n.ref for n in names if holds(n.start, n.end, day)]
        refs = sorted({ref for ref in alive if self.facts.exists(ref, day)} or set(alive))
        if len(refs) < 2:
            return refs
        return self._of_parliament(refs, reading)

    def _of_parliament(self, refs: list[Ref], reading: Reading) -> list[Ref]:
        wanted = ""
        if DEVOLVED.search(reading.text):
            wanted = "-holyrood"
        elif STORMONT.search(reading.text):
            wanted = "-stormont"
        devolved = [r for r in refs if wanted and r.key.endswith(wanted)]
        return devolved or [r for r in refs if not r.key.endswith(("-holyrood", "-stormont"))]

    def _partial(self, match: re.Match[str], reading: Reading) -> list[Mention]:
        refs = [
            r
            for r in self.by_opening.get(match.group(1), ())
            if self.facts.exists(r, reading.document.day)
        ]
        refs = self._of_parliament(refs, reading) if len(refs) > 1 else refs
        if len(refs) != 1:
            return []
        name = self.facts.name(refs[0])
        evidence = Evidence("by-election", f"“{match.group()}” can only be {name} on that day")
        return [mark(match.span(1), "constituency", refs[0], name, reading, evidence, 0.9)]
