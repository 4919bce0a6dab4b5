"""Search: people and places first, then statements and stories."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.cards import Card, cards_of
from articles.models import Publisher, Statement
from articles.search import (
    PAGE_SIZE,
    Results,
    Search,
    StatementHit,
    find,
    matching_entities,
)
from articles.speakers import Posts
from articles.terms import heading_of
from people.models import Entity

ORDERS = [("relevance", "Best match"), ("newest", "Newest first"), ("oldest", "Oldest first")]
LAST_PAGE = 500


class SearchForm(forms.Form):
    """What the address asks. A part that makes no sense is left out, and said to be."""

    q = forms.CharField(required=False, max_length=400)
    order = forms.ChoiceField(required=False, choices=ORDERS)
    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)
    publisher = forms.ModelChoiceField(
        Publisher.objects.order_by("name"),
        required=False,
        to_field_name="slug",
        empty_label="Any",
        label="Publisher",
    )
    entity = forms.ModelChoiceField(
        Entity.objects.select_related("localauthority"), required=False, widget=forms.HiddenInput
    )
    since = forms.DateField(
        required=False, label="From", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    until = forms.DateField(
        required=False, label="To", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )


def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET, label_suffix="")
    form.is_valid()
    asked = form.cleaned_data
    results = find(search_of(asked))
    page = asked.get("page") or 1
    context = {
        "form": form,
        "asked": asked.get("q", ""),
        "entity": asked.get("entity"),
        "publisher": asked.get("publisher"),
        "order": asked.get("order") or "relevance",
        "orders": ORDERS,
        "results": results,
        "found": results.article_count + results.statement_count,
        "cards": marked_cards(results.statements),
        "matches": matches(asked.get("q", "")) if page == 1 else [],
        **pages(results, page),
    }
    return render(request, "articles/search.html", context)


def search_of(asked: dict[str, Any]) -> Search:
    publisher, entity = asked.get("publisher"), asked.get("entity")
    return Search(
        words=asked.get("q", ""),
        order=asked.get("order") or "relevance",
        page=asked.get("page") or 1,
        publisher=publisher.slug if publisher else "",
        entity=entity.pk if entity else None,
        since=asked.get("since"),
        until=asked.get("until"),
    )


def marked_cards(hits: tuple[StatementHit, ...]) -> list[Card]:
    """The statements found as cards, each with its words in pieces that match or do not."""
    pieces = {hit.statement.pk: hit.snippet for hit in hits}
    found = Statement.objects.for_cards().in_bulk(list(pieces))
    for pk, statement in found.items():
        statement.pieces = pieces[pk]
    return cards_of(found[pk] for pk in pieces if pk in found)


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


def pages(results: Results, page: int) -> dict[str, int | None]:
    """The pages before and after this one, where there are any."""
    most = max(results.article_count, results.statement_count)
    last = min(LAST_PAGE, -(-most // PAGE_SIZE))
    return {
        "before": page - 1 if page > 1 else None,
        "after": page + 1 if page < last else None,
    }
