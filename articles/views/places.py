"""Pages of constituencies and councils."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles.coverage import coverage_of
from articles.strips import strip_of
from articles.terms import terms_of
from articles.views.finding import answers_elsewhere, entity_at
from people.models import Boundary, Constituency, Entity, LocalAuthority, Membership, Overlap

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


def _asked(request: HttpRequest) -> tuple[str, str]:
    return request.GET.get("from", ""), request.GET.get("stories", "")


@answers_elsewhere
def constituency(request: HttpRequest, slug: str) -> HttpResponse:
    found = entity_at(request, Constituency, slug)
    terms = holders_of(found)
    context = {
        "constituency": found,
        "terms": terms,
        "strip": strip_of(terms) if found.has_one_holder else None,
        "sitting": [term for term in terms if term.holds_on(timezone.localdate())],
        "boundaries": boundaries_of(found),
        "coverage": coverage_of(found, *_asked(request)),
    }
    return render(request, "articles/constituency.html", context)


@answers_elsewhere
def council(request: HttpRequest, slug: str) -> HttpResponse:
    found = entity_at(request, LocalAuthority, slug)
    terms = holders_of(found)
    context = {
        "council": found,
        "type": TYPES.get(found.type, "Council"),
        "terms": terms,
        "strip": strip_of(terms),
        "predecessors": found.predecessors.order_by("name"),
        "successors": found.successors.order_by("name"),
        "overlaps": seats_of(found),
        "coverage": coverage_of(found, *_asked(request)),
    }
    return render(request, "articles/council.html", context)


def holders_of(place: Entity) -> list:
    """Everybody who held a post of the place, as terms, the latest first."""
    posts = Membership.objects.filter(place=place).with_names().select_related("person")
    return terms_of(posts)


def boundaries_of(constituency: Constituency) -> list[Boundary]:
    """The seat as drawn in each period, newest first, with councils, origins and successors."""
    overlaps = Overlap.objects.of_whole_councils().select_related("council")
    boundaries = constituency.boundaries.order_by("-during").prefetch_related(
        Prefetch("overlaps", overlaps, to_attr="council_shares"),
        "successions__new__constituency",
        "origins__old__constituency",
    )
    return list(boundaries)


def seats_of(council: LocalAuthority) -> list[Overlap]:
    """The seats of the newest boundaries that overlap the council, the largest share first."""
    overlaps = Overlap.objects.filter(council=council).select_related("boundary__constituency")
    rows = list(overlaps.order_by("-boundary__during"))
    newest = [row for row in rows if row.boundary.during == rows[0].boundary.during]
    return sorted(newest, key=lambda row: (-(row.share or 0), row.boundary.name))
