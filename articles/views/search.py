"""Search: people and places first, then statements and stories, and what narrows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from hashlib import sha256
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from articles import tables
from articles.cards import Card, cards_of, speakers_of
from articles.feeds import (
    ENTRIES,
    atom,
    changes_of,
    feed_path,
    newest_first,
    story_entries,
    word_entries,
)
from articles.models import Article
from articles.outlets import others_by_article
from articles.search import Results, SearchFilter, StatementHit, exporting, find
from articles.search.documents import FIELDS
from articles.search.filters import KINDS, ORDERS, RECENT
from articles.search.finding import LAST_PAGE
from articles.search.links import Address, Link, chips, choices, without_filters
from articles.search.matches import Matches, called, matches
from articles.search.periods import chart
from articles.search.refining import refinements
from articles.search.results import ArticleHit
from articles.search.spelling import suggestion
from articles.speakers import Posts
from people.models import Entity, Postcode


def search(request: HttpRequest) -> HttpResponseBase:
    if "entity" in request.GET:
        return redirect(_by_entity(request))
    asked, address = SearchFilter(request.GET), Address(request.GET)
    if tables.is_wanted(request):
        return tables.streamed_csv("search", exporting.COLUMNS, exporting.rows(asked.search))
    typed = asked.search.words if asked.search.page == 1 else ""
    first_called = cache(partial(called, typed))
    results = find(asked.search, meanwhile=first_called)
    speakers = speakers_of(hit.statement for hit in results.statements)
    first = matches(first_called(), typed, speakers)
    context = {
        "filter": asked,
        "asked": asked.search.words,
        "results": results,
        "cards": marked_cards(results.statements, first.posts),
        "stories": folded(results.articles),
        "first": first,
        "knows_postcodes": Postcode.objects.exists(),
        "suggestion": _suggested(asked, results, first, address),
        "chips": chips(asked, address),
        "chart": chart(asked, results.facets, address),
        "refinements": refinements(asked, results, address),
        **links(asked, results, address),
    }
    return render(request, "articles/search.html", context)


def _by_entity(request: HttpRequest) -> str:
    """The address for one that names an entity by its number, as once was the only way."""
    number = request.GET["entity"]
    found = Entity.objects.filter(pk=number).first() if number.isdecimal() else None
    kind = {FIELDS[found.kind]: found.slug} if found else {}
    return Address(request.GET).changed(entity=None, **kind)


def _suggested(
    asked: SearchFilter, results: Results, first: Matches, address: Address
) -> Link | None:
    """Another spelling, where neither words nor people and places were found by this one."""
    meant = "" if first.found or first.note else suggestion(asked.search, results)
    return Link(meant, address.changed(q=meant)) if meant else None


def links(asked: SearchFilter, results: Results, address: Address) -> dict[str, Any]:
    """Where one can go from here, other than by narrowing."""
    return {
        "kinds": choices("kind", _kinds(results), asked.search.kind, address),
        "orders": choices("order", ORDERS, asked.search.order, address),
        "recent": choices(
            "within", [("", "Any time"), *RECENT], asked.chosen.get("within", ""), address
        ),
        "only_statements": address.changed(kind="statement"),
        "only_stories": address.changed(kind="article"),
        "feed": feed_path(address.changed(order=None)),
        "table": address.changed(format="csv"),
        "most_rows": f"{exporting.MOST:,}",
        "kept": address.pairs_but("since", "until", "within"),
        "everything": without_filters(asked, address),
        **pages(asked, results, address),
    }


def _kinds(results: Results) -> list[tuple[str, str]]:
    """With counts where both kinds were counted."""
    counts = {"statement": results.statement_count, "article": results.article_count}
    labels = [
        (kind, f"{label} {counts[kind]:,}" if all(counts.values()) else label)
        for kind, label in KINDS
    ]
    return [("", "Everything"), *labels]


def pages(asked: SearchFilter, results: Results, address: Address) -> dict[str, Any]:
    """The number of this page, and the addresses before and after it, where there are any."""
    number, most = asked.search.page, max(results.article_count, results.statement_count)
    last = min(LAST_PAGE, -(-most // asked.search.size))
    return {
        "number": number,
        "last": last,
        "before": address.changed(page=number - 1) if number > 1 else None,
        "after": address.changed(page=number + 1) if number < last else None,
    }


def marked_cards(hits: tuple[StatementHit, ...], posts: Posts) -> list[Card]:
    """The statements found as cards, each with its words in pieces that match or do not."""
    for hit in hits:
        hit.statement.pieces = hit.snippet
    return cards_of((hit.statement for hit in hits), now=timezone.localdate(), posts=posts)


class Story(NamedTuple):
    """A story that was found, and its near copies elsewhere."""

    hit: ArticleHit
    others: list[Article]


def folded(hits: Sequence[ArticleHit]) -> list[Story]:
    """Of the near copies on one page of results the first stands for all, and names the others."""
    others = others_by_article([hit.article for hit in hits])
    stories: list[Story] = []
    told: set[int] = set()
    for hit in hits:
        if hit.article.pk not in told:
            stories.append(Story(hit, others.get(hit.article.pk, [])))
            told.update(other.pk for other in stories[-1].others)
    return stories


def search_feed(request: HttpRequest) -> HttpResponse:
    """The newest statements and stories of a search, whatever its order, for whoever follows it."""
    asked, address = SearchFilter(request.GET), Address(request.GET)
    newest = replace(asked.search, order="newest", page=1, size=ENTRIES)
    results = find(newest, with_facets=False)
    cards = cards_of(hit.statement for hit in results.statements)
    stories = [hit.article for hit in results.articles]
    changes = changes_of([*stories, *(card.article for card in cards)])
    path = address.changed(order=None)
    return atom(
        key=f"search/{sha256(path.encode()).hexdigest()[:16]}",
        title=_in_words(asked, address),
        path=path,
        subtitle=results.explanation or "The newest statements and stories that match a search.",
        entries=newest_first(
            [*word_entries(cards, changes), *story_entries(stories, changes=changes)]
        ),
    )


def _in_words(asked: SearchFilter, address: Address) -> str:
    words = f"“{asked.search.words}”" if asked.search.words else ""
    return ", ".join(filter(None, (words, *(chip.label for chip in chips(asked, address)))))
