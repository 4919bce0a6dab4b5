"""An article as the name rules read it: folded text and its runs of capitalised words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from articles.tagging.folding import fold
from articles.tagging.register import OfficeTerm, Ref
from articles.tagging.values import Document, Mention
from articles.tagging.wordlists import word_lines, word_set

# "O'Brien" and "Sa'id" are one word, the possessive of "Gapes's" is not part of it. The first
# letter stands apart so that the search can skip to capitals.
AFTER_CAPITAL = (
    r"(?:\.(?=[ A-Z])|[A-Za-z]*(?:'(?!(?:s|t|d|ll|re|ve|m|S)\b)[A-Za-z]+)*"
    r"(?:-[A-Z][A-Za-z]*(?:'(?!s\b)[A-Za-z]+)*)*)"
)
WORD = rf"[A-Z]{AFTER_CAPITAL}"
PARTICLE = (
    r"(?=[a-z])(?:de la|de|del|da|di|du|dos|van der|van den|van|von|der|den|la|le|bin|bint|ibn|"
    r"al-|al|el-|el|ap|ab|ul|ur|y)"
)
# A full stop joins only behind a title ("Mr. Roe"), never across sentences.
ABBREVIATED = ("Mr", "Mrs", "Ms", "Dr", "Prof", "Cllr", "Rev", "St", "Sgt", "Insp")
DOT = r"\.(?:" + "|".join(rf"(?<={title}\.)" for title in ABBREVIATED) + ")"
RUN = re.compile(
    rf"[A-Z](?<![A-Za-z0-9&@#_].)(?<![A-Za-z0-9]'.){AFTER_CAPITAL}"
    rf"(?:(?:{DOT})? (?:{PARTICLE} ?)?{WORD}|(?<=[A-Z]\.){WORD})*"
)
RUN_WORD = re.compile(rf"(?:{PARTICLE} ?)?{WORD}")
SENTENCE_END = re.compile(r"(?:[.!?:;]['\")\]”»]*\s+|\n\s*|^\s*|[\"“”‘«(\[–—•]\s*|\s'|- )$")
OPENERS = word_set("sentence_openers")
NATIONAL_POLITICS = word_lines("national_politics")
LOCAL_POLITICS = word_lines("local_politics")


class Word(NamedTuple):
    """A capitalised word of a run, a particle such as "van" with it; `text` is folded."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Reading:
    """One document, folded once and cut into runs of capitalised words once.

    runs: without single words that only open a sentence.
    spotted: entities of the register and offices whose words stand in it, in whatever sense.
    places: the councils and seats that it names as such, once they are found.
    marks: the mentions of parties, councils and seats, in text order, once they are found.
    hinted: the spans that a statistical model takes for people, where one is asked.
    """

    document: Document
    text: str
    runs: tuple[tuple[Word, ...], ...]
    headline_end: int
    starts: tuple[int, ...] = field(repr=False)
    spotted: frozenset[Ref | OfficeTerm] = frozenset()
    places: frozenset[Ref] = frozenset()
    marks: tuple[Mention, ...] = ()
    hinted: frozenset[tuple[int, int]] = frozenset()

    @cached_property
    def is_political(self) -> bool:
        """Whether the article speaks of politics at all, local or national."""
        return self.is_national or sum(word in self.text for word in LOCAL_POLITICS) >= 2

    @cached_property
    def is_national(self) -> bool:
        """Whether the article speaks of parliaments and governments."""
        return sum(word in self.text for word in NATIONAL_POLITICS) >= 2

    @cached_property
    def mark_starts(self) -> list[int]:
        """Where the marks start, to look them up by place."""
        return [mark.start for mark in self.marks]

    def marks_between(self, start: int, end: int) -> tuple[Mention, ...]:
        """The marks that start in the span."""
        low, high = (bisect_left(self.mark_starts, place) for place in (start, end))
        return self.marks[low:high]

    def before(self, position: int, width: int = 60) -> str:
        """The words of the same paragraph before `position`."""
        piece = self.text[max(0, position - width) : position]
        return piece[piece.rfind("\n") + 1 :]

    def after(self, position: int, width: int = 60) -> str:
        """The words of the same paragraph after `position`."""
        return self.text[position : position + width].partition("\n")[0]

    def opens_sentence(self, position: int) -> bool:
        """Whether a capital at `position` may be due to the sentence that begins there."""
        return bool(SENTENCE_END.search(self.text, max(0, position - 6), position))

    def run_at(self, position: int) -> tuple[Word, ...]:
        """The run of capitalised words that `position` lies in, or no words."""
        index = bisect_right(self.starts, position) - 1
        if index < 0 or self.runs[index][-1].end <= position:
            return ()
        return self.runs[index]


def _words(match: re.Match[str], text: str) -> tuple[Word, ...]:
    start, end = match.span()
    surface = match.group()
    if " " not in surface and "." not in surface:
        return () if surface in OPENERS else (Word(start, end, surface),)
    return tuple(Word(*m.span(), m.group()) for m in RUN_WORD.finditer(text, start, end))


def read(document: Document) -> Reading:
    """Fold the document's text and find its runs. Offsets are those of `document.text`."""
    text = fold(document.text)
    runs = tuple(run for match in RUN.finditer(text) if (run := _words(match, text)))
    headline = text.find("\n\n")
    end = headline if headline >= 0 else 0
    return Reading(document, text, runs, end, tuple(run[0].start for run in runs))
