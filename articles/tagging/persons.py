"""Whether a description means one human being, and which mean somebody met before."""

from __future__ import annotations

import re

from articles.tagging.patterns import any_of, any_word
from articles.tagging.wordlists import word_lines, word_set

_PERSON = re.compile(
    rf"\b(?:{any_of((*word_lines('person_nouns'), *word_lines('posts')))}"
    r"|(?:grand)?(?:mum|mother|dad|father)-of-\w+)$",
    re.IGNORECASE,
)
SAME_PERSON = re.compile(
    r"^the\s+(?:[\w'’-]+\s+){0,4}?(?:MP|MSP|AM|MS|councillor|politician|peer|\d\d-year-old"
    r"|(?:great-)?(?:grand)?(?:father|mother|mum|dad)[- ]of[- ]\w+|veteran|backbencher|candidate"
    r"|pensioner|grandmother|grandfather|widow|widower|businessman|businesswoman)$"
    # "The former miner": what somebody named before used to live by, not a post of somebody else.
    rf"|^the\s+(?:former|retired)\s+(?!(?:\w+\s+)?(?:{any_word('posts')}|{any_word('relatives')})\b)[a-z]+$",
    re.IGNORECASE,
)
PARTISAN = re.compile(r"the (?:Conservative|Tory|Liberal Democrat|Lib Dem|Green)$", re.IGNORECASE)
# "One Conservative", "senior Tories": people of a party, not the party.
SOME_OF = re.compile(
    r"(?:[Tt]he )?(?:[Oo]ne|[Aa]n?|[Aa]nother|[Ss]ome|[Ss]everal|[Mm]any|[Mm]ost|[Ff]ew|[Tt]wo"
    r"|[Tt]hree|[Ff]ellow|[Ll]ocal|[Ff]ormer|[Ss]enior|[Ll]eading) "
    r"(?:(?:local|former|senior|leading|prominent|rebel|veteran|backbench|young|top|other) )*"
    r"[A-Z]\w+(?: [A-Z]\w+)*$"
)
_COMPLEMENT = re.compile(r"\s+(?:of|for|at|from|in|who|with)\s.*$")


_NAMED = re.compile(r"(?:.*\s)?[^\W\d_a-z][\w'’-]+\s([^\W\d_a-z][\w'’-]+)")


def may_be_person(description: str) -> bool:
    """Whether a description means one human or ends in what may be a name: "vet Kat Dole"."""
    named = _NAMED.fullmatch(description)
    last = named.group(1) if named else ""
    bodies = word_set("organisation_heads") | word_set("places")
    return is_one_person(description) or bool(last and last not in bodies and not last.isupper())


def head_of(description: str) -> str:
    """A description without what follows its noun: "lady" of "lady in the front row"."""
    return _COMPLEMENT.sub("", description)


def is_one_person(description: str) -> bool:
    """Whether a description means a single human: "top academic", not "police" or "residents"."""
    return _PERSON.search(head_of(description)) is not None
