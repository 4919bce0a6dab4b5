"""A reader's query as a query of the index, built from what the analyzers make of the words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import tantivy
from tantivy import Occur

from articles.search import nicknames, schema
from articles.search.query import Part, Query
from articles.search.results import Search


@cache
def analyzers() -> dict[str, tantivy.TextAnalyzer]:
    return schema.analyzers()


def terms(part: Part, analyzer: str = "words") -> tuple[str, ...]:
    """The words of a part as the index knows them; empty for mere punctuation."""
    return tuple(analyzers()[analyzer].analyze(part.text))


def searchable(query: Query) -> Query:
    """The query without parts that hold nothing to search for; its notes name them."""
    silent = [part for part in (*query.wanted, *query.excluded) if not terms(part)]
    groups = (tuple(part for part in group if terms(part)) for group in query.required)
    notes = [f"“{part.text}” has no letters or digits to search for." for part in silent]
    return Query(
        tuple(group for group in groups if group),
        tuple(part for part in query.excluded if terms(part)),
        (*query.notes, *notes),
    )


def wanted_terms(query: Query) -> tuple[tuple[str, ...], ...]:
    """What to mark in a text: every wanted part, and other forms of names among them."""
    parts = [*query.wanted, *(part for _, forms in nicknames.pairs(query) for part in forms)]
    return tuple(dict.fromkeys(terms(part) for part in parts))


def build_query(
    kind: schema.Kind, of: tantivy.Schema, query: Query, search: Search
) -> tantivy.Query:
    """All that a query and the filters ask of one index."""
    clauses = [(Occur.Must, each) for each in _required(kind.fields, of, query)]
    clauses += [(Occur.MustNot, any_of(kind.fields, of, (part,))) for part in query.excluded]
    clauses += [(Occur.Must, _unscored(each)) for each in _filters(of, search)]
    if not query.required:
        clauses.append((Occur.Must, _unscored(tantivy.Query.exists_query("id"))))
    elif kind.also:
        clauses.append((Occur.Should, any_of(kind.also, of, query.wanted)))
    return tantivy.Query.boolean_query(clauses)


def _required(
    fields: tuple[schema.TextField, ...], of: tantivy.Schema, query: Query
) -> list[tantivy.Query]:
    """A clause for each group; two words that begin as a name does also match its other forms."""
    groups = {index: any_of(fields, of, group) for index, group in enumerate(query.required)}
    for index, names in nicknames.pairs(query):
        as_typed = tantivy.Query.boolean_query(
            [(Occur.Must, groups.pop(index)), (Occur.Must, groups.pop(index + 1))]
        )
        otherwise = any_of((*fields, schema.NAMES), of, names)
        groups[index] = tantivy.Query.boolean_query(
            [(Occur.Should, as_typed), (Occur.Should, otherwise)]
        )
    return [groups[index] for index in sorted(groups)]


def any_of(
    fields: Iterable[schema.TextField], of: tantivy.Schema, parts: tuple[Part, ...]
) -> tantivy.Query:
    """At least one of the parts in at least one of the fields."""
    return tantivy.Query.boolean_query(
        [
            (Occur.Should, _part(field, of, part))
            for field in dict.fromkeys(fields)
            for part in parts
        ]
    )


def _part(field: schema.TextField, of: tantivy.Schema, part: Part) -> tantivy.Query:
    """Words that the analyzer divides stand in a row too. A phrase of one word is a word."""
    words: list[str | tuple[int, str]] = list(terms(part, field.analyzer))
    if len(words) > 1:
        found = tantivy.Query.phrase_query(of, field.name, words)
    elif words:
        found = tantivy.Query.term_query(of, field.name, words[0])
    else:
        return tantivy.Query.empty_query()
    return tantivy.Query.boost_query(found, field.weight)


def _unscored(query: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.const_score_query(query, 0.0)


def _filters(of: tantivy.Schema, search: Search) -> list[tantivy.Query]:
    filters = [
        tantivy.Query.term_query(of, name, number) for name, number in search.filed_under.items()
    ]
    return [*filters, _between(of, search)] if search.since or search.until else filters


def _between(of: tantivy.Schema, search: Search) -> tantivy.Query:
    """From the first moment of one day to the last of another; what has no date is neither."""
    since = schema.FIRST if search.since is None else schema.first_of_day(search.since)
    until = schema.LAST if search.until is None else schema.first_of_day(search.until, 1) - 1
    return tantivy.Query.range_query(
        of, "newest", tantivy.FieldType.Integer, lower_bound=since, upper_bound=until
    )
