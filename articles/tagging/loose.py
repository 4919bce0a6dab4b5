"""Quotations that no cue of their sentence claims: whose they are, or that they are no speech."""

from __future__ import annotations

import re

from articles.tagging.narrated_names import NarratedNames, speaker_of
from articles.tagging.quotations import Quotation
from articles.tagging.sentences import Reading, Sentence
from articles.tagging.talk import NOBODY, Talk, Voice
from articles.tagging.values import Speaker

_WORD = re.compile(r"\w+")
_GAP = " \t.,;:-–—―"
_DASH = re.compile(r"\s*[-–—―]+\s*")
_SIGNATURE = re.compile(r"((?:[^\W\d_a-z][\w.'’-]*[ \t]+){1,3}[^\W\d_a-z][\w.'’-]+)\s*?(?:$|\n)")
_HE_DID_AND_GOES_ON = re.compile(
    r"\s(?:he|she|they|[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+){0,3})\s[a-z]+(?:\s\w+){0,3},\s*"
)
_HE_DID = re.compile(r"\s(he|she)\s+[a-z]{3,}\b")
_DID = re.compile(r"\s+[a-z]{3,}\b")
_HE_SAID = re.compile(r",?\s*(?:[Hh]e|[Ss]he|[Tt]hey|it)\s+\w+[^.]{0,60}\.\s*")
_VERDICT = (
    r"(?:words|verdict|view|message|reaction|response|reply|answer|assessment|warning|advice|opinion"
    r"|conclusion|claim|plea|promise|rallying cry|sentiment|sentiments|thoughts|take)"
)
_WORDS_OF = re.compile(
    r"\s*(?:(?:Those|These|That|This|Such)(?:['’]s|\s(?:is|was|were|are))|(?:was|is|were|are))"
    rf"\s(?:the|a)(?:\s[\w-]+)?\s{_VERDICT}\s(?:of|from)\s+"
    r"|\s*(?:That|This|was|is)(?:['’]s|\s(?:is|was))?\show\s+"
    r"|\s*So (?:said|says)\s+"
    rf"|\s*(?:was|is|were|are)\s+(?=[A-Z][\w.]*(?:\s[A-Z][\w'’-]*){{0,3}}?['’]s?\s(?:[\w-]+\s){{0,2}}{_VERDICT})"
)
_HIS_VERDICT = re.compile(rf"['’]s?\s(?:[\w-]+\s){{0,2}}{_VERDICT}(?:\s[\w ]{{1,40}})?$")
_CLAUSE_END = re.compile(r"[.;:,]\s")
_LONGEST_ATTRIBUTION = 150  # characters
_SENTENCE_WORDS = 5
_LONGEST_CROSSHEAD = 7  # words
_LONG = 8  # words: a quotation that long is speech, not a term or a title


class LooseQuotations:
    """Decides about quotations by what stands around them."""

    def __init__(self, reading: Reading, names: NarratedNames, talk: Talk) -> None:
        self._reading, self._names, self._talk = reading, names, talk
        self._voices: dict[int, Voice] = {}  # opening offset -> voice of quotations placed so far
        self._previous: Quotation | None = None
        self.announced: Voice | None = None

    def placed(self, quotation: Quotation, voice: Voice | None) -> None:
        """Remember whose a quotation was; None for no statement."""
        if voice is not None:
            self._voices = {quotation.opens: voice}
        self._previous = quotation

    def voice_of(self, quotation: Quotation, sentence: Sentence) -> Voice | None:
        """The voice of a quotation, None if it may be a term, a title or a scare quote."""
        narrated = self._reading.narrated
        before = narrated[sentence.start : quotation.opens].strip(_GAP)
        if voice := self._same_as_previous(quotation, sentence):
            return voice
        if before:
            return self._named_before_colon(quotation, sentence)
        if (
            voice := self._after_comma(quotation, sentence)
            or self._signed(quotation)
            or self._called_words_of(quotation)
        ):
            return voice
        after = narrated[quotation.closes : sentence.end].strip(_GAP + "!?")
        if after and not self._is_speech(quotation):
            return None
        return self._standing_alone(quotation, sentence, bool(after))

    def _same_as_previous(self, quotation: Quotation, sentence: Sentence) -> Voice | None:
        previous = self._previous
        if previous is None or previous.opens not in self._voices:
            return None
        voice = self._voices[previous.opens]
        between = self._reading.narrated[previous.closes : quotation.opens]
        if "\n" not in between and not between.strip(_GAP):
            return Voice(voice.speakers, "continued", voice.mention)
        if _HE_DID_AND_GOES_ON.fullmatch(between):
            return Voice(voice.speakers, "continued", voice.mention)
        if "\n" not in between and self._only_attribution(previous, quotation, voice):
            return Voice(voice.speakers, "continued", voice.mention)
        if not previous.closed and sentence.first and quotation.opens - sentence.start < 2:
            return voice.later("run")
        return None

    def _named_before_colon(self, quotation: Quotation, sentence: Sentence) -> Voice | None:
        """`NAME: "..."` without a verb."""
        before = self._reading.narrated[sentence.start : quotation.opens].rstrip()
        colon = sentence.start + len(before) - 1
        people = self._names.people_in(max(sentence.start, colon - 60), colon)
        if not before.endswith(":") or not people:
            return None
        verdict = _HIS_VERDICT.fullmatch(self._reading.narrated, people[-1].end, colon)
        if people[-1].end != colon and not verdict:
            return None
        span = (people[-1].start, people[-1].end)
        return Voice((speaker_of(people[-1]),), "name-before", span)

    def _signed(self, quotation: Quotation) -> Voice | None:
        """`"..." - NAME`, a quotation with a signature behind a dash."""
        narrated = self._reading.narrated
        dash = _DASH.match(narrated, quotation.closes)
        if dash is None:
            return None
        people = self._names.people_in(dash.end(), dash.end() + 60)
        if not people or people[0].start != dash.end():
            unknown = _SIGNATURE.match(narrated, dash.end())
            described = (Speaker(unknown.group(1), "description"),) if unknown else ()
            return Voice(described, "description") if described else None
        if narrated[people[0].end : people[0].end + 1] not in ("", "\n", ",", ".", " "):
            return None
        return Voice((speaker_of(people[0]),), "name-after", (people[0].start, people[0].end))

    def _after_comma(self, quotation: Quotation, sentence: Sentence) -> Voice | None:
        """`"...," he shrugged`: with the comma inside the marks any verb is one of speaking."""
        text, narrated = self._reading.text, self._reading.narrated
        if not (quotation.closed and text[quotation.end : quotation.closes - 1].endswith(",")):
            return None
        if pronoun := _HE_DID.match(narrated, quotation.closes, sentence.end):
            at = pronoun.start(1)
            voice = self._talk.pronoun(pronoun.group(1), sentence.start, at, set())
            return voice if voice.speakers else None
        people = self._names.people_in(quotation.closes, quotation.closes + 60)
        if not people or people[0].start != quotation.closes + 1:
            return None
        if not _DID.match(narrated, people[0].end, sentence.end):
            return None
        return Voice((speaker_of(people[0]),), "name-after", (people[0].start, people[0].end))

    def _called_words_of(self, quotation: Quotation) -> Voice | None:
        """`"..." Those were the words of NAME.`"""
        after = quotation.closes + (self._reading.narrated.startswith(",", quotation.closes))
        called = _WORDS_OF.match(self._reading.narrated, after)
        if called is None:
            return None
        people = self._names.people_in(called.end(), called.end() + 90)
        if not people or _CLAUSE_END.search(self._reading.narrated, called.end(), people[0].start):
            return None
        return Voice((speaker_of(people[0]),), "name-after", (people[0].start, people[0].end))

    def _only_attribution(self, previous: Quotation, quotation: Quotation, voice: Voice) -> bool:
        """`"...," said X. "..."`: one statement, broken by its attribution."""
        between = self._reading.narrated[previous.closes : quotation.opens]
        if len(between) > _LONGEST_ATTRIBUTION or not between.rstrip().endswith("."):
            return False
        named = voice.mention and previous.closes <= voice.mention[0] < quotation.opens
        return self._talk.last is voice and bool(named or _HE_SAID.fullmatch(between))

    def _is_speech(self, quotation: Quotation) -> bool:
        words = self._reading.text[quotation.start : quotation.end]
        return words[:1].isupper() and len(_WORD.findall(words[:200])) >= _SENTENCE_WORDS

    def _is_crosshead(self, quotation: Quotation, sentence: Sentence) -> bool:
        """A few words in quote marks between paragraphs, without a full stop: a headline within."""
        start, end = self._reading.paragraphs[sentence.paragraph]
        text = self._reading.text
        return (
            (quotation.opens, quotation.closes) == (start, end)
            and text[quotation.end - 1 : quotation.closes].rstrip("'’\"”").isalnum()
            and len(text[start:end].split()) <= _LONGEST_CROSSHEAD
        )

    def _standing_alone(
        self, quotation: Quotation, sentence: Sentence, followed: bool
    ) -> Voice | None:
        """A quotation that is a sentence by itself."""
        if self.announced is not None:
            voice, self.announced = self.announced, None
            return Voice(voice.speakers, "colon", voice.mention)
        talk = self._talk
        if self._is_crosshead(quotation, sentence):
            return None
        words = len(_WORD.findall(self._reading.text[quotation.start : quotation.start + 200]))
        if words < 2 or (followed and words < _LONG):
            return None
        if talk.focus and talk.focus_at > talk.last_at:
            return Voice((talk.focus,), "focus")
        if talk.last is None:
            return NOBODY
        return talk.last.later("last-speaker")
