"""A decision is remembered for other articles by one key, on the desk and in the queue."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from articles.models import Lesson, Mention, ReviewItem
from people.models import Alias, Person
from tests.articles import factories as make
from tests.articles.test_lessons import ADDIE, NAMESAKES, linked, story

PATIENCE = 60_000  # milliseconds: on a busy machine tagging takes any time

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ada() -> Person:
    party = make.party()
    ada = make.member(sits_for=party)
    for entity in (ada, party, ada.memberships.get().place):
        Alias.objects.create(entity=entity, text=entity.name)
    return ada


@pytest.fixture
def page(live_server, browser: Browser) -> Iterator[Page]:
    client = Client()
    client.force_login(User.objects.create_superuser("rook"))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
    )
    yield context.new_page()
    context.close()


def sound(page: Page) -> None:
    """axe finds nothing in what we show, by day and by night."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, context="#remember")
        assert found.violations_count == 0, found.generate_report()


def test_on_the_desk_one_key_remembers_one_applies_one_takes_back(
    live_server, page: Page, ada: Person, tmp_path: Path
) -> None:
    articles = [story(number, ADDIE) for number in range(54)]
    page.goto(live_server.url + reverse("admin:articles_article_desk", args=[articles[0].pk]))
    expect(page.locator("#desk[data-ready]")).to_be_visible()
    while page.locator("#selected-words").text_content() != "Addie":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("l")
    page.keyboard.type("ada holt")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    panel = page.locator("#remember")
    expect(panel).to_contain_text("“Addie Holt” means Ada Holt", timeout=PATIENCE)
    sound(page)
    page.keyboard.press("r")
    expect(panel).to_contain_text(
        "About 53 other articles hold these words. Of the first 20, this changes 20.",
        timeout=PATIENCE,
    )
    expect(page.locator("#said")).to_contain_text("Remembered: “Addie Holt” means Ada Holt")
    assert "Addie Holt" not in linked(articles[5])
    sound(page)
    page.emulate_media(color_scheme="light")
    picture = Path(os.environ.get("NEWSROOM_PICTURES", tmp_path)) / "desk-remember.png"
    panel.screenshot(path=picture)
    assert picture.stat().st_size > 5_000
    page.keyboard.press("y")  # the second step follows by itself
    expect(panel).to_contain_text("53 other articles looked at, 53 changed", timeout=PATIENCE)
    assert all("Addie Holt" in linked(each) for each in articles)
    page.keyboard.press("z")
    expect(panel).to_contain_text(
        "Taken back: 53 other articles looked at, 53 changed", timeout=PATIENCE
    )
    assert all("Addie Holt" not in linked(each) for each in articles[1:])
    assert not Alias.objects.filter(text="Addie Holt").exists()


def test_in_the_queue_one_key_remembers_while_the_next_item_waits(
    live_server, page: Page, ada: Person
) -> None:
    first, other = story(1, NAMESAKES), story(2, NAMESAKES)
    for article in (first, other):
        ReviewItem.objects.create(article=article, reason="doubtful_link", words="Ms Holt")
    page.goto(live_server.url + reverse("admin:articles_reviewitem_queue"))
    page.keyboard.press("x")
    panel = page.locator("#remember")
    expect(panel).to_contain_text("Remember this?", timeout=PATIENCE)
    expect(page.locator(".q-item")).to_be_visible()
    sound(page)
    page.keyboard.press("r")
    expect(panel).to_contain_text(
        "1 other article holds these words. This changes it.", timeout=PATIENCE
    )
    page.keyboard.press("y")
    expect(panel).to_contain_text("1 other article looked at, 1 changed", timeout=PATIENCE)
    assert Lesson.objects.get().state == Lesson.State.APPLIED
    words = Lesson.objects.get().words
    assert not Mention.objects.filter(article=other, surface=words).linked().exists()


def test_keys_that_are_turned_off_remember_nothing(live_server, page: Page, ada: Person) -> None:
    ReviewItem.objects.create(article=story(1, NAMESAKES), reason="doubtful_link", words="Ms Holt")
    page.goto(live_server.url + reverse("admin:articles_reviewitem_queue"))
    page.keyboard.press("x")
    expect(page.locator("#remember")).to_contain_text("Remember this?")
    page.locator("#keys-on").uncheck()
    page.locator("body").press("r")
    page.locator("#remember button").first.click()
    expect(page.locator("#remember")).to_contain_text("No other article holds these words.")
    assert Lesson.objects.count() == 1
