"""Finds the words that say who speaks behind a cue, and the owner of a noun of saying."""

from __future__ import annotations

import re

from articles.tagging.cues import Cue
from articles.tagging.heads import is_head
from articles.tagging.narrated_names import NarratedNames
from articles.tagging.sentences import CLOSE, OPEN, QUOTED
from articles.tagging.sources import JOINT, REACH, Source, phrase_start

_CHUNK_END = re.compile(
    rf"[,;:.]\s|[,;:.]$|\s[-–—]\s|[{OPEN}{CLOSE}{QUOTED}]|\s(?:who|which|after|when|as|while|but"
    r"|before|during|following|in (?:a|an|his|her|their|response)|on (?:mon|tues|wednes|thurs|fri|"
    r"satur|sun)day|last (?:night|week)|yesterday|today)\b",
    re.IGNORECASE,
)
_TITLE_STOP = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Cllr|Coun|Rev|Prof|St|[A-Z])\.\s$")
_OWNER = re.compile(r"(?:^|[\s(])(his|her|their|its)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_OWNED = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}$")
_MADE = re.compile(
    r"\b(?:ma[dk]\w+|repeat\w*|issu\w+|g[ai]v\w+|offer\w*|reiterat\w+|withdr[ae]w\w*|with|drew"
    r"|stood by)\s+(?:[\w-]+\s+){0,2}$"
)
_OF_OWNER = re.compile(r"\s+(?:by|from|of)\s+")


def source_after(narrated: str, names: NarratedNames, at: int, end: int) -> Source:
    """Who stands after a cue that ends at `at`: `said Tory spokesman Bob Lee, who ...`."""
    while at < end and narrated[at].isspace():
        at += 1
    stop = _chunk_end(narrated, at, min(end, at + REACH))
    people = names.people_in(at, stop)
    heads = [m for m in people if is_head(narrated, m, at)]
    if not heads:
        return _described_then_named(narrated, names, at, stop, end)
    joined = [heads[0]]
    for mention in names.people_in(heads[0].end, min(end, at + REACH)):
        if not JOINT.match(narrated[joined[-1].end : mention.start]):
            break
        joined.append(mention)
    if "and" not in narrated[joined[0].end : joined[-1].start]:
        joined = joined[:1]
    return Source("named", joined[0].start, joined[-1].end, tuple(joined))


def _described_then_named(
    narrated: str, names: NarratedNames, at: int, stop: int, end: int
) -> Source:
    """`said the council's leader, Ann Orr.`"""
    if narrated[stop : stop + 1] == ",":
        following = names.people_in(stop, min(end, stop + 60))
        if following and narrated[stop + 1 : following[0].start].strip() == "":
            ahead = narrated[following[0].end : following[0].end + 1]
            if ahead in (".", ",", ""):
                return Source("named", following[0].start, following[0].end, (following[0],))
    return Source("phrase" if stop > at else "none", at, stop)


def _chunk_end(narrated: str, at: int, end: int) -> int:
    """Where the phrase after a cue ends; the full stop of a title does not end it."""
    for match in _CHUNK_END.finditer(narrated, at, end):
        if not _TITLE_STOP.search(narrated, max(at, match.start() - 5), match.end()):
            return match.start()
    return at + len(narrated[at:end].rstrip(" .\n"))


def source_of_noun(narrated: str, names: NarratedNames, start: int, cue: Cue) -> Source:
    """Whose claim, warning or statement: `NAME's claim`, `a claim by NAME`, else the subject's."""
    low = max(start, cue.start - REACH)
    if owned := _OWNED.search(narrated, low, cue.start):
        people = [m for m in names.people_in(low, cue.start) if m.end == owned.start()]
        if people:
            return Source("named", people[0].start, people[0].end, (people[0],))
        return Source("phrase", phrase_start(narrated, low, owned.start()), owned.start())
    if owner := _OWNER.search(narrated, low, cue.start):
        return Source("pronoun", owner.start(1), owner.end(1))
    if by := _OF_OWNER.match(narrated, cue.end):
        that = narrated.find(" that ", by.end(), by.end() + 90)
        return source_after(narrated, names, by.end(), that if that > 0 else by.end() + 60)
    if cue.word.endswith("s") and not _MADE.search(narrated, low, cue.start):
        return Source(
            "none", cue.start, cue.start
        )  # "dismissed claims that": nobody's in particular
    return Source("subject", start, cue.start)
