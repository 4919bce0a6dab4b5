"""Whether a description means one human being."""

from __future__ import annotations

import re

from articles.tagging.patterns import any_of
from articles.tagging.wordlists import word_lines

_PERSON = re.compile(
    rf"\b(?:{any_of((*word_lines('person_nouns'), *word_lines('posts')))})$", re.IGNORECASE
)
_COMPLEMENT = re.compile(r"\s+(?:of|for|at|from|in|who|with)\s.*$")


def is_one_person(description: str) -> bool:
    """Whether a description means a single human: "top academic", not "police" or "residents"."""
    return _PERSON.search(_COMPLEMENT.sub("", description)) is not None
