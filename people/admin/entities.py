"""People, parties, councils and seats."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from people.actions.naming import make_findable
from people.addressing import is_free, keep_old_address
from people.admin.base import (
    CurrentFilter,
    DatedForm,
    ListedBelow,
    ReasonedForm,
    RegisterAdmin,
    author_of,
)
from people.admin.names import AliasInline
from people.models import (
    Boundary,
    Constituency,
    Entity,
    LocalAuthority,
    Membership,
    OfficeHolding,
    Party,
    PartyName,
    Person,
)


class EntityForm(ReasonedForm):
    """An address that somebody else has or had is refused, so that no link ever misleads."""

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if not is_free(type(self.instance).KIND, slug, entity_id=self.instance.pk):
            raise forms.ValidationError("Somebody else has, or once had, this address.")
        return slug


class MembershipsOfPerson(ListedBelow):
    model = Membership
    fk_name = "person"
    fields = ["role", "post", "party", "during", "end_reason"]
    readonly_fields = fields
    ordering = ["during"]
    select_related = ("party",)


class OfficesOfPerson(ListedBelow):
    model = OfficeHolding
    fields = ["title", "during", "confidence"]
    readonly_fields = fields
    ordering = ["during"]
    select_related = ("office",)


class MembershipsHere(ListedBelow):
    model = Membership
    fk_name = "place"
    fields = ["role", "person", "party", "during"]
    readonly_fields = fields
    ordering = ["-during"]
    select_related = ("person", "party")


class BoundariesOfSeat(ListedBelow):
    model = Boundary
    fields = ["boundary_set", "name", "gss_code", "during"]
    readonly_fields = fields
    ordering = ["during"]


class PartyNameInline(admin.TabularInline):
    model = PartyName
    form = DatedForm
    fields = ["name", "during", "source"]
    extra = 0
    formfield_overrides = RegisterAdmin.formfield_overrides
    can_delete = False


@admin.register(Entity)
class EntityAdmin(RegisterAdmin):
    """Serves the search for anything that can be tagged; each kind has a page of its own."""

    list_display = ["name", "kind", "slug"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases__text"]
    ordering = ["name", "pk"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


class KindAdmin(RegisterAdmin):
    """One kind of entity. An address that changes keeps leading here."""

    form = EntityForm
    search_fields = ["name", "aliases__text", "key"]
    ordering = ["name", "pk"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "slug" in form.changed_data:
            keep_old_address(obj, old_slug=form.initial["slug"])


@admin.register(Person)
class PersonAdmin(KindAdmin):
    list_display = ["name", "slug", "key", "gender"]
    list_filter = ["memberships__role", "gender"]
    inlines = [AliasInline, MembershipsOfPerson, OfficesOfPerson]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not change:
            make_findable(form.instance, author_of(request, form), source="the person’s own name")


@admin.register(Party)
class PartyAdmin(KindAdmin):
    list_display = ["name", "short_name", "family", "is_label", "during"]
    list_filter = ["is_label", CurrentFilter]
    autocomplete_fields = ["label_of"]
    inlines = [PartyNameInline, AliasInline]


@admin.register(Constituency)
class ConstituencyAdmin(KindAdmin):
    list_display = ["name", "body", "nation", "region"]
    list_filter = ["body", "nation", "region"]
    inlines = [AliasInline, BoundariesOfSeat, MembershipsHere]


@admin.register(LocalAuthority)
class LocalAuthorityAdmin(KindAdmin):
    list_display = ["name", "short_name", "type", "region", "during"]
    list_filter = [CurrentFilter, "type", "nation", "region"]
    autocomplete_fields = ["county", "combined_authority"]
    inlines = [AliasInline, MembershipsHere]
