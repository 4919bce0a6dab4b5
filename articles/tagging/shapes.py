"""Whether words that the register does not know are a person's full name.

Each sign adds points: a given name before, a surname behind, a title, an age, a role beside it, a
verb of speaking. Two points make a name.
"""

from __future__ import annotations

import re

from articles.tagging.folding import fold
from articles.tagging.reading import Reading
from articles.tagging.segments import (
    DOUBTFUL,
    GIVEN,
    LIKELY,
    SOFT_HEADS,
    SURNAMES,
    Segment,
)
from articles.tagging.wordlists import word_lines, word_set

ENOUGH = 2
LONGEST = 5
AGE_AFTER = re.compile(r"(?:, (?:who is |aged )?\d{1,3}\b(?![,.]\d)|,? aged \d| ?\(\d{1,3}\))")
NEXT_WORD = re.compile(r"'?s? ?([a-z]+)|, ([a-z]+)")
LAST_WORD = re.compile(r"([A-Za-z.'-]+)[,:]? (?:and |- |– )?$")
APPOSITION = frozenset(
    ["a", "an", "the", "who", "whose", "from", "of", "our", "his", "her", "its", "then", "now"]
)
FICTIONAL = word_set("fictional")
WELL_KNOWN = frozenset(map(fold, word_lines("well_known")))
SPEECH = word_set("speech_verbs")
ROLE_WORDS = word_set("role_words")


def is_person(segment: Segment, reading: Reading, surnames: frozenset[str]) -> bool:
    """Whether the untitled words of `segment` name a person. `surnames` are the register's."""
    parts = segment.parts
    if not _could_be(segment, reading):
        return False
    if " ".join(parts) in WELL_KNOWN:
        return True
    points = _name_points(parts, surnames) + _context_points(segment, reading)
    if parts[-1] in SOFT_HEADS and parts[-1] not in SURNAMES:
        points -= 1
    return points >= ENOUGH


def _could_be(segment: Segment, reading: Reading) -> bool:
    parts = segment.parts
    if not 2 <= len(parts) <= LONGEST or " ".join(parts) in FICTIONAL:
        return False
    if all(part.isupper() and len(part) > 1 for part in parts):
        return False
    beside = reading.text[max(0, segment.start - 2) : segment.start]
    return beside != "& " and not reading.text.startswith((" & ", "-", ".co"), segment.end)


def _name_points(parts: tuple[str, ...], surnames: frozenset[str]) -> int:
    points = 0
    if parts[0] in LIKELY or parts[0].partition("-")[0] in LIKELY:
        points += 2
    elif parts[0] in GIVEN or parts[0] in DOUBTFUL:
        points += 1
    if parts[-1] in SURNAMES or parts[-1] in surnames:
        points += 1
    if len(parts) > 2 and any(len(part) == 1 for part in parts[1:-1]):
        points += 1
    return points


def _context_points(segment: Segment, reading: Reading) -> int:
    after = reading.after(segment.end)
    points = 1 if segment.role_before else 0
    if AGE_AFTER.match(after):
        points += 2
    if match := NEXT_WORD.match(after):
        verb, apposed = match.groups()
        points += (verb in SPEECH) + (apposed in APPOSITION or apposed in ROLE_WORDS)
    return points + _points_before(segment, reading)


def _points_before(segment: Segment, reading: Reading) -> int:
    match = LAST_WORD.search(reading.before(segment.start))
    word = match.group(1) if match else ""
    if word in ROLE_WORDS or word in ("said", "says", "added", "told", "named"):
        return 1
    return 0
