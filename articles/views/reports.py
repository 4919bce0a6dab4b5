""" "Report a mistake": a form that needs no account, and a page that says what became of it."""

from __future__ import annotations

from typing import NamedTuple

from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import Truncator

from articles.actions.reports import article_of, make_report, statement_of
from articles.models import Report, Statement
from people.models import Entity

REPORTS_AN_HOUR = 6
HOUR = 3600
TOO_MANY = "You have sent several reports within an hour. Please wait a little, then send this one."
NO_ADDRESS = "This is not a whole e-mail address. Mend it, or leave it empty."


class Reported(NamedTuple):
    """What a reader says is wrong, as the page names it: a tag's name, or a statement's words."""

    kind: str  # tag or words
    words: str
    headline: str


class ReportForm(forms.Form):
    """What is wrong, where; and an address, if the reader wants an answer."""

    page = forms.CharField(max_length=500, label="The page")
    # Of a tag that is wrong: whom or what the story does not mean.
    tag = forms.CharField(required=False, widget=forms.HiddenInput)
    message = forms.CharField(
        max_length=4000, widget=forms.Textarea(attrs={"rows": 7}), label="What is wrong?"
    )
    contact = forms.EmailField(
        required=False,
        label="Your e-mail address",
        help_text="Only if you want an answer. Editors alone see it.",
        error_messages={"invalid": NO_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # People do not see this one; whoever fills it in is a machine.
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1"}))

    def clean_tag(self) -> Entity | None:
        """A tag that was merged away meanwhile does not keep a reader from writing."""
        return tag_of(self.cleaned_data["tag"])


def report(request: HttpRequest) -> HttpResponse:
    asked = {name: request.GET.get(name, "") for name in ("page", "tag")}
    asked["message"] = request.GET.get("about", "")
    form = ReportForm(request.POST or None, initial=asked, label_suffix="")
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data.pop("website"):
            return redirect("home")
        if _is_too_often(request.META.get("REMOTE_ADDR", "")):
            form.add_error(None, TOO_MANY)
        else:
            made = make_report(**form.cleaned_data)
            return redirect(reverse("report_made", args=[made.reference]))
    context = {"form": form, "reported": what_is_reported(form)}
    return render(request, "articles/report.html", context)


def what_is_reported(form: ReportForm) -> Reported | None:
    """The tag or the statement that the form was opened from; None for a page as a whole."""
    page, pk = str(form["page"].value() or ""), str(form["tag"].value() or "")
    statement = visible(statement_of(page))
    if statement:
        words = Truncator(statement.surface).words(30, truncate=" …")
        return Reported("words", words, statement.article.headline)
    article = article_of(page)
    tag = tag_of(pk)
    if tag is None or article is None or not article.is_visible:
        return None
    return Reported("tag", tag.name, article.headline)


def tag_of(pk: str) -> Entity | None:
    is_id = pk.isascii() and pk.isdigit() and len(pk) < 19
    return Entity.objects.filter(pk=int(pk)).first() if is_id else None


def visible(statement: Statement | None) -> Statement | None:
    return statement if statement and statement.article.is_visible else None


def _is_too_often(address: str) -> bool:
    key = f"reports-from-{address}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > REPORTS_AN_HOUR
    except ValueError:  # The hour ended between the two.
        return False


def report_made(request: HttpRequest, reference: str) -> HttpResponse:
    found = get_object_or_404(Report, reference=reference)
    is_ours = url_has_allowed_host_and_scheme(found.page, allowed_hosts=None)
    context = {"report": found, "back": found.page if is_ours else ""}
    return render(request, "articles/report_made.html", context)
