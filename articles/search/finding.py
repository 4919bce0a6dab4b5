"""Answering a search: the index finds and counts, the database says what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import tantivy

from articles.models import Article, Publisher, Statement
from articles.search import following, highlight, matching, schema, store
from articles.search.query import Query, parse
from articles.search.results import (
    PAGE_SIZE,
    ArticleHit,
    Results,
    Search,
    StatementHit,
)

LAST_PAGE = 500  # the index keeps all hits before a page in memory
NOTHING = "Type a word, a name or a “phrase” to search for."
ONLY_EXCLUSIONS = "There are only words to leave out: add a word to search for."


@dataclass(frozen=True)
class Found:
    """Ids in order, and how many there are on all pages."""

    ids: list[int]
    count: int


def find(search: Search) -> Results:
    """Answer a search. Whatever was typed has an answer, and `explanation` says how it was read."""
    query = matching.searchable(parse(search.words))
    if not query.required and not _has_filter(search):
        return Results(
            explanation=_explained(query, ONLY_EXCLUSIONS if query.excluded else NOTHING)
        )
    try:
        found = _found(search, query)
    except store.IndexMissing:
        return Results(state="building", explanation=_explained(query))
    except (store.IndexDamaged, OSError):
        return Results(state="unavailable", explanation=_explained(query))
    return _filled(found, query)


def _has_filter(search: Search) -> bool:
    return bool(search.publisher or search.entity or search.since or search.until)


def _explained(query: Query, *more: str) -> str:
    return " ".join((*query.notes, *more))


def _found(search: Search, query: Query) -> dict[str, Found]:
    """Ids and counts by index. An index that turns out to be damaged is rebuilt once."""
    folders = following.folders_to_search()
    try:
        return _look_up(folders, search, query)
    except store.IndexDamaged:
        return _look_up(following.rebuilt(folders), search, query)


def _look_up(folders: dict[str, Path], search: Search, query: Query) -> dict[str, Found]:
    publisher = _publisher_id(search)
    return {
        kind.name: _ids(folders[kind.name], kind, search, query, publisher) for kind in schema.KINDS
    }


def _publisher_id(search: Search) -> int | None:
    """The id to filter by; one that nothing has where there is no such publisher."""
    if not search.publisher:
        return None
    ids = Publisher.objects.filter(slug=search.publisher).values_list("pk", flat=True)
    return ids.first() or -1


def _ids(
    folder: Path, kind: schema.Kind, search: Search, query: Query, publisher: int | None
) -> Found:
    of = store.open_index(folder).schema
    searcher = store.searcher(folder)
    asked = matching.build_query(kind, of, query, search, publisher)
    page = max(1, min(search.page, LAST_PAGE))
    with store.damage_reported():
        found = searcher.search(
            asked,
            limit=PAGE_SIZE,
            offset=(page - 1) * PAGE_SIZE,
            order_by_field=None if search.order == "relevance" else search.order,
            order=tantivy.Order.Asc if search.order == "oldest" else tantivy.Order.Desc,
        )
        ids = searcher.fast_field_values("id", [address for _, address in found.hits])
    return Found([int(pk) for pk in ids if pk is not None], _count(found))


def _count(found: tantivy.SearchResult) -> int:
    return found.count  # type: ignore[attr-defined]  # its stubs lack it


def _filled(found: dict[str, Found], query: Query) -> Results:
    wanted = tuple(dict.fromkeys(matching.terms(part) for part in query.wanted))
    found_articles, found_statements = found["articles"], found["statements"]
    articles = _article_hits(found_articles.ids, wanted)
    statements = _statement_hits(found_statements.ids, wanted)
    return Results(
        articles=articles,
        statements=statements,
        # What went since the index was last written is neither shown nor counted.
        article_count=found_articles.count - len(found_articles.ids) + len(articles),
        statement_count=found_statements.count - len(found_statements.ids) + len(statements),
        explanation=_explained(query),
    )


def _article_hits(ids: list[int], wanted: tuple[highlight.Terms, ...]) -> tuple[ArticleHit, ...]:
    analyzer = matching.analyzers()["words"]
    articles = Article.objects.published().select_related("publisher").in_bulk(ids)
    told = _told(article for article in articles.values() if not article.shows_body)
    hits = []
    for pk in ids:
        if article := articles.get(pk):
            text = article.body if article.shows_body else told[pk]
            headline = highlight.pieces(article.headline, wanted, analyzer)
            hits.append(ArticleHit(article, headline, highlight.passage(text, wanted, analyzer)))
    return tuple(hits)


def _told(extracts: Iterable[Article]) -> defaultdict[int, str]:
    """All that may be shown of the text of extracts: their statements, by article."""
    told: defaultdict[int, str] = defaultdict(str)
    for statement in Statement.objects.filter(article__in=list(extracts)):
        told[statement.article_id] += statement.surface + "\n"
    return told


def _statement_hits(
    ids: list[int], wanted: tuple[highlight.Terms, ...]
) -> tuple[StatementHit, ...]:
    analyzer = matching.analyzers()["words"]
    statements = Statement.objects.published().select_related("article__publisher", "speaker")
    by_id = statements.in_bulk(ids)
    return tuple(
        StatementHit(
            statement,
            highlight.pieces(statement.article.headline, wanted, analyzer),
            highlight.passage(statement.surface, wanted, analyzer),
        )
        for statement in map(by_id.get, ids)
        if statement is not None
    )
