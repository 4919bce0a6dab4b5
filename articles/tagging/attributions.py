"""Reads one sentence: which stretches of it are reported, by which cue, and the words for whom.

What becomes of a stretch (spans, kinds) and who is meant is decided by the callers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.tagging.backward import BackwardReader
from articles.tagging.clauses import FINITE, reach
from articles.tagging.cues import Cue, CueFinder
from articles.tagging.forward import ForwardReader
from articles.tagging.narrated_names import NarratedNames
from articles.tagging.patterns import any_word
from articles.tagging.reported import PlacedCue, Reported
from articles.tagging.sentences import Reading, Sentence
from articles.tagging.sources import Source, source_before
from articles.tagging.sources_after import source_after, source_of_noun

_ACCORDING = re.compile(r"\b[Aa]ccording to\b")
_IN_ACCORDING = "ccording to"
_APPOSED = re.compile(r"\s(?:the|a|an|of|from|head|leader|director|\d\d)[\s,]")
_TO_PRONOUN = re.compile(r"\s+(him|her|them)(?=[,.]|$)")
_GOES_ON = re.compile(r"\s*,\s+(?:and|but)\s(?=\w)")
_SAYING = re.compile(r"\s*,\s+(?:(?:also|while|but|and)\s+)?")
_AT_THE_START = 12  # characters: "But according to ..." still stands in front
_UNSPEAKING = re.compile(rf"\b(?:{any_word('unheard_sources')})\b", re.IGNORECASE)


class SentenceReader:
    """Finds what is reported in the sentences of one text."""

    def __init__(self, reading: Reading, names: NarratedNames, cues: CueFinder) -> None:
        self._narrated, self._names = reading.narrated, names
        self._cue_finder = cues
        self._backward = BackwardReader(reading, names)
        self._forward = ForwardReader(reading, names)

    def read(self, sentence: Sentence, *, headline: bool = False) -> list[Reported]:
        """The reported stretches of a sentence, left to right, none overlapping another."""
        in_range = self._narrated.find(_IN_ACCORDING, sentence.start, sentence.end) >= 0
        found = list(self._according(sentence)) if in_range else []
        cues = self._cue_finder.find(sentence.start, sentence.end, headline)
        if not cues:
            return found
        covered = sentence.start
        attributed: tuple[int, Source] | None = None
        joined: tuple[int, Source] | None = None
        for cue, source, later in self._placed(cues, sentence):
            if cue.start < covered:
                continue
            if source.kind == "subject" and attributed and self._follows(attributed[0], cue):
                source = attributed[1]
            if cue.form == "ing":
                if source.kind == "subject" and joined and self._is_joined(joined[0], cue):
                    source = joined[1]
                joined = (cue.end, source) if source.kind == "named" else None
            placed = PlacedCue(sentence, cue, source, later, covered, headline)
            for reported in self._of_cue(placed):
                if any(r.start < reported.end and reported.start < r.end for r in found):
                    continue
                found.append(reported)
                if reported.way == "after":
                    attributed = (cue.end, reported.source)
                if not reported.quotes_only:
                    covered = max(covered, reported.end)
        return sorted(found, key=lambda reported: reported.start)

    def _follows(self, end: int, cue: Cue) -> bool:
        """`The pool will close, X confirmed, saying ...`: who confirmed it says so."""
        return cue.form == "ing" and bool(_SAYING.fullmatch(self._narrated, end, cue.start))

    def _is_joined(self, end: int, cue: Cue) -> bool:
        """`With NAME branding it "absurd" and saying ...`: two participles of one subject."""
        between = self._narrated[end : cue.start]
        return between.endswith(" and ") and not FINITE.search(between)

    def _placed(
        self, cues: list[Cue], sentence: Sentence
    ) -> Iterator[tuple[Cue, Source, tuple[tuple[Cue, int], ...]]]:
        """Each cue with its source and the cues that follow it."""
        sources = [self._source(sentence, cue) for cue in cues]
        starts = [
            (cue, cue.start if source.kind == "subject" else source.start)
            for cue, source in zip(cues, sources, strict=True)
        ]
        for number, (cue, source) in enumerate(zip(cues, sources, strict=True)):
            yield cue, source, tuple(starts[number + 1 :])

    def _source(self, sentence: Sentence, cue: Cue) -> Source:
        if cue.frames == {"noun"}:
            return source_of_noun(self._narrated, self._names, sentence.start, cue)
        participle = cue.form == "ing"
        return source_before(
            self._narrated, self._names, sentence.start, cue.start, participle=participle
        )

    def _of_cue(self, placed: PlacedCue) -> Iterator[Reported]:
        if placed.cue.passive and placed.cue.can("tell"):
            told_by = self._forward.told_by(placed)
            yield from [told_by] if told_by else []
            return
        ahead = self._forward.quotation(placed)
        if not placed.cue.frames <= {"label", "noun", "adjective"}:
            backward = self._backward.read(placed)
            if backward and (ahead is None or backward.quotes_only):
                yield backward
                if ahead and backward.end < placed.cue.end:
                    yield ahead._replace(source=backward.source, way=backward.way)
                return
        if ahead:
            yield ahead
        elif clause := self._forward.clause(placed):
            yield clause
        else:
            yield from self._forward.labels(placed)

    def _behind_source(self, at: int, end: int) -> int:
        """Where the words of a source in front begin, past what describes it; 0 if nowhere."""
        start = self._narrated.find(",", at, end) + 1
        after = self._narrated.find(",", start, end) + 1
        aside = start and after and _APPOSED.match(self._narrated, start, after)
        return after if aside and not FINITE.search(self._narrated, start, after) else start

    def _accorded(self, at: int, end: int) -> Source:
        if pronoun := _TO_PRONOUN.match(self._narrated, at, end):
            return Source("pronoun", pronoun.start(1), pronoun.end(1))
        return source_after(self._narrated, self._names, at, end)

    def _according(self, sentence: Sentence) -> Iterator[Reported]:
        """`According to X, ...` and `..., according to X`."""
        match = _ACCORDING.search(self._narrated, sentence.start, sentence.end)
        if match is None:
            return
        source = self._accorded(match.end(), sentence.end)
        words = self._narrated[source.start : source.end]
        if source.kind == "none" or _UNSPEAKING.search(words):
            return
        start, stop = sentence.start, match.start()
        if stop - start <= _AT_THE_START:
            start = self._behind_source(source.end, sentence.end)
            stop = reach(self._narrated, start, sentence.end, ()) if start else start
        elif goes_on := _GOES_ON.match(self._narrated, source.end, sentence.end):
            stop = reach(self._narrated, goes_on.end(), sentence.end, ())
        if start < stop:
            yield Reported(start, stop, "according to", source, "according", False)
