"""Names and statements: an editor confirms, rejects or links anew; each decision is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.actions import correcting
from articles.actions.correcting import StaleTextError
from articles.admin.paging import RoughPaginator
from articles.models import Correction, Mention, Statement

Decide = Callable[..., Correction]


class IsLinkedFilter(admin.SimpleListFilter):
    title = "linked"
    parameter_name = "linked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "to the register"), ("no", "to nobody")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        field = "entity" if queryset.model is Mention else "speaker"
        if self.value() in ("yes", "no"):
            return queryset.filter(**{f"{field}__isnull": self.value() == "no"})
        return queryset


class DecidingAdmin(admin.ModelAdmin):
    """Rows that are derived: changing one is a decision, which becomes a correction."""

    list_select_related = True
    show_full_result_count = False
    paginator = RoughPaginator
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def decide_each(
        self, request: HttpRequest, queryset: QuerySet, decide: Decide, said: str
    ) -> None:
        decided = 0
        for row in queryset:
            try:
                decide(row)
                decided += 1
            except StaleTextError as error:
                self.message_user(request, f"“{row}”: {error}", messages.ERROR)
        if decided:
            self.message_user(request, f"{decided} {said}.", messages.SUCCESS)


class MentionForm(forms.ModelForm):
    reason = forms.CharField(required=False, max_length=500, help_text="Kept with the decision.")

    class Meta:
        model = Mention
        fields = ["entity"]
        help_texts = {"entity": "Empty: this name is not the one that the tagger took it for."}


@admin.register(Mention)
class MentionAdmin(DecidingAdmin):
    form = MentionForm
    fields = ["surface", "context", "kind", "why", "confidence", "origin", "entity", "reason"]
    readonly_fields = ["surface", "context", "kind", "why", "confidence", "origin"]
    autocomplete_fields = ["entity"]
    list_display = ["surface", "kind", "entity", "confidence", "origin", "article"]
    list_filter = ["kind", "origin", IsLinkedFilter, "article__publisher"]
    list_select_related = ["entity", "article"]
    search_fields = ["surface"]
    actions = ["confirm", "reject"]

    @admin.display(description="In the text")
    def context(self, mention: Mention) -> str:
        return context_of(mention)

    @admin.display(description="Why")
    def why(self, mention: Mention) -> str:
        return mention.evidence.get("why", "")

    @admin.action(description="Confirm the link", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Mention]) -> None:
        linked = queryset.linked().select_related("article", "entity")  # type: ignore[attr-defined]
        self.decide_each(
            request, linked, lambda m: correcting.confirm_mention(mention=m, by=request.user),
            "confirmed",
        )  # fmt: skip

    @admin.action(description="Reject the link", permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Mention]) -> None:
        self.decide_each(
            request, queryset.select_related("article", "entity"),
            lambda m: correcting.reject_mention(mention=m, by=request.user), "rejected",
        )  # fmt: skip

    def save_model(self, request: HttpRequest, obj: Mention, form: Any, change: bool) -> None:
        if "entity" not in form.changed_data:
            return
        before = Mention.objects.select_related("article", "entity").get(pk=obj.pk)
        reason = form.cleaned_data["reason"]
        if obj.entity is None:
            correcting.reject_mention(mention=before, by=request.user, reason=reason)
        else:
            correcting.relink_mention(mention=before, to=obj.entity, by=request.user, reason=reason)


class StatementForm(forms.ModelForm):
    reason = forms.CharField(required=False, max_length=500, help_text="Kept with the decision.")

    class Meta:
        model = Statement
        fields = ["speaker", "speaker_text"]
        labels = {"speaker_text": "or described as"}
        help_texts = {
            "speaker": "Empty, with no description either: nobody knows whose words these are."
        }


@admin.register(Statement)
class StatementAdmin(DecidingAdmin):
    form = StatementForm
    fields = [
        "surface", "context", "kind", "channel", "cue", "rule", "confidence", "origin", "speaker",
        "speaker_text", "reason",
    ]  # fmt: skip
    readonly_fields = [
        "surface", "context", "kind", "channel", "cue", "rule", "confidence", "origin"
    ]  # fmt: skip
    autocomplete_fields = ["speaker"]
    list_display = ["words", "speaker_text", "speaker", "kind", "confidence", "origin", "article"]
    list_filter = [
        "kind",
        "channel",
        "speaker_kind",
        "origin",
        IsLinkedFilter,
        "article__publisher",
    ]
    list_select_related = ["speaker", "article"]
    search_fields = ["speaker_text"]
    actions = ["confirm", "reject"]

    @admin.display(description="words")
    def words(self, statement: Statement) -> str:
        return str(statement)

    @admin.display(description="In the text")
    def context(self, statement: Statement) -> str:
        return context_of(statement)

    @admin.action(description="Confirm the speaker", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Statement]) -> None:
        self.decide_each(
            request, queryset.select_related("article", "speaker"),
            lambda s: correcting.confirm_statement(statement=s, by=request.user), "confirmed",
        )  # fmt: skip

    @admin.action(description="Reject: nobody said this", permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet[Statement]) -> None:
        self.decide_each(
            request, queryset.select_related("article", "speaker"),
            lambda s: correcting.reject_statement(statement=s, by=request.user), "rejected",
        )  # fmt: skip

    def save_model(self, request: HttpRequest, obj: Statement, form: Any, change: bool) -> None:
        if not {"speaker", "speaker_text"} & set(form.changed_data):
            return
        correcting.give_statement(
            statement=Statement.objects.select_related("article", "speaker").get(pk=obj.pk),
            to=obj.speaker,
            words=obj.speaker_text if "speaker_text" in form.changed_data else "",
            by=request.user,
            reason=form.cleaned_data["reason"],
        )


def context_of(found: Mention | Statement, around: int = 120) -> str:
    """The words as they stand, with some text on either side."""
    text = found.article.text
    start, end = max(0, found.start_char - around), found.end_char + around
    before, after = text[start : found.start_char], text[found.end_char : end]
    return f"…{before}[{found.surface}]{after}…"
