"""How sure it is that a statement's words and speaker are both right.

The chance is read off articles that careful readers marked: of the statements whose speaker was
found by the same rule, of the same kind, after the same sort of cue, how many were right. Few
cases say little, so each share is drawn towards the one above it (additive smoothing): a rule's
towards `UNMEASURED`, a rule and kind's towards the rule's, and so on.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from articles.tagging.talk import Voice
from articles.tagging.values import StatementKind
from articles.tagging.wordlists import word_set

MEASURED = Path(__file__).parent / "measured"
UNMEASURED = 0.7  # the chance where nothing was measured
# How many cases the share above counts for. A kind's or cue's own cases are in the share above too,
# so that they count for less.
WEIGHTS = (6.0, 10.0, 10.0)

# A statement stands on its speaker's page only from here on: below, it stays in its article and
# waits for an editor, whose decision is always enough. docs/tagging.md says how it was measured.
LISTED_FROM = 0.85


class Way(NamedTuple):
    """How a statement was found: the rule of its speaker, its kind, and the sort of its cue."""

    rule: str
    kind: str
    cue: str  # plain (said, told), other, none


class Shares:
    """The share of right statements for each way, from counts of right ones and of all."""

    def __init__(self, counted: Iterable[tuple[Way, int, int]]) -> None:
        self._right: Counter[tuple[str, ...]] = Counter()
        self._all: Counter[tuple[str, ...]] = Counter()
        for way, right, found in counted:
            for length in range(1, len(way) + 1):
                self._right[way[:length]] += right
                self._all[way[:length]] += found

    def of(self, way: Way) -> float:
        """Between 0 and 1: the chance that a statement found this way is right."""
        share = UNMEASURED
        for length, weight in enumerate(WEIGHTS, 1):
            right, found = self._right[way[:length]], self._all[way[:length]]
            share = (right + weight * share) / (found + weight)
        return share


def way_of(rule: str, kind: str, cue: str | None) -> Way:
    """The way in which a statement was found."""
    if cue is None:
        return Way(rule, kind, "none")
    return Way(rule, kind, "plain" if cue.casefold() in word_set("plain_cues") else "other")


def confidence_of(kind: StatementKind, voice: Voice, cue: str | None) -> float:
    """Between 0 and 1: the chance that words and speaker are both right."""
    return _measured(way_of(voice.rule, kind, cue))


@cache
def _measured(way: Way) -> float:
    return round(_shares().of(way), 3)


@cache
def _shares() -> Shares:
    """From the records of what was measured: rule, kind, cue, how many right, how many found."""
    records = (json.loads(path.read_text(encoding="utf-8")) for path in recorded())
    rows = [row for record in records for row in record["ways"]]
    return Shares((Way(*row[:3]), row[3], row[4]) for row in rows)


def recorded(folder: Path = MEASURED) -> list[Path]:
    """The files that `evaluate --record` wrote, one a set of articles."""
    return sorted(folder.glob("*.json"))
