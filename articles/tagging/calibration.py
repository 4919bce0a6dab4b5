"""Whether confidence means what it says: of statements with 0.9, nine in ten should be right.

Judged are the statements that the tagger gives to a named person, party or council, on articles
that a careful reader marked. Nobody is judged by figures that they helped to measure: shares for
one article come from all the others (leave one out).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from articles.tagging.confidence import Shares, Way, way_of
from articles.tagging.matching import Match

BINS = 10


class Judged(NamedTuple):
    """A statement that was given to somebody: how it was found, and whether rightly."""

    article: str
    way: Way
    confidence: float
    right: bool


class Bin(NamedTuple):
    """Statements of like confidence: how many, their mean confidence, the share that is right."""

    low: float
    number: int
    confidence: float
    right: float


def judge(match: Match) -> Iterator[Judged]:
    """The named speakers of one article. Rows need `rule` beside what `annotate` writes."""
    right = {j for _, j in match.spoken}
    for j, row in enumerate(match.statements):
        if row["speaker_kind"] in ("person", "org"):
            way = way_of(row["rule"], row["type"], row["cue"])
            yield Judged(match.article, way, row["confidence"], j in right)


def counts_of(judged: Iterable[Judged]) -> list[tuple[Way, int, int]]:
    """Each way with how many of its statements were right, and how many were found."""
    right: Counter[Way] = Counter()
    found: Counter[Way] = Counter()
    for each in judged:
        right[each.way] += each.right
        found[each.way] += 1
    return [(way, right[way], found[way]) for way in sorted(found)]


def cross_validated(judged: list[Judged]) -> list[Judged]:
    """The same statements with the confidence that the other articles alone would give them."""
    checked = []
    for article in dict.fromkeys(each.article for each in judged):
        shares = Shares(counts_of(each for each in judged if each.article != article))
        checked += [
            each._replace(confidence=shares.of(each.way))
            for each in judged
            if each.article == article
        ]
    return checked


def reliability(judged: Iterable[Judged]) -> list[Bin]:
    """Bins of equal width that hold any statement, the least sure first."""
    bins: dict[int, list[Judged]] = {}
    for each in judged:
        bins.setdefault(min(int(each.confidence * BINS), BINS - 1), []).append(each)
    return [
        Bin(
            number / BINS,
            len(rows),
            sum(row.confidence for row in rows) / len(rows),
            sum(row.right for row in rows) / len(rows),
        )
        for number, rows in sorted(bins.items())
    ]


def calibration_error(judged: list[Judged]) -> float:
    """Expected calibration error: the mean distance between confidence and the share right.

    Naeini, Cooper and Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian
    Binning", AAAI 2015.
    """
    bins = reliability(judged)
    return sum(b.number * abs(b.confidence - b.right) for b in bins) / max(1, len(judged))


def right_from(judged: Iterable[Judged], threshold: float) -> tuple[int, int]:
    """How many are at least as confident as a threshold, and how many of those are right."""
    sure = [each.right for each in judged if each.confidence >= threshold]
    return len(sure), sum(sure)
