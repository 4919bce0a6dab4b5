"""A party's page, and the list of them."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from people.models import EntityRedirect, PartyName
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_a_label_leads_to_its_party_and_a_label_of_nobody_has_no_page(client):
    harbour = make.party()
    make.party("Harbour (Co-op)", slug="harbour-co-op", is_label=True, label_of=harbour)
    make.party("Independent", is_label=True)
    response = client.get("/parties/harbour-co-op/")
    assert (response.status_code, response.url) == (301, "/parties/harbour-party/")
    assert client.get("/parties/independent/").status_code == 404


def test_a_party_shows_who_sits_for_it_also_under_its_label(client):
    harbour = make.party()
    label = make.party("Harbour (Co-op)", slug="harbour-co-op", is_label=True, label_of=harbour)
    make.member("Ada Holt", "Saltmarsh", harbour)
    make.member("Ben Marl", "Brill", label)
    make.post(make.person("Cy Oster"), make.seat("Gone"), harbour, end=date(2020, 1, 1))
    page = text(client.get("/parties/harbour-party/"))
    assert "Ada Holt" in page
    assert "Ben Marl" in page
    assert "Cy Oster" not in page


def test_a_party_counts_who_sits_for_it_as_of_the_registers_end(client):
    harbour = make.party()
    for n in range(22):
        make.member(f"Ada Holt{n}", f"Seat {n}", harbour)
    make.post(make.person("Ben Marl"), make.council(), harbour, role="council_leader")
    for n in range(25):
        area = make.council(f"Area {n}")
        make.post(make.person(f"Cy Oster{n}"), area, harbour, role="councillor")
    page = text(client.get("/parties/harbour-party/"))
    assert "22 MPs, 1 council leader and 25 councillors as of 20 August 2026." in page
    assert "28 more" in page


def test_whoever_leads_a_council_is_not_told_again_as_its_councillor(client):
    harbour, area, ada = make.party(), make.council(), make.person("Ada Holt")
    make.post(ada, area, harbour, role="council_leader")
    make.post(ada, area, harbour, role="councillor")
    make.post(ada, make.council("Elsewhere"), harbour, role="councillor")
    page = text(client.get("/parties/harbour-party/"))
    assert "1 council leader and 1 councillor as of" in page
    assert "Councillor of Elsewhere Council" in page
    assert "Councillor of Harrowmere Council" not in page


def test_a_party_shows_its_former_names_by_date(client):
    tide = make.party("Tide Alliance")
    PartyName.objects.create(party=tide, name="The Tide", during=DateRange(None, date(2021, 1, 4)))
    PartyName.objects.create(party=tide, name="Tide Alliance", during=DateRange(date(2021, 1, 4)))
    page = text(client.get("/parties/tide-alliance/"))
    assert "Called The Tide until 3 January 2021, then Tide Alliance." in page


def test_a_partys_years_lead_to_its_statements_and_to_who_said_most_then(client):
    harbour, tide = make.party(), make.party("Tide Alliance")
    ada, ben = make.person(), make.member("Ben Marl", "Brill", harbour)
    place = make.seat()
    make.post(ada, place, harbour, date(2019, 12, 12), date(2021, 1, 1))
    make.post(ada, place, tide, date(2021, 1, 1))
    for day in (date(2020, 2, 1), date(2020, 3, 1)):
        make.speech(ada, "The wall is old.", (harbour,), day=day)
    make.speech(ada, "The wall is gone.", (tide,), day=date(2021, 2, 1))
    make.speech(ben, "The wall is sound.", (harbour,), day=date(2021, 2, 1))

    def shown(**asked):
        context = client.get("/parties/harbour-party/", asked).context
        return [(voice.person.name, voice.statements) for voice in context["voices"]]

    assert shown() == [("Ben Marl", 1)]
    assert shown(year="2020") == [("Ada Holt", 2)]
    assert shown(year="1850") == [("Ben Marl", 1)]
    page = text(client.get("/parties/harbour-party/", {"year": "2020"}))
    assert "Who said most in 2020" in page
    assert "The wall is old." in page
    assert "The wall is sound." not in page


@pytest.mark.parametrize("wrong", ["", "2020x", "0", "99999", "²⁰²⁰"])
def test_a_year_that_is_none_shows_the_latest(client, wrong):
    harbour = make.party()
    make.speech(make.member(sits_for=harbour), "The wall is old.", (harbour,))
    response = client.get("/parties/harbour-party/", {"year": wrong})
    assert response.context["year"] == 2021
    assert "The wall is old." in text(response)


def test_an_old_address_of_a_party_leads_to_the_new_one(client):
    EntityRedirect.objects.create(kind="party", old_slug="old", entity=make.party())
    assert client.get("/parties/old/").url == "/parties/harbour-party/"


@pytest.mark.parametrize("number", [3, 30])
def test_a_partys_page_asks_the_database_no_more_when_there_is_more(
    client, number, django_assert_max_num_queries
):
    harbour = make.party()
    for n in range(number):
        ada = make.member(f"Ada Holt{n}", f"Seat {n}", harbour)
        make.speech(ada, "The wall is old.", (harbour,))
    with django_assert_max_num_queries(19):
        client.get("/parties/harbour-party/")


def test_the_list_of_parties_leaves_labels_out(client):
    make.party()
    make.party("Independent", is_label=True)
    rows = client.get("/parties/").context["page"]
    assert [row.name for row in rows] == ["Harbour Party"]
