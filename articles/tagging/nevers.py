"""What editors said words are not, held against what a text seems to name.

A rule's words are found in folded text between word boundaries, in their case, all at once. It
refuses what lies within them: of "Labour Day", never a name, the "Labour" of that phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import ahocorasick

from articles.tagging.finder import Hit, is_whole_word
from articles.tagging.folding import fold
from articles.tagging.register import Name, Never, Ref
from articles.tagging.values import Document, Evidence, Mention, Rejected

REFUSED = "An editor said that these words never mean {name}."


class Refused(NamedTuple):
    """Words of a document that are no name of `ref`, or (None) no name at all."""

    start: int
    end: int
    ref: Ref | None


class NeverRules:
    """Finds the words of every rule in one pass, whatever their number."""

    def __init__(self, rules: Iterable[Never]) -> None:
        by_words: dict[str, list[Never]] = {}
        for rule in rules:
            if words := fold(rule.words).strip():
                by_words.setdefault(words, []).append(rule)
        self._automaton = ahocorasick.Automaton()
        for words, several in by_words.items():
            self._automaton.add_word(words, (len(words), tuple(several)))
        if by_words:
            self._automaton.make_automaton()

    def in_document(self, document: Document, folded: str) -> tuple[Refused, ...]:
        """What is refused in a document; `folded` is its text after `fold`."""
        if not len(self._automaton):
            return ()
        return tuple(
            Refused(last + 1 - length, last + 1, rule.ref)
            for last, (length, rules) in self._automaton.iter(folded)
            if is_whole_word(folded, last + 1 - length, last + 1)
            for rule in rules
            if rule.publisher in ("", document.publisher)
        )


def is_refused(refused: Sequence[Refused], start: int, end: int, ref: Ref | None) -> bool:
    return any(at.start <= start and end <= at.end and at.ref == ref for at in refused)


def hits_left(hits: list[Hit], refused: Sequence[Refused]) -> list[Hit]:
    """The hits without the names that are refused where they stand."""
    return [hit for each in hits if (hit := hit_left(each, refused))] if refused else hits


def hit_left(hit: Hit, refused: Sequence[Refused]) -> Hit | None:
    if is_refused(refused, hit.start, hit.end, None):
        return None
    names = tuple(
        name
        for name in hit.names
        if not (isinstance(name, Name) and is_refused(refused, hit.start, hit.end, name.ref))
    )
    return hit._replace(names=names) if names or not hit.names else None


def mentions_left(mentions: list[Mention], refused: Sequence[Refused]) -> list[Mention]:
    """Mentions found without a hit, such as by a surname: dropped, or linked to nobody."""
    if not refused:
        return mentions
    return [
        unlinked(found) if found.ref and is_refused(refused, *span_of(found), found.ref) else found
        for found in mentions
        if not is_refused(refused, *span_of(found), None)
    ]


def span_of(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def unlinked(mention: Mention) -> Mention:
    """The name stands, and means nobody of the register."""
    assert mention.ref is not None
    why = REFUSED.format(name=mention.name)
    against = (*mention.evidence.against, Rejected(mention.ref, mention.name, why))
    evidence = Evidence("never", why, against)
    return replace(mention, ref=None, name=mention.surface, evidence=evidence)
