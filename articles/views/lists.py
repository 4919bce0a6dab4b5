"""The lists: people, constituencies, councils, parties, publishers; each as a table too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from articles import tables
from articles.filters import (
    ConstituencyFilter,
    CouncilFilter,
    PartyFilter,
    PersonFilter,
    PublisherFilter,
)
from articles.lists import Listing, Order, listed, listing
from articles.models import Article, Publisher
from articles.speakers import Posts
from articles.structured import address
from articles.terms import Term, current_or_last
from people.models import Constituency, LocalAuthority, Membership, Party, Person

COUNTS = ("statements", "stories", "address")


def people(request: HttpRequest) -> HttpResponse:
    what = Listing(PersonFilter, Person.objects.all())
    if tables.is_wanted(request):
        rows = with_posts(listed(request, what))
        return tables.as_csv("people", PERSON, map(person_cells, rows))
    context = listing(request, what)
    with_posts(context["page"].object_list)
    return render(request, "articles/people.html", context)


PERSON = ("name", "post", "party", "since", "until", *COUNTS)


def with_posts(rows: Iterable[Any]) -> list[Any]:
    """Each person with the `term` held now, or last, and the last national `office`."""
    rows, today = list(rows), timezone.localdate()
    posts = Posts(row.pk for row in rows)
    for row in rows:
        row.term = current_or_last(posts.of(row.pk), today)
        row.office = next(reversed(posts.offices(row.pk)), None)
    return rows


def person_cells(row: Any) -> Sequence[object]:
    if row.term is None and row.office:
        during = row.office.during
        return row.name, row.office.title, "", during.lower, during.upper, *counts(row)
    return row.name, row.term and row.term.title, *term_cells(row.term), *counts(row)


def term_cells(term: Term | None) -> Sequence[object]:
    """Party, first and last day; what began before the register has no first day."""
    if term is None:
        return "", "", ""
    return term.party_name, None if term.since_before else term.start, term.end


def counts(row: Any) -> Sequence[object]:
    return row.statement_count, row.story_count, address(row)


def constituencies(request: HttpRequest) -> HttpResponse:
    what = Listing(ConstituencyFilter, Constituency.objects.all())
    if tables.is_wanted(request):
        rows = with_holders(listed(request, what))
        return tables.as_csv("constituencies", SEAT, map(seat_cells, rows))
    context = listing(request, what)
    with_holders(context["page"].object_list)
    return render(request, "articles/constituencies.html", context)


SEAT = ("name", "parliament", "region", "sits or sat last", "party", "since", "until", *COUNTS)


def with_holders(rows: Iterable[Any]) -> list[Any]:
    """Each seat with the `term` of whoever sits for it now, or did last."""
    rows = list(rows)
    posts = Membership.objects.filter(place__in=[row.pk for row in rows])
    held: dict[int | None, list[Membership]] = {}
    for post in posts.with_names().select_related("person").order_by("during"):
        held.setdefault(post.place_id, []).append(post)
    for row in rows:
        row.term = current_or_last(held.get(row.pk, []), timezone.localdate())
    return rows


def seat_cells(row: Any) -> Sequence[object]:
    term = row.term if row.has_one_holder else None
    holder = term and term.post.person.name
    body = row.get_body_display()
    return row.name, body, row.region, holder, *term_cells(term), *counts(row)


def councils(request: HttpRequest) -> HttpResponse:
    what = Listing(CouncilFilter, LocalAuthority.objects.all())
    if tables.is_wanted(request):
        return tables.as_csv("councils", COUNCIL, map(council_cells, listed(request, what)))
    return render(request, "articles/councils.html", listing(request, what))


COUNCIL = ("name", "full name", "region", "GSS code", "since", "until", *COUNTS)


def council_cells(row: Any) -> Sequence[object]:
    during = row.during
    return (
        row.title, row.name, row.region, row.gss_code, during.lower, during.upper, *counts(row),
    )  # fmt: skip


def parties(request: HttpRequest) -> HttpResponse:
    what = Listing(PartyFilter, Party.objects.not_labels())
    if tables.is_wanted(request):
        return tables.as_csv("parties", PARTY, map(party_cells, listed(request, what)))
    context = listing(request, what)
    for row in context["page"].object_list:
        row.bar = [row]
    return render(request, "articles/parties.html", context)


PARTY = ("name", "since", "until", *COUNTS)


def party_cells(row: Any) -> Sequence[object]:
    return row.name, row.during.lower, row.during.upper, *counts(row)


NEWEST = Order("newest", "newest story first", (F("newest").desc(nulls_last=True),))


def publishers(request: HttpRequest) -> HttpResponse:
    what = Listing(PublisherFilter, Publisher.objects.all(), with_newest, (NEWEST,))
    if tables.is_wanted(request):
        rows = listed(request, what).prefetch_related("patch__localauthority")
        return tables.as_csv("publishers", PUBLISHER, publisher_rows(rows))
    return render(request, "articles/publishers.html", listing(request, what))


PUBLISHER = ("name", "site", "newest story", "reports from", "address")


def with_newest(publishers: QuerySet) -> QuerySet:
    """Each with the moment of its newest story: to count all stories would take long."""
    printed = Article.objects.published().filter(publisher=OuterRef("pk"))  # type: ignore[attr-defined]
    newest = printed.newest_first().values("published_at")[:1]
    return publishers.annotate(newest=Subquery(newest)).prefetch_related("patch__localauthority")


def publisher_rows(rows: Iterable[Any]) -> Iterator[Sequence[object]]:
    for row in rows:
        newest = row.newest and timezone.localtime(row.newest).date()
        patch = "; ".join(sorted(place.name for place in row.patch.all()))
        yield row.name, row.url, newest, patch, address(row)
