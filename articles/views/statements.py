"""The permanent address of a statement."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from articles.cards import cards_of
from articles.models import FormerStatement, Statement
from articles.story import around
from articles.views.finding import answers_elsewhere, gone, visible_or_gone


@answers_elsewhere
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    found = Statement.objects.for_cards().filter(pk=pk).first()
    if found is None:
        return former(request, pk)
    article = found.article
    visible_or_gone(request, article)
    context = {
        "statement": found,
        "article": article,
        "card": cards_of([found])[0],
        "around": around(article, found) if article.shows_body else [],
        "wordings": found.wordings.all(),
    }
    return render(request, "articles/statement.html", context)


def former(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a statement went, or why it is gone. Raises Http404 if there never was one."""
    was = get_object_or_404(FormerStatement.objects.select_related("article", "successor"), pk=pk)
    visible_or_gone(request, was.article)
    if was.successor:
        return redirect(was.successor, permanent=True)
    if not was.reason:
        raise Http404
    return gone(request, was.reason)
