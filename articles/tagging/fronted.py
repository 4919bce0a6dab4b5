"""Reports inside an adjunct that stands in front: `While he said it leaked, Ann Orr ...`."""

from __future__ import annotations

import re

from articles.tagging.clauses import FINITE
from articles.tagging.cues import Cue
from articles.tagging.narrated_names import NarratedNames
from articles.tagging.sentences import Sentence
from articles.tagging.sources import Source
from articles.tagging.sources_after import source_after
from articles.tagging.values import Mention

_OPENING = re.compile(
    r"(?:(?:But|And|So|Yet|Then),?\s+)?(?:While|Whilst|Although|Though|When|After|Having|Before|Since"
    r"|If|Despite|By|Even\sthough)\b"
)
_FRONT = re.compile(
    r"(?:(?:But|And|So|Yet),?\s)?(?:While|Whilst|Although|Though|When|After|Before|Since|If|As|Once)\s+$"
)
_NO_SUBJECT = re.compile(r"(?:and|but|or|nor|that|which|who|whose|whom|where|when|if|[a-z]+ing)\b")
_CHUNK = re.compile(r"[^,;:]*")
_PERSONAL = re.compile(r"(?:he|she)\s")
_ANYTHING = re.compile(r"(?:he|she|it|they|there|we|the|a|an)\s")
_AS_FAR_AS_SUBJECT = 250  # characters
_AS_FAR = 50  # characters between the comma and a name that is the subject


def is_fronted(narrated: str, sentence: Sentence, cue: Cue) -> bool:
    """Whether a cue belongs to an adjunct before the sentence's own subject."""
    if cue.start == sentence.start:
        return True  # "Claiming that ..., "
    opening = _OPENING.match(narrated, sentence.start, cue.end)
    return opening is not None and narrated.find(",", opening.end(), cue.start) < 0


def subject_behind(narrated: str, names: NarratedNames, comma: int, end: int) -> Source:
    """The sentence's own subject, which begins behind the comma that `main_clause` found."""
    if pronoun := _PERSONAL.match(narrated, comma + 2, end):
        return Source("pronoun", pronoun.start(), pronoun.end() - 1)
    return source_after(narrated, names, comma + 1, end)


def main_clause(
    narrated: str, names: NarratedNames, start: int, end: int, *, of_noun: bool = False
) -> int | None:
    """Offset of the comma behind which the sentence's own subject, a person, stands.

    of_noun: the report hangs on a noun ("Despite her claim that ..."): anything may be the subject.
    """
    comma = narrated.find(", ", start, end)
    while comma >= 0:
        people = names.people_in(comma, min(end, comma + _AS_FAR + 30))
        named = people and "," not in narrated[comma + 1 : people[0].start]
        if (
            named
            and people[0].start - comma < _AS_FAR
            and narrated[people[0].end : people[0].end + 1] not in ("'", "’")
        ):
            return comma
        if (_ANYTHING if of_noun else _PERSONAL).match(narrated, comma + 2, end):
            return comma
        comma = narrated.find(", ", comma + 1, end)
    return None


def named_behind(narrated: str, names: NarratedNames, start: int, at: int) -> Mention | None:
    """`While he admitted it leaked, Bob Lee ...`: the subject behind its pronoun at `at`."""
    if not _FRONT.match(narrated, start, at):
        return None
    comma = main_clause(narrated, names, at, at + _AS_FAR_AS_SUBJECT)
    named = names.people_in(comma, comma + 80) if comma is not None else []
    return named[0] if named and "\n" not in narrated[at : named[0].start] else None


def any_main_clause(narrated: str, start: int, end: int) -> int | None:
    """Offset of the comma before any clause: `When she said it leaked, the fans left`."""
    comma = narrated.find(", ", start, end)
    while comma >= 0:
        chunk = _CHUNK.match(narrated, comma + 2, end)
        follows = chunk is not None and FINITE.search(chunk.group())
        begins = follows and not _NO_SUBJECT.match(narrated, comma + 2, end)
        if begins and FINITE.search(narrated, start, comma):
            return comma
        comma = narrated.find(", ", comma + 1, end)
    return None
