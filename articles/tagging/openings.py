"""How a sentence opens before its subject, and a subject that is described before it is named."""

from __future__ import annotations

import re

from articles.tagging.clauses import FINITE
from articles.tagging.narrated_names import NarratedNames
from articles.tagging.sentences import CLOSE, OPEN
from articles.tagging.values import Mention

_OPENING = re.compile(
    r"\s*(?:(?:but|and|so|meanwhile|however|earlier|later|then|now|also)[,\s]+)*"
    r"(?:(?:in|on|at|after|before|during|when|as|following|asked|pressed|speaking|since|while|by"
    r"|with|despite|for|from|although|though|because|if|under|last|this)\b[^,]{1,160},\s*"
    r"|(?:in|on|after|before) (?:it|that|them|an? \w+|the \w+|(?:an?|the) [a-z]+ [a-z]+)"
    r"\s(?=(?:he|she)\s))?",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"(?:But |And )?(?:The|Its|His|Her|Their|Another|One|A|An) [^,.;:]{3,90}, $"
)
_CONJUNCTION = re.compile(r"\s(?:but|while|whereas)\s")
_VERB = re.compile(rf"\s(?:\w+ly\s)?(?:{FINITE.pattern})")
_TITLE = 60  # characters of a description and a name
_FARTHEST = 110  # characters between the start of a sentence and the name of its subject


def past_opening(narrated: str, low: int, stop: int) -> int:
    """Where the subject may begin: behind a quotation, adverbs and an adjunct in front."""
    if narrated.startswith(OPEN, low) and (closes := narrated.find(CLOSE, low, stop)) > 0:
        low = closes + 1
        while narrated[low : low + 1] in (",", " "):
            low += 1
    opening = _OPENING.match(narrated, low, stop)
    return opening.end() if opening else low


def behind_conjunction(narrated: str, names: NarratedNames, low: int, stop: int) -> int:
    """`The pool was shut but NAME has ...`: where the last clause with a named subject begins.

    `low` where there is none.
    """
    for conjunction in reversed(list(_CONJUNCTION.finditer(narrated, low, stop))):
        at = conjunction.end()
        people = names.people_in(at, min(stop, at + _TITLE))
        if people and _VERB.match(narrated, people[0].end, stop):
            return people[0].start
    return low


def apposed(narrated: str, names: NarratedNames, begin: int, stop: int) -> Mention | None:
    """`The Green candidate, NAME, is a farmer`: the name that follows its description."""
    people = names.people_in(begin, min(stop, begin + _FARTHEST))
    if not people or narrated[people[0].end : people[0].end + 1] != ",":
        return None
    return people[0] if _DESCRIBED.fullmatch(narrated, begin, people[0].start) else None
