"""Memberships and offices: who held which post when."""

from __future__ import annotations

from django.contrib import admin

from people.models import Membership, Office, OfficeHolding


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ["person", "role", "place", "party", "during", "start_reason", "end_reason"]
    list_filter = ["role", "start_reason", "confidence"]
    list_select_related = ["person", "place", "party"]
    search_fields = ["person__name", "place__name"]
    autocomplete_fields = ["person", "place", "party", "boundary"]
    readonly_fields = ["key"]
    show_full_result_count = False


@admin.register(Office)
class OfficeAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "key"]
    list_filter = ["kind"]
    search_fields = ["name"]


@admin.register(OfficeHolding)
class OfficeHoldingAdmin(admin.ModelAdmin):
    list_display = ["title", "person", "during", "confidence"]
    list_filter = ["office__kind", "confidence"]
    list_select_related = ["person"]
    search_fields = ["title", "person__name"]
    autocomplete_fields = ["office", "person"]
    readonly_fields = ["key"]
