"""An editor corrects an article in its text, in a real browser, by keyboard alone."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import Browser, Page, Request, expect

from articles.actions import correcting
from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from articles.models import Article, Correction, Mention, Statement
from articles.tagging.register import Ref
from people.models import Person
from tests.articles import factories as make
from tests.articles.invented import incoming, tagger

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Ten people in the story, all of whom the tagger takes for their namesakes from Brill.
NAMES = [
    "Ada Holt", "Piet Oster", "Una Quill", "Ivo Marsh", "Nell Tarn", "Rafe Wick", "Bea Lorn",
    "Kit Sedge", "Dot Fenn", "Gil Orme",
]  # fmt: skip
SEA_WALL = "The sea wall is old. It must be mended before the winter."
BODY = (
    "🚧 Req\u0301 was not there, but Ada Holt and Piet Oster were.\n\n"
    "Una Quill asked Ivo Marsh about the wall; Nell Tarn, Rafe Wick and Bea Lorn listened.\n\n"
    f"Ada Holt said: “{SEA_WALL}”\n\n"
    "“It’s late,” said Kit Sedge. Dot Fenn and Gil Orme said the wall was too dear 🚧."
)
AT_MOST = 12  # keys to link a name anew


class Counted:
    """A keyboard that counts its keys, and the decisions and look-ups that went to the server."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0
        self.requests: Counter[str] = Counter()
        page.on("request", self.see)

    def see(self, request: Request) -> None:
        for name in ("decide", "register"):
            if f"/desk/{name}/" in request.url:
                self.requests[name] += 1

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.keys += len(words)
        self.page.keyboard.type(words)


@pytest.fixture
def people() -> dict[str, Person]:
    """Each twice: one who sits for Brill, whom the tagger chooses, and who is meant.

    Of every other one the register knows who is meant under a longer name only.
    """
    here, brill, party = make.seat(), make.seat("Brill"), make.party()
    found = {}
    for number, name in enumerate(NAMES):
        make.post(make.person(name, slug=f"{slug_of(name)}-brill"), brill, party, role="msp")
        full = name if number % 2 else f"{name} Younger"
        found[name] = make.person(full, slug=f"{slug_of(name)}-saltmarsh")
        make.post(found[name], here, party, role="msp")
    return found


@pytest.fixture
def story(people: dict[str, Person]) -> Article:
    named = tuple((name, Ref("person", f"p-{slug_of(name)}-brill"), name) for name in NAMES)
    said = ((SEA_WALL, "direct", named[0][1], "Ada Holt", 0.5),)
    article = store_article(incoming=incoming(body=BODY)).article
    tag_articles(articles=[article], tagger=tagger(named=named, said=said), version="test")
    return article


def slug_of(name: str) -> str:
    return name.lower().replace(" ", "-")


@pytest.fixture
def page(browser: Browser, client) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    log_in(context, client, "editor")
    yield context.new_page()
    context.close()


def log_in(context, client, name: str) -> None:
    client.force_login(get_user_model().objects.create_superuser(name, first_name=name.title()))
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": "http://localhost"}])


def open_desk(page: Page, live_server, story: Article) -> Counted:
    page.goto(live_server.url + reverse("admin:articles_article_desk", args=[story.pk]))
    expect(page.locator("#desk[data-ready]")).to_be_visible()
    return Counted(page)


def said(page: Page, words: str) -> None:
    expect(page.locator("#said")).to_contain_text(words)


def test_ten_wrong_tags_are_corrected_by_keyboard_alone(
    live_server, page: Page, story: Article, people: dict[str, Person], capsys
) -> None:
    keyboard = open_desk(page, live_server, story)
    dearest = 0
    for number, name in enumerate(NAMES):
        before = keyboard.keys
        keyboard.press("n")
        while chosen_words(page) != name:
            keyboard.press("n")
        if number % 2:  # by the candidates beside the text
            keyboard.press(candidate_key(page, people[name]))
        else:  # by a search of the register
            keyboard.press("l")
            keyboard.type(f"{name.split()[1][:3].lower()} y")
            expect(page.get_by_role("option")).to_have_text(
                [f"{name} Younger Harbour Party MSP for Saltmarsh"]
            )
            keyboard.press("Enter")
        said(page, f"You linked “{name}” to {people[name]}.")
        dearest = max(dearest, keyboard.keys - before)
    links = dict(Mention.objects.values_list("surface", "entity__slug"))
    assert links == {name: people[name].slug for name in NAMES}
    assert keyboard.requests["decide"] == len(NAMES)
    assert dearest <= AT_MOST
    with capsys.disabled():
        print(
            f"\n{len(NAMES)} wrong tags: {keyboard.keys} keys, at most {dearest} for one; "
            f"{keyboard.requests['decide']} decisions, {keyboard.requests['register']} look-ups"
        )


def chosen_words(page: Page) -> str:
    return page.locator(".panel:not([hidden]) .panel-words").inner_text().strip("“”")


def candidate_key(page: Page, person: Person) -> str:
    button = page.locator(f".panel:not([hidden]) [data-to='{person.pk}'] kbd")
    return button.inner_text()


def test_words_are_selected_by_keyboard_and_linked_whatever_stands_before_them(
    live_server, page: Page, story: Article, people: dict[str, Person]
) -> None:
    keyboard = open_desk(page, live_server, story)
    while page.locator("#selected-words").text_content() != "Req\u0301":
        keyboard.press("ArrowRight")
    keyboard.press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft", "Shift+ArrowLeft")
    keyboard.press("l")
    keyboard.type("oster")
    expect(page.get_by_role("option")).to_have_count(2)
    keyboard.press("Enter")
    said(page, "You linked “Req\u0301” to Piet Oster")
    found = Mention.objects.get(surface="Req\u0301")
    assert story.text[found.start_char : found.end_char] == "Req\u0301"


def test_words_selected_with_the_mouse_behind_an_emoji_are_the_words_that_are_linked(
    live_server, page: Page, story: Article, people: dict[str, Person]
) -> None:
    open_desk(page, live_server, story)
    box = page.locator("#printed p").last
    box.evaluate(
        """block => {
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            while (walker.nextNode() && !walker.currentNode.data.includes("too dear"));
            const at = walker.currentNode.data.indexOf("too dear");
            getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + 11);
        }"""
    )
    expect(page.locator("#selected-words")).to_have_text("too dear 🚧")
    page.get_by_role("button", name="Link to …").first.click()
    page.get_by_role("combobox").fill("fenn")
    page.get_by_role("option").first.click()
    said(page, "You linked “too dear 🚧” to Dot Fenn")
    assert Mention.objects.filter(surface="too dear 🚧").exists()


def test_a_reason_is_kept_with_each_decision_until_it_is_changed(
    live_server, page: Page, story: Article
) -> None:
    keyboard = open_desk(page, live_server, story)
    keyboard.press("n", "w")
    keyboard.type("She was at the meeting.")
    keyboard.press("Enter", "c")
    said(page, "You confirmed “Ada Holt”")
    keyboard.press("n", "x")
    said(page, "You said that “Piet Oster”")
    expect(page.locator("#history")).to_contain_text("“She was at the meeting.”")
    keyboard.press("w", "Control+a", "Delete", "Escape", "n", "c")
    said(page, "You confirmed “Una Quill”")
    reasons = Correction.objects.values_list("reason", flat=True)
    assert list(reasons) == ["She was at the meeting."] * 2 + [""]


def choose_statement(keyboard: Counted) -> None:
    while keyboard.page.locator(".panel[data-subject=statement]:not([hidden])").count() == 0:
        keyboard.press("n")


def test_a_statement_is_trimmed_split_joined_given_away_and_undone_by_keyboard(
    live_server, page: Page, story: Article, people: dict[str, Person]
) -> None:
    keyboard = open_desk(page, live_server, story)
    choose_statement(keyboard)
    expect(page.locator(".panel:not([hidden])")).to_contain_text("doubtful")
    keyboard.press("c")
    said(page, "You confirmed")
    keyboard.press("Shift+ArrowLeft", "t")
    said(page, "You made the statement")
    assert Statement.objects.get().surface == SEA_WALL.removesuffix(" winter.")
    keyboard.press("u")
    said(page, "You took back: made the statement")
    assert Statement.objects.get().surface == SEA_WALL
    for _ in range(5):
        keyboard.press("Shift+ArrowDown")
    expect(page.locator("#selected-words")).to_have_text(SEA_WALL.split(". ")[1])
    keyboard.press("b")
    said(page, "and 1 more")
    assert [row.surface for row in Statement.objects.all()] == [
        "The sea wall is old.", "It must be mended before the winter.",
    ]  # fmt: skip
    keyboard.press("j")
    said(page, "You made the statement")
    assert Statement.objects.get().surface == SEA_WALL
    keyboard.press("l")
    keyboard.type("a neighbour")
    expect(page.get_by_role("option", name="a description")).to_be_visible()
    keyboard.press("Enter")
    said(page, "to a neighbour")
    assert Statement.objects.get().speaker_text == "a neighbour"
    keyboard.press("0")
    said(page, "to nobody known")
    keyboard.press("x")
    said(page, "are nobody’s words")
    assert not Statement.objects.exists()
    keyboard.press("u")
    said(page, "You took back")
    assert Statement.objects.get().surface == SEA_WALL


def test_reported_words_are_marked_as_a_statement_by_keyboard(
    live_server, page: Page, story: Article, people: dict[str, Person]
) -> None:
    keyboard = open_desk(page, live_server, story)
    while chosen_words_or_nothing(page) != "Gil Orme":
        keyboard.press("n")
    keyboard.press("ArrowRight", "ArrowRight", "ArrowRight")
    while page.locator("#selected-words").text_content() != "the":
        keyboard.press("ArrowRight")
    for _ in range(4):
        keyboard.press("Shift+ArrowRight")
    expect(page.locator("#selected-words")).to_have_text("the wall was too dear")
    keyboard.press("s")
    keyboard.type("orme")
    expect(page.get_by_role("option")).to_have_count(3)  # two of the name, and a description
    keyboard.press("Enter")
    said(page, "You marked “the wall was too dear” as the words of Gil Orme")
    found = Statement.objects.get(surface="the wall was too dear")
    assert (found.kind, found.speaker.name) == ("indirect", "Gil Orme")


def chosen_words_or_nothing(page: Page) -> str:
    return chosen_words(page) if page.locator(".panel:not([hidden])").count() else ""


def test_the_second_editor_is_told_and_sees_the_first_ones_decision(
    live_server, page: Page, story: Article, people: dict[str, Person]
) -> None:
    keyboard = open_desk(page, live_server, story)
    while chosen_words_or_nothing(page) != "Piet Oster":
        keyboard.press("n")
    tom = get_user_model().objects.create_user("tom", first_name="Tom", last_name="Reeve")
    mention = Mention.objects.get(surface="Piet Oster")
    correcting.relink_mention(mention=mention, to=people["Ada Holt"], by=tom)
    keyboard.press("c")
    expect(page.get_by_role("alert")).to_contain_text("Tom Reeve linked “Piet Oster” to Ada Holt")
    expect(page.locator(".panel:not([hidden]) .is")).to_contain_text("Ada Holt")
    assert Correction.objects.count() == 1


def test_keys_that_are_faster_than_the_server_are_not_lost_nor_meant_for_another_mark(
    live_server, page: Page, story: Article
) -> None:
    keyboard = open_desk(page, live_server, story)
    keyboard.press("n", "c", "n", "c", "n", "c")
    expect(page.locator("#history li")).to_have_count(3)
    confirmed = Correction.objects.order_by("pk").values_list("exact", "verdict")
    assert list(confirmed) == [(name, "confirm") for name in NAMES[:3]]


def test_single_keys_can_be_turned_off(live_server, page: Page, story: Article) -> None:
    keyboard = open_desk(page, live_server, story)
    page.get_by_label("Single keys work on this page").uncheck()
    keyboard.press("n")
    expect(page.locator(".panel:not([hidden])")).to_have_count(0)


def test_without_scripts_each_mark_leads_to_its_form(
    live_server, browser: Browser, client, story: Article
) -> None:
    context = browser.new_context(java_script_enabled=False)
    log_in(context, client, "editor")
    page = context.new_page()
    page.goto(live_server.url + reverse("admin:articles_article_desk", args=[story.pk]))
    page.locator("#printed").get_by_role("link", name="Piet Oster").click()
    expect(page.locator("#mention_form")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Statement: The sea wall").click()
    expect(page.locator("#statement_form")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_desk_keeps_nobody_out(
    live_server, browser: Browser, client, story: Article, people, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    log_in(context, client, "editor")
    page, found = context.new_page(), []
    page.on("console", lambda told: found.append(told.text) if told.type == "error" else None)
    keyboard = open_desk(page, live_server, story)
    states = {
        "nothing chosen": [],
        "a name": ["n"],
        "a decision": ["c"],
        "the finder": ["l"],
        "selected words": ["Escape", "ArrowRight"],
    }
    for name, keys in states.items():
        keyboard.press(*keys)
        if "c" in keys:
            said(page, "You confirmed")
        broken = Axe().run(page).response["violations"]
        found += [f"{name}: {each['id']} {each['nodes'][0]['html']}" for each in broken]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(f"{name}: scrolls sideways")
    choose_statement(keyboard)
    found += [f"a statement: {each['id']}" for each in Axe().run(page).response["violations"]]
    context.close()
    assert found == []


def test_the_pictures_of_the_handbook_show_the_desk_as_it_is(
    live_server, page: Page, story: Article, tmp_path: Path
) -> None:
    """With NEWSROOM_PICTURES=docs/images the handbook's pictures are made anew."""
    folder = Path(os.environ.get("NEWSROOM_PICTURES", tmp_path))
    keyboard = open_desk(page, live_server, story)
    keyboard.press("n", "n", "1")
    said(page, "You linked")
    page.screenshot(path=folder / "desk-text.png")
    choose_statement(keyboard)
    keyboard.press("l")
    keyboard.type("holt y")
    expect(page.get_by_role("option")).to_have_count(2)
    page.screenshot(path=folder / "desk-speaker.png")
    assert all(
        (folder / f"desk-{name}.png").stat().st_size > 10_000 for name in ("text", "speaker")
    )
