"""Whom a writing speaks for: "the letter said", "in a statement ... It added"."""

from __future__ import annotations

import re

from articles.tagging.heads import PREPOSITION
from articles.tagging.narrated_names import NarratedNames, speaker_of
from articles.tagging.patterns import any_word
from articles.tagging.sentences import Sentence
from articles.tagging.talk import NOBODY, Talk, Voice
from articles.tagging.writings import IN_WRITING

_ENDS = re.compile(r"[.?!]\s")
_SIGNED_BY = re.compile(
    rf"\b(?:{any_word('document_nouns')})\b[^.?!\n]{{0,160}}?\bsigned by\b", re.IGNORECASE
)
_JOINT = 2  # people
_AS_FAR_AS_WRITING = 500  # characters


class Authors:
    """Finds who wrote what one text quotes, with the talk so far as context."""

    def __init__(self, narrated: str, names: NarratedNames, talk: Talk) -> None:
        self._narrated, self._names, self._talk = narrated, names, talk

    def before(self, sentence: Sentence) -> Voice | None:
        """`In a letter Ann Orr said it leaked. It read: ...`: the letter, so its author."""
        if signed := self._signed(sentence):
            return signed
        since = max(self._talk.last_at, self._talk.focus_at)
        since = max(since, sentence.start - _AS_FAR_AS_WRITING)
        writing = IN_WRITING.search(self._narrated, max(0, since), sentence.start)
        if since < 0 or not writing or _ENDS.search(self._narrated, since, writing.start()):
            return None
        if self._talk.focus and self._talk.focus_at > self._talk.last_at:
            return Voice((self._talk.focus,), "author")
        last = self._talk.last
        if last is None or len(last.speakers) != 1 or last.speakers[0].kind != "person":
            return None
        return last.later("author")

    def _signed(self, sentence: Sentence) -> Voice | None:
        """`The letter is signed by NAME, of the council, and NAME. It says ...`: all of them."""
        low = max(0, self._talk.last_at, sentence.start - _AS_FAR_AS_WRITING)
        if not (signed := _SIGNED_BY.search(self._narrated, low, sentence.start)):
            return None
        people = self._names.people_in(signed.end(), sentence.start)
        if len(people) < _JOINT or _ENDS.search(self._narrated, people[-1].end, sentence.start - 2):
            return None
        return Voice(tuple(speaker_of(m, inferred=True) for m in people), "author")

    def is_body(self, start: int, end: int) -> bool:
        """`The Labour manifesto`, `the council's letter`: nobody named in the article wrote it."""
        bodies = self._names.bodies_in(start, end)
        if not bodies or self._names.people_in(start, end):
            return False
        return not PREPOSITION.search(self._narrated[start : bodies[0].start])

    def of(self, start: int, end: int) -> Voice:
        """Whoever is named in the words for a writing, else who was looked at or spoke last."""
        people = self._names.people_in(start, end)
        if people:
            return Voice((speaker_of(people[-1]),), "author", (people[-1].start, people[-1].end))
        if self._talk.focus and self._talk.focus_at > self._talk.last_at:
            return Voice((self._talk.focus,), "author")
        return self._talk.last.later("author") if self._talk.last else NOBODY
