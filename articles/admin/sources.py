"""The addresses that are fetched in turn, and the articles that could not be tagged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.actions.queueing import enqueue_tagging
from articles.actions.sources import enqueue_source
from articles.admin.archive import ReadOnly
from articles.models import Source, TaggingTrouble
from articles.working import living_workers

NO_WORKER = (
    "No worker is running: start one with “manage.py worker”, or fetch here and now with "
    "“manage.py fetch_sources”."
)


class SourceForm(forms.ModelForm):
    address = forms.URLField(
        max_length=1000, assume_scheme="https", widget=AdminURLFieldWidget,
        help_text=Source._meta.get_field("address").help_text,
    )  # fmt: skip

    class Meta:
        model = Source
        fields = ["address", "publisher", "rights", "rhythm", "is_paused"]

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if not address.startswith(("http://", "https://")):
            raise forms.ValidationError("Only http and https addresses are fetched.")
        return address


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    form = SourceForm
    list_display = [
        "address", "publisher", "rhythm", "is_paused", "fetched_at", "failing_since", "reason",
        "next_at",
    ]  # fmt: skip
    list_filter = ["is_paused", ("failing_since", admin.EmptyFieldListFilter), "rhythm"]
    list_select_related = ["publisher"]
    search_fields = ["address", "publisher__name"]
    actions = ["fetch_now"]
    readonly_fields = ["patch", "fetched_at", "failing_since", "reason", "next_at", "last_batch"]
    fieldsets = [
        (None, {"fields": ["address", "publisher", "patch", "rights", "rhythm", "is_paused"]}),
        ("Visits", {"fields": ["fetched_at", "failing_since", "reason", "next_at", "last_batch"]}),
    ]

    class Media:
        css = {"all": ["register.css"]}  # underlines links within text

    @admin.display(description="Reports on")
    def patch(self, source: Source) -> str:
        if source.publisher is None:
            return "whatever its publisher reports on: see there"
        names = source.publisher.patch.values_list("name", flat=True)
        return ", ".join(names) or "not stated: see the publisher"

    def has_fetch_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.fetch_source")

    @admin.action(description="Fetch now", permissions=["fetch"])
    def fetch_now(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        chosen = set(request.POST.getlist(ACTION_CHECKBOX_NAME))
        new = sum(enqueue_source(source=source) for source in queryset)
        there = queryset.count()
        found = {
            "put into the queue": new,
            "already in the queue": there - new,
            "no longer in this list (deleted meanwhile?)": len(chosen) - there,
        }
        said = "; ".join(f"{number} {what}" for what, number in found.items() if number > 0)
        self.message_user(request, f"{said}.", messages.SUCCESS if new else messages.WARNING)
        if there and not living_workers():
            self.message_user(request, NO_WORKER, messages.WARNING)


@admin.register(TaggingTrouble)
class TaggingTroubleAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["article", "reason", "tries", "is_set_aside", "tried_at"]
    list_select_related = ["article"]
    search_fields = ["reason"]
    show_full_result_count = False
    actions = ["try_again"]

    @admin.display(description="set aside", boolean=True)
    def is_set_aside(self, trouble: TaggingTrouble) -> bool:
        return trouble.is_set_aside

    def has_retry_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.retry_taggingtrouble")

    @admin.action(description="Try again", permissions=["retry"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[TaggingTrouble]) -> None:
        ids = sorted(queryset.values_list("pk", flat=True))
        queryset.delete()
        enqueue_tagging(ids=ids, size=1)
        self.message_user(request, f"{len(ids)} put into the queue again.", messages.SUCCESS)
