"""The first page, publishers, the about page, and what every page has."""

from datetime import timedelta

import pytest

from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_an_empty_archive_points_at_the_register(client):
    page = text(client.get("/"))
    assert "There are no stories yet." in page
    assert "In their words" not in page


def test_each_of_the_newest_three_stories_with_words_has_one_card(client):
    ada = make.member()
    for number in range(5):
        make.speech(ada, f"Winter {number} was hard.", day=make.DAY - timedelta(days=number))
    cards = client.get("/").context["cards"]
    assert [card.statements[0].surface for card in cards] == [
        "Winter 0 was hard.",
        "Winter 1 was hard.",
        "Winter 2 was hard.",
    ]


def test_a_storys_card_is_that_of_whoever_says_most_in_it(client):
    ada, ben = make.member(), make.member("Ben Marl", "Brill")
    story = make.article(body="“One.” “Two.” “Three.”")
    make.statement(story, "One.", ben)
    make.statement(story, "Two.", ada)
    make.statement(story, "Three.", ada)
    assert [card.name for card in client.get("/").context["cards"]] == ["Ada Holt"]


def test_hidden_stories_are_not_on_the_first_page(client):
    make.speech(make.member(), "The wall is old.", status="withdrawn")
    assert "The wall is old." not in text(client.get("/"))


@pytest.mark.parametrize("number", [3, 30])
def test_it_asks_the_database_no_more_when_there_is_more(
    client, number, django_assert_max_num_queries
):
    for n in range(number):
        make.speech(make.member(f"Ada Holt{n}", f"Seat {n}"), "The wall is old.")
    with django_assert_max_num_queries(6):
        client.get("/")


def test_a_publisher_has_its_stories_and_where_it_reports_from(client):
    echo = make.publisher()
    echo.patch.add(make.council())
    make.article(publisher=echo)
    make.article(headline="Taken back", status="withdrawn", publisher=echo)
    page = text(client.get("/publishers/harrowmere-echo/"))
    assert "Marsh Road to close for a year" in page
    assert "Harrowmere Council" in page
    assert "Taken back" not in page


@pytest.mark.parametrize("number", [3, 30])
def test_a_publisher_asks_the_database_no_more_when_there_is_more(
    client, number, django_assert_max_num_queries
):
    for n in range(number):
        make.article(headline=f"Story {n}")
        make.publisher().patch.add(make.council(f"Area {n}"))
    with django_assert_max_num_queries(3):
        client.get("/publishers/harrowmere-echo/")


def test_the_about_page_credits_its_sources(client):
    page = text(client.get("/about/"))
    for credit in (
        "Data from mySociety",
        "Contains Parliamentary information licensed under the",
        "Open Parliament Licence v3.0",
        "Open Government Licence v3.0",
        "Hex layout: Open Innovations",
    ):
        assert credit in page


PAGES = [
    "/",
    "/people/",
    "/people/ada-holt/",
    "/constituencies/",
    "/constituencies/saltmarsh/",
    "/councils/",
    "/parties/",
    "/about/",
    "/report/",
    "/nowhere/",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_a_way_past_the_masthead_and_a_way_to_report(client, path):
    make.speech(make.member(), "The wall is old.")
    page = text(client.get(path))
    assert page.count("<h1") == 1
    assert 'href="#main"' in page
    assert 'id="main"' in page
    assert '<html lang="en-GB">' in page
    assert f"/report/?page={path}" in page.replace("%2F", "/")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_styles_or_scripts_inline_or_loads_anything_from_elsewhere(client, path):
    make.speech(make.member(sits_for=make.party()), "The wall is old.")
    response = client.get(path)
    page = text(response)
    assert " style=" not in page
    assert "<style" not in page
    assert "<script" not in page
    assert 'src="http' not in page
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize("path", ["/api/v1/", "/people/ada-holt/feed/"])
def test_addresses_that_are_not_built_do_not_exist_and_are_not_linked(client, path):
    make.member()
    assert client.get(path).status_code == 404
    for page in ("/", "/about/", "/people/ada-holt/"):
        assert f'href="{path}' not in text(client.get(page))
