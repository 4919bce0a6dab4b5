"""Which articles hold some words in a row, in the order of their ids, a bounded step at a time.

The index answers for what is published; the few that are not are looked through by the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import tantivy
from django.db.models import Q
from tantivy import Occur

from articles.models import Article
from articles.querysets import ArticleQuerySet, hidden
from articles.search import matching, schema, store
from articles.search.following import folders_to_search
from articles.search.query import Part


@dataclass(frozen=True)
class Phrase:
    """Words, in the articles of one publisher or of all; `but` is an article to leave out.

    The index knows words without their case and endings, so it may name a few articles too many.
    """

    words: str
    publisher: int | None = None
    but: int | None = None


def count_holding(phrase: Phrase) -> int:
    """How many articles hold the words. Raises IndexMissing, IndexDamaged or OSError."""
    searcher, query = asked(phrase, 0)
    with store.damage_reported():
        found: int = searcher.search(query, limit=1).count  # type: ignore[attr-defined]
    return found + hidden_holding(phrase).count()


def next_holding(phrase: Phrase, *, after: int, limit: int) -> list[int]:
    """The ids of the next articles behind `after`, at most `limit`. Raises as `count_holding`."""
    searcher, query = asked(phrase, after)
    with store.damage_reported():
        found = searcher.search(query, limit=limit, order_by_field="id", order=tantivy.Order.Asc)
        ids = searcher.fast_field_values("id", [address for _, address in found.hits])
    unseen = hidden_holding(phrase).filter(pk__gt=after).order_by("pk")
    known = {int(pk) for pk in ids if pk is not None}
    return sorted(known | set(unseen.values_list("pk", flat=True)[:limit]))[:limit]


def asked(phrase: Phrase, after: int) -> tuple[tantivy.Searcher, tantivy.Query]:
    folder = folders_to_search()[schema.ARTICLES.name]
    of = store.open_index(folder).schema
    return store.searcher(folder), tantivy.Query.boolean_query(list(clauses(phrase, of, after)))


def clauses(
    phrase: Phrase, of: tantivy.Schema, after: int
) -> Iterator[tuple[tantivy.Occur, tantivy.Query]]:
    integer = tantivy.FieldType.Integer
    part = Part(phrase.words, is_phrase=True)
    yield Occur.Must, matching.any_of(schema.ARTICLES.fields, of, (part,))
    yield Occur.Must, tantivy.Query.range_query(of, "id", integer, lower_bound=after + 1)
    if phrase.publisher is not None:
        yield Occur.Must, tantivy.Query.term_query(of, "publisher", phrase.publisher)
    if phrase.but is not None:
        yield Occur.MustNot, tantivy.Query.term_query(of, "id", phrase.but)


def hidden_holding(phrase: Phrase) -> ArticleQuerySet:
    """Of the articles that readers do not see."""
    rows = Article.objects.filter(hidden())
    rows = rows.filter(Q(headline__icontains=phrase.words) | Q(body__icontains=phrase.words))
    if phrase.publisher is not None:
        rows = rows.filter(publisher=phrase.publisher)
    return rows.exclude(pk=phrase.but) if phrase.but is not None else rows
