"""The register's care where the archive follows: two people become one, and are parted again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from articles.actions.merging import merge_people, reach_of, undo_merge, why_not_undone
from articles.admin.read_only import ReadOnly
from articles.admin.splitting import PERMISSION, split_view
from articles.models import Article
from people.actions.editing import CannotTakeBackError
from people.actions.merging import CannotMergeError, preview_merge
from people.admin.widgets import Chooser
from people.history import differences_of
from people.models import Merge, Person

SAMPLE = 20  # stories that a preview names
STORIES_A_SECOND = 40  # that follow a merge, measured on two cores


def choice_of_person(label: str) -> forms.ModelChoiceField:
    widget = Chooser(Merge._meta.get_field("person"), admin.site)
    return forms.ModelChoiceField(Person.objects.all(), label=label, widget=widget)


class ChoiceForm(forms.Form):
    """Which two people; the address of the page holds the choice."""

    kept = choice_of_person("Who stays")
    other = choice_of_person("Who goes, and becomes the one who stays")


@admin.register(Merge)
class MergeAdmin(ReadOnly, admin.ModelAdmin):
    """Adding a merge is choosing two people, looking at what would happen, and doing it."""

    list_display = ["at", "name", "key", "person", "by", "reason", "undone_at"]
    list_select_related = ["person", "by"]
    list_filter = [("undone_at", admin.EmptyFieldListFilter), "by"]
    search_fields = ["name", "key", "person__name"]
    show_full_result_count = False
    fields = ["person", "name", "key", "reason", "by", "at", "undone_by", "undone_at"]
    change_form_template = "people/merged.html"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(PERMISSION)

    def get_urls(self) -> list[URLPattern]:
        undo = self.admin_site.admin_view(require_POST(self.undo_view))
        split = self.admin_site.admin_view(partial(split_view, self))
        return [
            path("<int:pk>/undo/", undo, name="people_merge_undo"),
            path("split/<int:pk>/", split, name="people_person_split"),
            *super().get_urls(),
        ]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self.do(request)
        asked = chosen(request.GET)
        is_asked = {"kept", "other"} <= request.GET.keys()
        form = ChoiceForm(asked) if is_asked else ChoiceForm(initial=asked)
        context = {
            **self.admin_site.each_context(request),
            "title": "Merge two people",
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            **(previewed(**form.cleaned_data) if is_asked and form.is_valid() else {}),
        }
        return TemplateResponse(request, "people/merge.html", context)

    def do(self, request: HttpRequest) -> HttpResponse:
        form = ChoiceForm(chosen(request.POST))
        if not form.is_valid():
            self.message_user(request, "Choose two people of the register.", messages.ERROR)
            return redirect("admin:people_merge_add")
        reason = request.POST.get("reason", "")[:300]
        try:
            merge = merge_people(**form.cleaned_data, by=request.user, reason=reason)
        except CannotMergeError as error:
            for each in error.reasons:
                self.message_user(request, each, messages.ERROR)
            return redirect("admin:people_merge_add")
        number = len(merge.carried["articles"])
        self.message_user(
            request, f"{merge}: {number} stories followed. It can be taken back here.",
            messages.SUCCESS,
        )  # fmt: skip
        return redirect("admin:people_merge_change", merge.pk)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        merge = self.get_object(request, object_id)
        extra: dict[str, Any] = {"may_undo": request.user.has_perm(PERMISSION)}
        if merge is not None and not merge.undone_at:
            extra["obstacles"] = why_not_undone(merge)
        if merge is not None:
            edits = merge.edits.select_related("by").order_by("pk")
            extra["edits"] = differences_of(edits)
        return super().change_view(request, object_id, form_url, extra)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        merge = get_object_or_404(Merge, pk=pk)
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        try:
            other = undo_merge(merge=merge, by=request.user)
        except CannotTakeBackError as error:
            for each in error.reasons:
                self.message_user(request, each, messages.ERROR)
        else:
            self.message_user(request, f"{other} is there again.", messages.SUCCESS)
        return redirect(reverse("admin:people_merge_change", args=[pk]))


def chosen(asked: Mapping[str, Any]) -> dict[str, str]:
    """Which two an address names; what cannot be a person's number is left out."""
    named = {name: str(asked.get(name, "")) for name in ("kept", "other")}
    return {name: pk for name, pk in named.items() if pk.isdecimal() and len(pk) < 19}


def previewed(*, kept: Person, other: Person) -> dict[str, Any]:
    """What the merge would do, in numbers and rows."""
    reach = reach_of(other)
    stories = Article.objects.filter(tags__entity=other).select_related("publisher")
    return {
        "kept": kept,
        "other": other,
        "preview": preview_merge(kept=kept, other=other),
        "reach": reach,
        "seconds": reach.articles // STORIES_A_SECOND,
        "stories": stories.order_by("-published_at", "-pk")[:SAMPLE],
    }
