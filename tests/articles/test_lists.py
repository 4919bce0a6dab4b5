"""What all lists have: letters, orders, and a table to take away."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import StringIO

import pytest

from articles.tables import as_csv
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def table(client, path, **asked):
    response = client.get(path, {**asked, "format": "csv"})
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    name = path.strip("/")
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    return list(csv.DictReader(StringIO(text(response))))


def test_people_as_a_table_with_post_party_dates_counts_and_address(client):
    make.speech(make.member(sits_for=make.party()), "The wall is old.")
    (row,) = table(client, "/people/")
    assert row == {
        "name": "Ada Holt",
        "post": "MP for Saltmarsh",
        "party": "Harbour Party",
        "since": "2019-12-12",
        "until": "",
        "statements": "1",
        "stories": "1",
        "address": "http://127.0.0.1:8000/people/ada-holt/",
    }


def test_a_table_has_every_row_that_is_asked_for_and_no_other(client):
    for n in range(60):
        make.member(f"Ada Abel{n:02}", f"Seat {n}")
    make.member("Ben Marl", "Brill")
    assert len(table(client, "/people/")) == 61
    assert [row["name"] for row in table(client, "/people/", letter="M")] == ["Ben Marl"]


def test_a_table_goes_in_the_order_that_is_asked_for(client):
    make.member("Ada Abel", "Brill")
    make.speech(make.member("Ben Marl"), "The wall is old.")
    rows = table(client, "/people/", order="statements")
    assert [row["name"] for row in rows] == ["Ben Marl", "Ada Abel"]


def test_somebody_with_an_office_alone_and_somebody_without_a_post_are_rows_too(client):
    make.person()
    assert table(client, "/people/")[0]["post"] == ""


def test_seats_councils_parties_and_publishers_as_tables(client):
    make.member(sits_for=make.party())
    make.publisher().patch.add(make.council(region="London"))
    make.article()
    seat, council = table(client, "/constituencies/")[0], table(client, "/councils/")[0]
    assert (seat["sits or sat last"], seat["party"]) == ("Ada Holt", "Harbour Party")
    assert (council["name"], council["region"]) == ("Harrowmere Council", "London")
    assert table(client, "/parties/")[0]["name"] == "Harbour Party"
    (paper,) = table(client, "/publishers/")
    assert (paper["newest story"], paper["reports from"]) == ("2021-03-05", "Borough of Harrowmere")


def test_a_cell_is_never_a_formula():
    response = as_csv("x", ["name"], [["=1+1"], ["@sum"], ["-"], [None], [0], ['O\'Dell, "A"']])
    rows = list(csv.reader(StringIO(text(response))))
    assert rows == [["name"], ["'=1+1"], ["'@sum"], ["'-"], [""], ["0"], ['O\'Dell, "A"']]


def test_letters_that_nobody_begins_with_are_no_links(client):
    for n in range(51):
        make.member(f"Ada Holt{n:02}", f"Seat {n}")
    page = text(client.get("/people/"))
    assert 'href="?letter=H"' in page
    assert "<span>B</span>" in page
    assert 'href="?letter=B"' not in page


def test_a_short_list_has_no_letters(client):
    make.member()
    assert 'class="letters"' not in text(client.get("/people/"))


def test_publishers_can_be_asked_by_name_and_by_place_and_for_the_newest(client):
    echo, post = make.publisher(), make.publisher("Brill Post")
    echo.patch.add(make.council())
    make.article(publisher=echo)
    make.article(publisher=post, day=make.DAY + timedelta(days=1))
    make.publisher("Empty Times")

    def names(**asked):
        return [each.name for each in client.get("/publishers/", asked).context["page"]]

    assert names() == ["Brill Post", "Empty Times", "Harrowmere Echo"]
    assert names(order="newest") == ["Brill Post", "Harrowmere Echo", "Empty Times"]
    assert names(q="echo") == ["Harrowmere Echo"]
    assert names(place="harrow") == ["Harrowmere Echo"]
    assert "newest 5 March 2021" in text(client.get("/publishers/"))


def test_the_newest_story_of_a_publisher_is_one_that_may_be_seen(client):
    make.article()
    make.article(day=date(2022, 1, 1), status="withdrawn")
    (paper,) = table(client, "/publishers/")
    assert paper["newest story"] == "2021-03-05"


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/people/?format=csv", 4),
        ("/constituencies/?format=csv", 3),
        ("/councils/?format=csv", 1),
        ("/parties/?format=csv", 1),
        ("/publishers/?format=csv", 3),
        ("/publishers/", 5),
    ],
)
def test_a_table_asks_the_database_no_more_when_there_are_more_rows(
    client, number, path, queries, django_assert_max_num_queries
):
    for n in range(number):
        make.member(f"Ada Holt{n}", f"Seat {n}", make.party(f"Party {n}"))
        make.publisher(f"Paper {n}").patch.add(make.council(f"Area {n}"))
    with django_assert_max_num_queries(queries):
        client.get(path)
