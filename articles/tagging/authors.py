"""Whom a writing speaks for: "the letter said", "in a statement ... It added"."""

from __future__ import annotations

import re

from articles.tagging.heads import PREPOSITION
from articles.tagging.narrated_names import NarratedNames, speaker_of
from articles.tagging.sentences import Sentence
from articles.tagging.talk import NOBODY, Talk, Voice
from articles.tagging.writings import IN_WRITING

_ENDS = re.compile(r"[.?!]\s")
_AS_FAR_AS_WRITING = 500  # characters


class Authors:
    """Finds who wrote what one text quotes, with the talk so far as context."""

    def __init__(self, narrated: str, names: NarratedNames, talk: Talk) -> None:
        self._narrated, self._names, self._talk = narrated, names, talk

    def before(self, sentence: Sentence) -> Voice | None:
        """`In a letter Ann Orr said it leaked. It read: ...`: the letter, so its author."""
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
