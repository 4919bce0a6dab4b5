"""Fragments that repeat a statement: a headline or first paragraph takes words from a quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from articles.tagging.drafts import Draft

_WORD = re.compile(r"\w+")
_MORE = 4  # characters by which a quotation must be longer than its echo
_MOST = 400  # statements searched: keeps the time linear


def _flat(words: str) -> str:
    return " " + " ".join(_WORD.findall(words.casefold())) + " "


class Echoes:
    """The statements of an article, to be searched for the words of a fragment."""

    def __init__(self, text: str, drafts: Sequence[Draft]) -> None:
        self._text, self._drafts = text, tuple(drafts)

    @cached_property
    def _said(self) -> list[tuple[str, Draft]]:
        spoken = [draft for draft in self._drafts if draft.voice.speakers][:_MOST]
        return [(_flat(self._text[d.start : d.end]), d) for d in spoken]

    @cached_property
    def _words(self) -> list[tuple[frozenset[str], Draft]]:
        return [(frozenset(words.split()), d) for words, d in self._said]

    def of(self, fragment: str, *, longer: bool = False) -> Draft | None:
        """The first quoted, else any, statement that holds the fragment's words in a row.

        longer: only quotations that say more than the fragment, not another scare quote.
        """
        wanted = _flat(fragment)
        if not wanted.strip():
            return None
        holding = [d for words, d in self._said if wanted in words]
        if longer:
            holding = [
                d for d in holding if d.kind == "direct" and d.end - d.start > len(wanted) + _MORE
            ]
        quoted = [d for d in holding if d.kind != "indirect"]
        return next(iter(quoted or holding), None)

    def nearest(self, words: str) -> Draft | None:
        """The statement that shares most words with a clause, if it is at least half of them."""
        wanted = {word for word in _WORD.findall(words.casefold()) if len(word) > 3}
        if not wanted:
            return None
        best = max(self._words, key=lambda pair: len(wanted & pair[0]), default=None)
        if best is None or 2 * len(wanted & best[0]) < len(wanted):
            return None
        return best[1]
