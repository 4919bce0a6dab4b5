"""A person's page, and the list of people."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.coverage import coverage_of
from articles.filters import PersonFilter
from articles.lists import listing
from articles.speakers import Posts, parties_on
from articles.strips import strip_of
from articles.terms import current_or_last, heading_of, terms_of
from articles.views.finding import answers_elsewhere, entity_at
from people.descriptions import describe
from people.held_posts import held_posts
from people.models import Membership, Person


@answers_elsewhere
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = entity_at(request, Person.objects.all(), slug)
    posts = list(Membership.objects.filter(person=found).with_names().order_by("during"))
    terms = terms_of(posts)
    context = {
        "person": found,
        "heading": heading_of(posts, timezone.localdate()),
        "terms": terms,
        "strip": strip_of(terms),
        "as_of": as_of(request.GET.get("on"), posts),
        "coverage": coverage_of(found, request.GET.get("from", ""), request.GET.get("stories", "")),
    }
    return render(request, "articles/person.html", context)


def as_of(wanted: str | None, posts: list[Membership]) -> dict:
    """Who the person was on the day that the address asks for; an `error` if it is no day."""
    if not wanted:
        return {}
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return {"wanted": wanted, "error": "Give the day as year, month and day: 2019-02-18."}
    return {
        "wanted": wanted,
        "day": day,
        "who": describe(held_posts(posts), day),
        "parties": parties_on(posts, day),
    }


def people(request: HttpRequest) -> HttpResponse:
    context = listing(request, PersonFilter, Person.objects.all())
    rows = context["page"].object_list
    posts = Posts(row.pk for row in rows)
    for row in rows:
        row.term = current_or_last(posts.of(row.pk), timezone.localdate())
    return render(request, "articles/people.html", context)
