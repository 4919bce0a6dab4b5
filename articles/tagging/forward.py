"""Words reported after their cue: `X said: "..."`, `X said that ...`, `X called it "..."`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.tagging.clauses import FINITE, forward_start, is_clause, reach
from articles.tagging.cues import Cue
from articles.tagging.fronted import any_main_clause, is_fronted, main_clause, subject_behind
from articles.tagging.narrated_names import NarratedNames
from articles.tagging.patterns import any_word
from articles.tagging.quotations import Quotation
from articles.tagging.reported import PlacedCue, Reported, Way
from articles.tagging.sentences import OPEN, Reading
from articles.tagging.sources import Source
from articles.tagging.sources_after import source_after
from articles.tagging.wordlists import word_lines

_QUOTE_AHEAD = re.compile(rf"([^{OPEN}.?!]{{0,160}}?)([:;,]|\s[-–—]+|\bthat|)\s*{OPEN}")
_ADDRESSEE = 60  # characters between a cue and the comma before a quotation
_ADJUNCT = re.compile(
    r"\s*(?:[,–—-]|(?:as|while|after|despite|amid|following|during|when|before|in|on|at|but)\b)"
)
_ADJUNCT_OF_CLAUSE = re.compile(
    r"\s*(?:[,–—-]|(?:as|while|after|despite|amid|following|during|when|before|but)\b)"
)
_ADJUNCT_BETWEEN = re.compile(r"\b(?:after|while|despite|before|following|when|because)\b")
_OBJECT_OF = re.compile(r"\b(?:for|of)\s+(?:\w+ly\s+)?$")
_NOUNS = frozenset(word_lines("noun_like_verbs"))
_BY = re.compile(r"\bby\s+")
_TOLD_BY = re.compile(rf"\s+by\s+[^,.;:{OPEN}]{{2,80}}?(\s+that)\s+")
_ASKED_BY = re.compile(
    rf"\s+by\s+[^,.;:{OPEN}]{{2,80}}?(\s+)(?=(?:what|why|how|whether|if|when|where|who)\s)"
)
_TOLD_TO = re.compile(rf"\s[^,.;:{OPEN}]{{2,80}}?\s(?:not )?to\s{OPEN}")
_MODAL = re.compile(r"\b(?:will|would|could|can|may|might|should)\s+(?:also\s+)?$")
_PLURALS = frozenset(
    ["people", "police", "staff", "will", "women", "men", "children", "and", "would", "both", "who"]
)


_NEITHER = re.compile(r"\b(?:[Nn]either|[Nn]one of|[Nn]o[ -]one|[Nn]obody)\b[^,;:]*$")
_HEARER = re.compile(
    rf"\s+(?:(?:a|an|the|his|her|their|our)\s+)?(?:[\w-]+\s+){{0,3}}?(?:{any_word('hearers')})\b"
)
_IN_RELATIVE = re.compile(r"(,|\s[-–—])\s+(?:who|whose|which|where)\b[^,;:]*$")
_DASH = re.compile(r"\s[-–—]\s")
_RELATIVE_ENDS = re.compile(
    rf",\s+(?=(?:also\s+|then\s+|now\s+)?(?:{any_word('finite_verbs')}|[a-z]{{3,}}ed)\b)"
)


def _heard(between: str, cue: Cue) -> int:
    """How much of the words behind a cue is the hearer: "told a packed meeting"."""
    hearer = _HEARER.match(between) if cue.can("tell") else None
    return hearer.end() if hearer else 0


_LABEL: Way = "label"


class ForwardReader:
    """Finds the stretches after a cue that the cue reports."""

    def __init__(self, reading: Reading, names: NarratedNames) -> None:
        self._reading, self._narrated, self._names = reading, reading.narrated, names

    def quotation(self, placed: PlacedCue) -> Reported | None:
        """`X said: "..."`, `X told the Post, "..."`, `X said that "..."` with nothing behind."""
        cue, later = placed.cue, placed.later
        if self._narrated.find(OPEN, cue.end, placed.sentence.end) < 0:
            return None
        match = _QUOTE_AHEAD.match(self._narrated, cue.end, placed.sentence.end)
        if not match or cue.passive or (cue.infinitive and match.group(2) != ":"):
            return None
        nearer = any(c.start < match.start(2) and c.frames != {"noun"} for c, _ in later)
        if nearer or not self._has_subject(placed):
            return None
        limit = next((s for c, s in later if s > match.end()), placed.sentence.end)
        quotes = self._reading.quotations_in(match.end() - 1, limit)
        if not quotes:
            return None
        first, last = quotes[0], quotes[-1]
        between, mark = match.group(1), match.group(2)
        if mark in (":", ";") and not FINITE.search(between[_heard(between, cue) :]):
            return Reported(first.opens, last.closes, cue.word, placed.source, "before", True)
        adjunct = _ADJUNCT_OF_CLAUSE if mark == "that" else _ADJUNCT
        if not self._introduces(placed, between, mark) or self._goes_on(first, placed, adjunct):
            return None
        source = self._inverted(placed, match.start(2)) or placed.source
        return Reported(first.opens, first.closes, cue.word, source, "before", True)

    def _inverted(self, placed: PlacedCue, end: int) -> Source | None:
        """`It was, said NAME, "..."`: the name between cue and quotation."""
        cue = placed.cue
        if self._narrated[placed.sentence.start : cue.start].rstrip()[-1:] != ",":
            return None
        people = self._names.people_in(cue.end, end)
        if not people or people[-1].end != end or cue.can("tell"):
            return None
        return source_after(self._narrated, self._names, cue.end, end)

    def _introduces(self, placed: PlacedCue, between: str, mark: str) -> bool:
        """Whether a cue without a colon brings the quotation as speech."""
        if not placed.cue.can("clause", "that", "tell", "ask", "quote", "adjective"):
            return False
        if not between.strip():
            return True
        return mark == "," and len(between) < _ADDRESSEE and not FINITE.search(between)

    def _goes_on(self, quote: Quotation, placed: PlacedCue, adjunct: re.Pattern[str]) -> bool:
        """Whether the reported clause goes on behind the quotation it begins with."""
        stop = reach(self._narrated, quote.closes - 1, placed.sentence.end, placed.later)
        rest = self._narrated[quote.closes : stop]
        return bool(rest.strip(" .,;:")) and not adjunct.match(rest)

    def clause(self, placed: PlacedCue) -> Reported | None:
        """`X said that ...`, `X's claim that ...`, `X was adamant that ...`."""
        cue, end = placed.cue, placed.sentence.end
        if cue.passive or cue.infinitive or cue.frames <= {"quote", "label"}:
            return None
        if cue.word == "add" and _MODAL.search(self._narrated, placed.sentence.start, cue.start):
            return None  # "The rise will add £46 to a bill that is high": a sum
        start = forward_start(self._narrated, cue, end)
        if start is None or start >= end:
            return None
        stop = reach(
            self._narrated,
            start,
            end,
            placed.later,
            participle=cue.form == "ing",
            of_noun=cue.can("noun"),
        )
        if relative := _IN_RELATIVE.search(
            self._narrated, max(placed.sentence.start, cue.start - 120), cue.start
        ):
            ends = _RELATIVE_ENDS if relative.group(1) == "," else _DASH
            ended = ends.search(self._narrated, start, stop)
            stop = ended.start() if ended else stop
        source = placed.source
        if is_fronted(self._narrated, placed.sentence, cue):
            comma = main_clause(self._narrated, self._names, start, stop, of_noun=cue.can("noun"))
            if comma is None and source.kind not in ("none", "subject"):
                comma = any_main_clause(self._narrated, start, stop)
            if comma is not None:
                stop = comma
                if source.kind in ("none", "subject"):
                    source = subject_behind(self._narrated, self._names, comma, end)
        text = self._reading.text
        if not is_clause(self._narrated, text, cue, start, stop, headline=placed.headline):
            return None
        if not self._has_subject(placed):
            return None
        return Reported(start, stop, cue.word, source, "before", False)

    def told_by(self, placed: PlacedCue) -> Reported | None:
        """`X was told by NAME that ...`: it is NAME who says it."""
        cue, end = placed.cue, placed.sentence.end
        told = _ASKED_BY if cue.word == "asked" else _TOLD_BY
        by, that = (
            _BY.search(self._narrated, cue.end, end),
            told.match(self._narrated, cue.end, end),
        )
        if by is None or that is None:
            return None
        source = source_after(self._narrated, self._names, by.end(), that.start(1))
        stop = reach(self._narrated, that.end(), end, placed.later)
        text = self._reading.text
        if not is_clause(self._narrated, text, cue, that.end(), stop, headline=placed.headline):
            return None
        return Reported(that.end(), stop, cue.word, source, "label", False)

    def _has_subject(self, placed: PlacedCue) -> bool:
        """Against nouns taken for verbs, and "criticised her for claiming"."""
        cue, source = placed.cue, placed.source
        if _NEITHER.search(self._narrated, max(placed.sentence.start, cue.start - 80), cue.start):
            return False
        if cue.form == "ing":
            return not _OBJECT_OF.search(self._narrated[max(0, cue.start - 24) : cue.start])
        if cue.form != "base" or cue.word not in _NOUNS or source.kind != "phrase":
            return True
        if self._narrated[max(0, source.start - 5) : source.start] == " and ":
            return True
        words = self._narrated[source.start : cue.start].lower().split()
        return any(word.endswith("s") or word in _PLURALS for word in words)

    def labels(self, placed: PlacedCue) -> Iterator[Reported]:
        """`X called it "a disgrace"`: each quotation within the reach of the verb."""
        cue = placed.cue
        if cue.frames <= {"noun", "adjective"}:
            return
        if cue.can("tell"):
            yield from self._orders(placed)
            return
        if cue.passive and cue.word == "dubbed":
            return  # a nickname
        quotes = self._reading.quotations_in(cue.end, self._reach_of_label(placed))
        source, way = placed.source, _LABEL
        if cue.passive and quotes:
            source, way = self._agent(placed, quotes)
        for number, quote in enumerate(quotes):
            if cue.can("quote") and self._narrated[cue.end : quote.opens].strip() == "to":
                return  # "began to 'heckle' them"
            since = quotes[number - 1].closes if number else quote.opens
            if _ADJUNCT_BETWEEN.search(self._narrated, since, quote.opens):
                return
            yield Reported(quote.opens, quote.closes, cue.word, source, way, True)

    def _orders(self, placed: PlacedCue) -> Iterator[Reported]:
        """`X told members to "back me"`: what somebody is told to do, where it is quoted."""
        order = _TOLD_TO.match(self._narrated, placed.cue.end, placed.sentence.end)
        if order and not placed.cue.passive and not placed.cue.infinitive:
            for quote in self._reading.quotations_in(order.end() - 1, order.end()):
                source = placed.source
                yield Reported(quote.opens, quote.closes, placed.cue.word, source, "label", True)

    def _reach_of_label(self, placed: PlacedCue) -> int:
        cue = placed.cue
        stop = reach(self._narrated, cue.end, placed.sentence.end, placed.later)
        limits = [
            source if source > cue.end else other.start
            for other, source in placed.later
            if not other.frames <= {"noun", "adjective"}
            and (source > cue.end or other.form == "past" or other.can("clause"))
        ]
        limits += [
            other.start
            for other, _ in placed.later
            if other.can("noun") and forward_start(self._narrated, other, placed.sentence.end)
        ]
        return min([stop, *limits])

    def _agent(self, placed: PlacedCue, quotes: list[Quotation]) -> tuple[Source, Way]:
        """`was branded "a fool" by X`; without "by" nobody is named."""
        cue, end = placed.cue, placed.sentence.end
        by = _BY.search(self._narrated, quotes[-1].closes, end)
        by = by or _BY.search(self._narrated, cue.end, quotes[0].opens)
        if by is None:
            return Source("none", cue.start, cue.start), "passive"
        return source_after(self._narrated, self._names, by.end(), end), "label"
