"""Whether a description means one human being."""

from __future__ import annotations

import re

from articles.tagging.patterns import any_of
from articles.tagging.wordlists import word_lines, word_set

_PERSON = re.compile(
    rf"\b(?:{any_of((*word_lines('person_nouns'), *word_lines('posts')))})$", re.IGNORECASE
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
