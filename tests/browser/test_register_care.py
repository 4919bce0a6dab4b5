"""The register's pages at the editors' desk, in a real browser, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from people.models import Alias, Membership, Person
from tests.articles import factories as make
from tests.articles.invented import ADA, CANNOT_WAIT, Harrowmere, harrowmere, incoming, tagger

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def county() -> Harrowmere:
    county = harrowmere()
    make.post(
        county.other, county.council, county.harbour, start=make.ELECTED, role="councillor",
        source="invented",
    )  # fmt: skip
    for person, name in ((county.ada, "Ada Holt"), (county.other, "Adeline Holt")):
        Alias.objects.create(entity=person, text=name)
    for number in range(3):
        story = incoming(url=f"https://echo.example/{number}")
        article = store_article(incoming=story).article
        said = ((CANNOT_WAIT, "direct", ADA, "Ada Holt", 0.99),)
        tag_articles(articles=[article], tagger=tagger(said=said), version="test")
    return county


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """Logged in as somebody who may do everything."""
    client = Client()
    editor = get_user_model().objects.create_superuser("editor")
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    yield context.new_page()
    context.close()


def is_accessible(page: Page, tmp_path: Path, name: str) -> None:
    page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
    # The admin's own choosing box gives its inside no name while it is empty.
    found = Axe().run(page, context={"exclude": [[".select2-selection__rendered"]]})
    assert found.violations_count == 0, found.generate_report()


def test_two_people_are_merged_and_parted_by_keyboard(
    page: Page, county: Harrowmere, tmp_path: Path
) -> None:
    page.goto(f"/admin/people/person/{county.other.pk}/change/")
    page.get_by_role("link", name="Merge with somebody").focus()
    page.keyboard.press("Enter")
    page.get_by_role("combobox").nth(1).focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Ada Holt")
    expect(page.get_by_role("option", name="Ada Holt", exact=True)).to_be_visible()
    page.get_by_role("option", name="Ada Holt", exact=True).click()
    page.get_by_role("button", name="Show what would happen").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="The other way round").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("councillor Harrowmere Council, from 12 December 2019")).to_be_visible()
    is_accessible(page, tmp_path, "merge")
    page.get_by_label("Why").fill("One and the same.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It can be taken back here.")).to_be_visible()
    is_accessible(page, tmp_path, "merged")
    page.get_by_role("button", name="Take the merge back").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("is there again.")).to_be_visible()
    assert Person.objects.filter(key="p-other").exists()


def test_an_overlap_is_explained_and_a_change_is_taken_back(
    page: Page, county: Harrowmere, tmp_path: Path
) -> None:
    row = Membership.objects.get(role="councillor")
    page.goto(f"/admin/people/membership/{row.pk}/change/")
    page.get_by_label("until and not including").fill("2022-05-05")
    page.get_by_label("Why").fill("The Echo, 6 May 2022.")
    is_accessible(page, tmp_path, "membership")
    page.keyboard.press("Enter")
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    page.goto(f"/admin/people/person/{county.other.pk}/history/")
    expect(page.get_by_role("cell", name="until and not including 5 May 2022")).to_be_visible()
    is_accessible(page, tmp_path, "history")
    page.get_by_role("button", name="Take back").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Taken back by editor")).to_be_visible()
    row.refresh_from_db()
    assert row.during.upper is None
    seat = Membership.objects.filter(role="mp").first()
    page.goto(f"/admin/people/membership/{seat.pk}/change/")
    page.get_by_label("until and not including").fill("2022-01-01")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This person holds this seat already in that time.")).to_be_visible()
    is_accessible(page, tmp_path, "overlap")


def test_a_split_and_a_list_are_looked_at_first(
    page: Page, county: Harrowmere, tmp_path: Path
) -> None:
    make.post(county.ada, county.council, start=make.ELECTED, role="councillor")
    page.goto(f"/admin/people/person/{county.ada.pk}/change/")
    page.get_by_role("link", name="Split in two").click()
    page.get_by_label("councillor Harrowmere").check()
    page.get_by_role("button", name="Show what would happen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="stay with")).to_be_visible()
    is_accessible(page, tmp_path, "split")
    page.goto("/admin/people/membership/")
    page.get_by_role("link", name="Bring in a list").click()
    is_accessible(page, tmp_path, "import")
    rows = (
        "person,person_id,role,council,party,start_date,end_date,ward,source\n"
        "Ivy Fold,,councillor,harrowmere,harbour,2022-05-05,,Weir,\n"
    )
    file = {"name": "ours.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.get_by_label("List (CSV)").set_input_files(file)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("councillor Weir, from 5 May 2022")).to_be_visible()
    is_accessible(page, tmp_path, "looked-at")
    page.get_by_role("button", name="Load it").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("memberships: 1 added").first).to_be_visible()
