"""Statements of an article: what is reported, in which span, and whose words they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from articles.tagging.attributions import SentenceReader
from articles.tagging.channels import channels_of
from articles.tagging.clauses import FINITE
from articles.tagging.cues import CueFinder
from articles.tagging.drafts import Draft
from articles.tagging.echoes import Echoes
from articles.tagging.headlines import HeadlineReader
from articles.tagging.introductions import Introductions
from articles.tagging.loose import LooseQuotations
from articles.tagging.narrated_names import NarratedNames
from articles.tagging.patterns import any_word
from articles.tagging.quotations import Quotation
from articles.tagging.reported import Reported
from articles.tagging.sentences import Reading, Sentence, read
from articles.tagging.sources import source_before
from articles.tagging.spans import rows_of
from articles.tagging.speakers import UNHEARD, SpeakerFinder
from articles.tagging.talk import NOBODY, Talk, Voice
from articles.tagging.values import Document, Mention, RoleReference, Speaker, Statement

_MOST_FRAGMENTS = 60
_IS = re.compile(r"\b(?:is|are|was|were|been|(?<!to )be|feels?|felt|left)\s+(?:\w+ly\s+)?$")
_CALLED = re.compile(r"(?:\b(?:the|its|their|his|her|an?)|['’]s)\s(?:[a-z-]+\s)?$")
_ASKS = frozenset({"ask", "asks", "asked"})
_ANSWERS = frozenset({"reply", "replies", "replied", "answer", "answers", "answered"})
_FEELING = re.compile(rf"\b(?:{any_word('feelings')})\b", re.IGNORECASE)


def find_statements(
    document: Document, mentions: Sequence[Mention], roles: Sequence[RoleReference]
) -> tuple[Statement, ...]:
    """The statements of a document in text order, none overlapping another."""
    reading = read(document.text)
    return _Walk(reading, NarratedNames(mentions, roles, reading.quotations)).statements()


class _Walk:
    """One way through an article, sentence by sentence, with the talk so far in mind."""

    def __init__(self, reading: Reading, names: NarratedNames) -> None:
        self._reading, self._names = reading, names
        self._talk = Talk(names)
        self._cues = CueFinder(reading.narrated)
        self._reader = SentenceReader(reading, names, self._cues)
        self._finder = SpeakerFinder(reading.narrated, names, self._talk)
        self._loose = LooseQuotations(reading, names, self._talk)
        self._drafts: list[Draft] = []
        self._fragments: list[tuple[Quotation, int, int]] = []

    def statements(self) -> tuple[Statement, ...]:
        for number, sentence in enumerate(self._reading.sentences):
            if sentence.paragraph:
                self._read(number, sentence)
        self._place_fragments()
        self._read_headline()
        drafts = list(_apart(self._drafts))
        channels = channels_of(self._reading, drafts)
        return tuple(
            draft.finished(self._reading.text, channel)
            for draft, channel in zip(drafts, channels, strict=True)
        )

    def _read(self, number: int, sentence: Sentence) -> None:
        heard = False
        for step in self._steps(sentence):
            if isinstance(step, Quotation):
                heard = self._read_loose(step, number, sentence) or heard
            else:
                heard = self._read_reported(step, number, sentence) or heard
        last = self._talk.last
        if not heard or (last and last.speakers and last.speakers[0].kind != "person"):
            self._talk.look_later(partial(self._subject_of, sentence), sentence.start)
        self._announce(sentence)

    def _steps(self, sentence: Sentence) -> list[Reported | Quotation]:
        """What is reported in a sentence, and the quotations in it that no cue claims."""
        steps: list[Reported | Quotation] = list(self._reader.read(sentence))
        quotations = self._reading.quotations_in(sentence.start, sentence.end)
        if not quotations:
            return steps
        loose = [q for q in quotations if not any(r.start <= q.opens < r.end for r in steps)]
        return sorted([*steps, *loose], key=_place)

    def _read_reported(self, reported: Reported, number: int, sentence: Sentence) -> bool:
        quotes = self._reading.quotations_in(reported.start, reported.end)
        voice = self._finder.resolve(
            reported.source,
            sentence,
            reported.way,
            answers=reported.cue in _ANSWERS,
            about=self._names.named_inside(quotes),
        )
        if voice is None or (voice is UNHEARD and not reported.quotes_only):
            for quotation in quotes:
                self._fragment(quotation, number, sentence)
            return False
        if voice is UNHEARD:
            voice = NOBODY
        if not voice.speakers and not quotes and reported.source.kind in ("phrase", "none"):
            return False
        rows = rows_of(
            self._reading, reported.start, reported.end, quotes_only=reported.quotes_only
        )
        for start, end, kind in rows:
            self._drafts.append(
                Draft(start, end, kind, voice, reported.cue, number, sentence.paragraph)
            )
        for quotation in quotes:
            self._loose.placed(quotation, voice)
        if voice.speakers:
            asking = reported.cue in _ASKS and bool(quotes)
            self._talk.heard(voice, sentence.paragraph, sentence.start, asking=asking)
        return True

    def _read_loose(self, quotation: Quotation, number: int, sentence: Sentence) -> bool:
        voice = self._loose.voice_of(quotation, sentence)
        voice = voice or self._subject_before_colon(quotation, sentence)
        voice = voice or self._feeling(quotation, sentence)
        if voice is None:
            self._fragment(quotation, number, sentence)
            return False
        self._loose.placed(quotation, voice)
        self._drafts.append(
            Draft(quotation.start, quotation.end, "direct", voice, None, number, sentence.paragraph)
        )
        if voice.speakers:
            self._talk.heard(voice, sentence.paragraph, sentence.start)
        return True

    def _subject_before_colon(self, quotation: Quotation, sentence: Sentence) -> Voice | None:
        """`NAME interrupted: "..."`, whatever the verb, if somebody is the subject."""
        if self._reading.narrated[sentence.start : quotation.opens].rstrip()[-1:] != ":":
            return None
        voice = self._finder.subject(sentence, quotation.opens)
        if voice is None or not voice.speakers or voice.speakers[0].kind != "person":
            return None
        return Voice(voice.speakers, "colon", voice.mention)

    def _feeling(self, quotation: Quotation, sentence: Sentence) -> Voice | None:
        """`NAME was "gutted"`: only whoever feels it can say so."""
        before = self._reading.narrated[max(sentence.start, quotation.opens - 40) : quotation.opens]
        words = self._reading.text[quotation.start : quotation.end]
        if not (_IS.search(before) and _FEELING.search(words)):
            return None
        voice = self._finder.subject(sentence, quotation.opens)
        return voice if voice and voice.speakers else None

    def _fragment(self, quotation: Quotation, number: int, sentence: Sentence) -> None:
        self._loose.placed(quotation, None)
        self._fragments.append((quotation, number, sentence.paragraph))

    def _subject_of(self, sentence: Sentence) -> Speaker | None:
        """The one person who is the subject of a sentence."""
        if not self._finder.may_have_subject(sentence) or self._is_caption(sentence):
            return None
        voice = self._finder.subject(sentence, sentence.end)
        if voice and len(voice.speakers) == 1 and voice.speakers[0].kind == "person":
            return voice.speakers[0]
        return self._finder.only_person(sentence)

    def _is_caption(self, sentence: Sentence) -> bool:
        """`NAME, leader of the council`: a paragraph without a verb that no full stop ends."""
        start, end = self._reading.paragraphs[sentence.paragraph]
        narrated = self._reading.narrated
        return (
            (sentence.start, sentence.end) == (start, end)
            and narrated[end - 1].isalnum()
            and not FINITE.search(narrated, start, end)
        )

    def _announce(self, sentence: Sentence) -> None:
        """`The developers said:` at the end of a paragraph."""
        narrated = self._reading.narrated
        self._loose.announced = None
        if narrated[sentence.end - 1 : sentence.end] not in (":", ";", ","):
            return
        cues = [c for c in self._cues.find(sentence.start, sentence.end) if not c.passive]
        for cue in reversed(cues):
            source = source_before(
                narrated, self._names, sentence.start, cue.start, participle=cue.form == "ing"
            )
            voice = self._finder.resolve(source, sentence, "before")
            if voice and voice.speakers:
                self._loose.announced = voice
                return

    def _place_fragments(self) -> None:
        """Give fragments to whoever said the same elsewhere, or speaks around them."""
        echoes = Echoes(self._reading.text, self._drafts)
        introductions = Introductions(
            self._drafts,
            self._finder.descriptions,
            echoes,
            self._reading.text,
            self._talk.may_mean,
        )
        self._drafts = introductions.resolve(self._drafts)
        self._drafts = [self._known_elsewhere(draft, echoes) for draft in self._drafts]
        for quotation, number, paragraph in self._fragments[:_MOST_FRAGMENTS]:
            words = self._reading.text[quotation.start : quotation.end]
            is_term = words.istitle() and self._is_called(quotation)
            echo = echoes.of(words, longer=True) if len(words.split()) > 1 and not is_term else None
            voice = echo.voice.later("echo") if echo else self._between(number, paragraph)
            if voice:
                self._drafts.append(
                    Draft(quotation.start, quotation.end, "direct", voice, None, number, paragraph)
                )

    def _is_called(self, quotation: Quotation) -> bool:
        """`the government's upcoming 'Fair Funding Review'`: the words are somebody's or the."""
        before = self._reading.narrated[max(0, quotation.opens - 40) : quotation.opens]
        return _CALLED.search(before) is not None

    def _known_elsewhere(self, draft: Draft, echoes: Echoes) -> Draft:
        """Quoted words whose speaker is not told here, but where they are quoted at length."""
        if draft.voice.speakers or draft.kind != "direct":
            return draft
        echo = echoes.of(self._reading.text[draft.start : draft.end], longer=True)
        return draft._replace(voice=echo.voice.later("echo")) if echo else draft

    def _between(self, number: int, paragraph: int) -> Voice | None:
        """The voice that is heard in the sentence before and in the one after."""
        around = [
            d for d in self._drafts if d.paragraph == paragraph and abs(d.sentence - number) == 1
        ]
        voices = {d.voice.speakers[:1] and d.voice.speakers[0].name for d in around}
        if len({d.sentence for d in around}) == 2 and len(voices) == 1 and around[0].voice.speakers:
            return around[0].voice.later("between")
        return None

    def _read_headline(self) -> None:
        body = sorted(self._drafts, key=lambda d: d.start)
        placed = {d.start for d in body}
        terms = frozenset(
            self._reading.text[q.start : q.end].casefold()
            for q, _, _ in self._fragments
            if q.start not in placed
        )
        headline = HeadlineReader(
            self._reading, self._names, self._reader, self._finder, body, terms
        )
        for sentence in self._reading.sentences:
            if sentence.paragraph:
                break
            self._drafts.extend(headline.read(sentence))


def _place(step: Reported | Quotation) -> int:
    return step.opens if isinstance(step, Quotation) else step.start


def _apart(drafts: list[Draft]) -> Iterator[Draft]:
    """In text order without overlaps: the first and longest stays."""
    end = -1
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        if draft.start >= end:
            yield draft
            end = draft.end
