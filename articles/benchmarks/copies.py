"""How many near copies are found, how many are none, and how fast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from random import Random
from time import perf_counter

from articles.benchmarks.invented import invented_register
from articles.benchmarks.tables import Suite, Table
from articles.benchmarks.texts import ArticleWriter
from articles.ingest.near_copies import ALIKE, Fingerprint, fingerprint, likeness

SHARES = (0.02, 0.05, 0.10, 0.20)  # of the words that are edited
SEED = 11
Pairs = set[tuple[int, int]]


def measure(count: int) -> Table:
    """Each invented article beside one copy of itself with a share of its words edited."""
    bodies = [a.body for a in ArticleWriter(invented_register()).articles(count)]
    began = perf_counter()
    originals = [found for body in bodies if (found := fingerprint(body))]
    rate = len(bodies) / (perf_counter() - began)
    rows = [("articles", f"{count:,}"), ("fingerprints a second", f"{rate:,.0f}")]
    for share in SHARES:
        random = Random(SEED)  # noqa: S311  the same edits each time
        copies = [fingerprint(edited(body, share, random)) for body in bodies]
        rows += quality(f"{share:.0%} of the words edited", originals, copies)
    return Table("Near copies", rows)


def quality(
    name: str, originals: list[Fingerprint], copies: list[Fingerprint | None]
) -> list[tuple[str, str]]:
    known = [found for found in copies if found]
    pairs = alike([*originals, *known])
    count = len(originals)
    right = sum((number, number + count) in pairs for number in range(count))
    return [
        (f"recall, {name}", f"{right / count:.4f}"),
        (f"precision, {name}", f"{right / max(1, len(pairs)):.4f}"),
    ]


def alike(found: list[Fingerprint]) -> Pairs:
    """The pairs that share a band and are alike, as the archive finds them."""
    by_band: dict[int, list[int]] = defaultdict(list)
    packed = [each.packed() for each in found]
    pairs: Pairs = set()
    for number, each in enumerate(found):
        candidates = {other for band in each.bands for other in by_band[band]}
        pairs |= {(o, number) for o in candidates if likeness(packed[o], packed[number]) >= ALIKE}
        for band in each.bands:
            by_band[band].append(number)
    return pairs


def edited(body: str, share: float, random: Random) -> str:
    """A copy in which a sub-editor changed, dropped or put in a share of the words."""
    edits: tuple[Callable[[str], list[str]], ...] = (
        lambda word: [word[::-1] + "x"],
        lambda word: [],
        lambda word: [word, "indeed"],
    )
    lines = []
    for paragraph in body.split("\n\n"):
        words = [
            new
            for word in paragraph.split()
            for new in (random.choice(edits)(word) if random.random() < share else [word])
        ]
        lines.append(" ".join(words))
    return "\n\n".join(lines)


COPIES = Suite("near copies found among generated syndication", 2000, measure)
