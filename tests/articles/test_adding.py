"""An editor adds an article by its address or its text, and sees first what readers will."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.models import Article, Batch, Change, Publisher, Statement
from people.models import Alias
from tests.articles import factories as make
from tests.articles.fetching.site import serving
from tests.articles.ingest.sources import page as page_of

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/article/add/"
TEXT = (
    "Wall to be mended\n\n"
    "Ada Holt, the MP for Saltmarsh, told the Echo the wall was a danger.\n\n"
    "Ms Holt said: “The wall is old and it must be mended before the winter.”"
)


@pytest.fixture
def echo() -> Publisher:
    ada = make.member(sits_for=make.party())
    Alias.objects.create(entity=ada, text=ada.name)
    return make.publisher()


def asked(echo: Publisher, **values: str) -> dict[str, str]:
    return {"text": TEXT, "published": "5 March 2021", "publisher": str(echo.pk), **values}


def seen_in(reply) -> str:
    return reply.context["shown"].checksum


def test_a_pasted_text_is_shown_with_its_tags_before_anything_is_stored(desk, echo) -> None:
    changes = Change.objects.count()
    reply = desk.post(ADD, asked(echo, preview="1"))
    shown = reply.content.decode()
    assert "New in the archive." in shown
    assert "Ada Holt, Harbour Party MP for Saltmarsh" in shown
    assert "“The wall is old and it must be mended before the winter.”" in shown
    assert not Article.objects.exists()
    assert not Batch.objects.exists()
    assert Change.objects.count() == changes


def test_what_was_seen_is_saved_tagged_as_a_batch_of_its_own(desk, echo) -> None:
    seen = seen_in(desk.post(ADD, asked(echo, preview="1")))
    reply = desk.post(ADD, asked(echo, save="1", seen=seen))
    article = Article.objects.get()
    assert reply.url == reverse("admin:articles_article_change", args=[article.pk])
    assert article.day.isoformat() == "2021-03-05"
    assert {each.speaker.slug for each in Statement.objects.all()} == {"ada-holt"}
    assert Batch.objects.get().name.startswith("editor ")
    assert article.batch == Batch.objects.get()


def test_a_text_that_is_there_already_is_said_to_be(desk, echo) -> None:
    seen = seen_in(desk.post(ADD, asked(echo, preview="1")))
    for _ in range(2):
        desk.post(ADD, asked(echo, save="1", seen=seen))
    assert Article.objects.count() == 1
    assert (
        "In the archive already, with this text."
        in desk.post(ADD, asked(echo, preview="1")).content.decode()
    )


def test_what_was_not_seen_is_not_saved(desk, echo) -> None:
    seen = seen_in(desk.post(ADD, asked(echo, preview="1")))
    reply = desk.post(ADD, asked(echo, text=TEXT.replace("old", "new"), save="1", seen=seen))
    assert "The text is not the one you saw" in reply.content.decode()
    assert not Article.objects.exists()


def test_a_page_is_fetched_by_its_address(desk, echo, settings) -> None:
    settings.INGEST_ALLOW_PRIVATE = True
    settings.INGEST_DELAY = 0
    with serving() as site:
        address = site.page("/ferry", page_of())
        reply = desk.post(ADD, {"address": address, "publisher": str(echo.pk), "preview": "1"})
        assert "Ferry to Saltmarsh to sail again" in reply.content.decode()
        desk.post(ADD, {"address": address, "publisher": str(echo.pk), "save": "1",
                        "seen": seen_in(reply)})  # fmt: skip
    assert Article.objects.get().url == address


def test_an_address_inside_the_network_is_not_fetched(desk, echo) -> None:
    with serving() as site:
        reply = desk.post(ADD, {"address": site.page("/ferry", page_of()), "preview": "1"})
        assert site.asked == []
    assert reply.context["form"].errors["address"]


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"text": ""}, "address", "Give an address or a text"),
        ({"address": "https://echo.example/1"}, "address", "one of the two"),
        ({"text": "Only a headline"}, "text", "Expected a headline, a blank line"),
        ({"publisher": ""}, "publisher", "Say who published the text"),
        ({"published": "soon"}, "published", "'soon'"),
        ({"address": "nonsense", "text": ""}, "address", "Enter a valid URL"),
        ({"rights": "mine"}, "rights", "valid choice"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(desk, echo, values, field, said) -> None:
    reply = desk.post(ADD, {**asked(echo, preview="1"), **values})
    assert said in " ".join(reply.context["form"].errors[field])
    assert not Article.objects.exists()


def test_only_who_may_add_articles_can(client, echo) -> None:
    user = get_user_model().objects.create_user("reporter", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client.force_login(user)
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, asked(echo, save="1")).status_code == 403
    assert not Article.objects.exists()
