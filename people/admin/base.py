"""What the register's pages for editors share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from people.admin.widgets import DATES, Chooser
from people.history import Author, differences_of, note_added, note_changed, note_removed, values_of
from people.models import Edit, Entity
from people.models.entity import always

SHOWN_EDITS = 100


class DatedForm(forms.ModelForm):
    """A period without either end is always, where the model says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.open_periods():
            self.fields[name].required = False

    def open_periods(self) -> list[str]:
        fields = self._meta.model._meta.get_fields()
        return [
            f.name
            for f in fields
            if getattr(f, "default", None) is always and f.name in self.fields
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in self.open_periods():
            if name in data:
                data[name] = data[name] or always()
        return data


class ReasonedForm(DatedForm):
    """Every change may say why; that stands in the history."""

    why = forms.CharField(
        label="Why", required=False, max_length=300,
        help_text="Kept in the history, beside your name and the day.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )  # fmt: skip


class RegisterAdmin(admin.ModelAdmin):
    """Rows that the tables brought in are changed, ended or marked "never", but not deleted:
    the next load would bring them back. Rows that an editor made can be deleted. What an editor
    does stands in the history, from which it can be taken back."""

    form = ReasonedForm
    formfield_overrides = DATES
    list_per_page = 50
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_loaded = obj is not None and getattr(obj, "as_loaded", None) is not None
        return not is_loaded and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {
            name: action
            for name, action in super().get_actions(request).items()
            if name != "delete_selected"
        }

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest | None, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Chooser(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        before = values_of(type(obj)._default_manager.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)
        note_saved(obj, before, author_of(request, form))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Rows that are edited on the page of what they belong to."""
        author = author_of(request, form)
        before = {row.pk: values_of(row) for row in formset.get_queryset()}
        for row in formset.save(commit=False):
            row.save()
            note_saved(row, before.get(row.pk, {}), author)
        for row in formset.deleted_objects:
            note_removed(row, author)
            row.delete()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """The names of an entity go with it; each can be brought back, the entity first."""
        author = author_of(request)
        for alias in obj.aliases.all() if isinstance(obj, Entity) else ():
            note_removed(alias, author)
        note_removed(obj, author)
        super().delete_model(request, obj)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What editors did to the row, and of an entity also to its posts and names."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404(f"There is no {self.opts.verbose_name} {object_id} now.")
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {row}",
            "opts": self.opts,
            "object": row,
            "edits": differences_of(edits_of(row)[:SHOWN_EDITS]),
        }
        return TemplateResponse(request, "people/history.html", context)


def author_of(request: HttpRequest, form: Any = None) -> Author:
    reason = form.cleaned_data.get("why", "") if form is not None else ""
    return Author(request.user, reason)


def note_saved(row: models.Model, before: dict[str, Any], author: Author) -> None:
    if before:
        note_changed(row, before, author)
    else:
        note_added(row, author)


def edits_of(row: models.Model) -> QuerySet[Edit]:
    own = models.Q(table=row._meta.model_name, row=row.pk)
    if isinstance(row, Entity):
        own |= models.Q(about__contains=[row.pk])
    return Edit.objects.filter(own).select_related("by", "merge", "taken_back_by__by")


class ListedBelow(admin.TabularInline):
    """Rows that are listed here and changed on their own page: a form each would be slow."""

    extra = 0
    can_delete = False
    show_change_link = True
    select_related: tuple[str, ...] = ()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(*self.select_related)


class CurrentFilter(admin.SimpleListFilter):
    """Whether a dated row covers today."""

    title = "when"
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("now", "now"), ("past", "in the past")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[models.Model]
    ) -> QuerySet[models.Model]:
        today = timezone.localdate()
        if self.value() == "now":
            return queryset.filter(during__contains=today)
        if self.value() == "past":
            return queryset.filter(during__fully_lt=(today, None))
        return queryset
