"""Finds what an address speaks of: the thing itself, its newer address, or who may be meant."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple, TypeVar, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify

from articles.models import Article
from articles.speakers import Posts
from articles.terms import heading_of
from people.models import Entity, EntityRedirect, Person

Found = TypeVar("Found", bound=Entity)


class Elsewhere(Exception):
    """What stands at this address is answered by `response`, not by the page."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__(response.status_code)
        self.response = response


def answers_elsewhere(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lets a page say by `Elsewhere` that something else stands at its address."""

    @wraps(page)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return page(request, *args, **kwargs)
        except Elsewhere as elsewhere:
            return elsewhere.response

    return answer


def entity_at(request: HttpRequest, model: type[Found], slug: str) -> Found:
    """The entity of this address. Raises Elsewhere for an old or a shared one, else Http404."""
    found = cast("Found | None", model._default_manager.filter(slug=slug).first())
    if found is not None:
        return found
    moved = EntityRedirect.objects.filter(kind=model.KIND, old_slug=slug).select_related("entity")
    for redirected in moved:
        raise Elsewhere(redirect(redirected.entity, permanent=True))
    namesakes = namesakes_at(slug) if model.KIND == Entity.Kind.PERSON else []
    if not namesakes:
        raise Http404
    raise Elsewhere(render(request, "articles/namesakes.html", {"namesakes": namesakes}))


class Namesake(NamedTuple):
    """One of several people of a name, and what tells them apart."""

    person: Person
    heading: str


def namesakes_at(slug: str) -> list[Namesake]:
    """The people whose name makes this address, which none of them has alone."""
    candidates = Person.objects.filter(slug__startswith=f"{slug}-").order_by("slug")
    found = [person for person in candidates if slugify(person.name) == slug]
    posts, today = Posts(person.pk for person in found), timezone.localdate()
    return [
        Namesake(each, heading_of(posts.of(each.pk), today, posts.offices(each.pk)))
        for each in found
    ]


def visible_or_gone(request: HttpRequest, article: Article) -> None:
    """Raises Elsewhere (410, with the reason) for a withdrawn article, Http404 for a hidden one."""
    if article.is_visible:
        return
    if article.status == Article.Status.WITHDRAWN:
        raise Elsewhere(gone(request, article.status_reason or "This article was withdrawn."))
    raise Http404


def gone(request: HttpRequest, reason: str) -> HttpResponse:
    return render(request, "410.html", {"reason": reason}, status=410)
