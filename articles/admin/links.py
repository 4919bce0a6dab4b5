"""How an article's page at its publisher stands, for editors."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Article, LinkCheck

NEVER = "never"
UNKNOWN = "unknown"


class AtPublisherFilter(admin.SimpleListFilter):
    title = "page at the publisher"
    parameter_name = "at_publisher"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        known = [(value or UNKNOWN, label) for value, label in LinkCheck.State.choices]
        return [*known, (NEVER, "not asked for yet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == NEVER:
            return queryset.filter(link_check=None)
        if self.value() == UNKNOWN:
            return queryset.filter(link_check__state=LinkCheck.State.UNKNOWN)
        if self.value() in LinkCheck.State.values:
            return queryset.filter(link_check__state=self.value())
        return queryset


def standing(article: Article) -> SafeString | str:
    """What the last visits found, in a line."""
    check = LinkCheck.objects.filter(article=article).first()
    if check is None:
        return "not asked for yet"
    parts = [check.get_state_display()]
    if check.missing_since:
        parts.append(f"since {moment(check.missing_since)}")
    if check.seen_at:
        parts.append(f"last seen {moment(check.seen_at)}")
    parts.append(f"last asked for {moment(check.asked_at)}")
    line = ", ".join(parts) + (f": {check.reason}" if check.reason else "")
    if not check.moved_to:
        return line
    return format_html('{}; now at <a href="{}" rel="noopener">{}</a>', line,
                       check.moved_to, check.moved_to)  # fmt: skip


def moment(at: Any) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")
