"""The first page."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.cards import Card, cards_of, is_sentence
from articles.counts import with_counts
from articles.maps import seat_map
from articles.models import Article, Statement, StatementListing
from articles.quoted import quoted_lately
from people.models import Party

STORIES_WITH_WORDS = 3
NEWEST = 10
PARAGRAPHS = 2
PARTIES = 6


def home(request: HttpRequest) -> HttpResponse:
    newest = Article.objects.published().newest_first().select_related("publisher")[:NEWEST]
    context = {
        "cards": newest_words(),
        "newest": newest,
        "week": quoted_lately(),
        "map": seat_map(),
        "parties": parties_heard(),
    }
    return render(request, "articles/home.html", context)


def parties_heard() -> list[Party]:
    """The parties with most statements on their pages, to begin with."""
    heard = with_counts(Party.objects.not_labels()).filter(statement_count__gt=0)
    return list(heard.order_by("-statement_count", "name")[:PARTIES])


def newest_words() -> list[Card]:
    """One card from each of the newest stories in which somebody of the register speaks."""
    listed = StatementListing.objects.filter(statement__article=OuterRef("pk"))
    stories = Article.objects.published().newest_first().filter(Exists(listed))
    pks = list(stories.values_list("pk", flat=True)[:STORIES_WITH_WORDS])
    sure = Statement.objects.filter(article__in=pks, listings__because="speaker").for_cards()
    cards = cards_of(sure.order_by("start_char"))
    chosen = [_fullest([card for card in cards if card.article.pk == pk]) for pk in pks]
    return [card.telling(PARAGRAPHS) for card in chosen if card]


def _fullest(cards: list[Card]) -> Card | None:
    """The card with the most whole sentences of its speaker; of equals the first."""
    return max(cards, key=_sentences, default=None)


def _sentences(card: Card) -> int:
    return sum(map(is_sentence, card.statements))
