"""Words reported before their cue (`..., X said`, `..., said X`) or around it."""

from __future__ import annotations

import re

from articles.tagging.clauses import FINITE, ends_sentence, past_hearer, reach
from articles.tagging.cues import Cue
from articles.tagging.narrated_names import NarratedNames
from articles.tagging.patterns import any_word
from articles.tagging.quotations import Quotation
from articles.tagging.reported import PlacedCue, Reported
from articles.tagging.sentences import CLOSE, OPEN, QUOTED, Reading, Sentence
from articles.tagging.sources import Source, phrase_start
from articles.tagging.sources_after import source_after

_WITH_VERB = re.compile(r"\b(?:he|she|they|it|we|there)\s+[a-z]{3,}\b")  # "said he wished NAME"
_ENDED = f",{CLOSE}{QUOTED}?!"
_INVERTED_BASE = frozenset({"say", "claim", "warn"})  # "say the Tories"
_LONGEST_SPEAKER = 120  # characters
_NO_SPEAKER = re.compile(
    rf"(?:his|her|its|their)\s(?!(?:[\w-]+\s){{0,3}}(?:{any_word('relatives')}|{any_word('speaker_nouns')})\b)"
    r"|(?:\w+ing|to|that|on|in|at|of|for|with|about|by|from|he|she|it|they|so|no|yes|this|there|\w+day|last|late|early|earlier)\b"
)
_TAIL = re.compile(
    r"\s*(?:$|\n|[.,;:?!–—―-]|(?:on|in|at|to|during|after|before|when|as|of|about|from|via|by|while"
    r"|last|this|yesterday|today|later|earlier|recently|who|and|but|\w+day|outside|following|with"
    r"|ahead|again|afterwards|through|\d)\b)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"(?:asked|pressed|when|after|if|as|while|speaking|although|though|because|since|despite|but"
    r" when|once|before|following|told|questioned)\b",
    re.IGNORECASE,
)
_TIME_ADJUNCT = re.compile(r"(?:after|before|following|despite)\s(?!\w+ing\b)", re.IGNORECASE)
_MAIN_CLAUSE = re.compile(
    rf"(?:the|a|an|his|her|its|their|it|there|they|this|that|no|some|most|many)\s[^,]{{0,60}}?"
    rf"(?:{FINITE.pattern})"
)
_CONDITION = re.compile(r"(?:if|although|though|because|since|unless|once)\b", re.IGNORECASE)
_AS_ONE_PUTS_IT = frozenset({"put it", "puts it"})
_AS = re.compile(r",\s+as\s+$")
_WHO = re.compile(r"\bwho\b")
_SINCE = (  # ", X said, two years after the flood": the reporter's own words again
    r"(?:\w+\s){0,3}(?:minute|hour|day|week|month|year|decade)s?\s(?:after|before|ago|earlier|later)"
)
_RESUMES = re.compile(
    r"(?:\s(?:in|on|at|during|last)\s[^,.;:]{2,50})?\s*,\s*"
    rf"(?!(?:\w+ing|who|which|when|after|as|while|but|despite|{_SINCE})\b)\w"
)
_RESUMES_INVERTED = re.compile(
    rf"\s*,\s*(?!(?:\w+ing|who|which|when|after|as|while|but|despite|an?|the|{_SINCE})\b)\w"
)


_OF_RELATIVE = re.compile(r"\s(?:who|which),$")  # "the owners who, she said, have fled"
_RELATIVE = re.compile(
    r"[,–—(-]\s*(?:which|who|whose|whom|where|when)\s(?:(?!\s[-–—]\s)[^,()])*[,)]?"
)
_PLAIN = frozenset({"say", "says", "said", "warn", "warns", "warned", "claim", "claims", "claimed"})
_DESCRIBED = re.compile(
    rf"[A-Z]|\b(?:{any_word('speaker_nouns')}|{any_word('person_nouns')}|{any_word('posts')})\b"
)


class BackwardReader:
    """Finds the stretch before a cue that the cue reports."""

    def __init__(self, reading: Reading, names: NarratedNames) -> None:
        self._reading, self._narrated, self._names = reading, reading.narrated, names

    def read(self, placed: PlacedCue) -> Reported | None:
        """The stretch before the cue; None if the cue reports nothing there."""
        cue, source = placed.cue, placed.source
        if cue.form == "ing" and (
            source.kind not in ("named", "pronoun")
            or "," in self._narrated[source.end : cue.start]  # "X said, adding that ..."
        ):
            return None
        return self._inverted(placed) or self._plain(placed)

    def _inverted(self, placed: PlacedCue) -> Reported | None:
        """`..., said X`."""
        cue, sentence = placed.cue, placed.sentence
        stop = self._end_before(sentence, cue.start)
        if stop is None or cue.form == "ing" or self._narrated.startswith(" that ", cue.end):
            return None
        if cue.form == "base" and cue.word not in _INVERTED_BASE:
            return None
        who = source_after(self._narrated, self._names, cue.end, sentence.end)
        if not self._is_speaker(who) or _WITH_VERB.search(self._narrated, cue.end, who.start):
            return None
        if not (self._comma_inside(stop) or ends_sentence(self._narrated, who.end, sentence.end)):
            return None
        return self._stretch(placed, who, stop, who.end)

    def _plain(self, placed: PlacedCue) -> Reported | None:
        """`..., X said`."""
        cue, sentence, source = placed.cue, placed.sentence, placed.source
        if source.kind in ("subject", "none"):
            return None
        begin = phrase_start(self._narrated, sentence.start, source.start + 1)
        if cue.word in _AS_ONE_PUTS_IT and (
            said := _AS.search(self._narrated, sentence.start, begin)
        ):
            begin = said.start() + 1
        stop = self._end_before(sentence, self._before_apposition(sentence, begin))
        if stop is None or self._through_who(source, cue):
            return None
        if not self._comma_inside(stop) and not self._nothing_behind(cue, sentence):
            return None
        return self._stretch(placed, source, stop, past_hearer(self._narrated, cue, sentence.end))

    def _before_apposition(self, sentence: Sentence, at: int) -> int:
        """`"...", the manager, NAME said`: where the description before a name begins."""
        last = self._narrated.rfind(CLOSE, max(sentence.start, at - _LONGEST_SPEAKER), at)
        if last < 0 or "," not in (
            self._narrated[last + 1 : last + 2],
            self._reading.text[last - 1],
        ):
            return at
        between = self._narrated[last + 1 : at].strip(" ")
        apposed = len(between) > 1 and between[-1] == ","
        return last + 1 if apposed and not FINITE.search(between) else at

    def _end_before(self, sentence: Sentence, at: int) -> int | None:
        """Where the words before an attribution end, if a comma or quote mark stands there."""
        before = self._narrated[sentence.start : at].rstrip()
        return sentence.start + len(before) if before and before[-1] in _ENDED else None

    def _comma_inside(self, stop: int) -> bool:
        """`"...," X said`: the comma inside the marks announces the attribution."""
        return self._narrated[stop - 1] == CLOSE and self._reading.text[stop - 2] == ","

    def _nothing_behind(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether the cue ends the sentence, but for an adverbial or an addressee."""
        if not ends_sentence(self._narrated, cue.end, sentence.end):
            return False
        return cue.can("tell") or _TAIL.match(self._narrated, cue.end) is not None

    def _through_who(self, source: Source, cue: Cue) -> bool:
        """`, two residents who objected`: a relative clause, not an attribution."""
        return _WHO.search(self._narrated, source.end, cue.start) is not None

    def _is_speaker(self, source: Source) -> bool:
        words = self._narrated[source.start : source.end]
        if source.kind == "named":
            return not FINITE.search(self._narrated, source.people[-1].end, source.end)
        if source.kind != "phrase" or not words or FINITE.search(words):
            return False
        following = self._narrated[source.end : source.end + 2].strip()[:1]
        if following in (OPEN, ":") or _NO_SPEAKER.match(words):
            return False
        return len(words) < _LONGEST_SPEAKER

    def _stretch(self, placed: PlacedCue, who: Source, stop: int, after: int) -> Reported | None:
        last = self._narrated[stop - 2 : stop]
        if last[-1:] in (CLOSE, QUOTED) or last == f"{CLOSE},":
            return self._quotations(placed, who, stop)
        if last[-1:] != "," or placed.covered > placed.sentence.start:
            return None
        return self._clause(placed, who, stop, after)

    def _quotations(self, placed: PlacedCue, who: Source, stop: int) -> Reported | None:
        sentence, word = placed.sentence, placed.cue.word
        quotes = self._reading.quotations_in(max(placed.covered, sentence.start), stop)
        if not quotes:
            return None
        whole = placed.covered == sentence.start and word not in _AS_ONE_PUTS_IT
        if whole and self._narrated_before(sentence, quotes[-1]):
            return Reported(sentence.start, stop, word, who, "after", False)
        return Reported(self._first_adjacent(quotes).opens, stop, word, who, "after", True)

    def _clause(self, placed: PlacedCue, who: Source, stop: int, after: int) -> Reported | None:
        sentence, cue = placed.sentence, placed.cue
        inverted = who is not placed.source
        pattern = _RESUMES_INVERTED if inverted else _RESUMES
        resumes = pattern.match(self._narrated, after, sentence.end)
        if not (resumes or placed.headline or self._is_main_clause(sentence.start, stop, cue)):
            return None
        if inverted and who.kind == "phrase" and not self._is_described(who):
            return None
        if not cue.can("clause", "that", "ask", "tell"):
            return None
        if _SUBORDINATE.match(self._narrated, sentence.start, stop) and not (
            (resumes and _CONDITION.match(self._narrated, sentence.start, stop))
            or self._is_behind_adjunct(sentence.start, stop)
        ):
            return None
        end = reach(self._narrated, after + 1, sentence.end, ()) if resumes else stop
        if resumes and _OF_RELATIVE.search(self._narrated, sentence.start, stop):
            return Reported(resumes.end() - 1, end, cue.word, who, "after", False)
        return Reported(sentence.start, end, cue.word, who, "after", False)

    def _is_main_clause(self, start: int, stop: int, cue: Cue) -> bool:
        """Whether words can stand as a sentence: not `The pool, which opened in May, reported`."""
        words = _RELATIVE.sub(" ", self._narrated[start:stop])
        return FINITE.search(words) is not None or (
            cue.word in _PLAIN
            and OPEN not in words
            and words.count(" ") > 1
            and len(words) == stop - start
        )

    def _is_behind_adjunct(self, start: int, stop: int) -> bool:
        """`After some rain, the roof has been leaking, X said`: a clause behind the adjunct."""
        comma = self._narrated.find(", ", start, stop)
        if comma < 0 or not _TIME_ADJUNCT.match(self._narrated, start, comma):
            return False
        words = self._narrated[comma + 2 : stop]
        return bool(_MAIN_CLAUSE.match(words)) and OPEN not in words

    def _is_described(self, who: Source) -> bool:
        """Whether a phrase behind a cue may be a speaker rather than an object."""
        return _DESCRIBED.search(self._narrated, who.start, who.end) is not None

    def _narrated_before(self, sentence: Sentence, quote: Quotation) -> bool:
        """Whether the narrator's own words with a verb come before the quotation."""
        words = self._narrated[sentence.start : quote.opens]
        return bool(FINITE.search(words)) and ":" not in words[-3:] and OPEN not in words

    def _first_adjacent(self, quotes: list[Quotation]) -> Quotation:
        """The first of the quotations that stand side by side up to the last."""
        first = quotes[-1]
        for quote in reversed(quotes[:-1]):
            if self._narrated[quote.closes : first.opens].strip(" ,"):
                break
            first = quote
        return first
