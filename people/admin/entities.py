"""People, parties, places, and the names that the press gives them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from people.models import (
    Alias,
    Boundary,
    Constituency,
    Entity,
    EntityRedirect,
    LocalAuthority,
    Membership,
    Overlap,
    Party,
    PartyName,
    Person,
    Succession,
)


@admin.register(Entity)
class EntityAdmin(admin.ModelAdmin):
    """Only what autocomplete asks; rows are edited as what they are."""

    search_fields = ["name", "slug"]
    ordering = ["name"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class AliasInline(admin.TabularInline):
    model = Alias
    fk_name = "entity"
    fields = ["text", "kind", "during", "source"]
    extra = 0


class MembershipInline(admin.TabularInline):
    model = Membership
    fk_name = "person"
    fields = ["role", "place", "party", "party_label", "during", "start_reason", "end_reason"]
    raw_id_fields = ["place", "party"]
    extra = 0


class PartyNameInline(admin.TabularInline):
    model = PartyName
    extra = 0


class EntityChildAdmin(admin.ModelAdmin):
    """An address is kept: a slug is set once, and a redirect leads on from an old one."""

    search_fields = ["name", "slug", "aliases__text"]
    readonly_fields = ["key"]
    ordering = ["name"]
    list_per_page = 50
    inlines = [AliasInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*self.readonly_fields, "slug"] if obj else list(self.readonly_fields)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": ["name"]}


@admin.register(Person)
class PersonAdmin(EntityChildAdmin):
    list_display = ["name", "slug", "honorific", "gender", "parliament_id"]
    list_filter = ["gender", "memberships__role"]
    inlines = [MembershipInline, AliasInline]


@admin.register(Party)
class PartyAdmin(EntityChildAdmin):
    list_display = ["name", "short_name", "is_label", "label_of", "during"]
    list_filter = ["is_label"]
    list_select_related = ["label_of"]
    autocomplete_fields = ["label_of"]
    inlines = [PartyNameInline, AliasInline]


@admin.register(Constituency)
class ConstituencyAdmin(EntityChildAdmin):
    list_display = ["name", "body", "nation", "region"]
    list_filter = ["body", "nation", "region"]


@admin.register(LocalAuthority)
class LocalAuthorityAdmin(EntityChildAdmin):
    list_display = ["name", "type", "nation", "region", "during"]
    list_filter = ["type", "nation", "region"]
    autocomplete_fields = ["county", "combined_authority"]


@admin.register(Alias)
class AliasAdmin(admin.ModelAdmin):
    list_display = ["text", "entity", "kind", "during", "source"]
    list_filter = ["kind", "entity__kind"]
    list_select_related = ["entity"]
    search_fields = ["text"]
    autocomplete_fields = ["entity"]


@admin.register(EntityRedirect)
class EntityRedirectAdmin(admin.ModelAdmin):
    list_display = ["old_slug", "kind", "entity", "made_at"]
    list_filter = ["kind"]
    list_select_related = ["entity"]
    search_fields = ["old_slug"]
    autocomplete_fields = ["entity"]


@admin.register(Boundary)
class BoundaryAdmin(admin.ModelAdmin):
    list_display = ["name", "boundary_set", "constituency", "gss_code", "during"]
    list_filter = ["boundary_set"]
    list_select_related = ["constituency"]
    search_fields = ["name", "gss_code"]
    autocomplete_fields = ["constituency"]


@admin.register(Succession)
class SuccessionAdmin(admin.ModelAdmin):
    list_display = ["old", "new", "share_of_old", "share_of_new"]
    list_select_related = ["old", "new"]
    search_fields = ["old__name", "new__name"]
    autocomplete_fields = ["old", "new"]


@admin.register(Overlap)
class OverlapAdmin(admin.ModelAdmin):
    list_display = ["boundary", "council", "share", "tier"]
    list_filter = ["tier", "boundary__boundary_set"]
    list_select_related = ["boundary", "council"]
    search_fields = ["boundary__name", "council__name"]
    autocomplete_fields = ["boundary", "council"]


@admin.register(PartyName)
class PartyNameAdmin(admin.ModelAdmin):
    list_display = ["name", "party", "during"]
    list_select_related = ["party"]
    search_fields = ["name"]
    autocomplete_fields = ["party"]
