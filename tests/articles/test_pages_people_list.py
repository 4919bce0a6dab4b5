"""The list of people."""

from datetime import date

import pytest

from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def names(response):
    return [person.name for person in response.context["page"]]


def test_the_list_goes_by_family_name(client):
    for name in ("Zoe Abel", "Ada Holt", "Ben Marl"):
        make.person(name)
    assert names(client.get("/people/")) == ["Zoe Abel", "Ada Holt", "Ben Marl"]


def test_the_list_can_be_asked_for_a_name_a_letter_a_party_a_region_and_who_sits_now(client):
    harbour = make.party()
    label = make.party("Harbour (Co-op)", is_label=True, label_of=harbour)
    make.post(make.person("Ada Holt"), make.seat(region="London"), label, end=date(2020, 1, 1))
    make.post(make.person("Ben Marl"), make.seat("Brill", region="Wales"), None)
    make.post(make.person("Cy Oster"), make.council(region="London"), None, role="council_leader")
    for asked, expected in (
        ({"q": "oST"}, ["Cy Oster"]),
        ({"letter": "m"}, ["Ben Marl"]),
        ({"party": "harbour-party"}, ["Ada Holt"]),
        ({"region": "London"}, ["Ada Holt", "Cy Oster"]),
        ({"now": "current"}, ["Ben Marl", "Cy Oster"]),
        ({"now": "former"}, ["Ada Holt"]),
        ({"q": "zzz"}, []),
    ):
        assert names(client.get("/people/", asked)) == expected, asked


def test_a_question_that_makes_no_sense_is_no_error(client):
    make.member()
    response = client.get("/people/", {"party": "none-such", "now": "x", "page": "-4"})
    assert response.status_code == 200


def test_nothing_that_matches_says_so(client):
    make.member()
    assert "Nothing matches." in text(client.get("/people/", {"q": "zzz"}))


def test_the_list_can_begin_with_whoever_said_most(client):
    make.member("Ada Abel", "Brill")
    make.speech(make.member("Ben Marl"), "The wall is old.")
    assert names(client.get("/people/", {"order": "statements"})) == ["Ben Marl", "Ada Abel"]


def test_a_row_has_the_post_the_party_and_the_count(client):
    ada = make.member(sits_for=make.party())
    make.speech(ada, "The wall is old.")
    page = text(client.get("/people/"))
    assert "MP for Saltmarsh, Harbour Party" in page
    assert "1 statement" in page


@pytest.mark.parametrize("number", [3, 30])
def test_the_list_asks_the_database_no_more_when_there_are_more_people(
    client, number, django_assert_max_num_queries
):
    for n in range(number):
        make.member(f"Ada Holt{n}", f"Seat {n}")
    with django_assert_max_num_queries(6):
        client.get("/people/")


def test_a_choice_that_does_not_exist_is_left_out_and_said_to_be(client):
    make.person("Ada Holt")
    response = client.get("/people/", {"party": "nonsense"})
    assert names(response) == ["Ada Holt"]
    assert "Party: there is no such choice, so it was left out." in text(response)
    assert "no such choice" not in text(client.get("/people/"))
