"""Seats as drawn in one period, and how places follow and overlap one another."""

from __future__ import annotations

from django.contrib import admin

from people.admin.base import CurrentFilter, ListedBelow, RegisterAdmin
from people.models import Boundary, CouncilSuccession, Overlap, Succession


class Overlaps(ListedBelow):
    model = Overlap
    fields = ["council", "share", "tier", "basis"]
    readonly_fields = fields
    ordering = ["-share"]
    select_related = ("council", "boundary")


class Successions(ListedBelow):
    model = Succession
    fk_name = "old"
    fields = ["new", "share_of_old", "share_of_new"]
    readonly_fields = fields
    ordering = ["-share_of_old"]
    select_related = ("new", "old")


@admin.register(Boundary)
class BoundaryAdmin(RegisterAdmin):
    list_display = ["name", "boundary_set", "gss_code", "during"]
    list_filter = ["boundary_set", CurrentFilter]
    search_fields = ["name", "gss_code", "key"]
    autocomplete_fields = ["constituency"]
    ordering = ["name", "boundary_set"]
    inlines = [Overlaps, Successions]


@admin.register(Overlap)
class OverlapAdmin(RegisterAdmin):
    list_display = ["boundary", "council", "share", "tier"]
    list_select_related = ["boundary", "council"]
    list_filter = ["tier", "boundary__boundary_set"]
    search_fields = ["boundary__name", "council__name"]
    autocomplete_fields = ["boundary", "council"]
    ordering = ["boundary__name", "pk"]


@admin.register(Succession)
class SuccessionAdmin(RegisterAdmin):
    list_display = ["old", "new", "share_of_old", "share_of_new"]
    list_select_related = ["old", "new"]
    search_fields = ["old__name", "new__name"]
    autocomplete_fields = ["old", "new"]
    ordering = ["old__name", "pk"]


@admin.register(CouncilSuccession)
class CouncilSuccessionAdmin(RegisterAdmin):
    list_display = ["old", "new"]
    list_select_related = ["old", "new"]
    search_fields = ["old__name", "new__name"]
    autocomplete_fields = ["old", "new"]
    ordering = ["old__name", "pk"]
