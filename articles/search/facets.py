"""Counting what was found by who, where and when, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import tantivy

from articles.search import schema
from articles.search.results import Counts, Facets

COUNTED = (*schema.ENTITIES, "publisher", "channel", "month")
ALONE = COUNTED[len(schema.ENTITIES) :]  # each a field of its own
# More than any field has different values: a smaller number makes counts over several segments
# of the index wrong, because each hands on only its own most frequent values.
ALL = 60_000
MANY = 50_000  # documents, from which on lanes are the faster way
FIELD_MASK = (1 << schema.FIELD_BITS) - 1

_key, _count = itemgetter("key"), itemgetter("doc_count")


class Tally(NamedTuple):
    """How many documents hold each value, both as int64 of one length.

    In the last bits of a value is the place in COUNTED of the field that it counts for.
    """

    values: np.ndarray
    counts: np.ndarray


NOTHING = Tally(np.empty(0, np.int64), np.empty(0, np.int64))


def count(kind: schema.Kind, searcher: tantivy.Searcher, asked: tantivy.Query, hits: int) -> Tally:
    """What the documents of one index that match hold; `hits` is about how many these are.

    One pass over what matches. A value may come several times.
    """
    filed = (*kind.lanes, schema.MORE) if hits > MANY else (schema.FILED,)
    found = searcher.aggregate(
        asked,
        {
            name: {"terms": {"field": name, "size": ALL, "segment_size": ALL}}
            for name in (*filed, *ALONE)
        },
    )
    tallies = {name: _tally(found[name]["buckets"]) for name in (*filed, *ALONE)}
    for name in ALONE:
        values, counts = tallies[name]
        tallies[name] = Tally(values << schema.FIELD_BITS | COUNTED.index(name), counts)
    return _joined(tallies.values())


def _tally(buckets: list[dict]) -> Tally:
    number = len(buckets)
    return Tally(
        np.fromiter(map(_key, buckets), np.int64, number),
        np.fromiter(map(_count, buckets), np.int64, number),
    )


def _joined(tallies: Iterable[Tally]) -> Tally:
    tallies = [NOTHING, *tallies]
    return Tally(
        np.concatenate([each.values for each in tallies]),
        np.concatenate([each.counts for each in tallies]),
    )


def together(articles: Tally, statements: Tally) -> Facets:
    both = dict(_by_field(_joined([articles, statements])))
    return Facets(**both, speakers=dict(_by_field(statements))["person"])


def _by_field(tally: Tally) -> Iterator[tuple[str, Counts]]:
    """Most often first, of equals the one that is longer in the register."""
    values, counts = _added_up(tally)
    ranked = np.lexsort((values, -counts))
    values, counts = values[ranked], counts[ranked]
    for number, name in enumerate(COUNTED):
        # 0 stands for none: an empty lane, no date.
        own = (values & FIELD_MASK == number) & (values > FIELD_MASK)
        ids = values[own] >> schema.FIELD_BITS
        yield name, dict(zip(ids.tolist(), counts[own].tolist(), strict=True))


def _added_up(tally: Tally) -> Tally:
    """Each value once, in order."""
    if not len(tally.values):
        return tally
    order = tally.values.argsort()
    values, counts = tally.values[order], tally.counts[order]
    first = np.flatnonzero(np.diff(values, prepend=values[0] - 1))
    return Tally(values[first], np.add.reduceat(counts, first))
