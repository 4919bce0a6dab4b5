"""Cues: the verbs, nouns and adjectives of saying, where they stand and how they are used.

The words are data (`words/*_verbs.txt`, `cue_nouns.txt`, `cue_adjectives.txt`); the file a word
stands in is its frame, that is what it can bring with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from string import ascii_letters
from typing import Any, Literal, NamedTuple

import ahocorasick

from articles.tagging.patterns import any_of, word_forms
from articles.tagging.wordlists import word_lines

Frame = Literal["clause", "that", "tell", "ask", "quote", "label", "noun", "adjective"]
Form = Literal["base", "s", "past", "ing"]

_FILES: tuple[tuple[str, Frame], ...] = (
    ("clause_verbs", "clause"),
    ("that_verbs", "that"),
    ("telling_verbs", "tell"),
    ("asking_verbs", "ask"),
    ("quoting_verbs", "quote"),
    ("label_verbs", "label"),
)
_FORMS: tuple[Form, ...] = ("base", "s", "past", "ing", "past")
_PREFERRED: tuple[Form, ...] = ("past", "s", "ing", "base")  # of a word that is several
_WORD = re.compile(r"[A-Za-z]+")
_LETTERS = frozenset(ascii_letters)
_OPENING = re.compile(r"[A-Z][A-Za-z]*ing(?![A-Za-z])")  # "Speaking to MPs, she said"
_JOINED = frozenset("-'’")  # "so-called", "states' rights": no verb of saying
_MOST_CUES = 24  # of a sentence; more is no prose
_LAST_WORD = 16  # characters that hold the word before a cue
_BEFORE = 48  # characters before a cue that tell how it is used
_NEGATED = re.compile(
    r"(?:\b(?:not|never|cannot|refused?s? to|refusing to|declin\w+ to|without|neither|nor"
    r"|stopped short of|avoid\w*|unable to|yet to|nothing to|what)|n['’]t)\s+(?:\w+ly\s+)?$"
)
_IRREAL = re.compile(
    r"\b(?:should|could|might|may|can|must|let|lets|let['’]s|if \w+)\s+(?:\w+ly\s+)?$"
)
_INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+)?$")
# "People wanting to use it, claim benefits or ..."
_ONE_OF_INFINITIVES = re.compile(r"\bto [a-z]+ (?:[\w'’-]+ ){0,4}[\w'’-]+, $")
_GOES_ON = re.compile(
    r"\b(?:w[eo]nt on|go(?:es|ing)? on|continu\w+|came out|expected|due|set"
    r"|wr(?:ote|itten|iting) to [^,.;:]{2,36}?)\s+to\s+$"
    # What somebody used to say, was quick to point out or returned to say was said.
    r"|\b(?:apt|quick|keen|fond|wont|used|like[sd]?|at pains|anxious|careful|return(?:s|ed)"
    r"|r(?:ings?|ang)|phone[sd]|rises?|rose|st(?:ands?|ood) up|gets? up|got up|emerge[sd])\s+to\s+$"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be|got|gets|getting)\s+"
    r"(?:(?:\w+ly|also|not|previously|later|then|once)\s+)*$"
)
_WHEN_ASKED = re.compile(r"(?:^|\s)(?:[Ww]hen|[Oo]nce|[Ii]f|[Uu]ntil|[Tt]hough|[Aa]lthough)\s+$")
_NOUNISH = re.compile(
    r"(?:(?:^|[\s(–—-])(?:the|a|an|his|her|their|its|our|my|your|any|no|some|these|those|this|such|of"
    r"|for|with|on|into|by|from|about|over|amid|despite|between|recent|previous|earlier|public"
    r"|after|false|new|strong|similar|repeated|latest|many|several|more|further|all|other|two|three|one|raises?|raised|have|had|has|own|few|asked"
    r"|to|in|at|under|against|both|election|press|as|[a-z]{3,}ed|reject(?:s|ing)?|dismiss(?:es|ing)?"
    r"|den(?:y|ies|ying)|disput(?:es|ing)|rubbish(?:es|ing)?|counter(?:s|ing)?)|['’]s|s['’])\s+$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?:^|[\s(–—-])(?:the|a|an|his|her|their|its|our|my|of|for|with|from|as|any|newly|recently"
    r"|fac(?:es|ed|ing)|amid|despite|after|made|ignored|received)\s+$",
    re.IGNORECASE,
)
_BY = re.compile(r"\s+by\b")
_WARNING = frozenset(
    {"warned", "advised", "asked"}
)  # they have a hearer too: "was warned by NAME that"
_BARE_LABEL = re.compile(r"\s+(?:by\b|as\b)")  # "a plan described as ...": no object
_BARE_NAME = re.compile(r"\s+(?:by\b|as\b|\ue001)")  # "a plan called ..."
_BARE_ACCUSED = re.compile(r"\s+(?:by|of)\b")  # "members accused of ...": no object
# "A move Labour criticised as ...", "what she described as ...": who did it stands before it.
_BY_SUBJECT = re.compile(
    r"(?:^|\s)(?:an?|the|what|which|that|something)(?:\s[a-z'-]+){0,3}"
    r"\s(?:he|she|they|it|[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*)\s(?:ha[sd]\s)?$"
)
_NAMING = frozenset({"called", "dubbed", "branded", "labelled", "labeled", "named", "deemed"})


class Cue(NamedTuple):
    """A cue where it stands. passive: "was called"; infinitive: "went to see", "to say"."""

    start: int
    end: int
    word: str
    frames: frozenset[Frame]
    form: Form
    passive: bool = False
    infinitive: bool = False

    def can(self, *frames: Frame) -> bool:
        """Whether the cue has one of the frames."""
        return not self.frames.isdisjoint(frames)


class _Entry(NamedTuple):
    word: str
    form: Form
    frames: frozenset[Frame]


@cache
def _lexicon() -> dict[str, tuple[_Entry, ...]]:
    """First word of a cue -> its entries, those of several words first; one entry a wording."""
    forms_of: dict[str, set[Form]] = {}
    frames: dict[str, set[Frame]] = {}

    def add(word: str, form: Form, frame: Frame) -> None:
        forms_of.setdefault(word, set()).add(form)
        frames.setdefault(word, set()).add(frame)

    for name, frame in _FILES:
        for forms in word_forms(name):
            for form, word in zip(_FORMS, forms, strict=False):
                add(word, form, frame)
    for word in word_lines("cue_nouns"):
        add(word, "s" if word.endswith("s") else "base", "noun")
    for word in word_lines("cue_adjectives"):
        add(word, "base", "adjective")
    lexicon: dict[str, list[_Entry]] = {}
    for word, possible in forms_of.items():
        form = min(possible, key=_PREFERRED.index)
        lexicon.setdefault(word.split()[0], []).append(_Entry(word, form, frozenset(frames[word])))
    return {
        first: tuple(sorted(entries, key=lambda e: -len(e.word)))
        for first, entries in lexicon.items()
    }


@cache
def saying_forms() -> str:
    """All forms of verbs that bring a clause, as a regular expression's alternatives."""
    files = ("clause_verbs", "that_verbs", "telling_verbs", "asking_verbs")
    return any_of(form for name in files for forms in word_forms(name) for form in forms)


@cache
def _automaton() -> Any:
    """Finds the first words of cues."""
    automaton = ahocorasick.Automaton()
    for word in _lexicon():
        automaton.add_word(word, word)
    automaton.make_automaton()
    return automaton


class CueFinder:
    """The cues of one narrated text, whose words are looked up in one pass."""

    def __init__(self, narrated: str) -> None:
        self._narrated = narrated
        self._words = list(_first_words(narrated))
        self._starts = [start for start, _ in self._words]

    def find(self, start: int, end: int, headline: bool = False) -> list[Cue]:
        """The first usable cues of a sentence, left to right; in a headline whatever their case."""
        words = self._words_in(start, end, headline)
        lexicon, skip, found = _lexicon(), start, []
        for at, word in words:
            if at < skip or word not in lexicon:
                continue
            cue = _cue_at(self._narrated, at, end, start, lexicon[word], headline)
            if cue is not None:
                skip = cue.end
                found.append(cue)
                if len(found) == _MOST_CUES:
                    break
        return found

    def _words_in(self, start: int, end: int, headline: bool) -> list[tuple[int, str]]:
        if headline:
            words = _WORD.finditer(self._narrated, start, end)
            return [(match.start(), match.group().lower()) for match in words]
        low = bisect_left(self._starts, start)
        found = self._words[low : bisect_left(self._starts, end, low)]
        if first := _OPENING.match(self._narrated, start, end):
            return [(start, first.group().lower()), *found]
        return found


def _first_words(narrated: str) -> Iterator[tuple[int, str]]:
    """Where whole words stand with which cues begin."""
    for last, word in _automaton().iter(narrated):
        start, end = last + 1 - len(word), last + 1
        if narrated[start - 1 : start] in _LETTERS or narrated[end : end + 1] in _LETTERS:
            continue
        yield start, word


def _cue_at(
    narrated: str,
    at: int,
    end: int,
    start: int,
    entries: tuple[_Entry, ...],
    headline: bool,
) -> Cue | None:
    if at == start and not headline and entries[0].form != "ing":
        return None
    if narrated[at - 1 : at] in _JOINED or _is_asked_aside(narrated, at, end):
        return None
    ahead = narrated[at : min(end, at + 24)].lower()
    entry = next((e for e in entries if _stands(ahead, e.word)), None)
    if entry is None:
        return None
    behind = at + len(entry.word)
    before = narrated[max(start, at - _BEFORE) : at]
    after = narrated[behind : min(end, behind + 8)]
    return _in_use(before, after, Cue(at, behind, entry.word, entry.frames, entry.form))


def _is_asked_aside(narrated: str, at: int, end: int) -> bool:
    """`NAME, asked about the pool, said ...`: who was asked, not who asked."""
    if not narrated.startswith("asked", at) or narrated[at - 2 : at] != ", ":
        return False
    return _asked_aside().match(narrated, at, end) is not None


@cache
def _asked_aside() -> re.Pattern[str]:
    return re.compile(
        rf"asked\b[^,.;:\ue001]{{3,110}},\s+(?:\w+ly\s+|again\s+|later\s+)?(?:{saying_forms()})\b"
    )


def _stands(ahead: str, word: str) -> bool:
    behind = ahead[len(word) : len(word) + 1]
    return ahead.startswith(word) and not behind.isalnum() and behind not in _JOINED


def _in_use(before: str, after: str, cue: Cue) -> Cue | None:
    """The cue with what its left context leaves of it; None if nothing is said here."""
    if cue.can("adjective"):
        return cue
    if cue.form in ("s", "base") or cue.word == "warning":
        if _NOUNISH.search(before[-_LAST_WORD:]) and not _INFINITIVE.search(before):
            return _limited(cue, {"noun"})
        if cue.frames == {"noun"}:
            return cue
    if "noun" in cue.frames and len(cue.frames) > 1:
        cue = cue._replace(frames=cue.frames - {"noun"})
    if _NEGATED.search(before) or _IRREAL.search(before):
        return None
    if cue.form == "base" and _ONE_OF_INFINITIVES.search(before):
        return None
    last = before[-_LAST_WORD:]
    if cue.form == "past" and (_DETERMINED.search(last) or _WHEN_ASKED.search(before)):
        return None
    if _INFINITIVE.search(before):
        if _GOES_ON.search(before):
            return cue
        return _limited(cue, {"label"}, infinitive=True)
    if cue.form == "past" and _BY.match(after) and (cue.can("tell") or cue.word in _WARNING):
        return cue._replace(frames=frozenset({"tell"}), passive=True)
    bare = _BY
    if cue.frames == {"label"}:
        bare = _BARE_NAME if cue.word in _NAMING else _BARE_LABEL
        bare = _BARE_ACCUSED if cue.word == "accused" else bare
    is_bare = bare.match(after) and (after.startswith(" by") or not _BY_SUBJECT.search(before))
    if cue.form == "past" and (_PASSIVE.search(before) or is_bare):
        return _limited(cue, {"label"}, passive=True)
    return cue


def _limited(
    cue: Cue, frames: set[Frame], *, passive: bool = False, infinitive: bool = False
) -> Cue | None:
    left = cue.frames & frames
    if not left:
        return None
    return cue._replace(frames=left, passive=passive, infinitive=infinitive)
