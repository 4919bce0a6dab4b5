"""What editors wait for: a decision in the text, and the lists of the admin."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.actions.meanwhile import state_of
from articles.actions.tagging import Tagger, tag_article
from articles.benchmarks.county import County
from articles.benchmarks.pages import EACH, Measured
from articles.benchmarks.prose import Prose
from articles.benchmarks.timing import times_of
from articles.models import Article
from articles.tagging import values
from articles.tagging.register import Ref
from people.models import Entity

DECISION_GOAL, LIST_GOAL = 150, 300
ACTIONS = ("confirm", "link", "reject")


def measure_desk(prose: Prose, county: County) -> Iterator[Measured]:
    """The server's time for decisions about names and statements, and for the admin's lists."""
    editor, _ = User.objects.get_or_create(username="bench", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(editor)

    def decide(order: str) -> None:
        address, body = order.split("\n")
        reply = client.post(address, body, content_type="application/json")
        if reply.status_code != 200:
            raise ValueError(f"{address} answered {reply.status_code}: {reply.content!r}")

    def look(address: str) -> None:
        reply = client.get(address)
        if reply.status_code != 200:
            raise ValueError(f"{address} answered {reply.status_code}")

    for kind, orders in orders_by_kind(county).items():
        yield Measured(f"decision: {kind}", times_of(decide, orders), DECISION_GOAL)
    for kind, asked in lists(prose).items():
        yield Measured(kind, times_of(look, asked, warm=0), LIST_GOAL)


def orders_by_kind(county: County) -> dict[str, list[str]]:
    """One order an article, of articles that stand far apart in the archive."""
    last = Article.objects.order_by("-pk").values_list("pk", flat=True)[0]
    number = 2 * EACH
    keys = sorted({1 + last * n // number for n in range(number)} - {0})
    articles = Article.objects.select_related("publisher").filter(pk__in=keys).order_by("pk")
    found: dict[str, list[str]] = {"a name": [], "a speaker": []}
    for n, article in enumerate(articles):
        tag_article(article=article, tagger=stored_answer(article), version="benchmark")
        somebody = county.speakers[n * 7 % len(county.speakers)].person
        is_name = n % 2 == 0
        order = about_name(article, n, somebody) if is_name else about_words(article, somebody)
        body = json.dumps({"known": str(state_of(article)), **order})
        address = reverse("admin:articles_article_decide", args=[article.pk])
        found["a name" if is_name else "a speaker"].append(f"{address}\n{body}")
    return found


def stored_answer(article: Article) -> Tagger:
    """A tagger that finds the names and statements that the archive was written with."""
    ids = set(article.mentions.values_list("entity", flat=True))
    ids |= set(article.statements.values_list("speaker", flat=True))
    refs = {row.pk: Ref("person", row.key) for row in Entity.objects.filter(pk__in=ids)}
    mentions = tuple(
        values.Mention(
            row.start_char, row.end_char, row.surface, "person", refs[row.entity_id], row.name,
            confidence=0.99, evidence=values.Evidence("full_name", "named in full"),
        )
        for row in article.mentions.order_by("start_char")
        if row.entity_id
    )  # fmt: skip
    statements = tuple(
        values.Statement(
            row.start_char, row.end_char, row.surface, "direct",
            (values.Speaker(row.speaker_text, "person", refs[row.speaker_id]),),
            cue="said", speaker_mention=None, confidence=0.99, rule="beside",
        )
        for row in article.statements.order_by("start_char")
        if row.speaker_id
    )  # fmt: skip
    answer = values.TaggedText(article.text, mentions, statements)
    return lambda document: answer


def about_name(article: Article, number: int, somebody: int) -> dict[str, object]:
    name = article.mentions.order_by("-start_char")[0]
    return {
        "subject": "mention", "action": ACTIONS[number // 2 % len(ACTIONS)], "to": somebody,
        "start": name.start_char, "end": name.end_char, "exact": name.surface,
    }  # fmt: skip


def about_words(article: Article, somebody: int) -> dict[str, object]:
    words = article.statements.order_by("-start_char")[0]
    return {
        "subject": "statement", "action": "give", "to": somebody,
        "start": words.start_char, "end": words.end_char, "exact": words.surface,
    }  # fmt: skip


def lists(prose: Prose) -> dict[str, list[str]]:
    """The addresses of each list: as it opens and, where it can be, searched."""
    found = {}
    for model, shown in admin.site._registry.items():
        if model._meta.app_label not in ("articles", "people"):
            continue
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        name = str(model._meta.verbose_name_plural)
        found[f"list of {name}"] = [f"{address}?p=1", f"{address}?all="]
        if shown.search_fields:
            words = prose.ranked(1_500, 4_000, 3)
            asked = [f"{address}?{urlencode({'q': word})}" for word in words]
            found[f"search in the list of {name}"] = asked
    return found
