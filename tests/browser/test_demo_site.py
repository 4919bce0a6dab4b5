"""A visitor's way through the demonstration edition, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_a_visitor_who_looks_for_the_defector_is_told_that_he_is_invented(
    demo_site, page: Page
) -> None:
    page.goto(demo_site.url)
    page.get_by_role("searchbox").fill("Duncan Ashwell")
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("main").get_by_role("link", name="Duncan Ashwell").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Duncan Ashwell")
    expect(page.get_by_role("main")).to_contain_text("Meridian until 26 January 2022, then Guild")
    expect(page.get_by_role("banner")).to_contain_text("every person, place and paper here")
    assert Axe().run(page).violations_count == 0
