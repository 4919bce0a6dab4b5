"""“Remember this?”: what a decision could teach, and what that changes in other articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.actions.applying import begin, follow
from articles.actions.teaching import LessonError, accept_lesson, forget_lesson
from articles.admin.lesson_panels import panel_of, says, state_in_words
from articles.admin.read_only import ReadOnly
from articles.decisions import taken_back
from articles.models import Correction, Lesson
from articles.proposals import Proposal, Remember, remember
from articles.taggers import DatabaseTagger

Kind, Verdict = Lesson.Kind, Correction.Verdict
MAY_TEACH, MAY_APPLY = "articles.add_lesson", "articles.change_lesson"
MAY_MAKE_PEOPLE = "people.add_person"
MAY_NOT = "You may look at what is remembered, but not decide about it. Ask an administrator."
NOT_OFFERED = "This is not proposed any more: the decision was taken back, or it is remembered."
RELATED = (
    "article__publisher", "entity_from", "entity_to__person", "entity_to__party",
    "entity_to__localauthority",
)  # fmt: skip
Somebody = AbstractBaseUser | AnonymousUser


class ChangesForm(forms.Form):
    """What an editor may change of a proposal before accepting it."""

    words = forms.CharField(max_length=200, required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)


@admin.register(Lesson)
class LessonAdmin(ReadOnly, admin.ModelAdmin):
    """What was remembered, and how far earlier articles follow it."""

    list_display = ["says", "state", "progress", "by", "at", "look"]
    list_display_links = None
    list_filter = ["kind", "state", ("by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["entity", "publisher", "by"]
    search_fields = ["words"]
    show_full_result_count = False
    list_per_page = 50

    def get_urls(self) -> list[URLPattern]:
        def own(view: Any) -> Any:
            return self.admin_site.admin_view(
                never_cache(require_http_methods(["GET", "POST"])(view))
            )

        return [
            path("remember/<int:pk>/", own(self.remember), name="articles_lesson_remember"),
            path("<int:pk>/effect/", own(self.effect), name="articles_lesson_effect"),
            *super().get_urls(),
        ]

    @admin.display(description="what")
    def says(self, lesson: Lesson) -> str:
        return says(lesson)

    @admin.display(description="earlier articles")
    def progress(self, lesson: Lesson) -> str:
        return f"{lesson.seen} of {lesson.total} looked at, {lesson.changed} changed"

    @admin.display(description="")
    def look(self, lesson: Lesson) -> str:
        address = reverse("admin:articles_lesson_effect", args=[lesson.pk])
        return format_html('<a href="{}">Look, apply or take back</a>', address)

    def remember(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What a decision could teach; posted, one of it is accepted."""
        if not request.user.has_perm(MAY_TEACH):
            raise PermissionDenied(MAY_NOT)
        correction = Correction.objects.select_related(*RELATED).filter(pk=pk).first()
        if correction is None:
            raise Http404("There is no such decision.")
        if request.method == "POST":
            return self.accept(request, correction)
        context = {"correction": correction, "remember": offered(correction, request.user)}
        return self.page(request, "remember", "Remember this?", context)

    def accept(self, request: HttpRequest, correction: Correction) -> HttpResponse:
        try:
            proposal = chosen(request, correction)
            lesson = accept_lesson(
                correction=correction, proposal=proposal, by=cast(User, request.user)
            )
        except LessonError as error:
            address = reverse("admin:articles_lesson_remember", args=[correction.pk])
            return refused(request, str(error), address)
        return shown(request, lesson, f"Remembered: {says(lesson)}.")

    def effect(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What a lesson changes in other articles; posted, it is applied, or taken back."""
        lesson = Lesson.objects.select_related("correction", "entity", "publisher").filter(pk=pk)
        found = lesson.first()
        if found is None:
            raise Http404("There is no such lesson.")
        if not self.has_view_permission(request, found):
            raise PermissionDenied(MAY_NOT)
        if request.method == "GET":
            return self.page(
                request,
                "effect",
                "What is remembered",
                panel_of(found, may_apply=may_apply(request)),
            )
        if not may_apply(request):
            raise PermissionDenied(MAY_NOT)
        try:
            said = acted(request, found)
        except LessonError as error:
            address = reverse("admin:articles_lesson_effect", args=[pk])
            return refused(request, str(error), address)
        return shown(request, lesson.get(), said)

    def page(
        self, request: HttpRequest, name: str, title: str, context: dict[str, Any]
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "is_nav_sidebar_enabled": False,
            **context,
        }
        return TemplateResponse(request, f"admin/articles/lesson/{name}.html", context)


def offered(correction: Correction | None, user: Somebody) -> Remember | None:
    """What this editor may let a decision teach; None if nothing."""
    if not has_perm(user, MAY_TEACH):
        return None
    found = remember(correction)
    if found is None or has_perm(user, MAY_MAKE_PEOPLE):
        return found
    left = [each for each in found.proposals if each.kind != Kind.PERSON]
    return replace(found, proposals=left) if left else None


def remember_panel(request: HttpRequest, made: Correction | None) -> str:
    """Beside a decision: what it could teach or, of one that was taken back, what it taught."""
    decided = taken_back(made) if made and made.verdict == Verdict.UNDO else made
    still = Lesson.objects.none()
    found = offered(decided, request.user)
    if decided and not found and may_apply(request):
        still = Lesson.objects.standing().filter(correction=decided)
        still = still.select_related("entity", "publisher")
    context = {"remember": found, "still": [(each, says(each)) for each in still]}
    return render_to_string("admin/articles/lesson/_remember.html", context, request)


def has_perm(user: Somebody, name: str) -> bool:
    return cast(User, user).has_perm(name)


def offer(request: HttpRequest, correction: Correction | None) -> None:
    """After a decision in a form: a message that leads to what could be remembered."""
    if correction and offered(correction, request.user):
        address = reverse("admin:articles_lesson_remember", args=[correction.pk])
        link = format_html('<a href="{}">Remember this for other articles?</a>', address)
        messages.info(request, link)


def chosen(request: HttpRequest, correction: Correction) -> Proposal:
    """The proposal that was accepted, with what was changed of it. Raises LessonError."""
    known = offered(correction, request.user)
    name = request.POST.get("proposal", "")
    found = next((each for each in known.proposals if each.name == name), None) if known else None
    if found is None:
        raise LessonError(NOT_OFFERED)
    form = ChangesForm(request.POST)
    if not form.is_valid():
        told = (f"{field}: {' '.join(errors)}" for field, errors in form.errors.items())
        raise LessonError(" ".join(told))
    # A field that was left out changes nothing; one that was emptied opens the period.
    given = {name: value for name, value in form.cleaned_data.items() if name in request.POST}
    return changed(found, given, correction.exact)


def changed(proposal: Proposal, values: dict[str, Any], exact: str) -> Proposal:
    words = " ".join(values.get("words", "").split()) or proposal.words
    if proposal.kind == Kind.NEVER and exact not in words:
        raise LessonError(f"Keep “{exact}” among the words: the decision was about it.")
    if proposal.during is None:
        return replace(proposal, words=words)
    since: date | None = values.get("since", proposal.during.lower)
    until: date | None = values.get("until", proposal.during.upper)
    if since and until and since >= until:
        raise LessonError("The name’s first day has to be before the day on which it ends.")
    return replace(proposal, words=words, during=DateRange(since, until, "[)"))


def acted(request: HttpRequest, lesson: Lesson) -> str:
    """Applies, goes on, or takes back; at most one step of tagging. What to say of it."""
    act = request.POST.get("act", "")
    if act == "apply":
        lesson = begin(lesson=lesson)
    elif act == "back":
        lesson = begin(lesson=forget_lesson(lesson=lesson, by=cast(User, request.user)))
    elif act != "step":
        raise LessonError("That was not understood. Load the page again, and choose a button.")
    return state_in_words(follow(lesson=lesson, tagger=DatabaseTagger()))


def may_apply(request: HttpRequest) -> bool:
    return request.user.has_perm(MAY_APPLY)


def is_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def refused(request: HttpRequest, said: str, address: str) -> HttpResponse:
    if is_json(request):
        return JsonResponse({"said": said}, status=409)
    messages.error(request, said)
    return redirect(address)


def shown(request: HttpRequest, lesson: Lesson, said: str) -> HttpResponse:
    """The panel of a lesson as it is now: as JSON, or by a redirect to its page."""
    if is_json(request):
        html = render_to_string(
            "admin/articles/lesson/_effect.html",
            panel_of(lesson, may_apply=may_apply(request)),
            request,
        )
        return JsonResponse({"said": said, "html": html})
    messages.success(request, said)
    return redirect(reverse("admin:articles_lesson_effect", args=[lesson.pk]))
