"""Feeds of the site, of publishers, and of the pages of people, seats, councils and parties."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from articles.cards import Card, cards_of
from articles.coverage import stories_on
from articles.feeds import ENTRIES, atom, changes_of, newest_first, story_entries, word_entries
from articles.models import Article, Publisher, Statement, StatementListing
from articles.speakers import shown_name
from articles.views.finding import Elsewhere, answers_elsewhere, entity_at
from articles.views.parties import not_a_label
from people.models import Constituency, Entity, LocalAuthority, Party, Person

WORDS = {
    Entity.Kind.PERSON: "What {} says in the local press, and stories that name them.",
    Entity.Kind.CONSTITUENCY: "What is said by whoever sits for {}, and stories that name it.",
    Entity.Kind.COUNCIL: "What people of {} say in the local press, and stories that name it.",
    Entity.Kind.PARTY: "What people of {} say in the local press, and stories that name it.",
}


def person_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return entity_feed(request, Person, slug)


def constituency_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return entity_feed(request, Constituency, slug)


def council_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return entity_feed(request, LocalAuthority, slug)


def party_feed(request: HttpRequest, slug: str) -> HttpResponse:
    return entity_feed(request, Party, slug)


@answers_elsewhere
def entity_feed(request: HttpRequest, model: type[Entity], slug: str) -> HttpResponse:
    found = followed(request, model, slug)
    name = shown_name(found)
    cards = newest_words(found)
    stories = [story for story in stories_on(found, size=ENTRIES).rows if story not in _told(cards)]
    changes = changes_of([*stories, *_told(cards)])
    entries = [*word_entries(cards, changes), *story_entries(stories, changes=changes)]
    return atom(
        key=f"entity/{found.pk}",
        title=name,
        path=found.get_absolute_url(),
        subtitle=WORDS[Entity.Kind(found.kind)].format(name),
        entries=newest_first(entries),
    )


def followed(request: HttpRequest, model: type[Entity], slug: str) -> Entity:
    """The entity of this address. Raises Elsewhere with the feed of an old address's new one."""
    try:
        found = entity_at(request, model, slug)
        if isinstance(found, Party):
            not_a_label(found)
    except Elsewhere as elsewhere:
        page = elsewhere.response.headers.get("Location")
        if page is None:  # Several people of that name: which of them is to be followed?
            raise Http404 from None
        raise Elsewhere(redirect(f"{page}feed/", permanent=True)) from None
    return found


def newest_words(entity: Entity) -> list[Card]:
    listings = StatementListing.objects.filter(entity=entity).published().newest_first()
    pks = list(listings.values_list("statement_id", flat=True)[: ENTRIES * 2])
    found = Statement.objects.for_cards().in_bulk(pks)
    return cards_of(found[pk] for pk in pks if pk in found)


def _told(cards: Iterable[Card]) -> set[Article]:
    return {card.article for card in cards}


def publisher_feed(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Publisher, slug=slug)
    return atom(
        key=f"publisher/{found.pk}",
        title=found.name,
        path=found.get_absolute_url(),
        subtitle=f"Stories of {found.name}, and what politicians say in them.",
        entries=stories_with_words(Article.objects.filter(publisher=found)),
    )


def site_feed(request: HttpRequest) -> HttpResponse:
    return atom(
        key="site",
        title="Newest stories",
        path="/",
        subtitle="The newest stories of the archive, and what politicians say in them.",
        entries=stories_with_words(Article.objects.all()),
    )


def stories_with_words(articles: QuerySet) -> list:
    """The newest stories as entries. Six queries, whatever the number."""
    newest = articles.published().newest_first().select_related("publisher")[:ENTRIES]  # type: ignore[attr-defined]
    stories = list(newest)
    statements = Statement.objects.filter(article__in=stories).for_cards().order_by("start_char")
    return story_entries(stories, cards_of(statements))
