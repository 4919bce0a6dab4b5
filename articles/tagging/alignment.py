"""Which statement of a new reading is which of an old one.

A statement keeps its identity where the aligned words overlap at a character Jaccard of at least
0.8, one to one. Of one that was split, or of several that were joined, the longest piece keeps
it and the others lead there; what shares nothing with the new reading is gone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

SAME = 0.8
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
Span = tuple[int, int]


@dataclass(frozen=True)
class Matched:
    """Indices into the old and new spans: kept old->new, merged old->new, and old ones gone."""

    kept: dict[int, int] = field(default_factory=dict)
    merged: dict[int, int] = field(default_factory=dict)
    gone: tuple[int, ...] = ()


def match_statements(
    old_text: str, old: Sequence[Span], new_text: str, new: Sequence[Span]
) -> Matched:
    """Matches old spans of `old_text` with new spans of `new_text` (code-point offsets)."""
    blocks = aligned_blocks(old_text, new_text)
    shared = {
        (i, j): common
        for i, a in enumerate(old)
        for j, b in enumerate(new)
        if (common := aligned_overlap(blocks, a, b))
    }
    kept = pair_up({k: v for k, v in shared.items() if jaccard(v, old[k[0]], new[k[1]]) >= SAME})
    rest = {k: v for k, v in shared.items() if k[0] not in kept and k[1] not in kept.values()}
    kept |= pair_up(rest)
    merged = lead_to_largest({k: v for k, v in shared.items() if k[0] not in kept})
    gone = tuple(i for i in range(len(old)) if i not in kept and i not in merged)
    return Matched(kept, merged, gone)


def pair_up(shared: dict[tuple[int, int], int]) -> dict[int, int]:
    """One to one, the longest common stretch first, ties in text order."""
    kept: dict[int, int] = {}
    taken: set[int] = set()
    for i, j in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if i not in kept and j not in taken:
            kept[i] = j
            taken.add(j)
    return kept


def lead_to_largest(shared: dict[tuple[int, int], int]) -> dict[int, int]:
    leads: dict[int, int] = {}
    for i, j in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        leads.setdefault(i, j)
    return leads


def jaccard(common: int, a: Span, b: Span) -> float:
    return common / (a[1] - a[0] + b[1] - b[0] - common)


def aligned_blocks(old: str, new: str) -> list[tuple[int, int, int]]:
    """(start in old, start in new, length) of the stretches of words that both texts share."""
    if old == new:
        return [(0, 0, len(old))]
    a, b = TOKEN.findall(old), TOKEN.findall(new)
    starts_a, starts_b = offsets(a), offsets(b)
    return [
        (starts_a[block.a], starts_b[block.b], starts_a[block.a + block.size] - starts_a[block.a])
        for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        if block.size
    ]


def offsets(tokens: Sequence[str]) -> list[int]:
    starts, place = [0], 0
    for token in tokens:
        place += len(token)
        starts.append(place)
    return starts


def aligned_overlap(blocks: Sequence[tuple[int, int, int]], a: Span, b: Span) -> int:
    """Code points that stand in both spans once the texts are laid over each other."""
    return sum(
        max(0, min(a[1], x + size, b[1] - y + x) - max(a[0], x, b[0] - y + x))
        for x, y, size in blocks
    )
