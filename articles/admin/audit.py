"""The record of what editors decided: who, when, why, before and after; as a table to take away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from articles import tables
from articles.admin.read_only import ReadOnly
from articles.models import Correction

COLUMNS = [
    "number", "at", "editor", "subject", "verdict", "words", "before", "after", "reason",
    "supersedes", "article", "headline", "publisher",
]  # fmt: skip
CHUNK = 500


@admin.register(Correction)
class CorrectionAdmin(ReadOnly, admin.ModelAdmin):
    """Nothing here can be changed or removed."""

    list_display = [
        "at", "editor", "verdict", "subject", "exact", "before", "after", "reason", "article",
    ]  # fmt: skip
    list_filter = [
        "at", "verdict", "subject",
        ("editor", admin.RelatedOnlyFieldListFilter),
        ("article__publisher", admin.RelatedOnlyFieldListFilter),
    ]  # fmt: skip
    date_hierarchy = "at"
    ordering = ["-id"]
    list_select_related = ["editor", "entity_from", "entity_to", "speaker", "article__publisher"]
    list_per_page = 50
    search_fields = ["exact"]
    show_full_result_count = False
    actions = ["export"]
    change_list_template = "admin/articles/correction/change_list.html"

    @admin.display(description="before")
    def before(self, correction: Correction) -> str:
        return before(correction)

    @admin.display(description="after")
    def after(self, correction: Correction) -> str:
        return after(correction)

    @admin.action(description="Take away the chosen ones as a table (CSV)", permissions=["view"])
    def export(self, request: HttpRequest, queryset: QuerySet[Correction]) -> HttpResponseBase:
        return tables.streamed_csv("decisions", COLUMNS, rows_of(queryset))

    def changelist_view(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseBase:
        """With `?format=csv` all that the filters leave, however many."""
        if not tables.is_wanted(request) or not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        query = request.GET.copy()
        query.pop("format")
        request.GET = query  # type: ignore[assignment]
        try:
            found = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return super().changelist_view(request, extra_context)  # which says so
        return tables.streamed_csv("decisions", COLUMNS, rows_of(found))


def rows_of(corrections: QuerySet[Correction]) -> Iterator[list[object]]:
    related = ("editor", "entity_from", "entity_to", "speaker", "article__publisher")
    for row in corrections.select_related(*related).iterator(chunk_size=CHUNK):
        yield [
            row.pk, row.at.isoformat(), row.editor.get_username(), row.subject, row.verdict,
            row.exact, before(row), after(row), row.reason, row.supersedes_id,
            row.article.get_absolute_url(), row.article.headline, row.article.publisher.name,
        ]  # fmt: skip


def before(correction: Correction) -> str:
    """Who was linked, or whose words they were."""
    if correction.subject == Correction.Subject.ARTICLE:
        is_added = correction.verdict == Correction.Verdict.ADD
        return "not tagged" if is_added else f"tagged {correction.entity_to}"
    return str(correction.entity_from) if correction.entity_from else "nobody"


def after(correction: Correction) -> str:
    """What the decision made of it."""
    verdict = correction.verdict
    if verdict == Correction.Verdict.UNDO:
        return f"decision {correction.supersedes_id} taken back"
    if correction.subject == Correction.Subject.ARTICLE:
        is_added = verdict == Correction.Verdict.ADD
        return f"tagged {correction.entity_to}" if is_added else "not tagged"
    if verdict == Correction.Verdict.REJECT:
        return "no statement" if correction.subject == Correction.Subject.STATEMENT else "nobody"
    if correction.subject == Correction.Subject.MENTION:
        return str(correction.entity_to) if correction.entity_to else "nobody"
    who = str(correction.speaker) if correction.speaker else correction.speaker_text or "nobody"
    return f"“{correction.new_exact}” by {who}" if correction.new_exact else who
