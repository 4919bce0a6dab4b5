"""An editor changes a text by keyboard alone, without scripts, having seen what that changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.actions import correcting
from articles.actions.storing import keep_revision, store_article
from articles.actions.tagging import tag_articles
from articles.models import Article, Mention
from articles.taggers import DatabaseTagger
from people.models import Alias
from tests.articles.invented import BODY, Harrowmere, harrowmere, incoming

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_TABS = 60


@pytest.fixture
def county() -> Harrowmere:
    county = harrowmere()
    for entity in (county.ada, county.council, county.tide):
        Alias.objects.create(entity=entity, text=entity.name)
    return county


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("rook", first_name="Jo", last_name="Rook")


@pytest.fixture
def article(county: Harrowmere, editor: User) -> Article:
    article = store_article(incoming=incoming()).article
    tag_articles(articles=[article], tagger=DatabaseTagger(), version="test")
    for words in ("Ada Holt", "Harrowmere Council"):
        mention = Mention.objects.get(surface=words)
        correcting.confirm_mention(mention=mention, by=editor)
    return article


def address(name: str, article: Article) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the first such element has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.locator(selector).first.evaluate("each => each === document.activeElement"):
            return
    pytest.fail(f"{selector} is not reached by Tab")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_text_is_edited_by_keyboard_alone(live_server, signed_in, article, scripts) -> None:
    page = signed_in(java_script_enabled=scripts).new_page()
    page.goto(live_server.url + address("desk", article))
    tab_to(page, f'.desk-ways a[href="{address("rehearse", article)}"]')
    page.keyboard.press("Enter")
    tab_to(page, "#id_body")
    page.keyboard.press("Control+Home")
    page.keyboard.type("Corrected. ")
    tab_to(page, "#id_reason")
    page.keyboard.type("The first word was cut off.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What the new text would change")).to_be_visible()
    expect(page.locator("ins").first).to_contain_text("Corrected.")
    article.refresh_from_db()
    assert article.body == BODY
    tab_to(page, "button[name=accept]")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("The text is changed, and tagged again.")
    article.refresh_from_db()
    assert article.body == f"Corrected. {BODY}"
    assert article.revisions.get().reason == "The first word was cut off."


def test_tagging_again_is_two_presses_from_the_desk(live_server, signed_in, article) -> None:
    page = signed_in().new_page()
    page.goto(live_server.url + address("desk", article))
    tab_to(page, ".desk-ways button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nothing would change")).to_be_focused()
    tab_to(page, "button[name=accept]")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("Tagged again.")
    assert not article.revisions.exists()


def rehearsed(page: Page, live_server, article: Article) -> None:
    """A text in which one decision's words are gone, and what that changes."""
    page.goto(live_server.url + address("rehearse", article))
    text = BODY.replace("Ada Holt, MP for Saltmarsh,", "The MP for Saltmarsh")
    page.get_by_label("Text:", exact=True).fill(text)
    page.get_by_label("Why:", exact=True).fill("Her name was added by mistake.")
    page.get_by_role("button", name="Show what would change").click()


def test_the_picture_of_the_handbook_shows_the_page_as_it_is(
    live_server, signed_in, article, tmp_path: Path
) -> None:
    """With NEWSROOM_PICTURES=docs/images the handbook's picture is made anew."""
    picture = Path(os.environ.get("NEWSROOM_PICTURES", tmp_path)) / "edit-text.png"
    page = signed_in(viewport={"width": 1280, "height": 1000}).new_page()
    rehearsed(page, live_server, article)
    expect(page.get_by_text("Decisions whose words are gone")).to_be_visible()
    page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_state_of_the_page_keeps_anybody_out(
    live_server, signed_in, article, editor, width, scheme
) -> None:
    context = signed_in(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page, found, said = context.new_page(), [], []
    statuses: list[int] = []
    page.on("response", lambda reply: statuses.append(reply.status))
    page.on("console", lambda each: said.append(each.text) if each.type == "error" else None)

    def look(state: str) -> None:
        found.extend(f"{state}: {each}" for each in said if "409" not in each)
        found.extend(f"{state}: {e['id']}" for e in Axe().run(page).response["violations"])
        said.clear()  # axe styles what it measures, which the policy forbids and the console tells
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{state}: scrolls sideways")

    page.goto(live_server.url + address("rehearse", article))
    look("the form")
    rehearsed(page, live_server, article)
    look("what would change")
    page.get_by_label("Why:", exact=True).fill("")
    page.get_by_role("button", name="Show again").click()
    look("what is missing")
    rehearsed(page, live_server, article)
    keep_revision(article=article, reason="Misread.", editor=editor)
    Article.objects.filter(pk=article.pk).update(body=f"{BODY} More.", checksum="f" * 64)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("alert")).to_contain_text("Jo Rook changed the article’s text")
    look("changed meanwhile")
    store_article(incoming=incoming(body=BODY.replace("in May", "in June")))
    page.goto(live_server.url + address("rehearse", article))
    look("the paper’s new text")
    page.goto(
        live_server.url + reverse("admin:articles_reviewitem_queue") + "?reason=source_changed"
    )
    look("the queue")
    expect(page.locator("mark").first).to_be_visible()
    page.goto(live_server.url + address("desk", article))
    look("the desk")
    assert found == []
    assert {status for status in statuses if status >= 400} == {409}
