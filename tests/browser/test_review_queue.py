"""An editor's morning at the review queue, by keyboard alone, in a real browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.actions import correcting, reviewing
from articles.actions.reports import make_report
from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from articles.models import Correction, Mention, Report, ReviewItem
from tests.articles.invented import BODY, CANNOT_WAIT, Harrowmere, harrowmere, incoming, tagger
from tests.articles.test_review_queue import ADA, UNSURE, namesakes, story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUEUE = "/admin/articles/reviewitem/queue/"
MOST_KEYS = 6  # for a confirm or a reject


@pytest.fixture
def county() -> Harrowmere:
    return harrowmere()


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("rook", first_name="Jo", last_name="Rook")


@pytest.fixture
def queue(county: Harrowmere, editor: User) -> int:
    """Twelve items: of each reason at least one, and of the doubtful words most."""
    for number in range(6):
        story(number, said=UNSURE)
    for number in range(6, 8):
        tag_articles(articles=[story(number)], tagger=namesakes(), version="test")
    doubtful = namesakes(ref=ADA, confidence=0.92)
    tag_articles(articles=[story(8)], tagger=doubtful, version="test")
    changed = story(9)
    mention = Mention.objects.get(article=changed, surface="Ada Holt")
    correcting.relink_mention(mention=mention, to=county.other, by=editor, reason="From Brill.")
    store_article(incoming=incoming(url=changed.url, body=BODY.replace("Ada Holt", "The MP")))
    changed.refresh_from_db()
    tag_articles(articles=[changed], tagger=tagger(), version="test")
    words = story(10).statements.get(surface=CANNOT_WAIT)
    make_report(page=words.get_absolute_url(), message="The chairman said that, not she.")
    page = story(11).get_absolute_url()
    make_report(page=page, message="This is her cousin from Brill.", tag=county.ada)
    return ReviewItem.objects.waiting().count()


class Keyboard:
    """Presses keys and counts them, with the requests that the page makes."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.requests = page, 0, []
        page.on("request", lambda request: self.requests.append(request.method))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def answer(self, *keys: str) -> tuple[int, int]:
        """Presses keys until the item is another; how many keys and requests that took."""
        before = self.keys, len(self.requests)
        item = shown(self.page)
        self.press(*keys)
        self.page.wait_for_function(
            "item => document.querySelector('.q-item')?.dataset.item !== item"
            " && !document.querySelector('#item[aria-busy]')",
            arg=item,
        )
        return self.keys - before[0], len(self.requests) - before[1]


def shown(page: Page) -> str | None:
    found = page.locator(".q-item")
    return found.get_attribute("data-item") if found.count() else None


KEYS = {
    ReviewItem.Reason.LOST_ANCHOR: "c",
    ReviewItem.Reason.UNSURE_SPEAKER: "c",
    ReviewItem.Reason.REPORT: "x",
    ReviewItem.Reason.NAMESAKES: "2",
    ReviewItem.Reason.DOUBTFUL_LINK: "x",
}


def test_a_queue_is_answered_by_keyboard_alone(live_server, signed_in, queue, capsys) -> None:
    page = signed_in().new_page()
    page.goto(live_server.url + QUEUE)
    keyboard, counts = Keyboard(page), []
    while (item := shown(page)) is not None:
        reason = ReviewItem.objects.get(pk=item).reason
        counts.append((reason, *keyboard.answer(KEYS[ReviewItem.Reason(reason)])))
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing waits")
    with capsys.disabled():
        keys, requests = (sum(count[n] for count in counts) for n in (1, 2))
        print(f"\n{len(counts)} items: {keys} keys, {requests} requests")
    assert len(counts) == queue >= 10
    assert all(keys <= MOST_KEYS and requests == 1 for _, keys, requests in counts)
    assert set(keyboard.requests) == {"POST"}
    assert {reason for reason, *_ in counts} == set(KEYS)
    assert not ReviewItem.objects.waiting().exists()
    assert not Report.objects.filter(answered_at=None).exists()


def test_somebody_else_is_found_and_chosen_and_the_answer_taken_back(
    live_server, signed_in, county, editor
) -> None:
    item = story(said=UNSURE).review_items.get()
    page = signed_in().new_page()
    page.goto(live_server.url + QUEUE)
    keyboard = Keyboard(page)
    keyboard.press("/", *"ada ho")
    expect(page.locator(".q-choices li")).to_have_count(3)
    keyboard.press("Enter")
    expect(page.locator("#find")).not_to_be_focused()
    place = page.locator(f'[value="choose:{county.other.pk}"]').get_attribute("data-key")
    keyboard.answer(place)
    expect(page.get_by_role("status")).to_contain_text("You gave “Marsh Road cannot wait")
    assert keyboard.keys <= 12
    assert Correction.objects.get().speaker.slug == "ada-holt-brill"
    page.keyboard.press("u")
    expect(page.locator(f'.q-item[data-item="{item.pk}"]')).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Taken back. Here it is again.")
    item.refresh_from_db()
    assert item.closed_at is None


def test_the_second_editor_is_told_and_goes_on(live_server, signed_in, county, editor) -> None:
    first, second = (story(number, said=UNSURE).review_items.get() for number in range(2))
    page = signed_in().new_page()
    page.goto(live_server.url + QUEUE)
    colleague = User.objects.create_superuser("vane", first_name="Sal", last_name="Vane")
    ReviewItem.objects.filter(pk=first.pk).update(claimed_by=None)
    reviewing.answer_item(pk=first.pk, answer="confirm", by=colleague)
    page.keyboard.press("x")
    expect(page.get_by_role("status")).to_contain_text("Sal Vane answered this at")
    assert shown(page) == str(second.pk)
    assert Correction.objects.get().editor == colleague


def test_keys_that_are_typed_into_a_box_decide_nothing(live_server, signed_in, queue) -> None:
    page = signed_in().new_page()
    page.goto(f"{live_server.url}{QUEUE}?reason=report")
    page.keyboard.press("a")
    page.keyboard.type("cxns1 is right")
    expect(page.get_by_label("Answer to the reader")).to_have_value("cxns1 is right")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+c")
    assert ReviewItem.objects.waiting().count() == queue
    page.keyboard.press("x")
    expect(page.get_by_role("status")).to_contain_text("The reader is answered.")
    assert Report.objects.filter(answer="cxns1 is right").count() == 1


def test_without_scripts_buttons_do_the_same(live_server, signed_in, queue) -> None:
    page = signed_in(java_script_enabled=False).new_page()
    page.goto(live_server.url + QUEUE)
    for left in range(queue - 1, queue - 4, -1):
        page.get_by_role("button", name="c Confirm").or_(
            page.get_by_role("button", name="c Keep it")
        ).click()
        assert ReviewItem.objects.waiting().count() == left
    page.get_by_role("searchbox").fill("Ada Holt")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name="3: Ada Holt").click()
    assert ReviewItem.objects.waiting().count() == queue - 4


def test_single_keys_can_be_turned_off(live_server, signed_in, queue) -> None:
    page = signed_in().new_page()
    page.goto(live_server.url + QUEUE)
    page.get_by_label("Single keys work on this page").uncheck()
    item = shown(page)
    page.keyboard.press("s")
    page.get_by_label("Single keys work on this page").check()
    assert shown(page) == item
    page.keyboard.press("s")
    expect(page.get_by_role("status")).to_have_text("Skipped.")
    assert shown(page) != item


def test_the_picture_of_the_handbook_shows_the_queue_as_it_is(
    live_server, signed_in, queue, tmp_path: Path
) -> None:
    """With NEWSROOM_PICTURES=docs/images the handbook's picture is made anew."""
    picture = Path(os.environ.get("NEWSROOM_PICTURES", tmp_path)) / "review-queue.png"
    page = signed_in(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{live_server.url}{QUEUE}?reason=namesakes")
    page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_item_keeps_anybody_out(live_server, signed_in, queue, width, scheme) -> None:
    context = signed_in(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page, found = context.new_page(), []
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    reasons = [f"?reason={reason}" for reason in ReviewItem.Reason.values]
    for query in [*reasons, "", "?person=Zebulon", "?reason=report&find=Ada+Holt"]:
        page.goto(live_server.url + QUEUE + query)
        found += [f"{query}: {each['id']}" for each in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{query}: scrolls sideways")
    assert found == []
