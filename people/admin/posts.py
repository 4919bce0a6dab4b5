"""Who held which post."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, path

from people.admin.base import CurrentFilter, ListedBelow, ReasonedForm, RegisterAdmin
from people.admin.importing import import_view
from people.models import Membership, Office, OfficeHolding
from people.models.membership import FROM_NO_DAY
from people.overlaps import overlaps_in_words


class MembershipForm(ReasonedForm):
    """Says who holds the seat, or which other seat the person holds, and what to do about it."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        during = data.get("during")
        if during and not during.lower:
            # Said here, it is all that is said: such a post would be in the way of all others.
            self.add_error("during", FROM_NO_DAY)
        elif during and data.get("person") and data.get("role"):
            asked = Membership(
                pk=self.instance.pk,
                **{name: data.get(name) for name in ("person", "role", "place", "during")},
            )
            for sentence in overlaps_in_words(asked):
                self.add_error("during", sentence)
        return data


@admin.register(Membership)
class MembershipAdmin(RegisterAdmin):
    form = MembershipForm

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(partial(import_view, self))
        return [path("import/", view, name="people_membership_import"), *super().get_urls()]

    list_display = ["person", "role", "post", "party", "during", "confidence"]
    list_select_related = ["person", "party"]
    list_filter = [
        CurrentFilter,
        "role",
        ("party", admin.RelatedOnlyFieldListFilter),
        "start_reason",
        "confidence",
    ]
    search_fields = ["person__name", "post"]
    autocomplete_fields = ["person", "place", "boundary", "party"]
    ordering = ["-during", "pk"]


class Holdings(ListedBelow):
    model = OfficeHolding
    fields = ["person", "title", "during", "confidence"]
    readonly_fields = fields
    ordering = ["-during"]
    select_related = ("person", "office")


@admin.register(Office)
class OfficeAdmin(RegisterAdmin):
    list_display = ["name", "kind", "key"]
    list_filter = ["kind"]
    search_fields = ["name", "key"]
    ordering = ["name", "pk"]
    inlines = [Holdings]


@admin.register(OfficeHolding)
class OfficeHoldingAdmin(RegisterAdmin):
    list_display = ["title", "person", "during", "confidence"]
    list_select_related = ["person", "office"]
    list_filter = [CurrentFilter, "office__kind", "confidence"]
    search_fields = ["title", "person__name"]
    autocomplete_fields = ["office", "person"]
    ordering = ["-during", "pk"]
