"""Sentences of the narrator: paragraphs with their quotations hidden, cut where a sentence ends.

Hidden means replaced by stand-ins of equal length, so that offsets stay true and no rule reads a
word that somebody else said. Sentences are never longer than LONGEST: time stays linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articles.tagging.patterns import any_word
from articles.tagging.quotations import Quotation, find_paragraphs, find_quotations

OPEN, QUOTED, CLOSE = "\ue001", "\ue000", "\ue002"
LONGEST = 2000  # characters

_STAND_INS = re.compile(f"[{OPEN}{QUOTED}{CLOSE}]")
_ABBREVIATION = re.compile(rf"(?:\b(?:{any_word('abbreviations')}|[A-Z]))\.$")
_END = re.compile(
    # One set of characters first, so that the search can skip to them.
    rf"[.?!…{OPEN}](?:"
    rf"(?<=[.?!…])(?<![.?!…].)[.?!…]*+[)\]]?(?=\s+(?:[\"“‘'(\[£$€-]?[^\W_a-z]|[({OPEN}]))"
    rf"|(?<={OPEN})(?P<hidden>{QUOTED}*+{CLOSE}?+)[.)]?(?=\s+[({OPEN}]?\S))"
)
_ATTRIBUTION_FOLLOWS = re.compile(
    rf"\s[^.?!:;{OPEN}]{{2,90}}?\b(?:{any_word('asking_forms')})"
    r"(?=\s*[.,]|\s+(?:on|in|to|at|during|later|last|yesterday|today|\w+day)\b)"
)


class Sentence(NamedTuple):
    """start, end: offsets in the text; paragraph: its number; first: it opens the paragraph."""

    start: int
    end: int
    paragraph: int
    first: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A text laid out for the rules: quotations, narrated text, paragraphs and sentences.

    openings: where each quotation opens.
    """

    text: str
    narrated: str
    quotations: Sequence[Quotation]
    paragraphs: Sequence[tuple[int, int]]
    sentences: Sequence[Sentence]

    openings: Sequence[int]

    def quotations_in(self, start: int, end: int) -> list[Quotation]:
        """The quotations that open between two offsets."""
        low = bisect_left(self.openings, start)
        return list(self.quotations[low : bisect_left(self.openings, end, low)])


def read(text: str) -> Reading:
    """Lay out a text: headline, blank line, paragraphs with blank lines between."""
    paragraphs = find_paragraphs(text)
    quotations = find_quotations(text, paragraphs)
    narrated = hide(text, quotations)
    sentences = [
        Sentence(start, end, number, start == span[0])
        for number, span in enumerate(paragraphs)
        for start, end in _sentences_of(text, narrated, *span)
    ]
    openings = [quotation.opens for quotation in quotations]
    return Reading(text, narrated, quotations, paragraphs, sentences, openings)


def hide(text: str, quotations: Sequence[Quotation]) -> str:
    """The text with quoted words as stand-ins, of the same length."""
    parts: list[str] = []
    at = 0
    for quotation in quotations:
        parts.append(_STAND_INS.sub(" ", text[at : quotation.opens]))
        length = quotation.closes - quotation.opens
        last = CLOSE if quotation.closed else QUOTED
        parts.append(OPEN + QUOTED * (length - 2) + last)
        at = quotation.closes
    parts.append(_STAND_INS.sub(" ", text[at:]))
    return "".join(parts)


def _sentences_of(text: str, narrated: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _END.finditer(narrated, start, end):
        if _ends_here(text, narrated, match, begin):
            yield from _in_lengths(begin, match.end())
            begin = match.end()
            while begin < end and text[begin].isspace():
                begin += 1
    if begin < end:
        yield from _in_lengths(begin, end)


def _ends_here(text: str, narrated: str, match: re.Match[str], begin: int) -> bool:
    at = match.start()
    if narrated[at] == OPEN:
        return _quotation_ends_sentence(text, narrated, match)
    return not _ABBREVIATION.search(narrated, max(begin, at - 8), at + 1)


def _quotation_ends_sentence(text: str, narrated: str, match: re.Match[str]) -> bool:
    """A full stop inside the marks ends a sentence; ? and ! do unless "he asked" follows."""
    if match.group().endswith((".", ")")):
        return True
    last = match.end("hidden") - 1
    inside = text[max(0, last - 4) : last + (narrated[last] == QUOTED)]
    inside = inside.rstrip(" \t'’\"”")
    following = narrated[match.end() : match.end() + 3].lstrip()[:1]
    if not inside or inside[-1] not in ".?!…" or following.islower():
        return False
    if inside[-1] == ".":
        return True
    return not _ATTRIBUTION_FOLLOWS.match(narrated, match.end())


def _in_lengths(start: int, end: int) -> Sequence[tuple[int, int]]:
    if end - start <= LONGEST:
        return ((start, end),)
    return [(at, min(at + LONGEST, end)) for at in range(start, end, LONGEST)]
