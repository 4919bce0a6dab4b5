"""A person's page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.coverage import coverage_of
from articles.speakers import Posts
from articles.strips import strip_of
from articles.terms import heading_of, terms_of
from articles.views.finding import answers_elsewhere, entity_at
from people.models import Person


@answers_elsewhere
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = entity_at(request, Person, slug)
    posts = Posts([found.pk])
    held, offices = posts.of(found.pk), posts.offices(found.pk)
    terms = terms_of(held)
    context = {
        "person": found,
        "heading": heading_of(held, timezone.localdate(), offices),
        "terms": terms,
        "offices": offices[::-1],
        "strip": strip_of(terms),
        "as_of": as_of(request.GET.get("on"), found, posts),
        "coverage": coverage_of(found, request.GET.get("from", ""), request.GET.get("stories", "")),
    }
    return render(request, "articles/person.html", context)


def as_of(wanted: str | None, person: Person, posts: Posts) -> dict[str, Any]:
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
        "who": posts.described(person.pk, day),
        "parties": posts.parties(person.pk, day),
    }
