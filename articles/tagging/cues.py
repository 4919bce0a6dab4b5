"""Cues: the verbs, nouns and adjectives of saying, where they stand and how they are used.

The words are data (`words/*_verbs.txt`, `cue_nouns.txt`, `cue_adjectives.txt`); the file a word
stands in is its frame, that is what it can bring with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

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
_WORD = re.compile(r"[A-Za-z]+")
_JOINED = frozenset("-'’")  # "so-called", "states' rights": no verb of saying
_BEFORE = 48  # characters before a cue that tell how it is used
_NEGATED = re.compile(
    r"(?:\b(?:not|never|cannot|refused?s? to|refusing to|declin\w+ to|without|neither|nor"
    r"|stopped short of|avoid\w*|unable to|yet to|nothing to|what)|n['’]t)\s+(?:\w+ly\s+)?$"
)
_IRREAL = re.compile(
    r"\b(?:should|could|might|may|can|must|let|lets|let['’]s|if \w+)\s+(?:\w+ly\s+)?$"
)
_INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+)?$")
_GOES_ON = re.compile(
    r"\b(?:w[eo]nt on|go(?:es|ing)? on|continu\w+|came out|expected|due|set)\s+to\s+$"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be|got|gets|getting)\s+"
    r"(?:(?:\w+ly|also|not|previously|later|then|once)\s+)*$"
)
_NOUNISH = re.compile(
    r"(?:(?:^|[\s(–—-])(?:the|a|an|his|her|their|its|our|my|your|any|no|some|these|those|this|such|of"
    r"|for|with|on|into|by|from|about|over|amid|despite|between|recent|previous|earlier|public"
    r"|false|new|strong|similar|repeated|latest|many|several|more|further|all|other|two|three|one|raises?|raised|have|had|has|own|few|asked"
    r"|to|in|at|under|against|both|election|press|as|[a-z]{3,}ed|reject(?:s|ing)?|dismiss(?:es|ing)?"
    r"|den(?:y|ies|ying)|disput(?:es|ing)|rubbish(?:es|ing)?|counter(?:s|ing)?)|['’]s|s['’])\s+$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?:^|[\s(–—-])(?:the|a|an|his|her|their|its|our|my|of|for|with|from|as|any|newly|recently)\s+$",
    re.IGNORECASE,
)
_BY = re.compile(r"\s+by\b")
_BARE_LABEL = re.compile(r"\s+(?:by\b|as\b)")  # "a plan described as ...": no object
_BARE_NAME = re.compile(r"\s+(?:by\b|as\b|\ue001)")  # "a plan called ..."
_NAMING = frozenset({"called", "dubbed", "branded", "labelled", "labeled", "named", "deemed"})


@dataclass(frozen=True, slots=True)
class Cue:
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


@dataclass(frozen=True, slots=True)
class _Entry:
    word: str
    form: Form
    frames: frozenset[Frame]


@cache
def _lexicon() -> dict[str, tuple[_Entry, ...]]:
    """First word of a cue -> its entries, those of several words first."""
    frames: dict[tuple[str, Form], set[Frame]] = {}
    for name, frame in _FILES:
        for forms in word_forms(name):
            for form, word in zip(_FORMS, forms, strict=False):
                frames.setdefault((word, form), set()).add(frame)
    for word in word_lines("cue_nouns"):
        frames.setdefault((word, "s" if word.endswith("s") else "base"), set()).add("noun")
    for word in word_lines("cue_adjectives"):
        frames.setdefault((word, "base"), set()).add("adjective")
    lexicon: dict[str, list[_Entry]] = {}
    for (word, form), found in frames.items():
        lexicon.setdefault(word.split()[0], []).append(_Entry(word, form, frozenset(found)))
    order = {"past": 0, "s": 1, "ing": 2, "base": 3}
    return {
        first: tuple(sorted(entries, key=lambda e: (-len(e.word), order[e.form])))
        for first, entries in lexicon.items()
    }


@cache
def saying_forms() -> str:
    """All forms of verbs that bring a clause, as a regular expression's alternatives."""
    files = ("clause_verbs", "that_verbs", "telling_verbs", "asking_verbs")
    return any_of(form for name in files for forms in word_forms(name) for form in forms)


def find_cues(narrated: str, start: int, end: int, headline: bool = False) -> Iterator[Cue]:
    """The usable cues of a sentence, left to right; in a headline whatever their case."""
    lexicon = _lexicon()
    words = _WORD.findall(narrated, start, end)
    if not headline and words and lexicon.keys().isdisjoint([words[0].lower(), *words]):
        return
    skip = start
    for match in _WORD.finditer(narrated, start, end):
        word = match.group()
        if headline or match.start() == start:
            word = word.lower()
        entries = lexicon.get(word)
        if entries is None or match.start() < skip:
            continue
        cue = _cue_at(narrated, match.start(), end, start, entries, headline)
        if cue is not None:
            skip = cue.end
            yield cue


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
    ahead = narrated[at : min(end, at + 24)].lower()
    if narrated[at - 1 : at] in _JOINED:
        return None
    fitting = [e for e in entries if _stands(ahead, e.word)]
    if not fitting:
        return None
    longest = [e for e in fitting if len(e.word) == len(fitting[0].word)]
    before = narrated[max(start, at - _BEFORE) : at]
    frames = frozenset(frame for entry in longest for frame in entry.frames)
    word, form = longest[0].word, longest[0].form
    after = narrated[at + len(word) : min(end, at + len(word) + 8)]
    return _in_use(before, after, Cue(at, at + len(word), word, frames, form))


def _stands(ahead: str, word: str) -> bool:
    behind = ahead[len(word) : len(word) + 1]
    return ahead.startswith(word) and not behind.isalnum() and behind not in _JOINED


def _in_use(before: str, after: str, cue: Cue) -> Cue | None:
    """The cue with what its left context leaves of it; None if nothing is said here."""
    if cue.can("adjective"):
        return cue
    if cue.form in ("s", "base") or cue.word == "warning":
        if _NOUNISH.search(before) and not _INFINITIVE.search(before):
            return _limited(cue, {"noun"})
        if cue.frames == {"noun"}:
            return cue
    if "noun" in cue.frames and len(cue.frames) > 1:
        cue = replace(cue, frames=cue.frames - {"noun"})
    if _NEGATED.search(before) or _IRREAL.search(before):
        return None
    if cue.form == "past" and _DETERMINED.search(before):
        return None
    if _INFINITIVE.search(before):
        if _GOES_ON.search(before):
            return cue
        return _limited(cue, {"label"}, infinitive=True)
    bare = _BY
    if cue.frames == {"label"}:
        bare = _BARE_NAME if cue.word in _NAMING else _BARE_LABEL
    if cue.form == "past" and (_PASSIVE.search(before) or bare.match(after)):
        return _limited(cue, {"label"}, passive=True)
    return cue


def _limited(
    cue: Cue, frames: set[Frame], *, passive: bool = False, infinitive: bool = False
) -> Cue | None:
    left = cue.frames & frames
    if not left:
        return None
    return replace(cue, frames=left, passive=passive, infinitive=infinitive)
