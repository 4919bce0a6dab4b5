"""The permanent address of a statement."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.cards import Card, cards_of, sure_speaker
from articles.citing import Source, citations
from articles.fragments import words_at
from articles.models import FormerStatement, Statement
from articles.speakers import Posts
from articles.story import around, quotations
from articles.structured import address, as_script, quoted
from articles.templatetags.reading import sentence
from articles.terms import REGISTER_ENDS
from articles.views.finding import answers_elsewhere, gone, visible_or_gone
from people.held_posts import names_of_party
from people.models import Entity, Party


@answers_elsewhere
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    found = Statement.objects.for_cards().filter(pk=pk).first()
    if found is None:
        return former(request, pk)
    article = found.article
    visible_or_gone(request, article)
    card = cards_of([found])[0]
    context = {
        "statement": found,
        "article": article,
        "card": card,
        "now": now_of(sure_speaker(found), card),
        "around": around(article, found) if article.shows_body else [],
        "wordings": found.wordings.all(),
        "at_publisher": words_at(article.url, article.text, found.start_char, found.end_char),
        "citations": citations(source_of(found, card), timezone.localdate()),
        "structured": structured_of(found),
    }
    return render(request, "articles/statement.html", context)


class Now(NamedTuple):
    """Who the speaker is today, as far as the register goes; `change` is of the party, in words."""

    who: str
    change: str
    as_of: date


def now_of(speaker: Entity | None, card: Card) -> Now | None:
    """None where there is nothing to tell: no speaker, no day, or all is as it was."""
    if speaker is None or card.article.day is None:
        return None
    posts, today = Posts([speaker.pk]), min(timezone.localdate(), REGISTER_ENDS)
    who, parties = posts.described(speaker.pk, today), posts.parties(speaker.pk, today)
    if not who or who == card.who:
        return None
    then = [_named(party, card.article.day) for party in card.parties[-1:]]
    change = [*then, *(_named(party, today) for party in parties[-1:])]
    differ = card.parties[-1:] != parties[-1:] and len(change) == 2
    return Now(who, "{} then, {} now".format(*change) if differ else "", today)


def _named(party: Party, day: date) -> str:
    """The party as written on the day: "Labour", "Independent"."""
    names = names_of_party(party)
    return next((name for name, during in names if during.covers(day)), party.name)


def source_of(statement: Statement, card: Card) -> Source:
    article = statement.article
    return Source(
        words=sentence(statement),
        who=", ".join(filter(None, [card.name, card.who])),
        is_own=statement.is_quotation,
        headline=article.headline,
        byline=article.byline if article.shows_body else "",
        publisher=article.publisher.name,
        day=article.day,
        precision=article.precision,
        url=article.url,
        address=address(statement),
        archive=settings.SITE_NAME,
        key=f"statement{statement.pk}",
    )


def structured_of(statement: Statement) -> SafeString | str:
    """A quotation for machines; nothing for words that are reported, or that may be another's."""
    return next((as_script(quoted(*said)) for said in quotations([statement])), "")


def former(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a statement went, or why it is gone. Raises Http404 if there never was one."""
    was = get_object_or_404(FormerStatement.objects.select_related("article", "successor"), pk=pk)
    visible_or_gone(request, was.article)
    if was.successor:
        return redirect(was.successor, permanent=True)
    if not was.reason:
        raise Http404
    return gone(request, was.reason)
