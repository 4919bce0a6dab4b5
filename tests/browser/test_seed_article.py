"""The main job in a real browser: the seed article, the whole register, the tagger as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

WORDS = "I joined the Labour Party fifty years ago aged 16"


def test_from_the_first_page_to_mike_gapes_a_statement_the_article_and_redbridge(
    live_server, browser: Browser, settings, tmp_path: Path
):
    settings.SEARCH_INDEX = tmp_path / "index"
    call_command("load_roster", verbosity=0)
    call_command("ingest", str(settings.BASE_DIR / "seeds" / "articles"), verbosity=0)
    context = browser.new_context()
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_role("main").get_by_role("link", name="Mike Gapes", exact=True).first.click()
    card = page.locator(".card").first
    expect(card).to_contain_text(
        "MP for Ilford South (Labour (Co-op) until this day, then The Independent Group)"
    )
    page.get_by_role("link", name="Link to the words “I joined the Labour").click()
    expect(page).to_have_url(re.compile(r"/statements/\d+/$"))
    page.get_by_role("link", name="See it in the whole story").click()
    expect(page.locator(".said:target")).to_have_text(WORDS)
    page.get_by_role("complementary").get_by_role("link", name="Redbridge Council").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Redbridge Council")
    expect(page.locator(".card").first).to_contain_text("Jas Athwal, Leader of Redbridge Council")
    context.close()
