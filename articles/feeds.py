"""Atom feeds (RFC 4287): what is new on a page or for a search, for readers who follow it.

An entry is what one speaker of the register says in one story, or a story. Its id is made of the
archive's keys (RFC 4151) and stays when it is tagged or worded anew. Only a speaker's own words
stand in quote marks; the kinds are carried as categories too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.xmlutils import SimplerXMLGenerator

from articles.cards import Card
from articles.ingest.cleaning import CONTROLS
from articles.models import Article, Correction, Statement

ENTRIES = 30
WORDS_IN_A_TITLE = 16
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
Changes = dict[int, datetime]


@dataclass(frozen=True)
class Entry:
    """One thing to read. `key` never changes; `path` leads to it; `kinds` are of its statements."""

    key: str
    title: str
    path: str
    html: str
    published: datetime | None
    updated: datetime
    source: str
    kinds: Sequence[str] = field(default=())


class Feed(Atom1Feed):
    """Atom as Django writes it; an empty feed has not just been updated."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=LONG_AGO)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict) -> None:
        super().add_item_elements(handler, item)
        for kind in item["kinds"]:
            label = Statement.Kind(kind).label
            handler.addQuickElement("category", "", {"term": kind, "label": label})


def atom(
    *, key: str, title: str, path: str, subtitle: str, entries: Iterable[Entry]
) -> HttpResponse:
    """The feed of the page at `path`, as an answer; `key` never changes, see `feed_path` for where.

    It names no date of last change: what was withdrawn leaves no newer date behind, and whoever
    asked by date would never hear of it. Its ETag is that of its words.
    """
    feed = Feed(
        title=f"{title} – {settings.SITE_NAME}",
        link=absolute(path),
        description=subtitle,
        language="en-GB",
        feed_url=absolute(feed_path(path)),
        feed_guid=tag_uri(key),
        author_name=settings.SITE_NAME,
    )
    for entry in entries:
        add(feed, entry)
    return HttpResponse(feed.writeString("utf-8"), content_type=Feed.content_type)


def feed_path(path: str) -> str:
    """Beside a page "feed/"; a search keeps its question: /search/?q=wall, /search/feed/?q=wall."""
    place, _, question = path.partition("?")
    return f"{place}feed/" + (f"?{question}" if question else "")


def add(feed: Feed, entry: Entry) -> None:
    feed.add_item(
        title=CONTROLS.sub("", entry.title),
        link=absolute(entry.path),
        description=CONTROLS.sub("", entry.html),
        unique_id=tag_uri(entry.key),
        pubdate=entry.published,
        updateddate=entry.updated,
        author_name=entry.source,
        kinds=entry.kinds,
    )


def absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


def tag_uri(key: str) -> str:
    """Such as "tag:archive.example,2026:article/12"."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{key}"


def word_entries(cards: Iterable[Card], changes: Changes | None = None) -> list[Entry]:
    """An entry for each speaker in each story; a speaker who is not sure, or not ours, has none."""
    sure = [card for card in cards if card.speaker]
    changes = changes_of(card.article for card in sure) if changes is None else changes
    order = {_whose(card): n for n, card in reversed(list(enumerate(sure)))}
    together = groupby(sorted(sure, key=lambda card: order[_whose(card)]), _whose)
    return [_word_entry(list(group), changes) for _, group in together]


def _whose(card: Card) -> tuple[int, int]:
    return card.article.pk, card.speaker.pk if card.speaker else 0


def _word_entry(cards: Sequence[Card], changes: Changes) -> Entry:
    first, article = cards[0], cards[0].article
    statements = [statement for card in cards for statement in card.statements]
    return Entry(
        key="words/{}/{}".format(*_whose(first)),
        title=f"{first.name}{opening(statements[0])}",
        path=f"{article.get_absolute_url()}#s{statements[0].pk}",
        html=render_to_string("articles/feed_words.html", {"cards": cards, "article": article}),
        published=article.published_at,
        updated=updated(article, changes),
        source=article.publisher.name,
        kinds=list(dict.fromkeys(statement.kind for statement in statements)),
    )


def opening(statement: Statement) -> str:
    words = Truncator(statement.surface).words(WORDS_IN_A_TITLE, truncate="…")
    return f": “{words}”" if statement.is_quotation else f", as reported: {words}"


def story_entries(
    articles: Iterable[Article], cards: Iterable[Card] = (), changes: Changes | None = None
) -> list[Entry]:
    """An entry for each story, with the words in it of speakers who are sure."""
    articles = list(articles)
    changes = changes_of(articles) if changes is None else changes
    said: dict[int, list[Card]] = {}
    for card in cards:
        if card.speaker:
            said.setdefault(card.article.pk, []).append(card)
    return [_story_entry(article, said.get(article.pk, []), changes) for article in articles]


def _story_entry(article: Article, cards: Sequence[Card], changes: Changes) -> Entry:
    kinds = (statement.kind for card in cards for statement in card.statements)
    return Entry(
        key=f"article/{article.pk}",
        title=article.headline,
        path=article.get_absolute_url(),
        html=render_to_string("articles/feed_words.html", {"cards": cards, "article": article}),
        published=article.published_at,
        updated=updated(article, changes),
        source=article.publisher.name,
        kinds=list(dict.fromkeys(kinds)),
    )


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """The newest entries, the undated ones last."""
    dated = sorted(entries, key=lambda entry: entry.published or LONG_AGO, reverse=True)
    return dated[:ENTRIES]


def changes_of(articles: Iterable[Article]) -> Changes:
    """When an editor last corrected a tag of each article; one query."""
    rows = Correction.objects.filter(article__in={article.pk for article in articles})
    return dict(rows.values_list("article").annotate(Max("at")).order_by())


def updated(article: Article, changes: Changes) -> datetime:
    return max(article.updated_at, changes.get(article.pk, article.updated_at))
