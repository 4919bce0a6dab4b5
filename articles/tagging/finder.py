"""Finds every name of the register in a text: one pass of an Aho-Corasick automaton.

Names are compared after `folding.fold`; a match stands between word boundaries. Where one name
lies inside another of the same kind the longer one wins; different kinds are all kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import ahocorasick

from articles.tagging.folding import fold
from articles.tagging.register import Name, OfficeTerm


class Hit(NamedTuple):
    """Words of the register where they stand.

    kind: a kind of entity, "office" for the press's words for a national office, or "other
        party" for a party that the register does not hold.
    names: the register's names (or, of an office, its terms) that are written this way.
    """

    start: int
    end: int
    kind: str
    names: tuple[Any, ...]


class NameFinder:
    """Finds forms of names in folded text. Build with `build_name_finder`."""

    def __init__(self, forms: Mapping[tuple[str, str], tuple[Any, ...]]) -> None:
        self._automaton = ahocorasick.Automaton()
        by_text: dict[str, list[tuple[str, tuple[Any, ...]]]] = {}
        for (text, kind), names in forms.items():
            by_text.setdefault(text, []).append((kind, names))
        for text, entries in by_text.items():
            self._automaton.add_word(text, (len(text), tuple(entries)))
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Hit]:
        """Hits in text order, longest first at one place."""
        if not len(self._automaton):
            return []
        hits = []
        for last, (length, entries) in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if is_whole_word(text, start, end):
                hits += [Hit(start, end, kind, names) for kind, names in entries]
        hits.sort(key=_longest_first)
        return _longest(hits)


def _longest_first(hit: Hit) -> tuple[int, int, str]:
    return hit.start, -hit.end, hit.kind


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether no letter, digit or address sign touches the span."""
    if start and (text[start - 1].isalnum() or text[start - 1] in "@#_"):
        return False
    return end == len(text) or not (text[end].isalnum() or text[end] in "@_")


def _longest(hits: list[Hit]) -> list[Hit]:
    reach: dict[str, int] = {}
    kept = []
    for hit in hits:
        if hit.end > reach.get(hit.kind, 0):
            kept.append(hit)
            reach[hit.kind] = hit.end
    return kept


def build_name_finder(
    forms: Iterable[tuple[str, Name]],
    offices: Iterable[OfficeTerm] = (),
    other_parties: Iterable[str] = (),
) -> NameFinder:
    """A finder for (form, name) pairs and offices; equal forms of one kind share a hit.

    other_parties: names of parties outside the register, found as kind "other party".
    """
    grouped: dict[tuple[str, str], dict[Any, None]] = {}
    for form, name in forms:
        if folded := fold(form):
            grouped.setdefault((folded, name.ref.kind), {})[name] = None
    for term in offices:
        for words in term.names:
            for form in (words, words[:1].upper() + words[1:]):
                bare = fold(form.removeprefix("the ").removeprefix("The "))
                grouped.setdefault((bare, "office"), {})[term] = None
    for words in other_parties:
        grouped.setdefault((fold(words), "other party"), {})
    return NameFinder({key: tuple(names) for key, names in grouped.items() if key[0]})
