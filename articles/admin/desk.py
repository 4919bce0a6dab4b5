"""What waits for a decision, and what readers reported."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.actions.reports import answer_report
from articles.admin.queue.page import QueueDesk
from articles.admin.read_only import ReadOnly
from articles.models import Report, ReviewItem


@admin.register(ReviewItem)
class ReviewItemAdmin(ReadOnly, QueueDesk):
    list_display = [
        "reason", "words", "detail", "article", "made_at", "closed_at", "closed_by", "answer",
        "in_the_queue",
    ]  # fmt: skip
    list_filter = ["reason", ("closed_at", admin.EmptyFieldListFilter), "article__publisher"]
    list_select_related = ["article", "closed_by"]
    show_full_result_count = False
    actions = ["close"]

    @admin.display(description="")
    def in_the_queue(self, item: ReviewItem) -> SafeString | str:
        if item.closed_at:
            return ""
        address = reverse("admin:articles_reviewitem_queue")
        return format_html('<a href="{}?item={}">Answer</a>', address, item.pk)

    @admin.action(description="Close: nothing to do", permissions=["view"])
    def close(self, request: HttpRequest, queryset: QuerySet[ReviewItem]) -> None:
        if not request.user.has_perm("articles.change_reviewitem"):
            self.message_user(request, "You may look at the queue only.", messages.ERROR)
            return
        number = queryset.filter(closed_at=None).update(
            closed_at=timezone.now(), closed_by=request.user
        )
        self.message_user(request, f"{number} closed.", messages.SUCCESS)


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    list_display = ["reference", "made_at", "message", "page", "answered_at", "answered_by"]
    list_filter = [("answered_at", admin.EmptyFieldListFilter)]
    list_select_related = ["answered_by"]
    fields = ["reference", "made_at", "page", "article", "message", "contact", "answer"]
    readonly_fields = ["reference", "made_at", "page", "article", "message", "contact"]
    search_fields = ["reference"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Report, form: Any, change: bool) -> None:
        answer_report(report=obj, answer=obj.answer, by=request.user)
