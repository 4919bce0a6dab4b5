"""Regular expressions made of word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from articles.tagging.wordlists import word_lines

_Tree = dict[str, "_Tree"]
_END = ""  # the key that says: a word ends here


@cache
def word_forms(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of words/<name>.txt that are forms of one word each: `say, says, said`."""
    return tuple(
        tuple(form.strip() for form in entry.split(",") if form.strip())
        for entry in word_lines(name)
    )


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any one of the words, the longest that fits first.

    Words that begin alike share their beginning, so that a failing look costs a letter or two
    and not a try of each word.
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _alternatives(tree)


def _alternatives(tree: _Tree) -> str:
    longer = [
        (r"\s+" if letter == " " else re.escape(letter)) + _alternatives(rest)
        for letter, rest in sorted(tree.items())
        if letter != _END
    ]
    if not longer:
        return ""
    together = "|".join(longer)
    if _END in tree:
        return f"(?:{together})?"
    return together if len(longer) == 1 else f"(?:{together})"


def any_word(name: str) -> str:
    """Alternatives for the entries of words/<name>.txt."""
    return any_of(word_lines(name))
