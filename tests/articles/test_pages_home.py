"""The first page, publishers, the about page, and what every page has."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.maps import Seat, place_of
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
    story = make.article(
        body="“One two three four five six.” “Two three four five six seven.” "
        "“Three four five six seven eight.”"
    )
    make.statement(story, "One two three four five six.", ben)
    make.statement(story, "Two three four five six seven.", ada)
    make.statement(story, "Three four five six seven eight.", ada)
    assert [card.name for card in client.get("/").context["cards"]] == ["Ada Holt"]


def test_a_card_shows_whole_sentences_rather_than_a_word_in_quote_marks(client):
    ada, story = (
        make.member(),
        make.article(body="“A mess”, the wall must go. “We shall mend it all again.”"),
    )
    make.statement(story, "A mess", ada)
    make.statement(story, "the wall must go", ada, kind="indirect")
    make.statement(story, "We shall mend it all again.", ada)
    (card,) = client.get("/").context["cards"]
    assert [row.surface for row in card.statements] == ["We shall mend it all again."]
    assert card.more == 2


def test_where_there_is_no_sentence_a_card_shows_what_there_is(client):
    ada, story = make.member(), make.article(body="“A mess”, the wall must go.")
    make.statement(story, "A mess", ada)
    assert [card.more for card in client.get("/").context["cards"]] == [0]


def test_hidden_stories_are_not_on_the_first_page(client):
    make.speech(make.member(), "The wall is old.", status="withdrawn")
    assert "The wall is old." not in text(client.get("/"))


@pytest.mark.parametrize("number", [3, 30])
def test_it_asks_the_database_no_more_when_there_is_more(
    client, number, django_assert_max_num_queries
):
    for n in range(number):
        make.speech(make.member(f"Ada Holt{n}", f"Seat {n}"), "The wall is old.")
    with django_assert_max_num_queries(14):
        client.get("/")


# The latest week


def quoted(client):
    return [(each.name, each.statements) for each in client.get("/").context["week"].people]


def test_it_says_who_is_quoted_this_week_whoever_says_most_first(client):
    ada, ben, today = make.member(), make.member("Ben Marl", "Brill"), timezone.localdate()
    make.speech(ada, "Long ago.", day=today - timedelta(days=30))
    make.speech(ada, "The wall is old.", day=today - timedelta(days=1))
    for _ in range(2):
        make.speech(ben, "The wall is new.", day=today - timedelta(days=2))
    assert quoted(client) == [("Ben Marl", 2), ("Ada Holt", 1)]
    assert "Quoted this week" in text(client.get("/"))


def test_when_nobody_was_quoted_this_week_it_takes_the_latest_and_says_so(client):
    ada = make.member(sits_for=make.party())
    make.speech(ada, "The wall is old.")
    make.speech(ada, "It was new.", day=make.DAY - timedelta(days=8))
    assert quoted(client) == [("Ada Holt", 1)]
    page = text(client.get("/"))
    assert "Quoted in the week to 5 March 2021" in page
    assert "Harbour Party MP for Saltmarsh · 1 statement" in page


def test_hidden_words_are_not_counted_in_the_week(client):
    ada, ben = make.member(), make.member("Ben Marl", "Brill")
    make.speech(ada, "The wall is old.")
    for status in ("withdrawn", "restricted"):
        make.speech(ben, "The wall is new.", status=status)
        make.speech(ada, "The wall is new.", status=status)
    assert quoted(client) == [("Ada Holt", 1)]


def test_without_dated_words_there_is_no_week(client):
    make.speech(make.member(), "The wall is old.", day=None)
    assert client.get("/").context["week"] is None


# The map of seats


def mapped(number, heard):
    """Seats on today's map, side by side, of which some are heard of."""
    ada = make.person()
    for n in range(number):
        place = make.seat(f"Seat {n}", region="Wales" if n % 2 else "London")
        drawn = make.boundary(place, date(2024, 5, 31))
        drawn.hex_q, drawn.hex_r = n, -n
        drawn.save()
        if n < heard:
            make.speech(ada, "The wall is old.", (place,))


def test_a_map_of_fewer_than_twelve_seats_is_not_drawn(client):
    mapped(14, 11)
    page = client.get("/")
    assert page.context["map"] is None
    assert "<use" not in text(page)


def test_the_map_leads_to_each_seat_and_the_table_beside_it_says_the_same(client):
    mapped(14, 12)
    page = text(client.get("/"))
    drawing = page[page.index('<svg class="map"') : page.index("<figcaption")]
    assert drawing.count("<use ") == 14
    hexagon = '<a href="/constituencies/seat-0/" tabindex="-1"><title>Seat 0, 1 statement</title>'
    assert hexagon in drawing
    assert 'aria-hidden="true"' in drawing[:200]
    assert "<td>6 of 7</td><td>6</td>" in page
    assert "region=Wales" in page
    assert "All 14 seats as a list" in page


def test_hexagons_of_one_row_touch_and_the_next_row_stands_between_them():
    assert place_of(3, -4) == (30, 35)
    assert place_of(4, -4) == (40, 35)
    assert place_of(3, -5) == (35, 43)


@pytest.mark.parametrize(
    ("stories", "statements", "step"),
    [(0, 0, 0), (2, 0, 1), (1, 4, 1), (1, 5, 2), (1, 99, 3), (9, 100, 4), (9, 9999, 4)],
)
def test_how_much_is_said_shows_in_five_steps(stories, statements, step):
    assert Seat("Saltmarsh", "/", "", 0, 0, stories, statements).step == step


def test_a_seat_of_an_earlier_map_is_not_drawn(client):
    mapped(13, 13)
    old = make.boundary(make.seat("Old Brill"), date(2010, 5, 6), date(2024, 5, 31))
    old.hex_q = old.hex_r = 0
    old.save()
    assert "Old Brill" not in text(client.get("/"))


@pytest.mark.parametrize("number", [13, 40])
def test_the_map_asks_the_database_no_more_when_there_are_more_seats(
    client, number, django_assert_max_num_queries
):
    mapped(number, number)
    with django_assert_max_num_queries(15):
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
    "/publishers/",
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


@pytest.mark.parametrize("path", ["/api/v1/"])
def test_addresses_that_are_not_built_do_not_exist_and_are_not_linked(client, path):
    make.member()
    assert client.get(path).status_code == 404
    for page in ("/", "/about/", "/people/ada-holt/"):
        assert f'href="{path}' not in text(client.get(page))
