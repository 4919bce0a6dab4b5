"""Reads one sentence: which stretches of it are reported, by which cue, and the words for whom.

What a reported stretch is (spans, types) and who is meant is decided by the callers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from articles.tagging.clauses import (
    FINITE,
    ends_sentence,
    forward_start,
    is_clause,
    reach,
)
from articles.tagging.cues import Cue, find_cues
from articles.tagging.narrated_names import NarratedNames
from articles.tagging.patterns import any_word
from articles.tagging.quotations import Quotation
from articles.tagging.sentences import CLOSE, OPEN, QUOTED, Reading, Sentence
from articles.tagging.sources import (
    Source,
    phrase_start,
    source_after,
    source_before,
    source_of_noun,
)

Way = Literal["before", "after", "label", "according", "passive"]

_QUOTE_AHEAD = re.compile(rf"([^{OPEN}.?!]{{0,160}}?)([:;,]|\s[-–—]+|\bthat|)\s*{OPEN}")
_ENDED = f",{CLOSE}{QUOTED}?!"
_ACCORDING = re.compile(r"\b[Aa]ccording to\b")
_BY = re.compile(r"\bby\s+")
_NO_SPEAKER = re.compile(
    r"(?:\w+ing|to|that|on|in|at|of|for|with|about|by|from|he|she|it|they|so|no|yes|this|there)\b"
)
_TAIL = re.compile(
    r"\s*(?:$|\n|[.,;:?!–—―-]|(?:on|in|at|to|during|after|before|when|as|of|about|from|via|by|while"
    r"|last|this|yesterday|today|later|earlier|recently|who|and|but|\w+day|outside|following|with"
    r"|ahead|again|afterwards|through|\d)\b)",
    re.IGNORECASE,
)
_ADJUNCT = re.compile(
    r"\s*(?:[,–—-]|(?:as|while|after|despite|amid|following|during|when|before|in|on|at|but)\b)"
)
_WHO = re.compile(r"\bwho\b")
_ADJUNCT_BETWEEN = re.compile(r"\b(?:after|while|despite|before|following|when|because)\b")
_OBJECT_OF = re.compile(r"\b(?:for|of)\s+(?:\w+ly\s+)?$")
_PLURALS = frozenset(
    ["people", "police", "staff", "will", "women", "men", "children", "and", "would", "both", "who"]
)
_UNSPEAKING = re.compile(rf"\b(?:{any_word('unheard_sources')})\b", re.IGNORECASE)
_RESUMES = re.compile(r"\s*,\s*(?!(?:\w+ing|who|which|when|after|as|while|but|despite|the)\b)\w")


@dataclass(frozen=True, slots=True)
class Reported:
    """A stretch that a cue reports. exact: it is quotations only, not a clause around them."""

    start: int
    end: int
    cue: str
    source: Source
    way: Way
    quotes_only: bool


class SentenceReader:
    """Finds what is reported in the sentences of one text."""

    def __init__(self, reading: Reading, names: NarratedNames) -> None:
        self.reading, self.narrated, self.names = reading, reading.narrated, names
        self._opens = [quotation.opens for quotation in reading.quotations]

    def quotations_in(self, start: int, end: int) -> list[Quotation]:
        """The quotations that open between two offsets."""
        low, high = bisect_left(self._opens, start), bisect_left(self._opens, end)
        return list(self.reading.quotations[low:high])

    def read(self, sentence: Sentence, *, headline: bool = False) -> list[Reported]:
        """The reported stretches of a sentence, left to right."""
        found = list(self._according(sentence))
        cues = list(find_cues(self.narrated, sentence.start, sentence.end, headline))
        sources = [self._source(sentence, cue) for cue in cues]
        covered = sentence.start
        for index, (cue, source) in enumerate(zip(cues, sources, strict=True)):
            if cue.start < covered:
                continue
            later = [
                (c, s.start if s.kind != "subject" else c.start)
                for c, s in zip(cues[index + 1 :], sources[index + 1 :], strict=True)
            ]
            for reported in self._of_cue(sentence, cue, source, later, covered, headline):
                if not any(r.start < reported.end and reported.start < r.end for r in found):
                    found.append(reported)
                    if not reported.quotes_only:
                        covered = max(covered, reported.end)
        return sorted(found, key=lambda r: r.start)

    def _source(self, sentence: Sentence, cue: Cue) -> Source:
        if cue.frames == {"noun"}:
            return source_of_noun(self.narrated, self.names, sentence.start, cue)
        participle = cue.form == "ing"
        return source_before(
            self.narrated, self.names, sentence.start, cue.start, participle=participle
        )

    def _of_cue(
        self,
        sentence: Sentence,
        cue: Cue,
        source: Source,
        later: list[tuple[Cue, int]],
        covered: int,
        headline: bool,
    ) -> Iterator[Reported]:
        if not cue.frames <= {"label", "noun", "adjective"}:
            backward = self._backward(sentence, cue, source, covered, headline)
            if backward:
                yield backward
                ahead = self._quotes_ahead(sentence, cue, source, later)
                if ahead and backward.end < cue.end:
                    yield ahead
                return
        ahead = self._quotes_ahead(sentence, cue, source, later)
        if ahead:
            yield ahead
            return
        clause = self._clause_ahead(sentence, cue, source, later, headline)
        if clause:
            yield clause
        elif not (cue.passive and cue.form != "past"):
            yield from self._labels(sentence, cue, source, later)

    def _backward(
        self, sentence: Sentence, cue: Cue, source: Source, covered: int, headline: bool
    ) -> Reported | None:
        """`..., X said` and `..., said X`; also around: `..., X said, ...`."""
        if cue.form == "ing" and source.kind != "named" and source.kind != "pronoun":
            return None
        for inverted in (True, False):
            at = cue.start
            if not inverted:
                at = phrase_start(self.narrated, sentence.start, source.start + 1)
            before = self.narrated[sentence.start : at].rstrip()
            if not before or before[-1] not in _ENDED or (inverted and cue.form == "ing"):
                continue
            if inverted and (cue.form == "base" and cue.word not in ("say", "claim", "warn")):
                continue
            who = source
            if inverted:
                who = source_after(self.narrated, self.names, cue.end, sentence.end)
                if not self._is_speaker(who):
                    continue
            elif source.kind in ("subject", "none") or self._through_who(source, cue):
                continue
            stop = sentence.start + len(before)
            after = who.end if inverted else cue.end
            if not ends_sentence(self.narrated, after, sentence.end):
                continue
            if not inverted and not cue.can("tell") and not _TAIL.match(self.narrated, after):
                continue
            found = self._stretch_before(sentence, cue, who, stop, after, covered, headline)
            if found:
                return found
        return None

    def _through_who(self, source: Source, cue: Cue) -> bool:
        """`, two residents who objected`: a relative clause, not an attribution."""
        return _WHO.search(self.narrated, source.end, cue.start) is not None

    def _is_speaker(self, source: Source) -> bool:
        words = self.narrated[source.start : source.end]
        if source.kind == "named":
            return not FINITE.search(self.narrated, source.people[-1].end, source.end)
        if source.kind != "phrase" or not words or FINITE.search(words):
            return False
        following = self.narrated[source.end : source.end + 2].strip()[:1]
        if following in (OPEN, ":") or _NO_SPEAKER.match(words):
            return False
        return len(words) < 120

    def _stretch_before(
        self,
        sentence: Sentence,
        cue: Cue,
        who: Source,
        stop: int,
        after: int,
        covered: int,
        headline: bool,
    ) -> Reported | None:
        way: Way = "after"
        if self.narrated[stop - 1] in (CLOSE, QUOTED) or (
            self.narrated[stop - 1] == "," and self.narrated[stop - 2] == CLOSE
        ):
            quotes = self.quotations_in(max(covered, sentence.start), stop)
            if quotes and self._narrated_before(sentence, quotes[-1]) and covered == sentence.start:
                return Reported(sentence.start, stop, cue.word, who, way, False)
            if quotes:
                first = self._first_adjacent(quotes)
                return Reported(first.opens, stop, cue.word, who, way, True)
            return None
        if covered > sentence.start or self.narrated[stop - 1] not in ",":
            return None
        if not FINITE.search(self.narrated, sentence.start, stop) and not headline:
            if not _RESUMES.match(self.narrated, after, sentence.end):
                return None
        if not cue.can("clause", "that", "ask", "tell"):
            return None
        end = stop
        if _RESUMES.match(self.narrated, after, sentence.end):
            end = reach(self.narrated, after + 1, sentence.end, [])
        return Reported(sentence.start, end, cue.word, who, way, False)

    def _narrated_before(self, sentence: Sentence, quote: Quotation) -> bool:
        """Whether the narrator's own words with a verb come before the quotation."""
        words = self.narrated[sentence.start : quote.opens]
        return bool(FINITE.search(words)) and ":" not in words[-3:] and OPEN not in words

    def _first_adjacent(self, quotes: list[Quotation]) -> Quotation:
        first = quotes[-1]
        for quote in reversed(quotes[:-1]):
            if self.narrated[quote.closes : first.opens].strip(" ,"):
                break
            first = quote
        return first

    def _quotes_ahead(
        self, sentence: Sentence, cue: Cue, source: Source, later: list[tuple[Cue, int]]
    ) -> Reported | None:
        """`X said: "..."`, `X told the Post, "..."`, `X said that "..."` with nothing behind."""
        match = _QUOTE_AHEAD.match(self.narrated, cue.end, sentence.end)
        if not match or cue.passive or (cue.infinitive and match.group(2) != ":"):
            return None
        between, mark = match.group(1), match.group(2)
        if any(c.start < match.start(2) for c, _ in later):
            return None
        limit = next((s for c, s in later if s > match.end()), sentence.end)
        quotes = self.quotations_in(match.end() - 1, limit)
        if not quotes or not self._has_subject(cue, source):
            return None
        if mark in (":", ";") and not FINITE.search(between):
            return Reported(quotes[0].opens, quotes[-1].closes, cue.word, source, "before", True)
        if cue.can("label", "noun") and not cue.can("clause", "that", "tell", "ask", "quote"):
            return None
        if between.strip() and (FINITE.search(between) or not (mark == "," and len(between) < 60)):
            return None
        if self._goes_on(quotes[0], sentence, later):
            return None
        return Reported(quotes[0].opens, quotes[0].closes, cue.word, source, "before", True)

    def _goes_on(self, quote: Quotation, sentence: Sentence, later: list[tuple[Cue, int]]) -> bool:
        """Whether the reported clause goes on behind the quotation it begins with."""
        stop = reach(self.narrated, quote.closes - 1, sentence.end, later)
        rest = self.narrated[quote.closes : stop]
        return bool(rest.strip(" .,;:")) and not _ADJUNCT.match(rest)

    def _clause_ahead(
        self,
        sentence: Sentence,
        cue: Cue,
        source: Source,
        later: list[tuple[Cue, int]],
        headline: bool,
    ) -> Reported | None:
        if (
            cue.passive
            or cue.infinitive
            or not cue.can("clause", "that", "tell", "ask", "noun", "adjective")
        ):
            return None
        start = forward_start(self.narrated, cue, sentence.end)
        if start is None or start >= sentence.end:
            return None
        participle = cue.form == "ing"
        end = reach(self.narrated, start, sentence.end, later, participle=participle)
        if not is_clause(self.narrated, cue, start, end, headline=headline):
            return None
        if not self._has_subject(cue, source):
            return None
        return Reported(start, end, cue.word, source, "before", False)

    def _has_subject(self, cue: Cue, source: Source) -> bool:
        """Against nouns taken for verbs, and "criticised her for claiming"."""
        if cue.form == "ing":
            return not _OBJECT_OF.search(self.narrated[max(0, cue.start - 24) : cue.start])
        if cue.form != "base" or cue.frames <= {"noun", "adjective"} or source.kind != "phrase":
            return True
        words = self.narrated[source.start : cue.start].lower().split()
        if self.narrated[max(0, source.start - 5) : source.start] == " and ":
            return True
        return any(w.endswith("s") or w in _PLURALS for w in words)

    def _labels(
        self, sentence: Sentence, cue: Cue, source: Source, later: list[tuple[Cue, int]]
    ) -> Iterator[Reported]:
        """`X called it "a disgrace"`: each quotation within the reach of the verb."""
        if cue.frames <= {"noun", "adjective"} or cue.can("tell"):
            return
        stop = reach(self.narrated, cue.end, sentence.end, later)
        limits = [
            s if s > cue.end else c.start
            for c, s in later
            if not c.frames <= {"noun", "adjective"}
            and (s > cue.end or c.form == "past" or c.can("clause"))
        ]
        quotes = self.quotations_in(cue.end, min([stop, *limits]))
        way: Way = "label"
        if cue.passive and quotes:
            by = _BY.search(self.narrated, quotes[-1].closes, sentence.end) or _BY.search(
                self.narrated, cue.end, quotes[0].opens
            )
            way = "passive"
            source = Source("none", cue.start, cue.start)
            if by:
                way = "label"
                source = source_after(self.narrated, self.names, by.end(), sentence.end)
        for number, quote in enumerate(quotes):
            since = quotes[number - 1].closes if number else quote.opens
            if _ADJUNCT_BETWEEN.search(self.narrated, since, quote.opens):
                return
            yield Reported(quote.opens, quote.closes, cue.word, source, way, True)

    def _according(self, sentence: Sentence) -> Iterator[Reported]:
        """`According to X, ...` and `..., according to X`."""
        for match in _ACCORDING.finditer(self.narrated, sentence.start, sentence.end):
            source = source_after(self.narrated, self.names, match.end(), sentence.end)
            words = self.narrated[source.start : source.end]
            if source.kind == "none" or _UNSPEAKING.search(words):
                continue
            if match.start() - sentence.start > 12:
                stop = sentence.start + len(
                    self.narrated[sentence.start : match.start()].rstrip(" ,")
                )
                yield Reported(sentence.start, stop, "according to", source, "according", False)
            else:
                comma = self.narrated.find(",", source.end, sentence.end)
                if comma >= 0:
                    end = reach(self.narrated, comma + 1, sentence.end, [])
                    yield Reported(comma + 1, end, "according to", source, "according", False)
            return
