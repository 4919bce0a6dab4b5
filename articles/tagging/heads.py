"""Whether a name is the head of its phrase: "head of sport NAME", not "the wife of NAME"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.tagging.clauses import FINITE
from articles.tagging.values import Mention
from articles.tagging.wordlists import word_lines, word_set

_DEPENDENT = re.compile(
    r"\b(?:of|for|from|to|by|with|against|about|alongside|than|like|including|succeeded?|replaced?"
    r"|replacing)\s+(?:(?:the|former|late|new)\s+)*(?:[\w-]+\s+){0,3}$"
    r"|\b(?:on|in|under|at|over|between|after|before|behind|including|representing|replacing"
    r"|succeeding|following|defending|supporting|opposing|facing|beating|quoting|after meeting)\s+$"
)
PREPOSITION = re.compile(
    r"\b(?:of|for|to|by|with|against|about|on|from|alongside|between|over|at|than|in|under|behind)"
    r"\s+(?:(?:the|former|late|new|then)\s+)*(?:[\w-]+\s+){0,3}$"
)
# "To the leader NAME, his deputy NAME and NAME": what stands between names in a list.
_LISTED = re.compile(r",?\s(?:and\s)?(?:(?!who\b)[\w-]+\s){0,5}")
_POST = re.compile(
    r"\b([\w'’-]+)\s+(?:of|for)\s+(?:the\s+)?((?!(?:the|former|late|new|then)\s+$)"
    r"(?:(?!(?:by|with|to|from|at|in|on|against|about|than|like|near)\b)[\w'’&-]+\s+){1,4})$"
)
_RELATIVES = frozenset(word_lines("relatives"))
_PERSON_NOUNS = (
    frozenset(word_lines("person_nouns")) | frozenset(word_lines("posts")) | word_set("role_words")
)
_VERB = re.compile(rf"\s(?:\w+ly\s)?(?:{FINITE.pattern})")
_CONJUNCTION = re.compile(r"\b(?:after|before)\s+$")
_ADVERBIAL = re.compile(  # "In a letter to the council NAME said": the subject comes behind it
    r"(?:In|At|On|After|Before|During|Following|Outside|From|For|[A-Z][a-z]+ing)\s(?:[\w'’&-]+\s+)*?"
    r"(?:to|on|of|for|with|by|about|from|at|in|over|against)\s(?:[\w'’&-]+\s+)*?"
    r"(?!(?:the|a|an|his|her|their|former|late)\s)([\w'’&-]+)\s+"
)


def is_head(narrated: str, mention: Mention, start: int) -> bool:
    """Not "the wife of NAME" nor "NAME's wife"."""
    after = narrated[mention.end : mention.end + 2]
    if after in ("'s", "’s") or after[:1] in ("'", "’"):
        return False
    before = narrated[start : mention.start]
    return not _DEPENDENT.search(before) or is_titled(before)


def dependents(narrated: str, people: Sequence[Mention], start: int) -> Iterator[int]:
    """Where those stand who hang on a preposition or own something, each in a list of such."""
    last: Mention | None = None
    for mention in people:
        listed = last and _LISTED.fullmatch(narrated, last.end, mention.start)
        last = mention if listed or is_dependent(narrated, mention, start) else None
        if last:
            yield mention.start


def is_dependent(narrated: str, mention: Mention, start: int) -> bool:
    """Whether a name owns something or hangs on a preposition: "NAME's plan", "a plan by NAME"."""
    if narrated[mention.end : mention.end + 1] in ("'", "’"):
        return True
    before = narrated[max(start, mention.start - 60) : mention.start]
    if PREPOSITION.search(before) is None or is_titled(before):
        return False
    return not (_opens_clause(before) and _VERB.match(narrated, mention.end))


def _opens_clause(before: str) -> bool:
    """`Speaking to the paper NAME`: an adjunct in front, behind which the subject comes."""
    adverbial = _ADVERBIAL.fullmatch(before)
    return adverbial is not None and adverbial.group(1).lower() not in _PERSON_NOUNS


def is_titled(before: str) -> bool:
    """Whether the words before a name are its post: "cabinet member for education"."""
    post = _POST.search(before)
    if post is None or post.group(1).lower() in _RELATIVES:
        return False
    last = post.group(2).split()[-1].lower()
    return last not in _PERSON_NOUNS and not last.endswith(("'s", "’s"))


def is_subject(narrated: str, mention: Mention, start: int, end: int) -> bool:
    """`a day after NAME said`: a conjunction before a name that stands right before its verb."""
    if mention.end != end:
        return False
    before = narrated[start : mention.start]
    if _CONJUNCTION.search(before):
        return True
    return _opens_clause(before)
