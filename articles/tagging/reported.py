"""What is read off one sentence: a cue in its place, and the stretches that cues report."""

from __future__ import annotations

from typing import Literal, NamedTuple

from articles.tagging.cues import Cue
from articles.tagging.sentences import Sentence
from articles.tagging.sources import Source

Way = Literal["before", "after", "label", "according", "passive"]


class PlacedCue(NamedTuple):
    """A cue with what matters around it.

    later: the cues after it in the sentence, each with the offset where its source begins.
    covered: the offset up to which the sentence is already reported.
    """

    sentence: Sentence
    cue: Cue
    source: Source
    later: tuple[tuple[Cue, int], ...]
    covered: int
    headline: bool


class Reported(NamedTuple):
    """A stretch that a cue reports.

    way: where the source was found. quotes_only: the quotations in it, not a clause around them.
    """

    start: int
    end: int
    cue: str
    source: Source
    way: Way
    quotes_only: bool
