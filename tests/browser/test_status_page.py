"""The status page and a source's page in a real browser, in light and dark, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from articles.actions.sources import note_visit
from articles.actions.storing import store_article
from articles.models import Batch, Source, TaggingTrouble
from tests.articles.invented import incoming

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=["light", "dark"])
def page(request, browser: Browser, live_server) -> Iterator[Page]:
    client = Client()
    editor = get_user_model().objects.create_superuser("editor")
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, base_url=live_server.url,
        color_scheme=request.param,
    )  # fmt: skip
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    yield context.new_page()
    context.close()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def is_accessible(page: Page, tmp_path: Path, name: str) -> None:
    page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
    found = Axe().run(page, context={"exclude": [[".select2-selection__rendered"]]})
    assert found.violations_count == 0, found.generate_report()


def test_a_failing_source_is_found_and_fetched_now_by_keyboard(page: Page, tmp_path: Path) -> None:
    source = Source.objects.create(address="https://echo.example/feed/")
    note_visit(source=source, reason="is not there: the server answers 404", batch=None)
    batch = Batch.objects.create(name="spring", added=1)
    article = store_article(incoming=incoming(), batch=batch).article
    TaggingTrouble.objects.create(article=article, tries=3, reason="no sense in it")
    page.goto("/admin/")
    page.get_by_role("link", name="Status: sources").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 of 1 fails.")).to_be_visible()
    expect(page.get_by_text("is not there: the server answers 404")).to_be_visible()
    is_accessible(page, tmp_path, "status")
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    is_accessible(page, tmp_path, "narrow")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name=source.address).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Rhythm")).to_be_visible()
    is_accessible(page, tmp_path, "source")
    page.goto("/admin/articles/source/")
    page.get_by_role("checkbox").nth(1).check()
    page.locator("select[name=action]").select_option("fetch_now")
    page.locator("button[name=index]").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 put into the queue.")).to_be_visible()
    page.goto("/admin/status/")
    expect(page.get_by_role("rowheader", name="visit to a source")).to_be_visible()
    is_accessible(page, tmp_path, "queue")
