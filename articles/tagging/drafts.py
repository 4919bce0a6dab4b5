"""Statements in the making, while the article is still being read."""

from __future__ import annotations

from typing import NamedTuple

from articles.tagging.confidence import confidence_of
from articles.tagging.talk import Voice
from articles.tagging.values import Channel, Statement, StatementKind


class Draft(NamedTuple):
    """A row with its voice. sentence, paragraph: their numbers, for the rules that look around."""

    start: int
    end: int
    kind: StatementKind
    voice: Voice
    cue: str | None
    sentence: int
    paragraph: int

    def finished(self, text: str, channel: Channel) -> Statement:
        """The statement as it is handed out."""
        return Statement(
            self.start,
            self.end,
            text[self.start : self.end],
            self.kind,
            self.voice.speakers,
            self.cue,
            self.voice.mention,
            confidence_of(self.kind, self.voice, self.cue),
            self.voice.rule,
            channel=channel,
        )
