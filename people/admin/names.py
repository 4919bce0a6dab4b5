"""Names, shown and found, and addresses of earlier times."""

from __future__ import annotations

from django.contrib import admin

from people.admin.base import CurrentFilter, RegisterAdmin
from people.models import Alias, EntityRedirect, PartyName


@admin.register(Alias)
class AliasAdmin(RegisterAdmin):
    list_display = ["text", "entity", "kind", "during", "source"]
    list_select_related = ["entity"]
    list_filter = ["kind", "entity__kind", CurrentFilter]
    search_fields = ["text", "entity__name"]
    autocomplete_fields = ["entity"]
    ordering = ["text", "pk"]


@admin.register(PartyName)
class PartyNameAdmin(RegisterAdmin):
    list_display = ["name", "party", "during"]
    list_select_related = ["party"]
    list_filter = [CurrentFilter]
    search_fields = ["name", "party__name"]
    autocomplete_fields = ["party"]
    ordering = ["name", "pk"]


@admin.register(EntityRedirect)
class EntityRedirectAdmin(RegisterAdmin):
    list_display = ["old_slug", "kind", "entity", "made_at"]
    list_select_related = ["entity"]
    list_filter = ["kind"]
    search_fields = ["old_slug", "entity__name"]
    autocomplete_fields = ["entity"]
    ordering = ["old_slug", "pk"]
