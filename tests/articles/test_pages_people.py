"""A person's page, namesakes, old addresses, and the list of people."""

from datetime import date, timedelta

import pytest

from people.models import EntityRedirect
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_a_page_has_the_persons_own_words_and_nobody_elses(client):
    ada, ben = make.member(), make.member("Ben Marl", "Brill")
    story = make.article(body="Ada Holt said: “The wall is old.” Ben Marl said: “It is not.”")
    make.statement(story, "The wall is old.", ada)
    make.statement(story, "It is not.", ben)
    for entity in (ada, ben):
        make.tag(story, entity)
    page = text(client.get("/people/ada-holt/"))
    assert "The wall is old." in page
    assert "It is not." not in page


def test_words_that_may_not_be_hers_stand_on_no_page(client):
    ada = make.member()
    story = make.article(body="She said: “The wall is old.”")
    make.statement(story, "The wall is old.", ada, is_sure=False)
    assert "The wall is old." not in text(client.get("/people/ada-holt/"))


def test_the_heading_says_former_once_the_post_is_over(client):
    make.post(make.person(), make.seat(), None, date(2015, 5, 7), date(2019, 11, 6))
    assert "Former MP for Saltmarsh" in text(client.get("/people/ada-holt/"))


def test_counts_are_said_in_words(client):
    make.speech(make.member(), "The wall is old.")
    assert "1 statement · named in 1 story · first 5 March 2021" in text(
        client.get("/people/ada-holt/")
    )


def test_a_person_without_statements_is_told_plainly(client):
    make.member()
    page = text(client.get("/people/ada-holt/"))
    assert "No statements yet." in page
    assert '<h2 id="stories">' not in page


def test_nobody_is_said_to_begin_where_the_register_begins(client):
    make.post(make.person(), make.seat(), None, date(1997, 5, 1), date(2001, 5, 14))
    page = text(client.get("/people/ada-holt/"))
    assert "in the register since 1997, until 14 May 2001" in page
    assert "1 May 1997" not in page


@pytest.mark.parametrize(
    ("day", "party"), [("2021-03-04", "Harbour Party"), ("2021-03-06", "Tide Alliance")]
)
def test_a_page_as_of_a_day_shows_the_party_of_that_day(client, day, party):
    ada, place = make.person(), make.seat()
    make.post(ada, place, make.party(), end=make.DAY)
    make.post(ada, place, make.party("Tide Alliance"), start=make.DAY)
    shown = client.get("/people/ada-holt/", {"on": day}).context["as_of"]
    assert party in shown["who"]
    assert [p.name for p in shown["parties"]] == [party]


@pytest.mark.parametrize("wrong", ["18-02-2019", "2019-02-30", "yesterday", "0000-00-00"])
def test_a_day_that_is_none_gets_a_clear_message(client, wrong):
    make.member()
    response = client.get("/people/ada-holt/", {"on": wrong})
    assert response.status_code == 200
    assert f"“{wrong}” is not a day." in text(response)


def test_older_statements_are_a_page_away(client):
    ada = make.member()
    for number in range(25):
        make.speech(ada, f"Winter {number} was hard.", day=make.DAY - timedelta(days=number))
    first = client.get("/people/ada-holt/")
    assert "Winter 0 was hard." in text(first)
    assert "Winter 24 was hard." not in text(first)
    older = first.context["coverage"].words.page.next
    assert "Winter 24 was hard." in text(client.get("/people/ada-holt/", {"from": older}))


def test_withdrawn_and_embargoed_stories_do_not_show(client):
    ada = make.member()
    for values in (
        {"status": "withdrawn"},
        {"status": "restricted"},
        {"status": "embargoed", "embargo_until": make.timezone.now() + timedelta(days=1)},
    ):
        make.speech(ada, "The wall is old.", **values)
    page = text(client.get("/people/ada-holt/"))
    assert "The wall is old." not in page
    assert "Ada Holt speaks" not in page


def test_an_old_address_leads_to_the_new_one(client):
    EntityRedirect.objects.create(kind="person", old_slug="ada-marl", entity=make.member())
    response = client.get("/people/ada-marl/")
    assert (response.status_code, response.url) == (301, "/people/ada-holt/")


def test_a_shared_name_asks_who_is_meant(client):
    for place in ("Saltmarsh", "Brill"):
        holder = make.person(slug=f"ada-holt-{place.lower()}")
        make.post(holder, make.seat(place), None, date(2015, 5, 7), date(2019, 11, 6))
    page = text(client.get("/people/ada-holt/"))
    assert "Which Ada Holt?" in page
    assert "Former MP for Saltmarsh" in page
    assert "/people/ada-holt-brill/" in page


def test_somebody_of_whom_nobody_heard_is_not_found_and_gets_help(client):
    response = client.get("/people/nobody-of-this-name/")
    assert response.status_code == 404
    assert 'name="q"' in text(response)


@pytest.mark.parametrize("number", [3, 30])
def test_a_persons_page_asks_the_database_no_more_when_there_is_more(
    client, number, django_assert_max_num_queries
):
    ada, area = make.member(), make.council()
    for day in range(number):
        make.speech(ada, "The wall is old.", (area,), day=make.DAY - timedelta(days=day))
    with django_assert_max_num_queries(11):
        client.get("/people/ada-holt/")


# The list


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
