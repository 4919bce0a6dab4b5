"""Pages of constituencies and councils."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.coverage import Asked, coverage_of
from articles.profiles.chart import chart_of
from articles.profiles.councils import facts_of, names_of
from articles.profiles.seats import history_of
from articles.views.finding import answers_elsewhere, entity_at
from people.languages import language_of
from people.models import Constituency, LocalAuthority

TYPES = {
    "district": "District council",
    "unitary": "Unitary council",
    "ni_district": "District council",
    "metropolitan_borough": "Metropolitan borough council",
    "scottish_council": "Council",
    "london_borough": "London borough council",
    "county": "County council",
    "welsh_unitary": "Council",
    "combined_authority": "Combined authority",
    "city_corporation": "City corporation",
    "strategic_authority": "Strategic authority",
}


def asked_of(request: HttpRequest) -> Asked:
    return Asked(request.GET.get("from", ""), request.GET.get("stories", ""))


@answers_elsewhere
def constituency(request: HttpRequest, slug: str) -> HttpResponse:
    found, today = entity_at(request, Constituency, slug), timezone.localdate()
    history = history_of(found, today)
    coverage = coverage_of(found, asked_of(request))
    context = {
        "constituency": found,
        "history": history,
        "sitting": [term for term in history.terms if term.holds_on(today)],
        "former": [term for term in history.terms if not term.holds_on(today)],
        "coverage": coverage,
        "chart": chart_of(
            coverage.months,
            history.terms if found.has_one_holder else (),
            measure=coverage.measure,
        ),
    }
    return render(request, "articles/constituency.html", context)


@answers_elsewhere
def council(request: HttpRequest, slug: str) -> HttpResponse:
    found, today = entity_at(request, LocalAuthority, slug), timezone.localdate()
    facts = facts_of(found, today)
    coverage = coverage_of(found, asked_of(request))
    chart = chart_of(coverage.months, facts.leaders, measure=coverage.measure)
    context = {
        "council": found,
        "type": TYPES.get(found.type, "Council"),
        "own_language": language_of(found.title, found.nation),
        "names": names_of(found),
        "facts": facts,
        "leading": [term for term in facts.leaders if term.holds_on(today)],
        "predecessors": found.predecessors.order_by("name"),
        "successors": found.successors.order_by("name"),
        "coverage": coverage,
        "chart": chart,
        "chart_events": chart.marks(event.day for event in facts.events) if chart else [],
    }
    return render(request, "articles/council.html", context)
