"""A person's page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.coverage import Asked, coverage_of
from articles.profiles.asof import AsOf, as_of, last_known_day
from articles.profiles.changes import changes_of, question_of
from articles.profiles.chart import chart_of
from articles.profiles.circles import Circle, circle_of
from articles.profiles.leads import kicker_of, lead_of, main_post, national
from articles.speakers import holds
from articles.strips import strip_of
from articles.terms import terms_of
from articles.views.finding import answers_elsewhere, entity_at
from people.models import Boundary, Overlap, Person


@answers_elsewhere
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = entity_at(request, Person, slug)
    day = as_of(request.GET.get("on"))
    circle = circle_of(found, day.day, with_stories=not day.is_past)
    coverage = coverage_of(found, asked_of(request, day), circle.posts)
    facts = facts_of(found, circle, day)
    context = {
        "person": found,
        "as_of": day,
        "circle": circle,
        "coverage": coverage,
        "chart": chart_of(coverage.months, facts["terms"], measure=coverage.measure),
        **facts,
    }
    return render(request, "articles/person.html", context)


def asked_of(request: HttpRequest, day: AsOf) -> Asked:
    words_from, stories_from = request.GET.get("from", ""), request.GET.get("stories", "")
    return Asked(words_from, stories_from, day.until, now=day.day)


def facts_of(person: Person, circle: Circle, day: AsOf) -> dict[str, Any]:
    """What the register says of a person as it was known on the day."""
    held = day.known(circle.posts.of(person.pk))
    offices = national(day.known(circle.posts.offices(person.pk)), held)
    terms = terms_of(held, day.known_to)
    changes = changes_of(held)
    main = main_post(held, day.day)
    boundary = main.boundary if main else None
    return {
        "boundary": boundary,
        "councils": councils_in(boundary) if boundary else [],
        "heading": kicker_of(held, offices, day.day),
        "lead": lead_of(held, day.day),
        "described": circle.posts.described(person.pk, day.day),
        "parties": circle.posts.parties(person.pk, day.day),
        "terms": terms,
        "is_current": any(holds(row, day.day) for row in held)
        or any(holds(row, day.day) for row in offices),
        "offices": offices[::-1],
        "strip": strip_of(terms, last=last_known_day(day)),
        "changes": changes,
        "question": question_of(person.name, changes),
    }


def councils_in(boundary: Boundary) -> QuerySet:
    """The councils that a seat overlaps as drawn then, the largest share first."""
    overlaps = Overlap.objects.filter(boundary=boundary).select_related("council")
    return overlaps.of_whole_councils()  # type: ignore[attr-defined]
