"""An article's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from articles.cards import cards_of
from articles.models import Article, Mention, Statement
from articles.story import marked, named_in
from articles.structured import as_script, news_article
from articles.views.finding import answers_elsewhere, visible_or_gone


@answers_elsewhere
def article(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = get_object_or_404(Article.objects.select_related("publisher"), pk=pk)
    visible_or_gone(request, found)
    if slug != found.slug:
        return redirect(found, permanent=True)
    mentions = list(Mention.objects.filter(article=found).linked())
    statements = list(Statement.objects.filter(article=found).for_cards())
    named = named_in(found, mentions)
    context = {
        "article": found,
        "named": named,
        "paragraphs": marked(found, named, mentions, statements) if found.shows_body else [],
        "cards": cards_of(statements),
        "structured": as_script(news_article(found, named, statements)),
    }
    return render(request, "articles/article.html", context)
