"""What the tagger got wrong, row by row, and what changed between two runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from articles.tagging.matching import Match, Row, match_article, speakers_of
from articles.tagging.sameness import KnownNames

Fault = Literal[
    "mention missed",
    "mention too many",
    "wrong entity",
    "statement missed",
    "statement too many",
    "wrong speaker",
]


class Miss(NamedTuple):
    """One fault: where it stands, what gold has there and what the tagger said. No article text."""

    article: str
    fault: Fault
    start: int
    end: int
    kind: str
    wanted: str
    got: str


class Change(NamedTuple):
    """Misses that a new run no longer has, and misses that only the new run has."""

    gains: tuple[Miss, ...]
    losses: tuple[Miss, ...]


def misses(
    gold: Iterable[Row], predictions: Mapping[str, Row], entities: Iterable[Row]
) -> list[Miss]:
    """Every fault in the order of articles and offsets."""
    names = KnownNames(entities)
    found: list[Miss] = []
    for article in gold:
        match = match_article(article, predictions.get(article["id"], {}), names)
        found += sorted([*_mention_misses(match), *_statement_misses(match)], key=_place)
    return found


def compare(before: Iterable[Miss], after: Iterable[Miss]) -> Change:
    """What the second run gained and lost against the first."""
    earlier, later = list(before), list(after)
    gone, new = set(later), set(earlier)
    return Change(
        tuple(miss for miss in earlier if miss not in gone),
        tuple(miss for miss in later if miss not in new),
    )


def _place(miss: Miss) -> tuple[int, int, str]:
    return miss.start, miss.end, miss.fault


def _mention_misses(match: Match) -> Iterator[Miss]:
    found, used = {i for i, _ in match.exact}, {j for _, j in match.exact}
    right = {i for i, _ in match.linked}
    for i, row in enumerate(match.gold_mentions):
        if i not in found:
            yield _miss(match, "mention missed", row, row["kind"], row["entity"], "")
    for j, row in enumerate(match.mentions):
        if j not in used:
            yield _miss(match, "mention too many", row, row["kind"], "", row.get("entity") or "")
    for i, j in match.exact:
        if i not in right:
            row, got = match.gold_mentions[i], match.mentions[j].get("entity") or ""
            yield _miss(match, "wrong entity", row, row["kind"], row["entity"], got)


def _statement_misses(match: Match) -> Iterator[Miss]:
    found, used = {i for i, _ in match.stated}, {j for _, j in match.stated}
    right = {i for i, _ in match.spoken}
    for i, row in enumerate(match.gold_statements):
        if i not in found:
            yield _miss(match, "statement missed", row, row["type"], _speakers(row), "")
    for j, row in enumerate(match.statements):
        if j not in used:
            kind = row.get("type") or ""
            yield _miss(match, "statement too many", row, kind, "", _speakers(row))
    for i, j in match.stated:
        if i not in right:
            row, got = match.gold_statements[i], _speakers(match.statements[j])
            yield _miss(match, "wrong speaker", row, row["type"], _speakers(row), got)


def _speakers(row: Row) -> str:
    return "; ".join(speakers_of(row))


def _miss(match: Match, fault: Fault, row: Row, kind: str, wanted: str, got: str) -> Miss:
    return Miss(match.article, fault, row["start"], row["end"], kind, wanted, got)
