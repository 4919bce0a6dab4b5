"""The page of the review queue: one item, its answer by a key, then the next without a reload."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles.actions.correcting import StaleTextError, SupersededError
from articles.actions.reviewing import (
    ReviewError,
    TakenError,
    answer_item,
    claim_item,
    claim_next,
    last_answered,
    release,
    undo_answer,
)
from articles.admin.lessons import offer, remember_panel
from articles.admin.queue.filters import QueueForm
from articles.admin.queue.questions import Question
from articles.decisions import in_words
from articles.matters import matter_of
from articles.models import Correction, ReviewItem
from articles.querysets import ReviewItemQuerySet
from articles.search.entities import matching_entities
from people.models import Entity

MAY_ANSWER = ("articles.change_reviewitem", "articles.add_correction")
MAY_NOT = "You may look at the list of what waits, but not decide about it. Ask an administrator."
NOT_UNDERSTOOD = "That answer was not understood. Load the page again, and choose one of the keys."
NOTHING_FOUND = "Nobody and nothing of that name is in the register."
SKIPPED = "review_skipped"  # in the session: the ids that an editor does not want to see now
MOST_SKIPPED = 200
COUNTED = 1000  # more are not counted
RELATED = (
    "article__publisher", "statement__speaker", "report__tag", "correction__editor",
    "correction__entity_from", "correction__entity_to", "correction__speaker",
)  # fmt: skip


class QueueDesk(admin.ModelAdmin):
    """Gives the admin of review items the queue's addresses."""

    change_list_template = "admin/articles/reviewitem/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        def own(view: Any) -> Any:
            return self.admin_site.admin_view(never_cache(view))

        name, answer = "articles_reviewitem", require_POST(self.answer)
        return [
            path("queue/", own(require_GET(self.queue)), name=f"{name}_queue"),
            path("queue/answer/", own(answer), name=f"{name}_answer"),
            path("queue/find/", own(require_GET(self.find)), name=f"{name}_find"),
            *super().get_urls(),
        ]

    def queue(self, request: HttpRequest) -> HttpResponse:
        """The next item, or the one that the address names."""
        editor = editor_of(request)
        form = QueueForm(request.GET)
        wanted, notice, item = request.GET.get("item", ""), "", None
        if wanted.isascii() and wanted.isdigit() and len(wanted) < 19:
            try:
                item = claim_item(pk=int(wanted), by=editor)
            except ReviewError as error:
                notice = str(error)
        item = item or next_item(request, form, editor)
        searched, found = found_by(request)
        context = {
            **self.admin_site.each_context(request),
            **shown(request, form, item, found),
            "title": "Review queue",
            "opts": self.opts,
            "notice": notice or ("" if found or not searched else NOTHING_FOUND),
            "searched": searched,
            "is_nav_sidebar_enabled": False,
        }
        return TemplateResponse(request, "admin/articles/reviewitem/queue.html", context)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """One answer (or skip, undo, again), then the next item: as JSON, or by a redirect."""
        editor = editor_of(request)
        form = QueueForm(request.GET)
        item, made, status = None, None, 200
        try:
            said, item, made = done(request, editor)
        except (ReviewError, StaleTextError, SupersededError) as error:
            said, status = str(error), 409
            item = None if isinstance(error, TakenError) else kept(request, editor)
        if request.headers.get("Accept") == "application/json":
            item = item or next_item(request, form, editor)
            html = render_to_string(
                "admin/articles/reviewitem/_item.html", shown(request, form, item), request
            )
            panel = remember_panel(request, made)
            return JsonResponse({"said": said, "html": html, "remember": panel}, status=status)
        self.message_user(request, said, messages.ERROR if status > 399 else messages.SUCCESS)
        offer(request, made)
        same = f"&item={item.pk}" if item else ""
        return redirect(f"{reverse('admin:articles_reviewitem_queue')}?{form.address}{same}")

    def find(self, request: HttpRequest) -> HttpResponse:
        """The choices of an item with whom a search found, to put in their place."""
        editor_of(request)
        pk = request.GET.get("item", "")
        item = read_item(int(pk)) if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
        if item is None:
            return JsonResponse({"said": "This item is not there any more.", "html": ""})
        searched, found = found_by(request)
        question = Question(item, matter_of(item), found)
        html = render_to_string(
            "admin/articles/reviewitem/_choices.html", {"question": question}, request
        )
        fresh = [choice for choice in question.choices if choice.candidate.entity.pk in found]
        said = f"{len(fresh)} found." if fresh else NOTHING_FOUND
        return JsonResponse({"said": said if searched else "", "html": html})


def editor_of(request: HttpRequest) -> User:
    """Whoever may answer. Raises PermissionDenied."""
    if not request.user.has_perms(MAY_ANSWER):
        raise PermissionDenied(MAY_NOT)
    return cast(User, request.user)


def next_item(request: HttpRequest, form: QueueForm, editor: User) -> ReviewItem | None:
    items = form.narrowed().exclude(pk__in=request.session.get(SKIPPED, []))
    return None if form.errors else claim_next(items=items, by=editor)


def read_item(pk: int) -> ReviewItem | None:
    return ReviewItem.objects.select_related(*RELATED).filter(pk=pk).first()


def kept(request: HttpRequest, editor: User) -> ReviewItem | None:
    """The item that could not be answered so, for another answer; None if it is not there."""
    try:
        return claim_item(pk=int(request.POST.get("item", "0")[:18]), by=editor)
    except (ReviewError, ValueError):
        return None


def done(request: HttpRequest, editor: User) -> tuple[str, ReviewItem | None, Correction | None]:
    """Does what was asked; what to say of it, the item to show now, if not the next, and what
    was decided."""
    answer, _, value = request.POST.get("answer", "").partition(":")
    if answer == "undo":
        last = last_answered(editor)
        item = undo_answer(by=editor)
        return "Taken back. Here it is again.", item, last.decision if last else None
    if answer == "again":
        request.session.pop(SKIPPED, None)
        return "What you skipped comes again.", None, None
    pk = request.POST.get("item", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        raise ReviewError(NOT_UNDERSTOOD)
    if answer == "skip":
        skip(request, int(pk), editor)
        return "Skipped.", None, None
    if answer not in ReviewItem.Answer.values:
        raise ReviewError(NOT_UNDERSTOOD)
    row = answer_item(
        pk=int(pk), answer=answer, by=editor, chosen=chosen_of(value),
        text=request.POST.get("text", "")[:4000],
    )  # fmt: skip
    return told(row), None, row.decision


def skip(request: HttpRequest, pk: int, editor: User) -> None:
    release(pk=pk, by=editor)
    skipped = [each for each in request.session.get(SKIPPED, []) if each != pk]
    request.session[SKIPPED] = [*skipped, pk][-MOST_SKIPPED:]


def chosen_of(value: str) -> Entity | None:
    is_id = value.isascii() and value.isdigit() and len(value) < 19
    return Entity.objects.filter(pk=int(value)).first() if is_id else None


def told(row: ReviewItem) -> str:
    """Such as "You linked “Ms Holt” to Ada Holt, and 2 more places. The reader is answered." """
    said = "Closed: nothing was changed."
    if row.decision:
        more = row.decision.parts.count()
        also = f", and {more} more with it" if more else ""
        said = f"You {in_words(row.decision)}{also}."
    return f"{said} The reader is answered." if row.report_id else said


def found_by(request: HttpRequest) -> tuple[str, list[int]]:
    """What was typed to find somebody, and the ids of whom it found."""
    searched = request.GET.get("find", "").strip()[:100]
    return searched, [entity.pk for entity in matching_entities(searched)] if searched else []


def shown(
    request: HttpRequest, form: QueueForm, item: ReviewItem | None, found: list[int] | None = None
) -> dict[str, Any]:
    """What the part of the page shows that an answer changes."""
    row = read_item(item.pk) if item else None
    waiting = form.narrowed()
    number = waiting[: COUNTED + 1].count()
    return {
        "form": form,
        "question": Question(row, matter_of(row), found or ()) if row else None,
        "number": min(number, COUNTED),
        "is_more": number > COUNTED,
        "skipped": count_skipped(request, waiting),
        "can_undo": last_answered(editor_of(request)),
    }


def count_skipped(request: HttpRequest, waiting: ReviewItemQuerySet) -> int:
    ids = request.session.get(SKIPPED, [])
    return waiting.filter(pk__in=ids).count() if ids else 0
