"""The permanent address of a statement."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString

from articles.cards import Card, cards_of, sure_speaker
from articles.citing import Source, citations
from articles.fragments import words_at
from articles.models import FormerStatement, Origin, Statement
from articles.outlets import lineage_of
from articles.reading import sentence
from articles.reasons import score_in_words, speaker_in_words
from articles.speakers import Posts
from articles.story import around, quotations
from articles.structured import address, as_script, quoted
from articles.terms import REGISTER_ENDS
from articles.views.finding import answers_elsewhere, gone, visible_or_gone
from people.models import Entity


@answers_elsewhere
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    found = Statement.objects.for_cards().filter(pk=pk).first()
    if found is None:
        return former(request, pk)
    article = found.article
    visible_or_gone(request, article)
    known_to = min(timezone.localdate(), REGISTER_ENDS)
    card = cards_of([found], now=known_to)[0]
    context = {
        "statement": found,
        "article": article,
        "card": card,
        "now": now_of(sure_speaker(found), card, known_to),
        "known_to": known_to,
        "around": around(article, found) if article.shows_body else [],
        "wordings": found.wordings.all(),
        "lineage": lineage_of(found),
        "at_publisher": words_at(article.url, article.text, found.start_char, found.end_char),
        "citations": citations(source_of(found, card), timezone.localdate()),
        "structured": structured_of(found),
        "why": speaker_in_words(found),
        "score": "" if found.origin == Origin.EDITOR else score_in_words(found.confidence),
    }
    return render(request, "articles/statement.html", context)


def now_of(speaker: Entity | None, card: Card, today: date) -> str:
    """Who the speaker is today; empty if nobody knows, or all is as it was that day."""
    if speaker is None or card.article.day is None:
        return ""
    who = Posts([speaker.pk]).described(speaker.pk, today)
    return who if who != card.who else ""


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
