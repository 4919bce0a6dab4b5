"""What stands between a source and its cue without being either: adverbs, dates, asides."""

from __future__ import annotations

import re

from articles.tagging.wordlists import word_lines

_ADJUNCT = 80  # characters of "late on Monday night" or "in his own words"
_FILLERS = frozenset(word_lines("fillers"))
_NOUNS_IN_LY = frozenset(
    ["family", "assembly", "bully", "rally", "supply", "reply", "daily", "weekly"]
)
_TIMES = ("day", "week", "month", "year", "night", "evening", "morning", "afternoon")
_TIME = re.compile(
    r"[,\s]+(?:(?:on|late|early|since|last|this|earlier|later|next)\s+)*(?:(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)day|week|month|year|night|evening|morning|afternoon|today|yesterday|tonight)"
    r"(?:\s+(?:night|morning|evening|afternoon))?,?$",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\b[A-Z][\w'’-]+\s$")
_AT_LEAST = re.compile(r"\s(?:at (?:least|best)|of course|in turn|for one|once (?:again|more))$")
_ASIDE = re.compile(
    r",\s+(?:however|meanwhile|in (?:a|an|his|her|their) [\w ]{3,40}"
    r"|though|too|for (?:his|her|its|their) part),?$"
)


def without_tail(narrated: str, low: int, at: int) -> tuple[int, bool]:
    """Offset where the source ends: without auxiliaries, adverbs, dates and brackets."""
    auxiliary = False
    end = at
    while end > low:
        head = narrated[low:end].rstrip()
        end = low + len(head)
        word = head.rsplit(None, 1)[-1] if head else ""
        if (word.lower() in _FILLERS and not _is_surname(head, word)) or _is_adverb(word):
            auxiliary = auxiliary or word in ("is", "are", "was", "were", "been", "be", "’s", "'s")
            end -= len(word)
        elif head.endswith(")") and "(" in head:
            end = low + head.rindex("(")
        elif found := _adjunct_before(narrated, max(low, end - _ADJUNCT), end, word):
            end = found.start()
        elif aside := _AT_LEAST.search(head):
            end = low + aside.start()
        else:
            return end, auxiliary
    return max(end, low), auxiliary


def _is_surname(head: str, word: str) -> bool:
    """`Councillor Michael Long said`: a capital behind a capital is a name."""
    return word[:1].isupper() and _CAPITAL.search(head[: -len(word)]) is not None


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word.islower() and len(word) > 4 and word not in _NOUNS_IN_LY


def _adjunct_before(narrated: str, low: int, end: int, last: str) -> re.Match[str] | None:
    """The time or aside that ends at `end` with the word `last`."""
    time = None
    if last.lower().rstrip(",").endswith(_TIMES):
        time = _TIME.search(narrated, low, end)
    if time and narrated[end - 1] == "," and narrated[time.start()] != ",":
        time = None  # "NAME, who left last year, said": the end of an aside
    return time or _ASIDE.search(narrated, low, end)
