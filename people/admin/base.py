"""What the register's pages for editors share."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.forms import RangeWidget
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

DATES = {DateRangeField: {"widget": RangeWidget(AdminDateWidget())}}


class RegisterAdmin(admin.ModelAdmin):
    """Rows that the tables brought in are changed, ended or marked "never", but not deleted:
    the next load would bring them back. Rows that an editor made can be deleted."""

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
