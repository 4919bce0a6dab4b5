"""The editors' desk: every list opens quickly, every decision is kept with who made it."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from articles.models import Article, Correction, Mention, Report, ReviewItem, Statement
from tests.articles.invented import (
    ADA,
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
    county = harrowmere()
    for number in range(3):
        story = incoming(url=f"https://echo.example/{number}")
        article = store_article(incoming=story).article
        tag_articles(articles=[article], tagger=tagger(), version="test")
    return county


def with_permissions(client: Client, *names: str) -> Client:
    user = get_user_model().objects.create_user("somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


LISTS = [
    "publisher", "article", "batch", "batchnote", "failure", "mention", "statement", "correction",
    "reviewitem", "report",
]  # fmt: skip


def test_the_desk_is_called_after_the_archive(desk: Client) -> None:
    page = desk.get("/admin/").content.decode()
    assert "Newsroom: editors’ desk" in page
    assert "Django" not in page


@pytest.mark.parametrize("name", LISTS)
def test_every_list_opens_with_few_queries(
    desk: Client, county: Harrowmere, name: str, django_assert_max_num_queries: MaxQueries
) -> None:
    with django_assert_max_num_queries(14):
        assert desk.get(reverse(f"admin:articles_{name}_changelist")).status_code == 200


@pytest.mark.parametrize("name", ["article", "mention", "statement"])
def test_every_row_opens_with_few_queries(
    desk: Client, county: Harrowmere, name: str, django_assert_max_num_queries: MaxQueries
) -> None:
    model = {"article": Article, "mention": Mention, "statement": Statement}[name]
    address = reverse(f"admin:articles_{name}_change", args=[model.objects.first().pk])
    with django_assert_max_num_queries(16):
        assert desk.get(address).status_code == 200


def test_a_name_is_linked_anew(desk: Client, county: Harrowmere) -> None:
    mention = Mention.objects.filter(surface="Ada Holt").first()
    address = reverse("admin:articles_mention_change", args=[mention.pk])
    desk.post(address, {"entity": county.other.pk, "reason": "The one from Brill."})
    made = Correction.objects.get()
    assert (made.verdict, made.entity_to.slug) == ("relink", "ada-holt-brill")
    assert (made.editor.username, made.reason) == ("editor", "The one from Brill.")
    mention.refresh_from_db()
    assert mention.entity.slug == "ada-holt-brill"


def test_an_emptied_link_is_a_rejection(desk: Client, county: Harrowmere) -> None:
    mention = Mention.objects.filter(surface="Ada Holt").first()
    desk.post(reverse("admin:articles_mention_change", args=[mention.pk]), {"entity": ""})
    assert Correction.objects.get().verdict == "reject"
    mention.refresh_from_db()
    assert mention.entity is None


def test_saving_without_a_change_decides_nothing(desk: Client, county: Harrowmere) -> None:
    mention = Mention.objects.filter(surface="Ada Holt").first()
    address = reverse("admin:articles_mention_change", args=[mention.pk])
    desk.post(address, {"entity": mention.entity_id})
    assert not Correction.objects.exists()


@pytest.mark.parametrize("name", ["mention", "statement"])
@pytest.mark.parametrize("verdict", ["confirm", "reject"])
def test_several_rows_are_decided_at_once(
    desk: Client, county: Harrowmere, name: str, verdict: str
) -> None:
    rows = (
        Mention.objects.filter(surface="Ada Holt")
        if name == "mention"
        else Statement.objects.filter(surface=CANNOT_WAIT)
    )
    chosen = {"action": verdict, "_selected_action": [row.pk for row in rows]}
    desk.post(reverse(f"admin:articles_{name}_changelist"), chosen)
    verdicts = list(Correction.objects.values_list("verdict", "subject"))
    assert verdicts == [(verdict, name)] * 3


def test_words_are_given_to_another_speaker(desk: Client, county: Harrowmere) -> None:
    words = Statement.objects.filter(surface=SHOP).first()
    address = reverse("admin:articles_statement_change", args=[words.pk])
    desk.post(address, {"speaker": county.ada.pk, "speaker_text": words.speaker_text})
    words.refresh_from_db()
    assert words.speaker.slug == "ada-holt"
    assert words.listings.filter(entity=county.saltmarsh).exists()


def test_an_article_is_withdrawn_and_gets_a_notice(desk: Client, county: Harrowmere) -> None:
    article = Article.objects.first()
    form = {
        "status": "withdrawn", "status_reason": "At the publisher's wish.", "notice": "",
        "notice_text": "", "embargo_until_0": "", "embargo_until_1": "",
        "revisions-TOTAL_FORMS": 0, "revisions-INITIAL_FORMS": 0,
    }  # fmt: skip
    address = reverse("admin:articles_article_change", args=[article.pk])
    desk.post(address, form)
    article.refresh_from_db()
    assert (article.status, article.is_visible) == ("withdrawn", False)
    reply = desk.post(address, form | {"status": "embargoed"})
    assert "Say when the embargo ends." in reply.content.decode()


def test_a_decision_can_be_neither_changed_nor_removed(desk: Client, county: Harrowmere) -> None:
    mention = Mention.objects.filter(surface="Ada Holt").first()
    desk.post(reverse("admin:articles_mention_change", args=[mention.pk]), {"entity": ""})
    made = Correction.objects.get()
    for page in ("change", "delete"):
        address = reverse(f"admin:articles_correction_{page}", args=[made.pk])
        assert desk.post(address, {"post": "yes"}).status_code == 403
    assert Correction.objects.exists()


def test_who_may_only_look_decides_nothing(client: Client, county: Harrowmere) -> None:
    onlooker = with_permissions(client, "view_mention", "view_statement")
    mention = Mention.objects.filter(surface="Ada Holt").first()
    address = reverse("admin:articles_mention_change", args=[mention.pk])
    assert onlooker.get(address).status_code == 200
    assert onlooker.post(address, {"entity": ""}).status_code == 403
    chosen = {"action": "reject", "_selected_action": [mention.pk]}
    onlooker.post(reverse("admin:articles_mention_changelist"), chosen)
    assert not Correction.objects.exists()


def test_the_queue_is_closed_by_those_who_may(desk: Client, county: Harrowmere) -> None:
    article = Article.objects.first()
    unsure = ((CANNOT_WAIT, "direct", ADA, "Ada Holt", 0.4),)
    tag_articles(articles=[article], tagger=tagger(said=unsure), version="test")
    item = ReviewItem.objects.get()
    chosen = {"action": "close", "_selected_action": [item.pk]}
    desk.post(reverse("admin:articles_reviewitem_changelist"), chosen)
    item.refresh_from_db()
    assert item.closed_by.username == "editor"


def test_a_reader_is_answered_by_name_and_time(desk: Client, county: Harrowmere) -> None:
    report = Report.objects.create(page="/people/ada-holt/", message="That is her sister.")
    address = reverse("admin:articles_report_change", args=[report.pk])
    desk.post(address, {"answer": "Corrected, thank you."})
    report.refresh_from_db()
    assert (report.answer, report.answered_by.username) == ("Corrected, thank you.", "editor")
    assert report.answered_at is not None


def test_an_article_is_not_deleted_past_what_the_law_asks_of_erasing(
    desk: Client, county: Harrowmere
) -> None:
    article = Article.objects.first()
    assert article is not None
    listed = reverse("admin:articles_article_changelist")
    desk.post(
        listed, {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"}
    )
    assert desk.post(reverse("admin:articles_article_delete", args=[article.pk])).status_code == 403
    assert Article.objects.filter(pk=article.pk).exists()


def test_a_page_that_names_no_icon_still_has_one(client: Client) -> None:
    reply = client.get("/favicon.ico")
    assert reply.status_code == 302
    assert re.fullmatch(r"/static/favicon.*\.svg", reply["Location"])
