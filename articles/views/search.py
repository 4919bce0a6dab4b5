"""Search: people and places first, then statements and stories, and what narrows them."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.cards import Card, cards_of
from articles.search import (
    Address,
    Results,
    SearchFilter,
    StatementHit,
    chart,
    chips,
    choices,
    find,
    matching_entities,
    refinements,
)
from articles.search.filters import ORDERS, RECENT
from articles.search.finding import LAST_PAGE
from articles.search.links import without_filters
from articles.speakers import Posts
from articles.terms import heading_of
from people.models import Entity


def search(request: HttpRequest) -> HttpResponse:
    asked, address = SearchFilter(request.GET), Address(request.GET)
    results = find(asked.search)
    context = {
        "filter": asked,
        "asked": asked.search.words,
        "results": results,
        "cards": marked_cards(results.statements),
        "matches": matches(asked.search.words) if asked.search.page == 1 else [],
        "chips": chips(asked, address),
        "chart": chart(asked, results.facets, address),
        "refinements": refinements(asked, results, address),
        **links(asked, results, address),
    }
    return render(request, "articles/search.html", context)


def links(asked: SearchFilter, results: Results, address: Address) -> dict[str, Any]:
    """Where one can go from here, other than by narrowing."""
    return {
        "orders": choices("order", ORDERS, asked.search.order, address),
        "recent": choices(
            "within", [("", "Any time"), *RECENT], asked.chosen.get("within", ""), address
        ),
        "only_statements": address.changed(kind="statement"),
        "only_stories": address.changed(kind="article"),
        "kept": address.pairs_but("since", "until", "within"),
        "everything": without_filters(asked, address),
        **pages(asked, results, address),
    }


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


def marked_cards(hits: tuple[StatementHit, ...]) -> list[Card]:
    """The statements found as cards, each with its words in pieces that match or do not."""
    for hit in hits:
        hit.statement.pieces = hit.snippet
    return cards_of(hit.statement for hit in hits)
class Match(NamedTuple):
    """Somebody or something of the name, and who or what it is."""

    entity: Entity
    what: str


def matches(words: str) -> list[Match]:
    found = matching_entities(words) if words else []
    posts = Posts(entity.pk for entity in found if entity.kind == Entity.Kind.PERSON)
    today = timezone.localdate()
    return [
        Match(each, heading_of(posts.of(each.pk), today, posts.offices(each.pk)))
        if each.kind == Entity.Kind.PERSON
        else Match(each, each.get_kind_display().capitalize())
        for each in found
    ]


