"""Counting what was found by who, where and when, exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

import tantivy

from articles.search import schema
from articles.search.results import Counts, Facets

COUNTED = (*schema.ENTITIES, "publisher", "channel", "month")
# More than any field has different values: a smaller number makes counts over several segments
# of the index wrong, because each hands on only its own most frequent values.
ALL = 60_000
BITS = 40  # of the number that stands for a value
MASK = (1 << BITS) - 1
KIND_MASK = (1 << schema.KIND_BITS) - 1


def _specification(kind: schema.Kind) -> dict[str, dict]:
    names = (*kind.lanes, schema.MORE, "publisher", "channel", "month")
    return {name: {"terms": {"field": name, "size": ALL, "segment_size": ALL}} for name in names}


SPECIFICATIONS = {kind.name: _specification(kind) for kind in schema.KINDS}


def count(kind: schema.Kind, searcher: tantivy.Searcher, asked: tantivy.Query) -> dict[str, Counts]:
    """By field, how many documents of one index hold each value. One pass over what matches."""
    found = searcher.aggregate(asked, SPECIFICATIONS[kind.name])
    filed = (found[name]["buckets"] for name in (*kind.lanes, schema.MORE))
    counts = _by_kind(chain.from_iterable(filed))
    counts |= {name: _counts(found[name]["buckets"]) for name in ("publisher", "channel", "month")}
    return counts


def _by_kind(buckets: Iterable[dict]) -> dict[str, Counts]:
    """What the lanes hold: a value may stand in several of them."""
    counts: list[Counts] = [{} for _ in schema.ENTITIES]
    for bucket in buckets:
        value = int(bucket["key"])
        of_kind, pk = counts[value & KIND_MASK], value >> schema.KIND_BITS
        of_kind[pk] = of_kind.get(pk, 0) + bucket["doc_count"]
    counts[0].pop(0, None)  # lanes that hold nothing
    return dict(zip(schema.ENTITIES, counts, strict=True))


def _counts(buckets: Iterable[dict]) -> Counts:
    return {key: bucket["doc_count"] for bucket in buckets if (key := int(bucket["key"]))}


def together(articles: dict[str, Counts], statements: dict[str, Counts]) -> Facets:
    both = {name: _sum(articles.get(name, {}), statements.get(name, {})) for name in COUNTED}
    return Facets(**both, speakers=_ranked(statements.get("person", {})))


def _sum(one: Counts, other: Counts) -> Counts:
    total = Counter(one)
    total.update(other)
    return _ranked(total)


def _ranked(counts: Counts) -> Counts:
    """Most often first, of equals the one that is longer in the register."""
    # Numbers sort much faster than pairs.
    ranked = sorted((count << BITS) - number for number, count in counts.items())
    return {-each & MASK: (each + MASK) >> BITS for each in reversed(ranked)}
