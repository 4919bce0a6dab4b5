"""Statements in a headline: `Reform 'not ready' - Orr`, `Plan is dead, says leader`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.tagging.attributions import SentenceReader
from articles.tagging.drafts import Draft
from articles.tagging.echoes import Echoes
from articles.tagging.narrated_names import NarratedNames, speaker_of
from articles.tagging.quotations import Quotation
from articles.tagging.reported import Reported
from articles.tagging.sentences import Reading, Sentence
from articles.tagging.spans import rows_of
from articles.tagging.speakers import UNHEARD, SpeakerFinder
from articles.tagging.talk import NOBODY, Voice

# "MP responds to 'absent' claim": the words of whoever made it.
_ANSWERED = re.compile(
    r"\b(?:respon\w+|react\w*|repl(?:y|ies|ied)) to (?:an? |the )?$"
    r"|\bhits? (?:back|out) at (?:the )?$"
)
_MOST = 12  # quotations of a headline that are looked at


class HeadlineReader:
    """Reads the headline after the body, so that it can ask who said those words there."""

    def __init__(
        self,
        reading: Reading,
        names: NarratedNames,
        reader: SentenceReader,
        finder: SpeakerFinder,
        body: Sequence[Draft],
        terms: frozenset[str],
    ) -> None:
        self._reading, self._names, self._reader, self._finder = reading, names, reader, finder
        self._body, self._terms = body, terms
        self._echoes = Echoes(reading.text, body)

    def read(self, sentence: Sentence) -> Iterator[Draft]:
        """The drafts of one sentence of the headline."""
        claimed: list[Reported] = []
        for reported in self._reader.read(sentence, headline=True):
            voice = self._voice_of_cue(reported, sentence)
            if voice is None or self._is_answered(reported.start, sentence):
                continue
            claimed.append(reported)
            rows = rows_of(
                self._reading, reported.start, reported.end, quotes_only=reported.quotes_only
            )
            for start, end, kind in rows:
                yield Draft(start, end, kind, voice, reported.cue, 0, 0)
        for quotation in self._reading.quotations_in(sentence.start, sentence.end)[:_MOST]:
            if any(r.start <= quotation.opens < r.end for r in claimed):
                continue
            voice = self._voice_of_words(quotation, sentence)
            if voice is not None:
                yield Draft(quotation.start, quotation.end, "direct", voice, None, 0, 0)

    def _voice_of_cue(self, reported: Reported, sentence: Sentence) -> Voice | None:
        voice = self._finder.resolve(reported.source, sentence, reported.way)
        if voice is None or voice is UNHEARD:
            return None
        if voice.speakers and voice.speakers[0].kind != "description":
            return voice
        words = self._reading.text[reported.start : reported.end].strip("'\"‘’“”")
        if not voice.speakers and self._is_nobodys(words):
            return voice
        echo = self._echoes.of(words)
        if reported.way != "passive":  # "accused of ...": not of whoever speaks first
            echo = echo or self._echoes.nearest(words) or self._first_person()
        return Voice(echo.voice.later("echo").speakers, "echo") if echo else voice

    def _voice_of_words(self, quotation: Quotation, sentence: Sentence) -> Voice | None:
        words = self._reading.text[quotation.start : quotation.end]
        if words.casefold() in self._terms:
            return None
        if self._is_title(quotation, sentence, words):
            return None
        if named := self._named_by_dash(quotation, sentence):
            return named
        if echo := self._echoes.of(words):
            return echo.voice.later("echo")
        if self._is_nobodys(words) or self._is_answered(quotation.opens, sentence):
            return NOBODY
        people = self._names.people_in(sentence.start, sentence.end)
        if len(people) == 1:
            span = (people[0].start, people[0].end)
            return Voice((speaker_of(people[0], inferred=True),), "headline-name", span)
        first = self._echoes.nearest(words) or next(
            (d for d in self._body if d.voice.speakers), None
        )
        return first.voice.later("headline-first") if first else NOBODY

    def _is_answered(self, at: int, sentence: Sentence) -> bool:
        """Whether words that begin at `at` are those that somebody answers."""
        return bool(_ANSWERED.search(self._reading.narrated[sentence.start : at]))

    def _is_nobodys(self, words: str) -> bool:
        """Whether the article quotes just these words, and does not say whose they are."""
        return any(
            not draft.voice.speakers
            and draft.kind == "direct"
            and self._reading.text[draft.start : draft.end].casefold() == words.casefold()
            for draft in self._body
        )

    def _is_title(self, quotation: Quotation, sentence: Sentence, words: str) -> bool:
        """Capitals amid a headline name something, unless the article quotes the words."""
        amid = quotation.opens > sentence.start and not self._echoes.of(words)
        return amid and len(words.split()) > 1 and words.istitle() and not words.isupper()

    def _named_by_dash(self, quotation: Quotation, sentence: Sentence) -> Voice | None:
        """`'...' - NAME` and `NAME: '...'`."""
        narrated = self._reading.narrated
        for mention in self._names.people_in(sentence.start, sentence.end):
            after = narrated[mention.end : quotation.opens].strip()
            before = narrated[quotation.closes : mention.start].strip()
            if after == ":" or before in ("-", "–", "—"):
                span = (mention.start, mention.end)
                return Voice((speaker_of(mention),), "headline-name", span)
            rest = narrated[mention.end : sentence.end].strip()
            dash = narrated[quotation.closes : mention.start].rstrip()
            if not rest and dash.endswith(("-", "–", "—")):
                return Voice((speaker_of(mention),), "headline-name", (mention.start, mention.end))
        return None

    def _first_person(self) -> Draft | None:
        spoken = [d for d in self._body if d.voice.speakers]
        people = [d for d in spoken if d.voice.speakers[0].kind == "person"]
        return next(iter(people or spoken), None)
