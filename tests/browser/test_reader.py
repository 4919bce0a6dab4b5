"""A reader's way through the site, in a real browser."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from articles.actions.storing import keep_revision
from articles.models import Article
from tests.articles import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = (
    "Ada Holt, MP for Saltmarsh, spoke at Harrowmere Council.\n\n"
    "She said: “The sea wall is old. It must be mended before the winter.”\n\n"
    "She said it would cost less than a flood.\n\n"
    "“My shop will not survive it,” said Piet Oster."
)


WORDS = "The sea wall is old. It must be mended before the winter."


@pytest.fixture
def story():
    """One story of an MP who changed party that day, with everything that a page can show."""
    place, area = make.seat(region="London"), make.council(region="London")
    harbour, tide = make.party(), make.party("Tide Alliance", "#fdf38e")
    ada = make.person(twfy_id="1")
    make.post(ada, place, harbour, end=make.DAY)
    make.post(ada, place, tide, start=make.DAY)
    make.overlap(make.boundary(place, make.ELECTED), area)
    story = make.article(headline="MP asks for a new sea wall", body=BODY)
    make.mention(story, "Ada Holt", ada)
    make.mention(story, "Harrowmere Council", area)
    for entity in (ada, area, place, harbour):
        make.tag(story, entity)
    pages = (place, harbour, tide)
    make.statement(
        story, "The sea wall is old. It must be mended before the winter.", ada, pages=pages
    )
    make.statement(story, "it would cost less than a flood", ada, "indirect", pages)
    make.statement(story, "My shop will not survive it", speaker_text="Piet Oster")
    keep_revision(article=story, reason="The source changed.")
    Article.objects.filter(pk=story.pk).update(byline="By Jo Rook")
    return story


@pytest.fixture
def page(browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_from_the_first_page_to_a_person_a_statement_the_article_and_the_council(
    live_server, page: Page, story
):
    page.goto(live_server.url)
    page.get_by_role("main").get_by_role("link", name="Ada Holt", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Holt")
    page.get_by_role("link", name="Link to the words “The sea wall").click()
    expect(page).to_have_url(re.compile(r"/statements/\d+/$"))
    page.get_by_role("link", name="See it in the whole story").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("MP asks for a new sea wall")
    words = page.locator(".said:target")
    expect(words).to_have_text(WORDS)
    expect(words).to_be_in_viewport()
    expect(words).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    side = page.get_by_role("complementary")
    side.get_by_role("link", name="Harrowmere Council").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harrowmere Council")
    expect(page.get_by_role("link", name="MP asks for a new sea wall")).to_be_visible()


def test_the_keyboard_alone_skips_to_the_text_and_opens_a_reason(live_server, page: Page, story):
    page.goto(live_server.url + story.get_absolute_url())
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("“Ada Holt” is named in full.")).to_be_visible()


def test_a_mistake_can_be_reported_from_a_page(live_server, page: Page, story):
    page.goto(live_server.url + "/people/ada-holt/")
    page.get_by_role("link", name="Report a mistake").click()
    expect(page.get_by_label("The page")).to_have_value("/people/ada-holt/")
    page.get_by_label("What is wrong?").fill("She is a councillor.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


PAGES = [
    "/",
    "/people/ada-holt/",
    "/people/ada-holt/?on=2021-03-04",
    "/people/",
    "/constituencies/saltmarsh/",
    "/constituencies/",
    "/councils/harrowmere/",
    "/councils/",
    "/parties/harbour-party/",
    "/parties/",
    "/publishers/",
    "/publishers/harrowmere-echo/",
    "/about/",
    "/report/",
    "/people/nobody/",
]


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_keeps_anybody_out(live_server, browser: Browser, story, width, scheme):
    """The rules of axe find nothing, nothing scrolls sideways, and no console complains."""
    statements = [row.get_absolute_url() for row in story.statements.all()]
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page, found = context.new_page(), []
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    changes = f"{story.get_absolute_url()}changes/"
    for path in [*PAGES, story.get_absolute_url(), changes, *statements]:
        page.goto(live_server.url + path)
        found += [f"{path}: {each['id']}" for each in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{path}: scrolls sideways")
    context.close()
    assert [each for each in found if "404" not in each] == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_name_says_who_that_was_on_that_day_and_stays_on_the_page(
    live_server, browser: Browser, story, width
):
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(live_server.url + story.get_absolute_url())
    for name in page.locator(".body a.named").all():
        name.focus()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator(".body a.named").first.focus()
    told = "getComputedStyle(document.activeElement, '::after').content"
    assert "MP for Saltmarsh (Harbour Party until this day" in page.evaluate(told)
    assert "(on this day)" in page.evaluate(told)
    context.close()


# Whether the letter before the mark stands on the mark's own line.
ON_ONE_LINE = """marks => marks.every(mark => {
    const walker = document.createTreeWalker(mark.parentNode, NodeFilter.SHOW_TEXT);
    let last = null;
    while (walker.nextNode() && !mark.contains(walker.currentNode)) last = walker.currentNode;
    const letter = document.createRange();
    letter.setStart(last, last.length - 1);
    letter.setEnd(last, last.length);
    const [one, other] = [letter.getBoundingClientRect(), mark.getClientRects()[0]];
    return one.bottom > other.top && other.bottom > one.top;
})"""


def test_a_mark_never_stands_on_a_line_of_its_own(live_server, browser: Browser, story):
    context = browser.new_context()
    page = context.new_page()
    for path in (story.get_absolute_url(), "/people/ada-holt/"):
        page.goto(live_server.url + path)
        for width in range(320, 700, 20):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.locator(".mark").evaluate_all(ON_ONE_LINE), (path, width)
    context.close()


def test_the_keyboard_alone_reaches_every_statement_of_a_story(live_server, page: Page, story):
    page.goto(live_server.url + story.get_absolute_url())
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))
    assert {row.get_absolute_url() for row in story.statements.all()} <= reached


def test_without_scripts_a_citation_can_be_selected_whole(live_server, browser: Browser, story):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + story.statements.first().get_absolute_url())
    page.get_by_role("textbox", name="Plain text").focus()
    expect(page.get_by_role("textbox", name="Plain text")).to_have_value(re.compile(WORDS))
    context.close()


def test_a_narrow_phone_needs_no_sideways_scrolling(live_server, browser: Browser, story):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    changes = f"{story.get_absolute_url()}changes/"
    statements = [row.get_absolute_url() for row in story.statements.all()]
    for path in [*PAGES, story.get_absolute_url(), changes, *statements]:
        page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    context.close()
