"""An article's page, and the page that shows what changed in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from articles.models import Article
from articles.outlets import others_of
from articles.revisions import edited_at, edits_of, is_beside, last_of_source
from articles.story import contents_of, grouped
from articles.structured import as_script, news_article
from articles.views.finding import Elsewhere, answers_elsewhere, visible_or_gone


@answers_elsewhere
def article(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = article_at(request, pk, slug)
    contents = contents_of(found)
    edited = edited_at(found)
    context = {
        "article": found,
        "edited": edited,
        "others": others_of(found),
        "named": grouped(contents.named),
        "paragraphs": contents.paragraphs() if found.shows_body else [],
        "cards": [] if found.shows_body else contents.cards(),
        "structured": as_script(
            news_article(found, contents.named, contents.statements, edited.last)
        ),
    }
    return render(request, "articles/article.html", context)


@answers_elsewhere
def changes(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """What was changed after publication; what the law had taken out is not shown again."""
    found = article_at(request, pk, slug, "changes/")
    context = {
        "article": found,
        "is_legal": found.notice == Article.Notice.LEGAL,
        "edits": edits_of(found, body=found.shows_body),
        "is_behind": is_beside(last_of_source(found)),
    }
    return render(request, "articles/changes.html", context)


def article_at(request: HttpRequest, pk: int, slug: str, page: str = "") -> Article:
    """The article of this address. Raises Elsewhere for a hidden one or another headline's."""
    found = get_object_or_404(Article.objects.select_related("publisher"), pk=pk)
    visible_or_gone(request, found)
    if slug != found.slug:
        raise Elsewhere(redirect(f"{found.get_absolute_url()}{page}", permanent=True))
    return found
