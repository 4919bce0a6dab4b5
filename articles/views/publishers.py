"""A publisher's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.keyset import page_of
from articles.models import Article, Publisher


def publisher(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Publisher, slug=slug)
    printed = Article.objects.published().filter(publisher=found)
    articles = printed.select_related("publisher").newest_first()
    context = {
        "publisher": found,
        "patch": found.patch.select_related("localauthority").order_by("kind", "name"),
        "stories": page_of(articles, request.GET.get("stories", ""), "published_at", "pk", 30),
    }
    return render(request, "articles/publisher.html", context)
