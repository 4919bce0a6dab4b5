"""What a search can be narrowed by, declared once: the form, the links, the chips, the messages.

A filter of the index sets one value of a `Search`; what makes no sense is left out, and said to be.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.functional import cached_property
from django_filters.constants import EMPTY_VALUES

from articles.filters import FilterForm
from articles.models import Publisher, Statement
from articles.search.finding import LAST_PAGE
from articles.search.results import PAGE_SIZE, Search
from articles.search.schema import channel_number
from people.models import Entity, EntityRedirect

ORDERS = [("relevance", "Best match"), ("newest", "Newest first"), ("oldest", "Oldest first")]
KINDS = [("statement", "Statements"), ("article", "Stories")]
RECENT = [("7", "Last 7 days"), ("30", "Last 30 days"), ("365", "Last 12 months")]
CHANNELS = [
    (channel.value, str(channel.label)[:1].upper() + str(channel.label)[1:] or "Said")
    for channel in Statement.Channel
]
MONTH_NAMES = [(str(number), str(name)) for number, name in MONTHS.items()]


class EntityField(forms.CharField):
    """Somebody or something of the register by its address, an old one too."""

    widget = forms.HiddenInput

    def __init__(self, *, kind: Entity.Kind, **values: Any) -> None:
        self.kind = kind
        super().__init__(max_length=120, **values)

    def clean(self, value: Any) -> Entity | None:  # type: ignore[override]
        slug = super().clean(value)
        return self._found(slug) if slug else None

    def _found(self, slug: str) -> Entity:
        entities = Entity.objects.of_kind(self.kind).select_related("localauthority")
        moved = EntityRedirect.objects.filter(kind=self.kind, old_slug=slug).values("entity")
        found = entities.filter(slug=slug).first() or entities.filter(pk__in=moved).first()
        if found is None:
            raise ValidationError("nobody and nothing of the register has this address.")
        return found


class Narrowing(filters.Filter):
    """Sets one value of the search."""

    def filter(self, search: Search, value: Any) -> Search:  # type: ignore[override]
        return replace(search, **{self.field_name: value}) if value else search


class ByRow(Narrowing):
    """Sets it to the id of a row."""

    def filter(self, search: Search, value: Any) -> Search:  # type: ignore[override]
        return super().filter(search, value.pk if value else None)


class ByEntity(ByRow):
    field_class = EntityField


class ByPublisher(ByRow, filters.ModelChoiceFilter):
    """Sets the publisher's id."""


class ByChoice(Narrowing, filters.ChoiceFilter):
    """Sets one of a few words."""


class ByNumber(Narrowing):
    field_class = forms.IntegerField


class ByMonth(ByChoice):
    def filter(self, search: Search, value: Any) -> Search:  # type: ignore[override]
        return super().filter(search, int(value) if value else None)


class ByChannel(ByChoice):
    def filter(self, search: Search, value: Any) -> Search:  # type: ignore[override]
        return super().filter(search, channel_number(value) if value else None)


class ByDay(Narrowing):
    field_class = forms.DateField


class Within(ByChoice):
    """The last so many days, today among them."""

    def filter(self, search: Search, value: Any) -> Search:  # type: ignore[override]
        if not value:
            return search
        begin = timezone.localdate() - timedelta(days=int(value) - 1)
        return replace(search, since=max(search.since or date.min, begin))


def day(name: str, label: str) -> ByDay:
    """`date.min` and `date.max` have no day before or behind that the index could name."""
    box = forms.DateInput({"type": "date"}, "%Y-%m-%d")
    return ByDay(name, label=label, widget=box)


class SearchFilter(filters.FilterSet):
    """Reads a search out of an address: `search` is what makes sense, `form.errors` the rest."""

    q = Narrowing("words", label="Words", max_length=400)
    q.field_class = forms.CharField
    kind = ByChoice("kind", choices=KINDS, label="Kind", empty_label=None)
    person = ByEntity("person", kind=Entity.Kind.PERSON, label="Person")
    party = ByEntity("party", kind=Entity.Kind.PARTY, label="Party")
    council = ByEntity("council", kind=Entity.Kind.COUNCIL, label="Council")
    seat = ByEntity("seat", kind=Entity.Kind.CONSTITUENCY, label="Constituency")
    publisher = ByPublisher(
        "publisher",
        queryset=Publisher.objects.order_by("name"),
        to_field_name="slug",
        empty_label="Any",
        label="Publisher",
    )
    channel = ByChannel(
        "channel", choices=CHANNELS, empty_label=None, label="How the words reached us"
    )
    year = ByNumber("year", min_value=1, max_value=9999, label="Year")
    month = ByMonth("month", choices=MONTH_NAMES, label="Month")
    since = day("since", "From")
    until = day("until", "To")
    within = Within("since", choices=RECENT, empty_label="Any", label="Recent")
    order = ByChoice("order", choices=ORDERS, label="Order")
    page = ByNumber("page", min_value=1, max_value=LAST_PAGE, label="Page")

    class Meta:
        form = FilterForm

    def __init__(self, data: QueryDict) -> None:
        """The index answers: there is no queryset to narrow."""
        super().__init__(data, queryset=Entity.objects.none())

    @cached_property
    def search(self) -> Search:
        """20 results a page of one kind; of both kinds 10 each."""
        search = Search()
        for name, value in self.chosen.items():
            search = self.filters[name].filter(search, value)
        return search if search.kind else replace(search, size=PAGE_SIZE // 2)

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """What makes sense, by the names in the address; rows for people, places, publishers."""
        self.form.is_valid()
        known = self.form.cleaned_data.items()
        return {name: value for name, value in known if value not in EMPTY_VALUES}

    @property
    def problems(self) -> list[str]:
        """What of the address was left out, and why, in sentences."""
        errors = self.form.errors.items()
        return [
            f"{self.filters[name].label}: {message}" for name, list_ in errors for message in list_
        ]
