"""Answering a search: the index finds and counts, the database says what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from os import getpid
from pathlib import Path

import tantivy

from articles.models import Article, Statement
from articles.search import facets, following, highlight, matching, schema, store
from articles.search.query import Query, parse
from articles.search.results import ArticleHit, Counts, Results, Search, StatementHit

LAST_PAGE = 500  # the index keeps all hits before a page in memory
NOTHING = "Type a word, a name or a “phrase” to search for."
ONLY_EXCLUSIONS = "There are only words to leave out: add a word to search for."


@dataclass(frozen=True)
class Found:
    """Ids of one page in order, how many there are on all pages, and how many of what."""

    ids: list[int] = field(default_factory=list)
    count: int = 0
    facets: dict[str, Counts] = field(default_factory=dict)


def find(search: Search, *, with_facets: bool = True) -> Results:
    """Answer a search. Whatever was typed has an answer, and `explanation` says how it was read.

    Facets cost most of the time where much is found: leave them out where nobody sees them.
    """
    query = matching.searchable(parse(search.words))
    if not query.required and not search.has_filter:
        return Results(
            explanation=_explained(query, ONLY_EXCLUSIONS if query.excluded else NOTHING)
        )
    try:
        found = _found(search, query, with_facets)
    except store.IndexMissing:
        return Results(state="building", explanation=_explained(query))
    except (store.IndexDamaged, OSError):
        return Results(state="unavailable", explanation=_explained(query))
    return _filled(found, query)


def _explained(query: Query, *more: str) -> str:
    return " ".join((*query.notes, *more))


def _found(search: Search, query: Query, with_facets: bool) -> dict[str, Found]:
    """Ids and counts by index. An index that turns out to be damaged is rebuilt once."""
    folders = following.folders_to_search()
    try:
        return _look_up(folders, search, query, with_facets)
    except store.IndexDamaged:
        return _look_up(following.rebuilt(folders), search, query, with_facets)


def _look_up(
    folders: dict[str, Path], search: Search, query: Query, with_facets: bool
) -> dict[str, Found]:
    """Both indexes at once: the library lets other threads run while it works."""
    asked = [kind for kind in schema.KINDS if search.kind in ("", kind.holds)]
    working = {
        kind.name: _helpers(getpid()).submit(
            _look_up_one, folders[kind.name], kind, search, query, with_facets
        )
        for kind in asked
    }
    return {name: found.result() for name, found in working.items()}


@lru_cache(maxsize=1)
def _helpers(_process: int) -> ThreadPoolExecutor:
    """Threads that read indexes and touch no database; they do not survive a fork."""
    return ThreadPoolExecutor(max_workers=4, thread_name_prefix="search")


def _look_up_one(
    folder: Path, kind: schema.Kind, search: Search, query: Query, with_facets: bool
) -> Found:
    searcher = store.searcher(folder)
    asked = matching.build_query(kind, store.open_index(folder).schema, query, search)
    page = max(1, min(search.page, LAST_PAGE))
    with store.damage_reported():
        found = searcher.search(
            asked,
            limit=search.size,
            offset=(page - 1) * search.size,
            order_by_field=None if search.order == "relevance" else search.order,
            order=tantivy.Order.Asc if search.order == "oldest" else tantivy.Order.Desc,
        )
        ids = searcher.fast_field_values("id", [address for _, address in found.hits])
        matched = _count(found)
        counts = facets.count(searcher, asked) if with_facets and matched else {}
    return Found([int(pk) for pk in ids if pk is not None], matched, counts)


def _count(found: tantivy.SearchResult) -> int:
    return found.count  # type: ignore[attr-defined]  # its stubs lack it


def _filled(found: dict[str, Found], query: Query) -> Results:
    analyzer = matching.analyzers()["words"]
    marker = highlight.Marker(matching.wanted_terms(query), analyzer)
    found_articles = found.get("articles", Found())
    found_statements = found.get("statements", Found())
    articles = _article_hits(found_articles.ids, marker)
    statements = _statement_hits(found_statements.ids, marker)
    return Results(
        articles=articles,
        statements=statements,
        # What went since the index was last written is neither shown nor counted.
        article_count=found_articles.count - len(found_articles.ids) + len(articles),
        statement_count=found_statements.count - len(found_statements.ids) + len(statements),
        facets=facets.together(found_articles.facets, found_statements.facets),
        explanation=_explained(query),
    )


def _article_hits(ids: list[int], marker: highlight.Marker) -> tuple[ArticleHit, ...]:
    articles = Article.objects.published().select_related("publisher").defer("extra").in_bulk(ids)
    told = _told(article for article in articles.values() if not article.shows_body)
    hits = []
    for pk in ids:
        if article := articles.get(pk):
            snippet = marker.passage(article.body if article.shows_body else told[pk])
            if not article.shows_body and not any(is_hit for _, is_hit in snippet):
                snippet = ()
            hits.append(ArticleHit(article, marker.pieces(article.headline), snippet))
    return tuple(hits)


def _told(extracts: Iterable[Article]) -> defaultdict[int, str]:
    """All that may be shown of the text of extracts: their statements, by article."""
    told: defaultdict[int, str] = defaultdict(str)
    ids = [article.pk for article in extracts]
    statements = Statement.objects.filter(article__in=ids) if ids else Statement.objects.none()
    for article, words in statements.values_list("article", "surface"):
        told[article] += words + "\n"
    return told


def _statement_hits(ids: list[int], marker: highlight.Marker) -> tuple[StatementHit, ...]:
    by_id = Statement.objects.published().for_cards().in_bulk(ids)
    return tuple(
        StatementHit(statement, marker.passage(statement.surface))
        for statement in map(by_id.get, ids)
        if statement is not None
    )
