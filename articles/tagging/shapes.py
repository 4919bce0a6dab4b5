"""Whether words that the register does not know are a person's full name.

Each sign adds points: a given name before, a surname behind, a title, an age, a role beside it, a
verb of speaking. Two points make a name.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from articles.tagging.folding import fold
from articles.tagging.patterns import any_of
from articles.tagging.reading import Reading
from articles.tagging.segments import (
    DOUBTFUL,
    GIVEN,
    LIKELY,
    SOFT_HEADS,
    SURNAMES,
    Segment,
)
from articles.tagging.values import Mention
from articles.tagging.wordlists import word_lines, word_set

ENOUGH = 2
LONGEST = 5
LONGEST_PARTY = 40
AGE_AFTER = re.compile(r"(?:, (?:who is |aged )?\d{1,3}\b(?![,.]\d)|,? aged \d| ?\(\d{1,3}\))")
SIGNATURE = re.compile(r"(?: \((?:Mrs?|Ms|Miss|Dr)\))?, [A-Z][A-Za-z' -]{2,40}")  # of a letter
NEXT_WORD = re.compile(r"'?s? ?([a-z]+)|, ([a-z]+)")
LAST_WORD = re.compile(r"([A-Za-z.'-]+)[,:]? (?:and |- |– )?$")
APPOSITION = frozenset(
    ["a", "an", "the", "who", "whose", "from", "of", "our", "his", "her", "its", "then", "now"]
)
FICTIONAL = word_set("fictional") | word_set("places_like_people")
WELL_KNOWN = frozenset(map(fold, word_lines("well_known")))
BEFORE_NAMES = frozenset({"said", "says", "added", "told", "named", "married"})
SEEN_SURNAMES = SURNAMES | word_set("surnames_rarer")
SPEECH = word_set("speech_verbs")
ROLE_WORDS = word_set("role_words")
WEAK_ROLES = word_set("weak_roles")
NOUNS = any_of((*ROLE_WORDS - WEAK_ROLES, *word_lines("trades")))
DETERMINERS = "a|an|the|our|his|her|its|then|now|chief|deputy"
PERSON_NOUN = re.compile(
    rf", (?:who\b|whose\b|(?:{DETERMINERS})?(?: ?[a-z'-]+){{0,3}}? ?(?:{NOUNS})\b)"
)
QUOTE_THEN_VERB = re.compile(r"[\"'”’],? (?:said|says|added|adds|told|explained|replied|asked) $")
QUOTE_CLOSED = re.compile(r"[,!?.][\"'”’] $")
SAYS = re.compile(r" (?:said|says|added|adds|told|explained|insisted|replied)\b")
LIST_OF_PEOPLE = re.compile(
    r"\b(?:[Cc]ouncillors|Cllrs|MPs|[Cc]andidates|[Rr]esidents|[Cc]ampaigners|[Oo]fficers|"
    r"[Bb]rothers|[Ss]isters|[Ww]inners|[Dd]irectors|[Oo]wners|[Pp]arents|[Ff]riends|"
    r"[Cc]onstables|colleagues):? "
    r"(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,2}(?: \([^)]{1,20}\))?(?:, and |, | and ))*$"
)
NAMED_AS = re.compile(r"\b(?:named|identified)(?: [a-z]+){0,4} as $|\b[Pp]ictured:? $")
AS_PEOPLE_DO = re.compile(
    r"(?:,? who |, (?:prosecuting|defending|mitigating)\b| (?:was|were) (?:jailed|arrested|born|"
    r"charged|fined|sentenced|elected|re-elected|bailed|remanded|convicted|cleared)\b|"
    r" (?:believes|thinks|hopes|remembers|recalled|pleaded|admitted|died)\b)"
)
VERB_THEN_QUOTE = re.compile(r" (?:said|says|added|told [\w ]{1,30}?)(?::|, ?[\"“'‘])")


class Known(NamedTuple):
    """What helps to see a name: the register's surnames and first names, words that stand alone."""

    surnames: frozenset[str]
    givens: frozenset[str]
    alone: frozenset[str] = frozenset()


def is_person(segment: Segment, reading: Reading, known: Known) -> bool:
    """Whether the untitled words of `segment` name a person."""
    parts = segment.parts
    if not _could_be(segment, reading):
        return False
    if " ".join(parts) in WELL_KNOWN:
        return True
    points = _name_points(parts, known) + _context_points(segment, reading)
    if parts[-1] in SOFT_HEADS and not (parts[-1] in SURNAMES and parts[0] in LIKELY):
        points -= 1
    return points >= ENOUGH


def _could_be(segment: Segment, reading: Reading) -> bool:
    parts = segment.parts
    if not 2 <= len(parts) <= LONGEST or " ".join(parts) in FICTIONAL:
        return False
    if len(parts[-1]) == 1 or all(part.isupper() and len(part) > 1 for part in parts):
        return False
    beside = reading.text[max(0, segment.start - 2) : segment.start]
    return beside != "& " and not reading.text.startswith((" & ", "-", ".co"), segment.end)


def _name_points(parts: tuple[str, ...], known: Known) -> int:
    points = 0
    if parts[0] in LIKELY or parts[0].partition("-")[0] in LIKELY or parts[0] in known.givens:
        points += 2
    elif parts[0] in GIVEN or parts[0] in DOUBTFUL:
        points += 1
    if parts[-1] in SEEN_SURNAMES or parts[-1] in known.surnames:
        points += 1
    if parts[-1] in known.alone and parts[-1] not in SOFT_HEADS:
        points += 1
    if len(parts) > 2 and any(len(part) == 1 for part in parts[1:-1]):
        points += 1
    return points


def _context_points(segment: Segment, reading: Reading) -> int:
    after = reading.after(segment.end)
    points = 1 if (segment.start, segment.end) in reading.hinted else 0
    if AGE_AFTER.match(after):
        points += 2
    if SIGNATURE.fullmatch(after) and not reading.before(segment.start):
        points += 1
    if any(sign.match(after) for sign in (VERB_THEN_QUOTE, PERSON_NOUN, AS_PEOPLE_DO)):
        points += 2
    elif match := NEXT_WORD.match(after):
        verb, apposed = match.groups()
        points += (verb in SPEECH) + (apposed in APPOSITION or apposed in ROLE_WORDS)
    return points + _points_before(segment, reading)


def _points_before(segment: Segment, reading: Reading) -> int:
    """What a role, "named" or a quotation right before the name is worth."""
    before = reading.before(segment.start, 120)
    if before.endswith(("s ", ", ", "and ")) and LIST_OF_PEOPLE.search(before):
        return 2
    match = LAST_WORD.search(before)
    word = match.group(1) if match else ""
    apposed = match and match.group().endswith(f"{word}, ") and reading.after(segment.end, 1) == ","
    capital = word.lower() in ROLE_WORDS and (segment.role_before or apposed)
    role = word in ROLE_WORDS or capital
    if role and match and (apposed or match.group().endswith(f"{word} ")):
        return 1 if word.lower() in WEAK_ROLES else 2
    if QUOTE_THEN_VERB.search(before) or NAMED_AS.search(before):
        return 2
    if QUOTE_CLOSED.search(before) and SAYS.match(reading.text, segment.end):
        return 2
    party = any(m.kind == "party" and m.end in _beside(segment) for m in _marks(segment, reading))
    return 1 if party or segment.role_before or word in BEFORE_NAMES else 0


def _marks(segment: Segment, reading: Reading) -> tuple[Mention, ...]:
    return reading.marks_between(segment.start - LONGEST_PARTY, segment.start)


def _beside(segment: Segment) -> tuple[int, int]:
    """Where a word before ends, with and without "'s"."""
    return segment.start - 1, segment.start - 3
