"""Atom feeds of the site and of every page that shows coverage."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles.feeds import feed_path
from articles.models import Correction
from people.models import EntityRedirect
from tests.articles import factories as make

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
BODY = "Ada Holt said: “The wall is old.” She said it would fall. A walker said: “I saw it.”"


def feed(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(client, path):
    return feed(client, path).findall(f"{ATOM}entry")


def part(entry, name):
    return entry.findtext(f"{ATOM}{name}")


def titles(client, path):
    return [part(entry, "title") for entry in entries(client, path)]


@pytest.fixture
def ada():
    return make.member(sits_for=make.party())


@pytest.fixture
def story(ada):
    story = make.article(headline="The wall", body=BODY)
    make.tag(story, ada)
    make.statement(story, "The wall is old.", ada)
    make.statement(story, "it would fall", ada, kind="indirect")
    make.statement(story, "I saw it.", speaker_text="A walker")
    return story


def test_an_entry_is_what_one_speaker_says_in_one_story(client, story, ada):
    (entry,) = entries(client, "/people/ada-holt/feed/")
    assert part(entry, "title") == "Ada Holt: “The wall is old.”"
    assert part(entry, "id") == f"tag:127.0.0.1,2026:words/{story.pk}/{ada.pk}"
    assert part(entry, "published").startswith("2021-03-05T")
    assert entry.find(f"{ATOM}author").findtext(f"{ATOM}name") == "Harrowmere Echo"
    link = entry.find(f"{ATOM}link").get("href")
    assert link.startswith(f"http://127.0.0.1:8000{story.get_absolute_url()}#s")


def test_only_a_speakers_own_words_stand_in_quote_marks_and_the_kind_is_carried(client, story):
    (entry,) = entries(client, "/people/ada-holt/feed/")
    html = part(entry, "summary")
    assert "<blockquote><p>“The wall is old.”</p></blockquote>" in html
    assert "<p>As reported: it would fall.</p>" in html
    assert "Harbour Party MP for Saltmarsh" in html
    kinds = [each.get("term") for each in entry.findall(f"{ATOM}category")]
    assert kinds == ["direct", "indirect"]


def test_reported_words_are_said_to_be_so_in_the_title(client, ada):
    make.statement(make.article(body=BODY), "it would fall", ada, kind="mixed")
    assert titles(client, "/people/ada-holt/feed/") == ["Ada Holt, as reported: it would fall"]


@pytest.mark.parametrize("path", ["/feed/", "/publishers/harrowmere-echo/feed/"])
def test_words_of_people_outside_the_register_are_in_no_feed(client, story, path):
    page = client.get(path).content.decode()
    assert "The wall is old." in page
    assert "I saw it." not in page
    assert "A walker" not in page


def test_words_that_may_be_somebody_elses_are_in_no_feed(client, ada):
    row = make.statement(make.article(body=BODY), "The wall is old.", ada, is_sure=False)
    make.tag(row.article, ada)
    for path in ("/feed/", "/people/ada-holt/feed/"):
        assert "The wall is old." not in client.get(path).content.decode()


def test_a_story_that_only_names_somebody_is_an_entry_too(client, ada):
    story = make.article(headline="Holt Road", body="Ada Holt opened it.")
    make.tag(story, ada)
    (entry,) = entries(client, "/people/ada-holt/feed/")
    assert part(entry, "title") == "Holt Road"
    assert part(entry, "id") == f"tag:127.0.0.1,2026:article/{story.pk}"
    assert "opened it" not in part(entry, "summary")


def test_the_newest_come_first_and_the_undated_last(client, ada):
    for name, day in (
        ("Undated", None),
        ("Old", make.DAY - timedelta(days=9)),
        ("New", make.DAY),
    ):
        make.tag(make.article(headline=name, day=day), ada)
    assert titles(client, "/people/ada-holt/feed/") == ["New", "Old", "Undated"]
    assert titles(client, "/feed/") == ["New", "Old", "Undated"]


def test_every_kind_of_page_has_a_feed_of_its_own(client, ada):
    area = make.council()
    make.speech(ada, "The wall is old.", (ada.memberships.get().place, area))
    for path in (
        "/constituencies/saltmarsh/feed/",
        "/councils/harrowmere/feed/",
        "/parties/harbour-party/feed/",
    ):
        found = feed(client, path)
        page = path.removesuffix("feed/")
        links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
        assert links["self"] == f"http://127.0.0.1:8000{path}"
        assert links["alternate"] == f"http://127.0.0.1:8000{page}"
    assert titles(client, "/councils/harrowmere/feed/") == ["Ada Holt: “The wall is old.”"]


def test_hidden_stories_are_in_no_feed(client, story):
    story.status = "withdrawn"
    story.save()
    for path in ("/feed/", "/people/ada-holt/feed/", "/publishers/harrowmere-echo/feed/"):
        assert entries(client, path) == []


def test_an_extract_tells_no_more_than_the_words(client, ada):
    row = make.statement(make.article(body=BODY, rights="extract"), "The wall is old.", ada)
    make.tag(row.article, ada)
    for path in ("/feed/", "/people/ada-holt/feed/"):
        page = client.get(path).content.decode()
        assert "The wall is old." in page
        assert "A walker said" not in page


def test_a_notice_stands_in_the_feed(client, story):
    story.notice, story.notice_text = "correction", "The wall is new."
    story.save()
    assert "The wall is new." in part(entries(client, "/people/ada-holt/feed/")[0], "summary")


def test_a_correction_of_a_tag_is_an_update(client, story, ada, django_user_model):
    before = part(entries(client, "/people/ada-holt/feed/")[0], "updated")
    editor = django_user_model.objects.create(username="editor")
    made = Correction.objects.create(
        article=story, subject="statement", verdict="confirm", exact="x", editor=editor
    )
    Correction.objects.filter(pk=made.pk).update(at=timezone.now() + timedelta(minutes=5))
    assert part(entries(client, "/people/ada-holt/feed/")[0], "updated") > before


def test_an_empty_feed_is_a_feed_and_not_new_each_time(client, ada):
    found = feed(client, "/people/ada-holt/feed/")
    assert found.findall(f"{ATOM}entry") == []
    assert part(found, "updated").startswith("1970")


def test_an_old_address_leads_to_the_feed_of_the_new_one(client, ada):
    EntityRedirect.objects.create(kind="person", old_slug="a-holt", entity=ada)
    response = client.get("/people/a-holt/feed/")
    assert (response.status_code, response.url) == (301, "/people/ada-holt/feed/")


def test_a_label_leads_to_the_feed_of_its_party_and_a_shared_name_to_none(client):
    make.party("Harbour (Co-op)", is_label=True, label_of=make.party())
    response = client.get("/parties/harbour-co-op/feed/")
    assert (response.status_code, response.url) == (301, "/parties/harbour-party/feed/")
    for place in ("brill", "saltmarsh"):
        make.person(slug=f"ada-holt-{place}")
    assert client.get("/people/ada-holt/feed/").status_code == 404
    assert client.get("/people/nobody/feed/").status_code == 404


def test_whoever_asks_again_is_sent_nothing_new(client, story):
    first = client.get("/people/ada-holt/feed/")
    again = client.get("/people/ada-holt/feed/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_search_keeps_its_question_in_the_address_of_its_feed():
    assert feed_path("/search/?q=wall&order=newest") == "/search/feed/?q=wall&order=newest"
    assert feed_path("/people/ada-holt/") == "/people/ada-holt/feed/"


def test_a_control_character_does_not_break_a_feed(client, story):
    story.notice, story.notice_text = "correction", "The wall\x0b is new."
    story.save()
    assert "The wall is new." in part(entries(client, "/feed/")[0], "summary")


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/people/ada-holt/feed/", 8), ("/feed/", 6), ("/publishers/harrowmere-echo/feed/", 7)],
)
def test_a_feed_asks_the_database_no_more_when_there_is_more(
    client, number, path, queries, ada, django_assert_max_num_queries
):
    for day in range(number):
        make.speech(ada, "The wall is old.", day=make.DAY - timedelta(days=day))
    with django_assert_max_num_queries(queries):
        client.get(path)
