"""The page on which an article's text is edited, or tagged again, once its editor has seen how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from articles.actions.meanwhile import (
    ChangedMeanwhileError,
    State,
    state_of,
    text_known,
    unless_changed,
)
from articles.actions.rehearsing import (
    NewText,
    NothingLeftError,
    NotSeenError,
    is_same,
    put_text,
    rehearse,
)
from articles.admin.text.page import TextDesk
from articles.differences import Difference
from articles.ingest.cleaning import clean
from articles.models import Article
from articles.revisions import Passage, Version, is_beside, last_of_source, passages
from articles.taggers import DatabaseTagger

LONGEST = 500_000  # characters: a long read has 50,000
LOAD_AGAIN = "The page has lost what it knew of the article. Load it again."
EMPTY = "Leave some text. To take the whole article away, withdraw it in its form."


class RehearsalForm(forms.Form):
    """Headline, text and reason; `known` and `seen` say what its editor looked at."""

    headline = forms.CharField(max_length=500, widget=AdminTextInputWidget)
    body = forms.CharField(
        label="Text", required=False, max_length=LONGEST, strip=False,
        widget=AdminTextareaWidget(attrs={"rows": 18}),
        help_text="Paragraphs with an empty line between them.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Why", required=False, max_length=300, widget=AdminTextInputWidget,
        help_text="Needed where you change the text. Readers see it beside what changed.",
    )  # fmt: skip
    known = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article

    def clean_body(self) -> str:
        body = self.cleaned_data["body"]
        if self.article.body and not clean(body):
            raise forms.ValidationError(EMPTY)
        return body

    def clean_known(self) -> State:
        try:
            return State.read(self.cleaned_data["known"])
        except ValueError:
            self.add_error(None, LOAD_AGAIN)
            return state_of(self.article)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data["reason"] and not is_same(self.article, self.text):
            self.add_error("reason", "Say why you change the text.")
        return data

    @property
    def text(self) -> NewText:
        values = self.cleaned_data
        return NewText(values["headline"], values["body"], values["reason"])


@dataclass
class Rehearsal:
    """What the page shows: what would change or, with `error`, why nothing was done.

    meanwhile: what somebody else changed in the text since the page was loaded.
    """

    shown: Difference | None = None
    error: str = ""
    meanwhile: tuple[Passage, ...] = ()


class RehearsalDesk(TextDesk):
    """Gives the admin of articles the address at which a text is edited."""

    def get_urls(self) -> list[URLPattern]:
        view = require_http_methods(["GET", "HEAD", "POST"])(self.rehearse)
        wrapped = self.admin_site.admin_view(view)
        name = "articles_article_rehearse"
        return [path("<path:object_id>/rehearse/", wrapped, name=name), *super().get_urls()]

    def rehearse(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Shows what would change; with `accept` does what was shown."""
        article = self.article_of(request, object_id)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        if article.removal:
            messages.error(request, NothingLeftError.__doc__ or "")
            return redirect("admin:articles_article_change", article.pk)
        form = form_for(request, article)
        rehearsal = Rehearsal()
        if form.is_bound and form.is_valid():
            by, tagger = cast(User, request.user), DatabaseTagger()
            if "accept" in request.POST:
                try:
                    made = accepted(form, tagger, by)
                except (ChangedMeanwhileError, NotSeenError) as error:
                    rehearsal.error = str(error)
                else:
                    return self.after(request, article, made)
            look(form, tagger, by, rehearsal)
        return self.page(request, article, form, rehearsal)

    def after(self, request: HttpRequest, article: Article, made: Difference) -> HttpResponse:
        said = "The text is changed, and tagged again." if made.is_edit else "Tagged again."
        if made.going:
            said += f" Decisions that wait in the review queue: {len(made.going)}."
        self.log_change(request, article, said)
        messages.success(request, said)
        return redirect("admin:articles_article_desk", article.pk)

    def page(
        self, request: HttpRequest, article: Article, form: RehearsalForm, rehearsal: Rehearsal
    ) -> HttpResponse:
        last = last_of_source(article)
        context = {
            **self.admin_site.each_context(request),
            "title": "Edit the text, or tag again",
            "opts": self.opts,
            "is_nav_sidebar_enabled": False,
            "article": article,
            "form": form,
            "rehearsal": rehearsal,
            "shown": rehearsal.shown,
            "is_edited": last is not article,
            "paper": list(passages(article, last, body=True)) if is_beside(last) else [],
        }
        status = 409 if rehearsal.error else 200
        return TemplateResponse(
            request, "admin/articles/article/rehearse.html", context, status=status
        )


def form_for(request: HttpRequest, article: Article) -> RehearsalForm:
    """As it was sent; with the article's own text to tag it again, or to begin with."""
    if request.method == "POST" and "again" not in request.POST:
        return RehearsalForm(article, request.POST)
    text: Version = article
    if request.GET.get("text") == "paper":
        text = last_of_source(article)
    values = {"headline": text.headline, "body": text.body, "known": str(state_of(article))}
    if request.method == "POST":
        return RehearsalForm(article, values)
    return RehearsalForm(article, initial=values)


def accepted(form: RehearsalForm, tagger: DatabaseTagger, by: User) -> Difference:
    values = form.cleaned_data
    return put_text(
        article=form.article, text=form.text, seen=values["seen"], known=values["known"],
        tagger=tagger, version=tagger.version, by=by,
    )  # fmt: skip


def look(form: RehearsalForm, tagger: DatabaseTagger, by: User, rehearsal: Rehearsal) -> None:
    """Shows what would change in the article as it is now, and what others changed meanwhile."""
    article, known = form.article, form.cleaned_data["known"]

    def act() -> Difference:
        return rehearse(article=article, text=form.text, tagger=tagger, by=by)

    try:
        rehearsal.shown = unless_changed(article=article, known=known, act=act)
    except ChangedMeanwhileError as error:
        rehearsal.error = str(error)
        article.refresh_from_db()
        earlier = text_known(article, known)
        rehearsal.meanwhile = tuple(passages(earlier, article, body=True)) if earlier else ()
        rehearsal.shown = act()
    form.data = {
        **dict(form.data.items()), "known": str(state_of(article)), "seen": rehearsal.shown.digest
    }  # fmt: skip
