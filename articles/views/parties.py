"""A party's page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from articles.coverage import Asked, coverage_of
from articles.keyset import place_before
from articles.profiles.chart import chart_of
from articles.profiles.party_years import Year, memberships_for, voices_of, years_of
from articles.speakers import Posts
from articles.terms import Term, terms_of
from articles.views.finding import Elsewhere, answers_elsewhere, entity_at
from people.models import Membership, Party, PartyName
from people.querysets import MembershipQuerySet

SHOWN = 20
YEAR = re.compile(r"[12]\d{3}", re.ASCII)


@answers_elsewhere
def party(request: HttpRequest, slug: str) -> HttpResponse:
    found = entity_at(request, Party, slug)
    not_a_label(found)
    coverage = coverage_of(found, asked_of(request))
    years = years_of(coverage.months)
    labels = list(found.labels.order_by("name"))
    ever = memberships_for([found, *labels])
    posts = told_once(ever.held_on(timezone.localdate()))
    numbers = number_by_role(posts)
    context = {
        "party": found,
        "bar": [found],
        "labels": labels,
        "names": former_names(found),
        "sitting": numbers,
        "terms": first_of(posts),
        "more": max(0, sum(number for _, number in numbers) - SHOWN),
        "coverage": coverage,
        "chart": chart_of(coverage.months, colour=found, measure="statements", by_year=True),
        "years": years,
        "voices": voices_of(ever, year_of(request, years)) if years else [],
        "year": year_of(request, years) if years else None,
    }
    return render(request, "articles/party.html", context)


def asked_of(request: HttpRequest) -> Asked:
    """Reads on from the place in the address, or from the end of the year in it."""
    year, place = request.GET.get("year", ""), request.GET.get("from", "")
    if not place and YEAR.fullmatch(year):
        place = place_before(date(int(year) + 1, 1, 1))
    return Asked(place, request.GET.get("stories", ""))


def year_of(request: HttpRequest, years: Sequence[Year]) -> int:
    """The year that is asked for, if there is coverage in it, else the latest."""
    asked = request.GET.get("year", "")
    return next((each.year for each in years if f"{each.year}" == asked), years[0].year)


def told_once(posts: MembershipQuerySet) -> MembershipQuerySet:
    """Without the seat on a council of whoever leads it: nobody is told, or counted, twice."""
    led = posts.filter(
        role=Membership.Role.COUNCIL_LEADER, person=OuterRef("person"), place=OuterRef("place")
    )
    return posts.exclude(Q(role=Membership.Role.COUNCILLOR) & Exists(led))


def number_by_role(posts: MembershipQuerySet) -> list[tuple[str, int]]:
    """How many hold which kind of post: [("mp", 411), ...], parliaments first."""
    roles = posts.order_by().values_list("role").annotate(number=Count("pk"))
    order = [*Membership.Role]
    return sorted(roles, key=lambda pair: order.index(Membership.Role(pair[0])))


def first_of(posts: MembershipQuerySet) -> list[Term]:
    """Those who come first by name, as terms."""
    by_name = ("person__family_name", "person__name", "pk")
    shown = list(posts.order_by(*by_name).values_list("pk", "person")[:SHOWN])
    service = Posts(person for _, person in shown)
    rows = {row.pk: row for _, person in shown for row in service.of(person)}
    # One that has just been taken away is not told any more.
    return [term for pk, _ in shown if pk in rows for term in terms_of([rows[pk]])]


def former_names(party: Party) -> list[PartyName]:
    """Its names by date, if it was called otherwise at some time."""
    names = list(party.names.order_by("during"))
    return names if len(names) > 1 else []


def not_a_label(party: Party) -> None:
    """Raises Elsewhere for "Labour (Co-op)", which is Labour's, and Http404 for "Independent"."""
    if party.label_of:
        raise Elsewhere(redirect(party.label_of, permanent=True))
    if party.is_label:
        raise Http404
