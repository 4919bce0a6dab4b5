"""The page on which an editor adds an article by its address or its text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    AdminURLFieldWidget,
)
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles.actions.adding import (
    Preview,
    add_article,
    article_at_address,
    article_in_text,
    preview_of,
    with_day,
)
from articles.fetching.policy import FetchError
from articles.ingest.dates import parse_date
from articles.ingest.values import IncomingArticle, NotAnArticleError
from articles.models import Publisher, Rights
from articles.taggers import DatabaseTagger

LONGEST = 500_000  # characters: a long read has 50,000
SAID = {
    "added": "“{}” is in the archive.",
    "changed": "“{}” was in the archive; its text is the new one now, the earlier one is kept.",
    "unchanged": "“{}” is in the archive already, with this text.",
    "refused": "“{}” was erased and is not brought in again.",
}


class AddForm(forms.Form):
    """An address, or a text with what its page would have said of it."""

    address = forms.URLField(
        required=False, assume_scheme="https", max_length=2000, widget=AdminURLFieldWidget,
        help_text="The page is fetched; headline, text, author and day are read from it.",
    )  # fmt: skip
    text = forms.CharField(
        required=False, max_length=LONGEST, strip=False, widget=AdminTextareaWidget,
        help_text="Instead of an address: the headline, an empty line, the paragraphs.",
    )  # fmt: skip
    published = forms.CharField(
        required=False, max_length=100, widget=AdminTextInputWidget, label="Published on",
        help_text="Such as 18 February 2019, 02/2019 or 2019. Needed where a page does not say.",
    )  # fmt: skip
    byline = forms.CharField(required=False, max_length=300, widget=AdminTextInputWidget)
    printed_at = forms.URLField(
        required=False, assume_scheme="https", max_length=2000, widget=AdminURLFieldWidget,
        help_text="Where the pasted text can be read, if anywhere.",
    )  # fmt: skip
    publisher = forms.ModelChoiceField(
        Publisher.objects.order_by("name"), required=False, empty_label="As the page says",
        help_text="A pasted text needs one.",
    )  # fmt: skip
    rights = forms.ChoiceField(
        choices=[("", "As the publisher’s"), *Rights.choices], required=False,
        help_text="Of an extract readers see headline, link and statements only.",
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    incoming: IncomingArticle | None = None

    def clean_published(self) -> str:
        published: str = self.cleaned_data["published"]
        try:
            parse_date(published)
        except NotAnArticleError as error:
            raise forms.ValidationError(str(error).partition(": ")[2]) from None
        return published

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        address, text = data.get("address"), (data.get("text") or "").strip()
        if self.errors:
            return data
        if bool(address) == bool(text):
            self.add_error("address", "Give an address or a text, one of the two.")
        elif text and not data.get("publisher"):
            self.add_error("publisher", "Say who published the text.")
        else:
            self.read("address" if address else "text", data)
        return data

    def read(self, field: str, data: dict[str, Any]) -> None:
        try:
            self.incoming = (
                with_day(article_at_address(data["address"]), data["published"])
                if field == "address"
                else article_in_text(
                    data["text"].replace("\r\n", "\n"), url=data["printed_at"],
                    byline=data["byline"], published=data["published"],
                )
            )  # fmt: skip
        except (FetchError, NotAnArticleError) as error:
            self.add_error(field, f"{str(error)[:1].upper()}{str(error)[1:]}.")


def add_view(request: HttpRequest, admin: Any) -> HttpResponse:
    """Shows what was found; saves it when it is what the editor saw."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    form = AddForm(request.POST or None)
    shown = None
    if request.method == "POST" and form.is_valid() and form.incoming:
        tagger = DatabaseTagger()
        shown = shown_by(form, tagger)
        if "save" in request.POST and form.cleaned_data["seen"] == shown.checksum:
            return saved(request, form, tagger)
        if "save" in request.POST:
            messages.warning(request, "The text is not the one you saw: look at it again.")
        form.data = {**request.POST.dict(), "seen": shown.checksum}
    context = {
        **admin.admin_site.each_context(request),
        "title": "Add an article", "opts": admin.model._meta, "form": form, "shown": shown,
    }  # fmt: skip
    return TemplateResponse(request, "admin/articles/article/add.html", context)


def shown_by(form: AddForm, tagger: DatabaseTagger) -> Preview:
    data = form.cleaned_data
    assert form.incoming
    return preview_of(
        form.incoming, tagger=tagger, rights=data["rights"],
        publisher=data["publisher"].name if data["publisher"] else "",
    )  # fmt: skip


def saved(request: HttpRequest, form: AddForm, tagger: DatabaseTagger) -> HttpResponse:
    data = form.cleaned_data
    assert form.incoming
    article, outcome, problem = add_article(
        form.incoming, tagger=tagger, version=tagger.version, by=request.user.get_username(),
        publisher=data["publisher"], rights=data["rights"],
    )  # fmt: skip
    if article is None:
        messages.error(request, f"Not saved: {problem}.")
        return redirect("admin:articles_article_add")
    level = messages.SUCCESS if outcome in ("added", "changed") else messages.WARNING
    messages.add_message(request, level, SAID[outcome].format(article.headline))
    return redirect("admin:articles_article_change", article.pk)
