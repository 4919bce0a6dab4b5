"""The page on which an article's names and statements are corrected in its text."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET, require_POST

from articles.actions.correcting import StaleTextError, SupersededError, decide_all, take_back
from articles.actions.meanwhile import ChangedMeanwhileError, state_of, unless_changed
from articles.admin.text.candidates import Register
from articles.admin.text.history import decisions_in, latest_of
from articles.admin.text.marks import Marks, corrections_of
from articles.admin.text.orders import Order, OrderError, read_order, rulings_of
from articles.admin.text.printed import printed
from articles.decisions import in_words
from articles.models import Article, Correction, TaggerAnswer
from articles.search.entities import matching_entities

MAY_DECIDE = "articles.add_correction"
MAY_NOT = "You may look at this article, but not decide about it. Ask an administrator."
NOTHING_TO_UNDO = "Nothing that you decided in this article still stands."
NOT_TAGGED = "This article has not been tagged yet. Tag it first, from the list of articles."


class TextDesk(admin.ModelAdmin):
    """Gives the admin of articles the desk's addresses: the page, a decision, the register."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        decide, register = require_POST(self.decide), require_GET(self.register)
        return [
            path(f"<path:object_id>/desk/{address}", wrap(view), name=f"articles_article_{name}")
            for address, view, name in (
                ("", self.desk, "desk"),
                ("decide/", decide, "decide"),
                ("register/", register, "register"),
            )
        ] + super().get_urls()

    def desk(self, request: HttpRequest, object_id: str) -> HttpResponse:
        article = self.article_of(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            **desk_of(article),
            "title": "Correct in the text",
            "opts": self.opts,
            "is_nav_sidebar_enabled": False,
            "may_decide": request.user.has_perm(MAY_DECIDE),
            "may_edit": self.has_change_permission(request, article) and not article.removal,
            "is_tagged": TaggerAnswer.objects.filter(article=article).exists(),
        }
        return TemplateResponse(request, "admin/articles/article/desk.html", context)

    def decide(self, request: HttpRequest, object_id: str) -> JsonResponse:
        """One decision; answers with the text and all beside it as they are after it."""
        article = self.article_of(request, object_id)
        if not request.user.has_perm(MAY_DECIDE):
            return JsonResponse({"error": MAY_NOT}, status=403)
        try:
            order = read_order(request.body)
            made = decided(article, order, cast(User, request.user))
        except OrderError as error:
            return JsonResponse({"error": str(error)}, status=400)
        except (ChangedMeanwhileError, StaleTextError, SupersededError) as error:
            article.refresh_from_db()
            return JsonResponse({"error": str(error), **answer(article)}, status=409)
        said = in_words(made[0])
        more = f", and {len(made) - 1} more" if len(made) > 1 else ""
        return JsonResponse({"said": f"You {said}{more}.", **answer(article)})

    def register(self, request: HttpRequest, object_id: str) -> JsonResponse:
        """People, parties, councils and seats by what was typed, as on the article's day."""
        article = self.article_of(request, object_id)
        ids = [entity.pk for entity in matching_entities(request.GET.get("q", "")[:100])]
        register = Register(ids, article.day)
        found = [register.candidate(pk) for pk in ids]
        rows = [
            {"id": c.entity.pk, "name": c.name, "kind": c.entity.kind, "who": c.who} for c in found
        ]
        return JsonResponse({"found": rows})

    def article_of(self, request: HttpRequest, object_id: str) -> Article:
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404("There is no such article.")
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article


def decided(article: Article, order: Order, by: User) -> list[Correction]:
    """What an order made. Raises OrderError, or the errors of `articles.actions`."""
    if not TaggerAnswer.objects.filter(article=article).exists():
        raise OrderError(NOT_TAGGED)

    def act() -> list[Correction]:
        if order.action == "undo":
            return take_back(correction=to_undo(article, order, by), by=by, reason=order.reason)
        return decide_all(article, rulings_of(article, order), by, order.reason)

    return unless_changed(article=article, known=order.known, act=act)


def to_undo(article: Article, order: Order, by: User) -> Correction:
    rows = corrections_of(article)
    if order.correction is None:
        found = latest_of(rows, by)
    else:
        found = next((row for row in rows if row.pk == order.correction), None)
    if found is None:
        raise OrderError(NOTHING_TO_UNDO)
    return found


def answer(article: Article) -> dict[str, Any]:
    """The part of the page that a decision changes, as it is now."""
    return {"desk": render_to_string("admin/articles/article/_desk.html", desk_of(article))}


def desk_of(article: Article) -> dict[str, Any]:
    marks = Marks(article)
    found = marks.all()
    return {
        "article": article,
        "marks": found,
        "blocks": printed(article, found),
        "decisions": decisions_in(marks.corrections),
        "known": str(state_of(article)),
        "text": article.text,
    }
