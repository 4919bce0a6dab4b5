"""Mentions of parliamentary seats: the name of a place counts only where it is used as a seat."""

from __future__ import annotations

import re

from articles.tagging.facts import Facts
from articles.tagging.finder import Hit
from articles.tagging.marking import Covered, mark
from articles.tagging.reading import Reading
from articles.tagging.register import Ref, holds
from articles.tagging.values import Evidence, Mention

MEMBER = r"(?:MPs?|MSPs?|MLAs?|AMs?|MSs?|[Mm]embers? of [Pp]arliament)"
PARTY = (
    r"(?:Labour|Conservative|Tory|Lib Dem|Liberal Democrat|Green|SNP|Reform UK|[Ii]ndependent|"
    r"Plaid Cymru|DUP|UKIP|Ukip)"
)
# What stands before a seat: "MP for", "by-election in", "(Con,".
BEFORE = re.compile(
    rf"(?:\b{MEMBER} (?:for|from)|"
    rf"\b(?:[Tt]he|[Hh]onourable|{PARTY}) (?:(?:new|former|then|sitting|present) )?[Mm]ember for|"
    r"\b(?:[Ss]eek(?:s|ing)|[Ss]ought|[Ww]ins?|[Ww]on) re-?election (?:in|for)|"
    r"\b(?:[Cc]andidate|PPC|[Pp]arliamentary spokes\w+) (?:for|in)|"
    r"\bseats? of|\bconstituenc(?:y|ies) of|\bconstituents (?:in|of|from)|\brepresent(?:s|ed|ing)?|"
    r"\bby-elections? in|"
    rf"\b{MEMBER} for [A-Z][\w' ,&-]{{2,40}} and|"
    r"\((?:[\w' -]{3,40}, )?(?:Lab|Con|Lib Dem|LD|SNP|Ind|Green|Lib|PC|Plaid|UKIP|Ukip|DUP|"
    r"Labour|Conservative|Tory|Reform|[Ii]ndependent)[^),]{0,14},|"
    r"\b(?:has|have|had) (?:also )?held|\bmajority of (?:\w+ )?[\d,]+(?: votes)? in|"
    r"\bsat (?:(?:in (?:the Commons|[Pp]arliament|Westminster)|as (?:an |the )?MP) )?for|"
    r"\b(?:re-)?elected (?:as )?(?:an? |the )?(?:MP )?for|"
    r"\bmarginals? (?:of|such as|like|including)|"
    rf"\b(?:contest(?:s|ed|ing)?|defending|{PARTY}-held)) (?:the )?$"
)
AFTER = re.compile(
    rf"(?:'s?)? (?:(?:{PARTY}|former|local|new) )*(?:{MEMBER}\b|constituen\w+|seat\b|"
    r"by-elections?|byelections?|parliamentary candidate|prospective parliamentary|CLP\b)"
    rf"|(?:'s)? {PARTY} (?:[Pp]arty )?[Aa]ssociation\b"
)
# Of a compass point's seat only: a party's branch, a headline about an election.
BRANCH = re.compile(rf" (?:{PARTY} )?(?:branch|association)\b")
PARLIAMENT_POLL = re.compile(r"\b(?:[Bb]y-?elections?|[Ee]lections?|[Pp]olls?|[Ss]eats?|MPs?)\b")
LOCAL_POLL = re.compile(r"\b(?:[Cc]ouncils?|[Cc]ouncillors?|[Ww]ards?|[Mm]ayor\w*)\b")
# Words of an election around a town that the article uses as a seat elsewhere.
RACE = (
    r"(?:candidates?|sitting member|re-?election|(?:second|third|fourth|fifth) term|majority|seat|"
    r"ballot|contests?|marginal|held by|knife-edge|too close to call)\b"
)
NEXT_RACE = re.compile(
    r",? [^.;:\n]{0,70}?\b(?:sitting (?:member|MP)|(?:second|third|fourth|fifth) term|majority|"
    r"marginal|knife-edge|too close to call|closest [\w' ]{0,20}(?:contest|race)s?)\b"
)
RACE_IN = re.compile(r"(?:^|[.!?] |[\"'] )(?:And |But )?[Ii]n $")
RACE_BEFORE = re.compile(
    r"\b(?:ballot papers? in|"
    r"(?:won|lost|gained|regained|retained|wins|loses|takes|took|holds|held|gains)|"
    r"\b(?:[Oo]ther|[Rr]ival|[Tt]he) candidates in|"
    r"(?:stood|stands?|standing) (?:again )?(?:for \w+ )?in|elected in) ?$"
)
GAINED = re.compile(
    r"\b(?:won|wins?|winning|held|holds?|holding|takes?|took|taken|taking|gains?|gained|gaining"
    r"|keeps?|kept|retains?|retained|regains?|regained|fights?|fought|contest(?:s|ed)) $"
)
FOR_PARTY = re.compile(r" for (?:the )?")
BEHIND_NAME = re.compile(r"[A-Z][\w'-]+ [A-Z][\w'-]+ \($")
POINT = re.compile(r" ?\b(?:North|South|East|West|Central|Mid)\b ?")
VOTERS = re.compile(r"\b(?:people|voters|electors) (?:of|in) $")
VOTED = re.compile(r" (?:(?:had|have|has) )?(?:voted|elected|chose)\b")
RACE_AFTER = re.compile(
    rf",? (?:[^.;:\n]{{0,60}}?\b{RACE})|"
    r" [A-Z]\w+(?: [A-Z]\w+)? (?:have |has |had )?"
    r"(?:choose|chose|chosen|select|selected|adopt|adopted)\b"
)
# No opener; behind the first letter, so that the search can skip to capitals.
NO_OPENER = "".join(f"(?!(?<={w[0]}){w[1:]} )" for w in ("The", "A", "In", "Former", "New"))
SHORTENED = re.compile(
    rf"([A-Z](?<!\w.){NO_OPENER}[A-Za-z-]+(?: [A-Z][A-Za-z-]+){{0,3}}?)(?:'s)? "
    rf"(?:(?:{PARTY}|former) )?(?:{MEMBER}\b|by-election|byelection|constituency)"
)
SEAT_WORDS = (" MP", "MSP", "MLA", " AM", " MS", "ember", "y-election", "yelection", "constituency")
SEAT_ONLY = re.compile(r"\b(?:North|South|East|West|Central|Mid)\b| and |,")
VOTING = re.compile(
    r"\b(?:elected|elect|re-elected|majority|seat|stand|stood|standing|won|wins?|lost|"
    r"candidates?|contest\w*|hopefuls?|fight\w*|battle|campaign\w*|vot(?:e|es|ed|ers|ing))\b"
)
DEVOLVED = re.compile(r"\b(?:MSPs?|Holyrood|Scottish Parliament)\b")
WESTMINSTER = re.compile(r"\bMPs?\b")
STORMONT = re.compile(r"\b(?:MLAs?|Stormont|Assembly)\b")
# Wards, councils and longer names: no seat, whatever stands before.
LOCAL = re.compile(
    r"(?:'s)? (?:(?:[a-z]+ )?(?:ward|division)\b|(?:seat )?on [\w ]{0,30}[Cc]ouncil|"
    r"(?:town |city |borough |county |district |parish )?[Cc]ouncil)"
)
LONGER = re.compile(r" [A-Z][a-z]+")
MAY_BE_LONGER = re.compile(r"represent|contest|defending|.*-held")
CANDIDATE = re.compile(r"andidate|ember for")
OTHER_POLL = re.compile(
    r"\b(?:[Mm]ayoral|[Mm]ayor|[Cc]ommissioner|[Cc]ouncil|[Cc]abinet|[Ww]ard)\b[^.]*$"
)
COUNCILLOR = re.compile(r"\b(?:Cllrs?|Coun|[Cc]ouncillors?)\b")


class SeatFinder:
    """Finds the seats that an article names as seats."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.by_opening: dict[str, list[Ref]] = {}
        for ref, entity in facts.entities.items():
            if ref.kind == "constituency":
                opening = re.split(r",| and ", entity.name)[0]
                self.by_opening.setdefault(opening, []).append(ref)

    def __call__(self, reading: Reading, hits: list[Hit], parties: list[Mention]) -> list[Mention]:
        """Mentions of seats in text order; parties: those of the article."""
        named = frozenset(party.start for party in parties)
        found = [
            mention
            for hit in hits
            if hit.kind == "constituency" and (mention := self._mention(hit, reading, named))
        ]
        found += self._elsewhere(hits, found, reading)
        if not any(word in reading.text for word in SEAT_WORDS):
            return sorted(found, key=lambda mention: mention.start)
        covered = Covered((m.start, m.end) for m in found)
        for match in SHORTENED.finditer(reading.text):
            if not covered.touches(*match.span(1)):
                found += self._shortened(match, reading)
        return sorted(found, key=lambda mention: mention.start)

    def _mention(self, hit: Hit, reading: Reading, parties: frozenset[int]) -> Mention | None:
        cue = "" if LOCAL.match(reading.text, hit.end) else self._cue(hit, reading, parties)
        if not cue:
            return None
        refs = self._refs(hit, cue, reading)
        ref = refs[0] if len(refs) == 1 else None
        words = reading.document.text[hit.start : hit.end]
        name = self.facts.name(ref) if ref else words
        evidence = Evidence(
            "used-as-seat", f"“{words}” is a seat of parliament here: “{cue}” stands beside it"
        )
        confidence = 0.97 if ref else 0.6
        return mark((hit.start, hit.end), "constituency", ref, name, reading, evidence, confidence)

    def _elsewhere(self, hits: list[Hit], found: list[Mention], reading: Reading) -> list[Mention]:
        """The same seats again, in words of an election: "In Ambridge, ... seeks re-election"."""
        named = {mention.ref for mention in found if mention.ref}
        if not named:
            return []
        starts = {mention.start for mention in found}
        councils = {hit.start for hit in hits if hit.kind == "council"}
        again = []
        for hit in hits:
            if hit.kind != "constituency" or hit.start in starts:
                continue
            refs = self._refs(hit, "", reading)
            if len(refs) != 1 or LOCAL.match(reading.text, hit.end):
                continue
            alone = hit.start not in councils
            again_named = refs[0] in named and _is_race(hit, reading, alone)
            other_named = refs[0] not in named and (
                _is_next(hit, reading) or self._is_sister(refs[0], named, hit, reading)
            )
            if not (again_named or other_named):
                continue
            name, other = self.facts.name(refs[0]), self.facts.name(min(named))
            same = "this seat" if refs[0] in named else f"{other}, a seat,"
            evidence = Evidence("seat-again", f"the article names {same} and speaks of an election")
            span = (hit.start, hit.end)
            again.append(mark(span, "constituency", refs[0], name, reading, evidence, 0.85))
        return again

    def _is_sister(self, ref: Ref, named: set[Ref], hit: Hit, reading: Reading) -> bool:
        """`Ambridge East`, where the article names Ambridge West as a seat."""
        own, words = self.facts.name(ref), reading.text[hit.start : hit.end]
        if not POINT.search(words) or LONGER.match(reading.text, hit.end):
            return False
        if LOCAL_POLL.search(reading.after(hit.end, 80)):
            return False
        town = POINT.sub("", own)
        return bool(town) and any(POINT.sub("", self.facts.name(other)) == town for other in named)

    def _cue(self, hit: Hit, reading: Reading, parties: frozenset[int]) -> str:
        if after := AFTER.match(reading.text, hit.end):
            return after.group().removeprefix("'s").removeprefix("'").strip()
        if before := BEFORE.search(reading.before(hit.start)):
            cue = before.group().strip()
            return "" if _is_no_seat(cue, hit, reading) else cue
        if gained := _gained(hit, reading, parties):
            return gained
        name = reading.text[hit.start : hit.end]
        if SEAT_ONLY.search(name):
            if BEHIND_NAME.search(reading.before(hit.start)) and _closes(hit, reading):
                return f"({name})"
            near = VOTING.search(reading.before(hit.start, 50))
            near = near or BRANCH.match(reading.text, hit.end) or _in_headline(hit, reading)
            if not near and reading.is_national:
                near = VOTING.search(reading.after(hit.end, 40))
            return near.group().strip() if near else ""
        return ""

    def _refs(self, hit: Hit, cue: str, reading: Reading) -> list[Ref]:
        """The seats of that name on the day: drawn then, else spelled so exactly."""
        day, names = reading.document.day, hit.names
        alive = [n.ref for n in names if holds(n.start, n.end, day)]
        refs = sorted({ref for ref in alive if self.facts.exists(ref, day)} or set(alive))
        refs = self._of_parliament(refs, cue, reading)
        if len(refs) > 1:
            refs = [ref for ref in refs if self.facts.sat(ref, day)] or refs
        if len(refs) > 1:
            words = reading.text[hit.start : hit.end]
            refs = [ref for ref in refs if self.facts.name(ref) == words] or refs
        return refs

    def _of_parliament(self, refs: list[Ref], cue: str, reading: Reading) -> list[Ref]:
        if len(refs) < 2:
            return refs
        wanted = ""
        if DEVOLVED.search(cue) or (not WESTMINSTER.search(cue) and DEVOLVED.search(reading.text)):
            wanted = "-holyrood"
        elif STORMONT.search(cue) or (
            not WESTMINSTER.search(cue) and STORMONT.search(reading.text)
        ):
            wanted = "-stormont"
        devolved = [r for r in refs if wanted and r.key.endswith(wanted)]
        return devolved or [r for r in refs if not r.key.endswith(("-holyrood", "-stormont"))]

    def _shortened(self, match: re.Match[str], reading: Reading) -> list[Mention]:
        """A long name by its first words: "the Tiverton MP", where one seat begins so."""
        day = reading.document.day
        refs = [r for r in self.by_opening.get(match.group(1), ()) if self.facts.sat(r, day)]
        refs = self._of_parliament(refs, match.group(), reading)
        if len(refs) != 1:
            return []
        name = self.facts.name(refs[0])
        evidence = Evidence("short-seat", f"“{match.group()}” can only be {name} on that day")
        return [mark(match.span(1), "constituency", refs[0], name, reading, evidence, 0.9)]


def _is_no_seat(cue: str, hit: Hit, reading: Reading) -> bool:
    """Whether a councillor's ward or a longer name stands behind what often precedes a seat."""
    if MAY_BE_LONGER.match(cue) and LONGER.match(reading.text, hit.end):
        return True
    beside = reading.before(hit.start)
    if CANDIDATE.search(cue) and OTHER_POLL.search(beside[-45:]):
        return True
    return cue.startswith("(") and bool(COUNCILLOR.search(beside))


def _gained(hit: Hit, reading: Reading, parties: frozenset[int]) -> str:
    """`Ann Orr won Ambridge for Labour`, `held Ambridge for Labour with a majority of 9`.

    parties: where parties are named.
    """
    after = FOR_PARTY.match(reading.text, hit.end)
    if after is None or after.end() not in parties:
        return ""
    before = GAINED.search(reading.before(hit.start, 24))
    local = LOCAL_POLL.search(reading.after(hit.end, 80))
    return before.group().strip() if before and not local else ""


def _closes(hit: Hit, reading: Reading) -> bool:
    return reading.text.startswith(")", hit.end)


def _in_headline(hit: Hit, reading: Reading) -> re.Match[str] | None:
    """What in the headline that a name stands in tells of an election to parliament."""
    if hit.start >= reading.headline_end:
        return None
    headline = reading.text[: reading.headline_end]
    return None if LOCAL_POLL.search(headline) else PARLIAMENT_POLL.search(headline)


def _is_next(hit: Hit, reading: Reading) -> bool:
    """Whether the next of several contests begins: "In Ambridge, Ann Orr seeks a third term"."""
    opens = reading.opens_sentence(hit.start) or RACE_IN.search(reading.before(hit.start))
    return bool(opens) and NEXT_RACE.match(reading.text, hit.end) is not None


def _is_race(hit: Hit, reading: Reading, alone: bool) -> bool:
    """Whether a name stands among words of an election. alone: no council is called so."""
    if LONGER.match(reading.text, hit.end) and not RACE_AFTER.match(reading.text, hit.end):
        return False
    if alone and SEAT_ONLY.search(reading.text[hit.start : hit.end]):
        return True
    if LOCAL_POLL.search(reading.after(hit.end, 80)):
        return False
    before = reading.before(hit.start)
    opens = reading.opens_sentence(hit.start) or RACE_IN.search(before)
    if opens and RACE_AFTER.match(reading.text, hit.end):
        return True
    if VOTERS.search(before) and VOTED.match(reading.text, hit.end):
        return True
    return RACE_BEFORE.search(before) is not None
