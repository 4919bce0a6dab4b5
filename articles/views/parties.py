"""A party's page."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from articles.coverage import coverage_of
from articles.terms import terms_of
from articles.views.finding import Elsewhere, answers_elsewhere, entity_at
from people.models import Membership, Party

SHOWN = 60


@answers_elsewhere
def party(request: HttpRequest, slug: str) -> HttpResponse:
    found = entity_at(request, Party, slug)
    not_a_label(found)
    terms = sitting_for(found)
    context = {
        "party": found,
        "bar": [found],
        "labels": found.labels.order_by("name"),
        "terms": terms[:SHOWN],
        "more": max(0, len(terms) - SHOWN),
        "coverage": coverage_of(found, request.GET.get("from", ""), request.GET.get("stories", "")),
    }
    return render(request, "articles/party.html", context)


def not_a_label(party: Party) -> None:
    """Raises Elsewhere for "Labour (Co-op)", which is Labour's, and Http404 for "Independent"."""
    if party.label_of:
        raise Elsewhere(redirect(party.label_of, permanent=True))
    if party.is_label:
        raise Http404


def sitting_for(party: Party) -> list:
    """Who sits in a parliament for the party now, as terms."""
    own = Q(party=party) | Q(party__label_of=party)
    posts = Membership.objects.filter(own).held_on(timezone.localdate()).with_names()
    terms = terms_of(posts.select_related("person"))
    return sorted(terms, key=lambda term: (term.post.person.family_name, term.post.person.name))
