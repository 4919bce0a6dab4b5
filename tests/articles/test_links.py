"""Pages that are gone at their publishers: asked for politely, and no rights gained by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from articles.actions import links
from articles.actions.links import OF_A_HOST, check_links, links_due, note_look
from articles.erasure import erase
from articles.fetching.looking import Finding, Look
from articles.models import Article, LinkCheck
from articles.page_cache import page_number
from articles.tasks import check_links_job
from tests.articles import factories as make
from tests.articles.fetching.site import Answer, Site, serving

pytestmark = pytest.mark.django_db

MAY = timezone.datetime(2026, 5, 3, 10, tzinfo=timezone.get_default_timezone())
MISSING = Look(Finding.MISSING, "is not there: the server answers 404 Not Found")
THERE = Look(Finding.THERE)
UNASKED = Look(Finding.UNASKED, "its robots.txt forbids it")
LINE = "The publisher’s page was gone on 3 May 2026; "


@pytest.fixture
def site(settings) -> Iterator[Site]:
    settings.INGEST_ALLOW_PRIVATE, settings.INGEST_DELAY = True, 0.0
    with serving() as site:
        yield site


@pytest.fixture
def words() -> str:
    return "The wall is old."


@pytest.fixture
def story(words: str) -> Article:
    return make.speech(make.member(), words, url="https://echo.example/wall").article


def lose(article: Article, since=MAY) -> None:
    """Two visits that found nothing, a day apart."""
    for day in range(2):
        note_look(article=article, found=MISSING, now=since + timedelta(days=day))
        article.refresh_from_db()


def text(article: Article, client: Client | None = None) -> str:
    return (client or Client()).get(article.get_absolute_url()).content.decode()


def standing(article: Article) -> LinkCheck:
    return LinkCheck.objects.get(article=article)


def test_a_page_is_gone_after_two_visits_a_day_apart(story: Article) -> None:
    for hours, state in [(0, "missing"), (5, "missing"), (23.9, "missing"), (24, "gone")]:
        note_look(article=story, found=MISSING, now=MAY + timedelta(hours=hours))
        assert standing(story).state == state
    story.refresh_from_db()
    assert story.gone_since == MAY
    assert f"{story.gone_on:%d %m}" == "03 05"


def test_one_that_was_there_between_is_not(story: Article) -> None:
    for hours, found in [(0, MISSING), (12, THERE), (25, MISSING)]:
        note_look(article=story, found=found, now=MAY + timedelta(hours=hours))
    assert standing(story).state == "missing"
    assert standing(story).seen_at == MAY + timedelta(hours=12)


def test_a_visit_that_could_not_ask_says_nothing_for_or_against(story: Article) -> None:
    note_look(article=story, found=MISSING, now=MAY)
    check = note_look(article=story, found=UNASKED, now=MAY + timedelta(days=1))
    assert (check.state, check.missing_since, check.reason) == ("missing", MAY, UNASKED.reason)
    note_look(article=story, found=MISSING, now=MAY + timedelta(days=2))
    story.refresh_from_db()
    assert story.gone_since == MAY
    note_look(article=story, found=UNASKED, now=MAY + timedelta(days=9))
    assert standing(story).state == "gone"


def test_one_that_comes_back_is_not_said_to_be_gone(story: Article) -> None:
    lose(story)
    assert LINE in text(story)
    note_look(article=story, found=THERE)
    assert "was gone on" not in text(story)
    assert standing(story).state == "there"


def test_one_that_was_read_again_since_is_not_said_to_be_gone(story: Article) -> None:
    lose(story)
    Article.objects.filter(pk=story.pk).update(captured_at=MAY + timedelta(days=3))
    assert "was gone on" not in text(story)


def test_where_it_has_moved_is_kept_and_the_page_says_nothing(story: Article) -> None:
    moved = Look(Finding.MOVED, address="https://echo.example/new/wall")
    check = note_look(article=story, found=moved)
    assert (check.state, check.moved_to) == ("moved", moved.address)
    assert "was gone on" not in text(story)


def test_a_story_whose_text_may_be_shown_says_that_this_is_the_copy(
    story: Article, words: str
) -> None:
    Article.objects.update(rights="full")
    lose(story)
    page = text(story)
    assert LINE + "this is the archive’s copy." in page
    assert words in page
    assert f'<a href="{story.url}" rel="external">Read the original</a>' in page


def test_one_that_may_not_be_shown_is_shown_no_more_than_before(story: Article) -> None:
    Article.objects.update(rights="extract", body="Nobody else says: “The wall is old.” Secret.")
    lose(story)
    page = text(story)
    assert LINE + "the archive keeps a copy, of which it may show only what people say." in page
    assert "Secret." not in page
    assert f'href="{story.url}"' in page


def test_so_does_the_address_of_each_statement(story: Article) -> None:
    path = story.statements.get().get_absolute_url()
    assert "was gone on" not in Client().get(path).content.decode()
    lose(story)
    page = Client().get(path).content.decode()
    assert LINE + "these words are from the archive’s copy." in page
    assert "Find these words in the original" in page


@pytest.mark.django_db(transaction=True)
def test_kept_pages_are_forgotten_only_when_there_is_something_to_say(settings, words) -> None:
    story = make.speech(make.member(), words, url="https://echo.example/wall").article
    settings.PAGE_CACHE = True
    caches["pages"].clear()
    text(story)
    number = page_number()
    for found in (THERE, UNASKED, MISSING, THERE):
        note_look(article=story, found=found)
    assert page_number() == number
    lose(story)
    assert page_number() != number
    assert LINE in text(story)


def articles_of(host: str, number: int, **values: object) -> list[Article]:
    urls = (f"https://{host}/{n}" for n in range(number))
    return [make.article(headline=f"Day {url}", url=url, **values) for url in urls]


def test_a_run_takes_a_few_of_each_host(story: Article) -> None:
    articles_of("post.example", OF_A_HOST + 3)
    due = links_due(100)
    assert len(due) == OF_A_HOST + 1
    assert due[0] == story
    assert len(links_due(5)) == 5
    assert links_due(0) == []


def test_what_was_asked_for_lately_is_not_asked_for_again(story: Article) -> None:
    rests = [(THERE, 30), (MISSING, 1), (UNASKED, 2)]
    for found, days in rests:
        note_look(article=story, found=found)
        assert links_due(10) == []
        with time_machine.travel(timezone.now() + timedelta(days=days, minutes=1)):
            assert links_due(10) == [story]


def test_a_second_visit_comes_before_first_ones(story: Article) -> None:
    second = articles_of("post.example", 2)[1]
    note_look(article=second, found=MISSING, now=timezone.now() - timedelta(days=2))
    assert links_due(1) == [second]


def test_who_is_not_asked_for(story: Article) -> None:
    Article.objects.filter(pk=story.pk).update(captured_at=timezone.now() - timedelta(days=3))
    make.article(headline="No address", url="")
    make.article(headline="Withdrawn", url="https://echo.example/2", status="withdrawn")
    assert links_due(10) == []


def test_pages_are_asked_for_at_their_server(site: Site) -> None:
    there = make.article(headline="One", url=site.page("/1", "words"))
    lost = make.article(headline="Two", url=site.address + "/2")
    site.pages["/3"] = Answer("", 301, {"Location": "/1"})
    moved = make.article(headline="Three", url=site.address + "/3")
    assert {asked.article: asked.state for asked in check_links(links_due(10))} == {
        there: "there", lost: "missing", moved: "moved",
    }  # fmt: skip
    assert standing(moved).moved_to == there.url


def test_a_host_that_does_not_answer_is_asked_once_a_run(site: Site, monkeypatch) -> None:
    monkeypatch.setattr(links, "TRIES", 1)
    for n in range(3):
        make.article(headline=f"Day {n}", url=f"{site.address}/{n}")
        site.pages[f"/{n}"] = Answer("", 503)
    asked = list(check_links(links_due(10)))
    assert {each.look.finding for each in asked} == {Finding.UNASKED}
    assert len(set(site.paths())) == 1
    assert links_due(10) == []


def test_a_run_ends_in_time_and_leaves_the_rest(site: Site, monkeypatch) -> None:
    for n in range(3):
        make.article(headline=f"Day {n}", url=site.page(f"/{n}", "words"))
    monkeypatch.setattr(links, "monotonic", iter([0.0, 1.0, 301.0]).__next__)
    assert len(list(check_links(links_due(10)))) == 1
    assert len(links_due(10)) == 2


def command(*arguments: str) -> str:
    said = StringIO()
    call_command("check_links", *arguments, stdout=said)
    return said.getvalue()


def test_the_command_lists_what_is_not_there(site: Site) -> None:
    make.article(headline="One", url=site.page("/1", "words"))
    lost = make.article(headline="Two", url=site.address + "/2")
    assert command().splitlines() == [
        f"{lost.url}: not there, at one visit so far ({MISSING.reason})",
        "1 there; 1 not there, at one visit so far",
    ]
    assert command() == "No article’s time has come.\n"
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert "1 gone" in command("--number", "5")
    assert "1 gone" in command("--article", str(lost.pk))


def test_the_command_knows_what_cannot_be_asked_for() -> None:
    none = make.article(headline="No address", url="")
    for pk in (none.pk, none.pk + 1):
        with pytest.raises(CommandError, match=f"no article {pk} that readers may see"):
            command("--article", str(pk))


def test_the_worker_does_some_each_hour_unless_told_not_to(site: Site, settings) -> None:
    article = make.article(headline="Two", url=site.address + "/2")
    settings.LINK_CHECKS_AN_HOUR = 0
    check_links_job(timestamp=0)
    assert site.asked == []
    settings.LINK_CHECKS_AN_HOUR = 5
    check_links_job(timestamp=0)
    assert standing(article).state == "missing"


def test_editors_find_them_and_see_what_is_known(story: Article, desk: Client) -> None:
    articles_of("post.example", 1)
    lose(story)
    path = "/admin/articles/article/"
    for wanted, shown in [("gone", True), ("there", False), ("unknown", False), ("never", False)]:
        page = desk.get(path, {"at_publisher": wanted}).content.decode()
        assert (story.headline in page) is shown, wanted
    page = desk.get(f"{path}{story.pk}/change/").content.decode()
    assert "gone, since 3 May 2026, 10:00, last asked for 4 May 2026, 10:00: is not there" in page
    moved = Look(Finding.MOVED, address="https://echo.example/new?a=<b>")
    note_look(article=story, found=moved)
    assert "&lt;b&gt;" in desk.get(f"{path}{story.pk}/change/").content.decode()


def test_what_is_known_goes_with_an_erased_article(story: Article, admin_user) -> None:
    lose(story)
    erase(article=story, reason="By order.", by=admin_user)
    story.refresh_from_db()
    assert story.gone_since is None
    assert not LinkCheck.objects.exists()
