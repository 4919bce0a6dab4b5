"""Counting what was found by who, where and when, exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import tantivy

from articles.search import schema
from articles.search.results import Counts, Facets

COUNTED = (*schema.ENTITIES, "publisher", "channel", "month")
# More than any field has different values: a smaller number makes counts over several segments
# of the index wrong, because each hands on only its own most frequent values.
ALL = 60_000
BITS = 40  # of the number that stands for a value
MASK = (1 << BITS) - 1
SPECIFICATION = {
    name: {"terms": {"field": name, "size": ALL, "segment_size": ALL}} for name in COUNTED
}


def count(searcher: tantivy.Searcher, asked: tantivy.Query) -> dict[str, Counts]:
    """By field, how many documents of one index hold each value. One pass over what matches."""
    found = searcher.aggregate(asked, SPECIFICATION)
    return {name: _counts(found[name]["buckets"]) for name in COUNTED}


def _counts(buckets: Iterable[dict]) -> Counts:
    return {int(bucket["key"]): bucket["doc_count"] for bucket in buckets}


def together(articles: dict[str, Counts], statements: dict[str, Counts]) -> Facets:
    both = {name: _sum(articles.get(name, {}), statements.get(name, {})) for name in COUNTED}
    return Facets(**both, speakers=statements.get("person", {}))


def _sum(one: Counts, other: Counts) -> Counts:
    """Most often first, of equals the one that is longer in the register."""
    total = Counter(one)
    total.update(other)
    # Numbers sort much faster than pairs.
    ranked = sorted((count << BITS) - number for number, count in total.items())
    return {-each & MASK: (each + MASK) >> BITS for each in reversed(ranked)}
