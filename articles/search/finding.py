"""Answering a search: the index finds and counts, the database says what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache, partial
from os import getpid
from pathlib import Path
from typing import NamedTuple

import tantivy

from articles.models import Archive, Article, Statement
from articles.replicas.routing import PRIMARY, reading_from, stay_at_primary
from articles.search import facets, following, highlight, matching, schema, store
from articles.search.query import Query, parse
from articles.search.results import ArticleHit, Facets, Results, Search, StatementHit

LAST_PAGE = 500  # the index keeps all hits before a page in memory
NOTHING = "Type a word, a name or a “phrase” to search for."
ONLY_EXCLUSIONS = "There are only words to leave out: add a word to search for."


class Hits(NamedTuple):
    """Ids of one page in order, and how many there are on all pages."""

    ids: list[int]
    total: int


NO_HITS = Hits([], 0)


class Working(NamedTuple):
    """What the indexes are asked, under way: hits, and how many of what, if that is wanted."""

    hits: dict[str, Future[Hits]]
    facets: Future[Facets] | None


class Asked(NamedTuple):
    """One state of an index for hits and counts alike, and what it is asked."""

    kind: schema.Kind
    searcher: tantivy.Searcher
    query: tantivy.Query


def nothing_else() -> None:
    """What is done while the index looks, if there is nothing else to do."""


def find(
    search: Search, *, with_facets: bool = True, meanwhile: Callable[[], object] = nothing_else
) -> Results:
    """Answer a search. Whatever was typed has an answer, and `explanation` says how it was read.

    Facets cost most of the time where much is found: leave them out where nobody sees them.
    `meanwhile` is called while the index looks: for what else is wanted of the database.
    """
    query = matching.searchable(parse(search.words))
    if not query.required and not search.has_filter:
        return Results(
            explanation=_explained(query, ONLY_EXCLUSIONS if query.excluded else NOTHING)
        )
    try:
        return _answer(search, query, with_facets, meanwhile)
    except store.IndexMissing:
        return Results(state="building", explanation=_explained(query))
    except (store.IndexDamaged, OSError):
        return Results(state="unavailable", explanation=_explained(query))


def _explained(query: Query, *more: str) -> str:
    return " ".join((*query.notes, *more))


def _answer(
    search: Search, query: Query, with_facets: bool, meanwhile: Callable[[], object]
) -> Results:
    """The rows of a page and its counts. An index that turns out to be damaged is rebuilt once."""
    folders = following.folders_to_search()
    try:
        return _filled(_begun(folders, search, query, with_facets, meanwhile), query, folders)
    except store.IndexDamaged:
        folders = following.rebuilt(folders)
        return _filled(_begun(folders, search, query, with_facets), query, folders)


def _begun(
    folders: dict[str, Path],
    search: Search,
    query: Query,
    with_facets: bool,
    meanwhile: Callable[[], object] = nothing_else,
) -> Working:
    """Both indexes at once: the library lets other threads run while it works.

    Hits come first, so that their rows are read from the database, and made into a page, while the
    rest is counted.
    """
    helpers = _helpers(getpid())
    asked = [
        _asked(folders[kind.name], kind, search, query)
        for kind in schema.KINDS
        if search.kind in ("", kind.holds)
    ]
    if reading_from() != PRIMARY and _are_ahead([folders[each.kind.name] for each in asked]):
        stay_at_primary()
    hits = {each.kind.name: helpers.submit(_hits, each, search) for each in asked}
    meanwhile()
    if not with_facets:
        return Working(hits, None)
    counts = {each.kind.name: helpers.submit(_counts, each, hits[each.kind.name]) for each in asked}
    return Working(hits, helpers.submit(_together, counts))


def _are_ahead(folders: list[Path]) -> bool:
    """Whether indexes hold what the replica does not have yet: its rows would be missed."""
    positions = [following.position_of(folder) for folder in folders]
    furthest = max(positions, key=lambda position: position.seq)
    followed = Archive.objects.filter(identity=furthest.identity, numbered_to__gte=furthest.seq)
    return not followed.exists()


def _asked(folder: Path, kind: schema.Kind, search: Search, query: Query) -> Asked:
    searcher, fields = store.searcher(folder), store.open_index(folder).schema
    return Asked(kind, searcher, matching.build_query(kind, fields, query, search))


@lru_cache(maxsize=1)
def _helpers(_process: int) -> ThreadPoolExecutor:
    """Threads that read indexes and touch no database; they do not survive a fork."""
    return ThreadPoolExecutor(max_workers=8, thread_name_prefix="search")


def _hits(asked: Asked, search: Search) -> Hits:
    page = max(1, min(search.page, LAST_PAGE))
    with store.damage_reported():
        found = asked.searcher.search(
            asked.query,
            limit=search.size,
            offset=(page - 1) * search.size,
            order_by_field=None if search.order == "relevance" else search.order,
            order=tantivy.Order.Asc if search.order == "oldest" else tantivy.Order.Desc,
        )
        ids = asked.searcher.fast_field_values("id", [address for _, address in found.hits])
    return Hits([int(pk) for pk in ids if pk is not None], _count(found))


def _counts(asked: Asked, looking: Future[Hits]) -> facets.Tally:
    """Where hits take their time they are not waited for: then much is looked at in any case."""
    hits = looking.result().total if looking.done() else facets.MANY + 1
    with store.damage_reported():
        return facets.count(*asked, hits)


def _together(counting: dict[str, Future[facets.Tally]]) -> Facets:
    counts = {name: one.result() for name, one in counting.items()}
    nothing = facets.NOTHING
    return facets.together(counts.get("articles", nothing), counts.get("statements", nothing))


def _count(found: tantivy.SearchResult) -> int:
    return found.count  # type: ignore[attr-defined]  # its stubs lack it


def _filled(working: Working, query: Query, folders: dict[str, Path]) -> Results:
    marker = highlight.Marker(matching.wanted_terms(query), matching.analyzers()["words"])
    hits = {name: one.result() for name, one in working.hits.items()}
    found_articles = hits.get("articles", NO_HITS)
    found_statements = hits.get("statements", NO_HITS)
    articles = _article_hits(found_articles.ids, marker)
    statements = _statement_hits(found_statements.ids, marker)
    return Results(
        articles=articles,
        statements=statements,
        # What went since the index was last written is neither shown nor counted.
        article_count=found_articles.total - len(found_articles.ids) + len(articles),
        statement_count=found_statements.total - len(found_statements.ids) + len(statements),
        count_facets=partial(_counted, working.facets, folders),
        explanation=_explained(query),
    )


def _counted(counting: Future[Facets] | None, folders: dict[str, Path]) -> Facets:
    """What was found, by who, where and when; nothing if the index turns out to be damaged.

    The page then stands without its lists, and the next search finds an index that is being mended.
    """
    try:
        return counting.result() if counting else Facets()
    except store.IndexDamaged:
        with suppress(store.IndexMissing, store.IndexDamaged, OSError):
            following.rebuilt(folders)
        return Facets()


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
