"""The search page."""

from datetime import timedelta

import pytest

from articles.search import catch_up
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"


def asked(client, **values):
    catch_up()
    return client.get("/search/", values)


def text(response):
    return response.content.decode()


def test_words_find_the_statement_and_the_story_and_are_marked(client):
    row = make.speech(make.member(), "The breakwater is old.")
    response = asked(client, q="breakwater")
    page = text(response)
    assert "1 statement and 1 story" in page
    assert f"/statements/{row.pk}/" in page
    assert row.article.get_absolute_url() in page
    assert '<b class="found">breakwater</b>' in page


def test_a_statement_found_is_the_same_card_as_everywhere(client):
    make.speech(make.member(sits_for=make.party()), "The breakwater is old.")
    card = asked(client, q="breakwater").context["cards"][0]
    assert card.name == "Ada Holt"
    assert "MP for Saltmarsh" in card.who


def test_a_name_brings_people_and_places_first(client):
    make.member()
    make.council("Holtby")
    page = text(asked(client, q="holt"))
    assert "People and places" in page
    assert "MP for Saltmarsh" in page
    assert "Holtby Council" in page


def test_no_hit_links_no_article_and_says_what_to_try(client):
    make.speech(make.member(), "The breakwater is old.")
    page = text(asked(client, q="zzqxv"))
    assert "/articles/" not in page
    assert "Try fewer words" in page


def test_without_words_the_page_says_how_to_ask(client):
    page = text(asked(client))
    assert "How to ask" in page
    assert "Try fewer words" not in page


def test_chosen_filters_stand_above_and_can_be_taken_away(client):
    ada = make.member()
    make.speech(ada, "The breakwater is old.")
    make.speech(ada, "The breakwater fell.", day=make.DAY + timedelta(days=400))
    page = text(asked(client, q="breakwater", since="2022-01-01", person=ada.slug))
    assert "The" in page
    assert "1 statement and 1 story" in page
    assert "From 1 January 2022" in page
    assert 'href="/search/?q=breakwater&amp;since=2022-01-01"' in page


@pytest.mark.parametrize(
    "values",
    [
        {"q": '"unclosed OR -'},
        {"q": "http://a:b/*?"},
        {"q": "a", "page": "0"},
        {"q": "a", "page": "99999999999999999999"},
        {"q": "a", "order": "sideways"},
        {"q": "a", "since": "yesterday"},
        {"q": "a", "person": "nobody", "publisher": "nobody", "kind": "letter", "within": "8"},
        {"q": "a", "year": "0", "month": "13", "party": "\0", "all": "everything"},
        {"since": "0001-01-01", "until": "9999-12-31", "year": "9999"},
        {"q": "a\0b"},
    ],
)
def test_whatever_is_typed_has_an_answer(client, values):
    assert asked(client, **values).status_code == 200


def test_withdrawn_stories_are_not_found(client):
    row = make.speech(make.member(), "The breakwater is old.")
    catch_up()
    row.article.status = "withdrawn"
    row.article.save()
    assert "The breakwater" not in text(client.get("/search/", {"q": "breakwater"}))


def test_more_than_a_page_has_a_next_one(client):
    ada = make.member()
    for day in range(25):
        make.speech(ada, "The breakwater is old.", day=make.DAY - timedelta(days=day))
    first = asked(client, q="breakwater")
    assert len(first.context["results"].statements) == 10
    assert (first.context["before"], first.context["last"]) == (None, 3)
    only = asked(client, q="breakwater", kind="statement")
    assert only.context["after"] == "/search/?q=breakwater&kind=statement&page=2"
    last = client.get(only.context["after"])
    assert last.context["before"].endswith("page=1")
    assert last.context["after"] is None
    assert len(last.context["results"].statements) == 5


@pytest.mark.parametrize("number", [3, 30])
def test_it_asks_the_database_no_more_when_more_is_found(
    client, number, django_assert_max_num_queries
):
    for n in range(number):
        make.speech(make.member(f"Ada Holt{n}", f"Seat {n}"), "Ada says the breakwater is old.")
    catch_up()
    with django_assert_max_num_queries(20):
        client.get("/search/", {"q": "ada"})
