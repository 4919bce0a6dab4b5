"""Names, shown and found, and addresses of earlier times."""

from __future__ import annotations

from django import forms
from django.contrib import admin

from people.admin.base import CurrentFilter, DatedForm, ReasonedForm, RegisterAdmin
from people.models import Alias, EntityRedirect, PartyName

KINDS = {
    "kind": "Stated: a fact, found wherever it stands. Generated: a guess, such as a short first "
    "name, that counts beside an office or a place. Ambiguous: also a word or a name of others, "
    "needs more evidence. Never: not to be taken for this one.",
}
USED = {"during": "When the press used the name. Both empty: always."}


class AliasInline(admin.TabularInline):
    """The names by which an entity is found, each with its time and what it is worth."""

    model = Alias
    form = forms.modelform_factory(Alias, DatedForm, fields="__all__", help_texts=KINDS | USED)
    fields = ["text", "kind", "during", "source"]
    extra = 0
    formfield_overrides = RegisterAdmin.formfield_overrides
    verbose_name_plural = "Names, and when they were used"
    # A loaded name would come back: it is marked "never" instead.
    can_delete = False


@admin.register(Alias)
class AliasAdmin(RegisterAdmin):
    form = forms.modelform_factory(Alias, ReasonedForm, fields="__all__", help_texts=KINDS | USED)
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
