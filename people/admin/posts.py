"""Who held which post."""

from __future__ import annotations

from django.contrib import admin

from people.admin.base import CurrentFilter, ListedBelow, RegisterAdmin
from people.models import Membership, Office, OfficeHolding


@admin.register(Membership)
class MembershipAdmin(RegisterAdmin):
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
