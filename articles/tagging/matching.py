"""Lays predicted mentions and statements of one article over the gold ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.tagging.sameness import (
    SPEAKING_KINDS,
    KnownNames,
    bare_span,
    description_words,
    plain,
)

KINDS = ("person", "party", "council", "constituency")
SAME_STATEMENT = 0.8
NOBODY = frozenset({"unknown", "none", "null"})

Row = Mapping[str, Any]
Pair = tuple[int, int]


def jaccard(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Shared characters over all characters of two spans."""
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (one[1] - one[0] + other[1] - other[0] - shared) if shared else 0.0


def pair_up(golds: int, others: int, value: Callable[[int, int], float]) -> list[Pair]:
    """One-to-one pairs by falling value above zero; ties in text order."""
    ranked = sorted(
        (-worth, i, j) for i in range(golds) for j in range(others) if (worth := value(i, j)) > 0
    )
    used_golds: set[int] = set()
    used_others: set[int] = set()
    pairs = []
    for _, i, j in ranked:
        if i not in used_golds and j not in used_others:
            used_golds.add(i)
            used_others.add(j)
            pairs.append((i, j))
    return pairs


@dataclass(frozen=True)
class Match:
    """One article's gold and predicted rows, and which of them belong together.

    exact: mentions of one kind and one span; loose: of one kind, overlapping; linked: those of
    `loose` with the right entity; statements: those alike enough; spoken: those of `statements`
    with the right speaker. Pairs are (gold index, predicted index).
    """

    article: str
    gold_mentions: list[Row]
    mentions: list[Row]
    gold_statements: list[Row]
    statements: list[Row]
    exact: list[Pair]
    loose: list[Pair]
    linked: list[Pair]
    stated: list[Pair]
    spoken: list[Pair]


def match_article(gold: Row, prediction: Row, names: KnownNames) -> Match:
    """Compares one article. Mentions need `surface`, or are compared by their bare offsets."""
    golds = list(gold["mentions"])
    mentions = [m for m in prediction.get("mentions", ()) if m.get("kind") in KINDS]
    exact, loose = _mention_pairs(golds, mentions)
    linked = [
        (i, j)
        for i, j in loose
        if names.same(golds[i]["kind"], golds[i]["entity"], mentions[j].get("entity"))
    ]
    gold_statements, statements = list(gold["statements"]), list(prediction.get("statements", ()))
    stated = _statement_pairs(gold_statements, statements)
    cast = _cast(golds, names)
    spoken = [
        (i, j)
        for i, j in stated
        if is_right_speaker(gold_statements[i], statements[j], names, cast)
    ]
    return Match(
        gold["id"],
        golds,
        mentions,
        gold_statements,
        statements,
        exact,
        loose,
        linked,
        stated,
        spoken,
    )


def _mention_pairs(golds: list[Row], mentions: list[Row]) -> tuple[list[Pair], list[Pair]]:
    spans = [_bare(m) for m in golds]
    others = [_bare(m) for m in mentions]

    def overlap(i: int, j: int) -> float:
        if golds[i]["kind"] != mentions[j]["kind"]:
            return 0.0
        return jaccard(spans[i], others[j])

    def equal(i: int, j: int) -> float:
        return float(golds[i]["kind"] == mentions[j]["kind"] and spans[i] == others[j])

    sizes = (len(golds), len(mentions))
    return pair_up(*sizes, equal), pair_up(*sizes, overlap)


def _bare(mention: Row) -> tuple[int, int]:
    return bare_span((mention["start"], mention["end"]), mention.get("surface") or "")


def _statement_pairs(golds: list[Row], statements: list[Row]) -> list[Pair]:
    def alike(i: int, j: int) -> float:
        one, other = golds[i], statements[j]
        value = jaccard((one["start"], one["end"]), (other["start"], other["end"]))
        return value if value >= SAME_STATEMENT else 0.0

    return pair_up(len(golds), len(statements), alike)


def _cast(golds: list[Row], names: KnownNames) -> set[tuple[str, str]]:
    return {(m["kind"], names.key(m["kind"], m["entity"])) for m in golds}


def speakers_of(row: Row) -> list[str]:
    """The speakers of a row; "unknown" where it has none."""
    listed = [part.strip() for part in (row.get("speaker") or "").split(";")]
    return [part for part in listed if part] or ["unknown"]


def is_right_speaker(
    gold: Row, statement: Row, names: KnownNames, cast: set[tuple[str, str]]
) -> bool:
    """Whether a statement has a speaker of the gold row.

    One of several is enough. Where gold has a description or unknown, it is right to name nobody
    of the article, or to describe the speaker in much the same words.
    """
    given = [name for name in speakers_of(statement) if plain(name) not in NOBODY]
    wanted = speakers_of(gold)
    if any(names.same_speaker(want, name) for want in wanted for name in given):
        return True
    if gold.get("speaker_kind") not in ("description", "unknown"):
        return False
    return not any(_is_of_cast(name, names, cast) for name in given) or any(
        _alike(want, name) for want in wanted for name in given
    )


def _is_of_cast(name: str, names: KnownNames, cast: set[tuple[str, str]]) -> bool:
    return any((kind, names.key(kind, name)) in cast for kind in SPEAKING_KINDS)


def _alike(one: str, other: str) -> bool:
    words, others = description_words(one), description_words(other)
    return bool(words and others) and len(words & others) / len(words | others) >= 0.5
