"""The questions that lists of people, seats, councils and parties can be asked."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.forms.renderers import Jinja2
from django.http import HttpRequest
from django.utils import timezone

from articles.models import Publisher
from people.models import Constituency, LocalAuthority, Membership, Party, Person
from people.querysets import ConstituencyQuerySet, LocalAuthorityQuerySet

NOW = [("current", "Current"), ("former", "Former")]
REGIONS = [
    "East Midlands",
    "East of England",
    "London",
    "North East",
    "North West",
    "Northern Ireland",
    "Scotland",
    "South East",
    "South West",
    "Wales",
    "West Midlands",
    "Yorkshire and The Humber",
]


def regions() -> list[tuple[str, str]]:
    return [(region, region) for region in REGIONS]


def parties(_request: HttpRequest | None) -> QuerySet:
    return Party.objects.not_labels().order_by("name")


def choice(choices: Any, **values: Any) -> filters.ChoiceFilter:
    return filters.ChoiceFilter(choices=choices, empty_label="Any", **values)


class FilterForm(forms.Form):
    """A form whose selects, with their many options, are printed by Jinja."""

    default_renderer = Jinja2()  # one for all: it keeps what it compiled


class ByName(filters.FilterSet):
    """Every list: words of the name, and its first letter."""

    q = filters.CharFilter(field_name="name", lookup_expr="icontains", label="Name")
    letter = filters.CharFilter(method="begins", max_length=1, label="First letter")

    alphabet: tuple[str, ...] = ("name",)

    def begins(self, rows: QuerySet, _name: str, letter: str) -> QuerySet:
        return rows.filter(**{f"{self.alphabet[0]}__istartswith": letter})


class PersonFilter(ByName):
    """People by name, party and region of a post that they hold, or held."""

    party = filters.ModelChoiceFilter(
        queryset=parties, empty_label="Any", to_field_name="slug", method="of_party", label="Party"
    )
    region = filters.ChoiceFilter(
        empty_label="Any", choices=regions, method="of_region", label="Region"
    )
    now = filters.ChoiceFilter(
        empty_label="Any", choices=NOW, method="by_now", label="Current or former"
    )

    alphabet = ("family_name", "given_name", "name")

    class Meta:
        form = FilterForm
        model = Person
        fields: list[str] = []

    def of_party(self, rows: QuerySet, _name: str, party: Party) -> QuerySet:
        return rows.filter(memberships__party__in=[party, *party.labels.all()])

    def of_region(self, rows: QuerySet, _name: str, region: str) -> QuerySet:
        seats = Constituency.objects.filter(region=region).values("entity_ptr")
        councils = LocalAuthority.objects.filter(region=region).values("entity_ptr")
        return rows.filter(memberships__place__in=seats.union(councils))

    def by_now(self, rows: QuerySet, _name: str, now: str) -> QuerySet:
        sitting = Membership.objects.held_on(timezone.localdate()).values("person")
        return rows.filter(pk__in=sitting) if now == "current" else rows.exclude(pk__in=sitting)


class ConstituencyFilter(ByName):
    """Seats by name and region; a current one is drawn on today's map."""

    region = choice(regions, label="Region")
    body = filters.ChoiceFilter(
        empty_label="Any", choices=Constituency.Body.choices, label="Parliament"
    )
    now = filters.ChoiceFilter(
        empty_label="Any", choices=NOW, method="by_now", label="Current or former"
    )

    class Meta:
        form = FilterForm
        model = Constituency
        fields: list[str] = []

    def by_now(self, rows: ConstituencyQuerySet, _name: str, now: str) -> QuerySet:
        today = rows.drawn_on(timezone.localdate())
        return today if now == "current" else rows.exclude(pk__in=today.values("pk"))


class CouncilFilter(ByName):
    """Councils by name and region; a current one exists today."""

    region = choice(regions, label="Region")
    now = filters.ChoiceFilter(
        empty_label="Any", choices=NOW, method="by_now", label="Current or former"
    )

    class Meta:
        form = FilterForm
        model = LocalAuthority
        fields: list[str] = []

    def by_now(self, rows: LocalAuthorityQuerySet, _name: str, now: str) -> QuerySet:
        today = rows.existing_on(timezone.localdate())
        return today if now == "current" else rows.exclude(pk__in=today.values("pk"))


class PartyFilter(ByName):
    """Parties by name; a current one still exists."""

    now = filters.ChoiceFilter(
        empty_label="Any", choices=NOW, method="by_now", label="Current or former"
    )

    class Meta:
        form = FilterForm
        model = Party
        fields: list[str] = []

    def by_now(self, rows: QuerySet, _name: str, now: str) -> QuerySet:
        today = rows.filter(during__contains=timezone.localdate())
        return today if now == "current" else rows.exclude(pk__in=today.values("pk"))


class PublisherFilter(ByName):
    """Publishers by name and by a place that they report from."""

    place = filters.CharFilter(
        field_name="patch__name", lookup_expr="icontains", label="Reports from"
    )

    class Meta:
        form = FilterForm
        model = Publisher
        fields: list[str] = []
