"""Regular expressions made of word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from articles.tagging.wordlists import word_lines


@cache
def word_forms(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of words/<name>.txt that are forms of one word each: `say, says, said`."""
    return tuple(
        tuple(form.strip() for form in entry.split(",") if form.strip())
        for entry in word_lines(name)
    )


def any_of(words: Iterable[str]) -> str:
    """A regular expression's alternatives for the words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def any_word(name: str) -> str:
    """Alternatives for the entries of words/<name>.txt."""
    return any_of(word_lines(name))
