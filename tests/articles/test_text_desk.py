"""Correcting in the text: one request a decision, checked against the words, nothing unseen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from articles.models import Article, Correction, FormerStatement, Mention, Statement
from tests.articles.invented import (
    BODY,
    CANNOT_WAIT,
    SHOP,
    Harrowmere,
    harrowmere,
    incoming,
    tagger,
)

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def county() -> Harrowmere:
    return harrowmere()


@pytest.fixture
def article(county: Harrowmere) -> Article:
    return tagged(incoming())


@pytest.fixture
def desk(client: Client) -> Client:
    return as_editor(client, "priya", first_name="Priya", last_name="Shah")


def tagged(story: Any, **found: Any) -> Article:
    article = store_article(incoming=story).article
    tag_articles(articles=[article], tagger=tagger(**found), version="test")
    return article


def as_editor(client: Client, name: str, **values: str) -> Client:
    user = get_user_model().objects.create_superuser(name, **values)
    client.force_login(user)
    return client


def page_of(client: Client, article: Article) -> str:
    reply = client.get(reverse("admin:articles_article_desk", args=[article.pk]))
    assert reply.status_code == 200
    return reply.content.decode()


def known_in(page: str) -> str:
    found = re.search(r'data-known="([^"]+)"', page)
    assert found
    return found[1]


def send(client: Client, article: Article, **order: Any) -> HttpResponse:
    if "known" not in order:
        order["known"] = known_in(page_of(client, article))
    address = reverse("admin:articles_article_decide", args=[article.pk])
    return client.post(address, json.dumps(order), content_type="application/json")


def decide(client: Client, article: Article, **order: Any) -> dict[str, Any]:
    reply = send(client, article, **order)
    assert reply.status_code == 200, reply.content.decode()
    return reply.json()


def at(article: Article, words: str, subject: str = "mention", after: int = 0) -> dict[str, Any]:
    start = article.text.index(words, after)
    return {"subject": subject, "start": start, "end": start + len(words), "exact": words}


class Printed(HTMLParser):
    """The text of the blocks of the page, and the keys of the marks in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.keys: list[str] = []
        self.inside = 0
        start = page.index('id="printed"')
        self.feed(page[start : page.index("<aside", start)] if "<aside" in page else page[start:])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "data-start" in values and tag in ("p", "h1"):
            self.blocks.append("")
            self.inside = 1
        if values.get("data-key") and self.inside:
            self.keys.append(str(values["data-key"]))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "h1"):
            self.inside = 0

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.blocks[-1] += data


def test_the_words_stand_as_printed_and_every_mark_leads_to_its_form(
    desk: Client, article: Article
) -> None:
    page = page_of(desk, article)
    shown = Printed(page)
    assert "\n\n".join(shown.blocks) == article.text
    assert len(set(shown.keys)) == article.mentions.count() + article.statements.count()
    for mention in article.mentions.all():
        assert reverse("admin:articles_mention_change", args=[mention.pk]) in page
    for statement in article.statements.all():
        assert reverse("admin:articles_statement_change", args=[statement.pk]) in page


def test_the_page_asks_few_questions_however_much_is_marked(
    desk: Client, article: Article, django_assert_max_num_queries: MaxQueries
) -> None:
    with django_assert_max_num_queries(22):
        page_of(desk, article)


def test_a_panel_says_who_that_was_on_that_day_why_and_what_readers_see(
    desk: Client, article: Article
) -> None:
    page = page_of(desk, article)
    assert "MP for Saltmarsh (Harbour Party until this day, then Tide Alliance)" in page
    assert "named in full" in page
    assert "Readers see a link to Ada Holt" in page
    assert "Readers see these words on the pages of" in page


def test_a_namesake_is_offered_beside_the_link(
    desk: Client, article: Article, county: Harrowmere
) -> None:
    assert f'data-to="{county.other.pk}"' in page_of(desk, article)


def test_a_name_is_linked_anew_and_the_answer_shows_it(
    desk: Client, article: Article, county: Harrowmere
) -> None:
    reply = decide(desk, article, action="link", to=county.other.pk, **at(article, "Ada Holt"))
    assert reply["said"] == "You linked “Ada Holt” to Ada Holt (ada-holt-brill)."
    assert "/people/ada-holt-brill/" in reply["desk"]
    assert "Decided by Priya Shah" in reply["desk"]
    assert Mention.objects.get(surface="Ada Holt").entity_id == county.other.pk


def test_all_of_one_name_are_decided_at_once_and_taken_back_at_once(
    desk: Client, county: Harrowmere
) -> None:
    body = "Ada Holt spoke. Ada Holt left. Ada Holt came back."
    article = tagged(incoming(body=body), said=())
    first = article.text.index("Ada Holt")
    for number in (1, 2):
        start = article.text.index("Ada Holt", first + 10 * number)
        words = {"subject": "words", "start": start, "end": start + 8, "exact": "Ada Holt"}
        decide(desk, article, action="link", to=county.ada.pk, **words)
    order = {"action": "link", "to": county.other.pk, "every": True, **at(article, "Ada Holt")}
    assert ", and 2 more." in decide(desk, article, **order)["said"]
    assert set(article.mentions.values_list("entity", flat=True)) == {county.other.pk}
    decide(desk, article, subject="words", action="undo")
    assert set(article.mentions.values_list("entity", flat=True)) == {county.ada.pk}
    assert Correction.objects.count() == 8


@pytest.mark.parametrize("action", ["confirm", "reject"])
@pytest.mark.parametrize(
    ("subject", "words"), [("mention", "Ada Holt"), ("statement", CANNOT_WAIT)]
)
def test_a_mark_is_confirmed_or_rejected(
    desk: Client, article: Article, subject: str, words: str, action: str
) -> None:
    decide(desk, article, action=action, **at(article, words, subject))
    made = Correction.objects.get()
    assert (made.subject, made.verdict, made.exact) == (subject, action, words)


def test_an_editors_link_that_is_rejected_does_not_bring_back_the_taggers(
    desk: Client, article: Article, county: Harrowmere
) -> None:
    name = at(article, "Ada Holt")
    decide(desk, article, action="link", to=county.other.pk, **name)
    decide(desk, article, action="reject", **name)
    assert Mention.objects.get(surface="Ada Holt").entity is None


def test_words_are_linked_that_the_tagger_missed(
    desk: Client, article: Article, county: Harrowmere
) -> None:
    decide(desk, article, action="link", to=county.ada.pk, **at(article, "She ", "words"))
    found = Mention.objects.get(surface="She")
    assert (found.entity_id, found.origin) == (county.ada.pk, "editor")


def test_words_are_marked_as_a_statement_of_somebody(
    desk: Client, article: Article, county: Harrowmere
) -> None:
    words = at(article, "Marsh Road will close in May", "words")
    decide(desk, article, action="mark", to=county.council.pk, **words)
    found = Statement.objects.get(surface=words["exact"])
    told = (found.speaker_id, found.kind, found.origin)
    assert told == (county.council.pk, "indirect", "editor")
    assert found.listings.filter(entity=county.council).exists()


def test_a_marked_quotation_is_direct_and_comes_without_its_marks(
    desk: Client, county: Harrowmere
) -> None:
    article = tagged(incoming(), said=())
    words = at(article, f"“{CANNOT_WAIT}”", "words")
    decide(desk, article, action="mark", to=None, words="a neighbour", **words)
    found = Statement.objects.get()
    assert (found.surface, found.kind) == (CANNOT_WAIT, "direct")
    assert (found.speaker, found.speaker_text) == (None, "a neighbour")


def test_a_statement_is_trimmed_and_keeps_its_speaker_and_its_address(
    desk: Client, article: Article, county: Harrowmere
) -> None:
    row = Statement.objects.get(surface=CANNOT_WAIT)
    start = row.start_char
    span = [start, start + len("Marsh Road cannot wait another")]
    decide(desk, article, action="trim", span=span, **at(article, CANNOT_WAIT, "statement"))
    row.refresh_from_db()
    assert (row.surface, row.speaker_id) == ("Marsh Road cannot wait another", county.ada.pk)
    tag_articles(articles=[article], tagger=tagger(said=()), version="later")
    row.refresh_from_db()
    assert (row.surface, row.speaker_id) == ("Marsh Road cannot wait another", county.ada.pk)


def test_a_statement_is_split_and_joined_again(
    desk: Client, article: Article, county: Harrowmere
) -> None:
    row = Statement.objects.get(surface=CANNOT_WAIT)
    split_at = row.start_char + len("Marsh Road cannot wait ")
    order = at(article, CANNOT_WAIT, "statement")
    decide(desk, article, action="split", span=[split_at, split_at + 1], **order)
    pieces = list(Statement.objects.filter(speaker=county.ada).order_by("start_char")[:2])
    assert [p.surface for p in pieces] == ["Marsh Road cannot wait", "another winter."]
    assert pieces[0].pk == row.pk
    decide(desk, article, action="join", **at(article, "Marsh Road cannot wait", "statement"))
    row.refresh_from_db()
    assert row.surface == CANNOT_WAIT
    assert FormerStatement.objects.get(pk=pieces[1].pk).successor == row


def test_what_was_joined_and_parted_again_has_its_addresses_back(
    desk: Client, article: Article
) -> None:
    said = list(Statement.objects.order_by("start_char"))
    decide(desk, article, action="join", **at(article, CANNOT_WAIT, "statement"))
    assert Statement.objects.count() == len(said) - 1
    decide(desk, article, subject="words", action="undo")
    assert [s.surface for s in Statement.objects.order_by("start_char")] == [
        s.surface for s in said
    ]
    for row in said:
        now = Statement.objects.get(surface=row.surface)
        former = FormerStatement.objects.filter(pk=row.pk).first()
        assert row.pk == now.pk or (former and former.successor == now)


def test_words_are_given_to_another_speaker_and_to_nobody(
    desk: Client, article: Article, county: Harrowmere
) -> None:
    words = at(article, SHOP, "statement")
    decide(desk, article, action="give", to=county.ada.pk, **words)
    assert Statement.objects.get(surface=SHOP).speaker_id == county.ada.pk
    decide(desk, article, action="give", to=None, **words)
    assert Statement.objects.get(surface=SHOP).speaker_text == ""


def test_undoing_keeps_both_decisions_and_brings_back_what_was_there(
    desk: Client, article: Article, county: Harrowmere
) -> None:
    name = at(article, "Ada Holt")
    decide(desk, article, action="link", to=county.other.pk, **name)
    decide(desk, article, action="reject", **name)
    said = decide(desk, article, subject="words", action="undo")["said"]
    assert said == "You took back: said that “Ada Holt” is not Ada Holt (ada-holt-brill)."
    assert Mention.objects.get(surface="Ada Holt").entity_id == county.other.pk
    decide(desk, article, subject="words", action="undo")
    found = Mention.objects.get(surface="Ada Holt")
    assert (found.entity_id, found.origin) == (county.ada.pk, "tagger")
    assert [c.verdict for c in Correction.objects.all()] == ["relink", "relink", "undo", "undo"]
    reply = send(desk, article, subject="words", action="undo")
    assert (reply.status_code, "still stands" in reply.json()["error"]) == (400, True)


def test_a_decision_after_an_undo_stands_and_can_be_undone_too(
    desk: Client, article: Article, county: Harrowmere
) -> None:
    name = at(article, "Ada Holt")
    decide(desk, article, action="link", to=county.other.pk, **name)
    decide(desk, article, subject="words", action="undo")
    decide(desk, article, action="reject", **name)
    assert Mention.objects.get(surface="Ada Holt").entity is None
    decide(desk, article, subject="words", action="undo")
    assert Mention.objects.get(surface="Ada Holt").entity_id == county.ada.pk


def test_the_second_of_two_editors_is_told_who_changed_what_and_overwrites_nothing(
    desk: Client, article: Article, county: Harrowmere
) -> None:
    seen = known_in(page_of(desk, article))
    other = as_editor(Client(), "tom", first_name="Tom", last_name="Reeve")
    name = at(article, "Ada Holt")
    decide(other, article, action="link", to=county.other.pk, **name)
    reply = send(desk, article, known=seen, action="confirm", **name)
    told = reply.json()
    assert reply.status_code == 409
    assert "Tom Reeve linked “Ada Holt” to Ada Holt (ada-holt-brill) at " in told["error"]
    assert "/people/ada-holt-brill/" in told["desk"]
    assert Correction.objects.count() == 1
    decide(desk, article, known=known_in(told["desk"]), action="confirm", **name)


def test_a_text_that_changed_meanwhile_is_shown_before_anything_is_decided(
    desk: Client, article: Article
) -> None:
    seen = known_in(page_of(desk, article))
    name = at(article, "Ada Holt")
    tagged(incoming(body=f"Updated.\n\n{BODY}"))
    reply = send(desk, article, known=seen, action="confirm", **name)
    assert (reply.status_code, Correction.objects.count()) == (409, 0)
    assert "The paper changed the article’s text." in reply.json()["error"]
    assert "Updated." in reply.json()["desk"]


def test_an_article_that_was_tagged_again_meanwhile_is_shown_first(
    desk: Client, article: Article
) -> None:
    seen = known_in(page_of(desk, article))
    tag_articles(articles=[article], tagger=tagger(), version="later")
    reply = send(desk, article, known=seen, action="confirm", **at(article, "Ada Holt"))
    assert (reply.status_code, "tagged again" in reply.json()["error"]) == (409, True)


BAD: list[tuple[dict[str, Any], str]] = [
    ({"action": "bake"}, "cannot be decided"),
    ({"known": "yesterday"}, "not the state"),
    ({"exact": "Someone else"}, "not marked any more"),
    ({"start": -5}, "not marked any more"),
    ({"end": 10**12}, "not marked any more"),
    ({"start": "0"}, "not what it has to be"),
    ({"to": True}, "not what it has to be"),
    ({"to": 999_999}, "not in it"),
    ({"to": None}, "not in it"),
    ({"span": [1]}, "two numbers"),
    ({"span": ["a", "b"]}, "two numbers"),
    ({"surprise": 1}, "not known here"),
    ({"reason": "x" * 501}, "too long"),
    ({"subject": "statement", "action": "trim"}, "not marked any more"),
    ({"action": "undo", "correction": 123}, "still stands"),
]


@pytest.mark.parametrize(("wrong", "told"), BAD)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    desk: Client, article: Article, wrong: dict[str, Any], told: str
) -> None:
    order = {"action": "link", "to": 1, **at(article, "Ada Holt"), **wrong}
    reply = send(desk, article, **order)
    assert (reply.status_code, Correction.objects.count()) == (400, 0)
    assert told in reply.json()["error"]


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '{"known": "0-a-b"}', "\xff"])
def test_what_is_no_order_is_refused_in_words(desk: Client, article: Article, body: str) -> None:
    address = reverse("admin:articles_article_decide", args=[article.pk])
    reply = desk.post(address, body, content_type="application/json")
    assert reply.status_code == 400
    assert reply.json()["error"]


def test_a_statement_cannot_be_trimmed_to_words_elsewhere_nor_split_at_its_edge(
    desk: Client, article: Article
) -> None:
    words = at(article, CANNOT_WAIT, "statement")
    elsewhere = article.text.index("diversion")
    reply = send(desk, article, action="trim", span=[elsewhere, elsewhere + 9], **words)
    assert (reply.status_code, "elsewhere" in reply.json()["error"]) == (400, True)
    edge = [words["start"], words["end"]]
    reply = send(desk, article, action="split", span=edge, **words)
    assert (reply.status_code, "second part" in reply.json()["error"]) == (400, True)
    assert not Correction.objects.exists()


ODD = "🚧 Rex\u0301 Holt 👩🏽‍🚒 said: “It’s late, isn’t it?” and Rex\u0301 Holt left 🚧🚧."


def test_offsets_are_code_points_whatever_stands_before_the_words(
    desk: Client, county: Harrowmere
) -> None:
    article = tagged(incoming(body=ODD), named=(), said=())
    text = article.text
    assert "🚧" in text
    second = text.rindex("Rex")
    words = text[second : text.index(" left")]
    order = {"subject": "words", "start": second, "end": second + len(words), "exact": words}
    decide(desk, article, action="link", to=county.ada.pk, **order)
    found = Mention.objects.get()
    assert (found.start_char, found.surface) == (second, words)
    quoted = at(article, "It’s late, isn’t it?", "words")
    decide(desk, article, action="mark", to=county.ada.pk, **quoted)
    assert Statement.objects.get().surface == "It’s late, isn’t it?"
    assert "\n\n".join(Printed(page_of(desk, article)).blocks) == text


def test_who_may_only_look_sees_the_text_and_decides_nothing(
    client: Client, article: Article
) -> None:
    user = get_user_model().objects.create_user("somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(user)
    page = page_of(client, article)
    assert "but not decide about it" in page
    assert "data-may-decide" not in page
    reply = send(client, article, action="confirm", **at(article, "Ada Holt"))
    assert (reply.status_code, Correction.objects.exists()) == (403, False)
    assert "not decide" in reply.json()["error"]


@pytest.mark.parametrize("name", ["desk", "decide", "register"])
def test_whoever_may_not_see_articles_is_kept_out(
    client: Client, article: Article, name: str
) -> None:
    address = reverse(f"admin:articles_article_{name}", args=[article.pk])
    method = client.post if name == "decide" else client.get
    assert method(address).status_code == 302
    client.force_login(get_user_model().objects.create_user("clerk", is_staff=True))
    assert method(address).status_code == 403


def test_a_decision_without_the_pages_token_is_refused(article: Article) -> None:
    strict = as_editor(Client(enforce_csrf_checks=True), "editor")
    reply = send(strict, article, action="confirm", **at(article, "Ada Holt"))
    assert (reply.status_code, Correction.objects.exists()) == (403, False)


@pytest.mark.parametrize("name", ["desk", "decide", "register"])
def test_an_article_that_does_not_exist_is_not_found(desk: Client, name: str) -> None:
    address = reverse(f"admin:articles_article_{name}", args=[999_999])
    method = desk.post if name == "decide" else desk.get
    assert method(address).status_code in (302, 404)


def test_the_register_is_searched_as_on_the_articles_day(
    desk: Client, article: Article, county: Harrowmere
) -> None:
    address = reverse("admin:articles_article_register", args=[article.pk])
    found = desk.get(address, {"q": "ada h"}).json()["found"]
    assert [row["id"] for row in found] == [county.ada.pk, county.other.pk]
    assert found[0]["who"] == "MP for Saltmarsh (Harbour Party until this day, then Tide Alliance)"
    assert found[1]["who"] == "no post on that day"
    (seat,) = desk.get(address, {"q": "saltm"}).json()["found"]
    assert seat["who"] == "Constituency; MP that day: Ada Holt (Tide Alliance)"
    assert desk.get(address, {"q": "\x00“ 🚧"}).json() == {"found": []}


def test_the_articles_form_leads_to_the_desk(desk: Client, article: Article) -> None:
    page = desk.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert page.count(reverse("admin:articles_article_desk", args=[article.pk])) == 2


def test_an_article_that_was_never_tagged_says_what_to_do(desk: Client, county: Harrowmere) -> None:
    article = store_article(incoming=incoming()).article
    assert "has not been tagged yet" in page_of(desk, article)
    words = at(article, "Ada Holt", "words")
    reply = send(desk, article, action="link", to=county.ada.pk, **words)
    assert (reply.status_code, "Tag it first" in reply.json()["error"]) == (400, True)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"\xff", b"[" * 50_000, b'{"known": 1}'])
def test_an_order_that_cannot_be_read_is_refused_in_words(
    desk: Client, article: Article, body: bytes
) -> None:
    address = reverse("admin:articles_article_decide", args=[article.pk])
    reply = desk.post(address, body, content_type="application/json")
    assert reply.status_code == 400
    assert json.loads(reply.content)["error"]
    assert not Correction.objects.exists()
