"""Publishers, articles and the runs that brought them in."""

from __future__ import annotations

import shlex
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.actions.publishing import set_notice, set_status
from articles.actions.tagging import tag_articles
from articles.admin.links import AtPublisherFilter, standing
from articles.admin.paging import RoughPaginator
from articles.admin.read_only import ReadOnly
from articles.admin.text.rehearsal import RehearsalDesk
from articles.models import Article, ArticleRevision, Batch, BatchNote, Failure, Publisher
from articles.taggers import DatabaseTagger


@admin.register(Publisher)
class PublisherAdmin(admin.ModelAdmin):
    list_display = ["name", "url", "rights"]
    list_filter = ["rights"]
    search_fields = ["name"]
    autocomplete_fields = ["patch"]
    prepopulated_fields = {"slug": ["name"]}


class RevisionInline(ReadOnly, admin.StackedInline):
    model = ArticleRevision
    fields = [
        "replaced_at",
        "editor",
        "reason",
        "is_beside",
        "headline",
        "standfirst",
        "byline",
        "body",
    ]
    readonly_fields = fields
    extra = 0
    verbose_name = "earlier text"


class ArticleForm(forms.ModelForm):
    """Status and notice; an embargo needs its end, and the other way round."""

    class Meta:
        model = Article
        fields = ["status", "status_reason", "embargo_until", "notice", "notice_text"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("status") == Article.Status.EMBARGOED and not data.get("embargo_until"):
            self.add_error("embargo_until", "Say when the embargo ends.")
        if data.get("notice") and not data.get("notice_text"):
            self.add_error("notice_text", "Say what the notice tells the reader.")
        return data


@admin.register(Article)
class ArticleAdmin(RehearsalDesk):
    form = ArticleForm
    list_display = ["headline", "publisher", "published_at", "status", "notice", "rights"]
    list_filter = ["status", "notice", "rights", "precision", AtPublisherFilter, "publisher"]
    list_select_related = ["publisher"]
    search_fields = ["headline"]
    show_full_result_count = False
    paginator = RoughPaginator
    ordering = [F("published_at").desc(nulls_last=True), "-id"]  # as the index has them
    inlines = [RevisionInline]
    actions = ["tag_again"]
    readonly_fields = [
        "headline", "publisher", "published_at", "precision", "rights", "byline", "standfirst",
        "body", "original", "still_there", "found",
    ]  # fmt: skip
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "headline",
                    "publisher",
                    "published_at",
                    "precision",
                    "original",
                    "still_there",
                ]
            },
        ),
        ("What readers may see", {"fields": ArticleForm.Meta.fields}),
        ("Found in it", {"fields": ["found"]}),
        ("Text", {"fields": ["rights", "byline", "standfirst", "body"]}),
    ]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        from articles.admin.adding import add_view  # with what only fetching a page needs

        return add_view(request, self)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An article goes by being withdrawn, restricted or erased, which keeps its addresses."""
        return False

    @admin.display(description="At the publisher")
    def original(self, article: Article) -> SafeString | str:
        if not article.url:
            return "no address"
        return format_html('<a href="{}" rel="noopener">{}</a>', article.url, article.url)

    @admin.display(description="At the publisher now")
    def still_there(self, article: Article) -> SafeString | str:
        return standing(article) if article.url else "no address"

    @admin.display(description="Names and statements")
    def found(self, article: Article) -> SafeString:
        """Ways to the rows of this article, where an editor decides about them."""
        return format_html(
            '<a href="{}">Correct in the text</a> · '
            '<a href="{}?article__id__exact={}">{} names</a> · '
            '<a href="{}?article__id__exact={}">{} statements</a> · '
            '<a href="{}">as readers see it</a>',
            reverse("admin:articles_article_desk", args=[article.pk]),
            reverse("admin:articles_mention_changelist"), article.pk, article.mentions.count(),
            reverse("admin:articles_statement_changelist"), article.pk,
            article.statements.count(), article.get_absolute_url(),
        )  # fmt: skip

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        set_status(
            article=obj,
            status=obj.status,
            reason=obj.status_reason,
            embargo_until=obj.embargo_until,
        )
        set_notice(article=obj, notice=obj.notice, text=obj.notice_text)

    @admin.action(description="Tag again (corrections are kept)", permissions=["change"])
    def tag_again(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        tagger = DatabaseTagger()
        number = tag_articles(
            articles=queryset.select_related("publisher"), tagger=tagger, version=tagger.version
        )
        self.message_user(request, f"{number} tagged again.", messages.SUCCESS)


COUNTS = ["added", "changed", "unchanged", "failed", "skipped", "warnings"]
MOST_ROWS = 200  # of failures and notes on a batch's page; the rest is in their own lists


class FirstRows(BaseInlineFormSet):
    """The first rows only: a batch may have failed a hundred thousand times."""

    @cached_property
    def first_rows(self) -> QuerySet:
        return super().get_queryset()[:MOST_ROWS]

    def get_queryset(self) -> QuerySet:
        return self.first_rows


class FailureInline(ReadOnly, admin.TabularInline):
    model = Failure
    formset = FirstRows
    fields = ["source", "line", "reason"]
    extra = 0


class NoteInline(ReadOnly, admin.TabularInline):
    model = BatchNote
    formset = FirstRows
    fields = ["kind", "source", "line", "text"]
    extra = 0
    verbose_name_plural = "warnings, and what was passed over"


@admin.register(Batch)
class BatchAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name", "started_at", "finished_at", *COUNTS, "undone_at"]
    search_fields = ["name"]
    inlines = [FailureInline, NoteInline]
    fieldsets = [
        (None, {"fields": ["name", "started_at", "finished_at", "took", "undone_at"]}),
        ("What came of it", {"fields": [*COUNTS, "brought"]}),
    ]
    readonly_fields = ["started_at", "took", "brought"]

    @admin.display(description="Time taken")
    def took(self, batch: Batch) -> str:
        if batch.finished_at is None:
            return "not finished: running, or interrupted; the same name resumes it"
        return f"{(batch.finished_at - batch.started_at).total_seconds():,.0f} seconds"

    @admin.display(description="Articles")
    def brought(self, batch: Batch) -> SafeString:
        """The way to what it added, and how to take it back."""
        return format_html(
            '<a href="{}?batch__id__exact={}">what it added</a> · to take it back: '
            "<code>manage.py undo_batch {}</code>",
            reverse("admin:articles_article_changelist"), batch.pk, shlex.quote(batch.name),
        )  # fmt: skip


@admin.register(BatchNote)
class BatchNoteAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["kind", "source", "line", "text", "batch"]
    list_filter = ["kind"]
    list_select_related = ["batch"]
    search_fields = ["source", "text"]
    show_full_result_count = False


@admin.register(Failure)
class FailureAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["source", "line", "reason", "failed_at", "batch"]
    list_select_related = ["batch"]
    search_fields = ["source", "reason"]
