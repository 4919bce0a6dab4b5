"""Pages and lists of constituencies, councils and parties."""

from datetime import date

import pytest

from people.models import EntityRedirect, Succession
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


# Constituencies


def test_a_seat_shows_who_sits_and_who_sat_there(client):
    saltmarsh, harbour = make.seat(), make.party()
    make.post(make.person("Ada Holt"), saltmarsh, harbour, date(2015, 5, 7), date(2019, 11, 6))
    make.post(make.person("Ben Marl"), saltmarsh, make.party("Tide Alliance"), make.ELECTED)
    page = text(client.get("/constituencies/saltmarsh/"))
    assert "The MP is" in page
    assert page.index("Ben Marl") < page.index("Ada Holt")
    assert "7 May 2015 to 6 November 2019" in page


def test_a_seat_shows_its_councils_with_shares_and_what_it_was_made_from(client):
    old = make.boundary(make.seat("Old Saltmarsh"), date(2010, 4, 13), date(2024, 5, 31))
    new = make.boundary(make.seat(), date(2024, 5, 31))
    make.overlap(new, make.council(), 0.384)
    Succession.objects.create(old=old, new=new, share_of_old=0.75, share_of_new=0.004)
    page = text(client.get("/constituencies/saltmarsh/"))
    assert "Harrowmere Council" in page
    assert "38% of the seat’s people" in page
    assert "under 1% of it" in page
    assert "75% of its people" in text(client.get("/constituencies/old-saltmarsh/"))


def test_a_seat_has_the_words_said_for_it_then(client):
    saltmarsh = make.seat()
    ada = make.person()
    make.post(ada, saltmarsh, None)
    make.speech(ada, "The wall is old.", (saltmarsh,))
    make.speech(ada, "I sit elsewhere now.")
    page = text(client.get("/constituencies/saltmarsh/"))
    assert "The wall is old." in page
    assert "I sit elsewhere now." not in page


@pytest.mark.parametrize("number", [3, 30])
def test_a_seats_page_asks_the_database_no_more_when_there_is_more(
    client, number, django_assert_max_num_queries
):
    saltmarsh, ada = make.seat(), make.person()
    drawn = make.boundary(saltmarsh, date(2010, 4, 13))
    for n in range(number):
        start, end = date(1900 + n, 1, 1), date(1901 + n, 1, 1)
        make.post(make.person(f"Holder {n}"), saltmarsh, None, start, end)
        other = make.boundary(make.seat(f"Other {n}"), date(1990, 1, 1), date(2010, 4, 13))
        Succession.objects.create(old=other, new=drawn, share_of_old=0.1, share_of_new=0.1)
        make.overlap(drawn, make.council(f"Area {n}"))
        make.speech(ada, "The wall is old.", (saltmarsh,))
    with django_assert_max_num_queries(16):
        client.get("/constituencies/saltmarsh/")


def test_the_list_of_seats_can_be_asked_for_those_on_todays_map(client):
    make.boundary(make.seat("Old Saltmarsh", region="Wales"), date(2010, 4, 13), date(2024, 5, 31))
    make.boundary(make.seat(region="London"), date(2024, 5, 31))
    make.seat("Westmoor", body="holyrood")

    def names(**asked):
        return [seat.name for seat in client.get("/constituencies/", asked).context["page"]]

    assert names(now="current") == ["Saltmarsh", "Westmoor"]
    assert names(now="former") == ["Old Saltmarsh"]
    assert names(region="Wales") == ["Old Saltmarsh"]
    assert names(body="holyrood") == ["Westmoor"]
    assert names(letter="s") == ["Saltmarsh"]


# Councils


def test_a_council_shows_its_leaders_seats_and_kin(client):
    area, old = make.council(region="London"), make.council("Old Harrow")
    old.successors.add(area)
    make.post(make.person(), area, make.party(), role="council_leader")
    make.overlap(
        make.boundary(make.seat("Marsh North"), date(2010, 4, 13), date(2024, 5, 31)), area
    )
    make.overlap(make.boundary(make.seat(), date(2024, 5, 31)), area, 0.6)
    page = text(client.get("/councils/harrowmere/"))
    for shown in ("<h1>Harrowmere Council</h1>", "Ada Holt", "Unitary council, London"):
        assert shown in page
    assert "Took over from" in page
    assert "60% of the seat’s people" in page
    assert "Marsh North" not in page
    assert "Succeeded by" in text(client.get("/councils/old-harrow/"))


@pytest.mark.parametrize("number", [3, 30])
def test_a_councils_page_asks_the_database_no_more_when_there_is_more(
    client, number, django_assert_max_num_queries
):
    area, ada = make.council(), make.person()
    for n in range(number):
        make.post(make.person(f"Leader {n}"), area, None, role="councillor")
        make.overlap(make.boundary(make.seat(f"Seat {n}"), date(2024, 5, 31)), area)
        make.council(f"Old {n}").successors.add(area)
        make.speech(ada, "The wall is old.", (area,))
    with django_assert_max_num_queries(13):
        client.get("/councils/harrowmere/")


def test_the_list_of_councils_uses_the_name_that_readers_use(client):
    make.council()
    assert "Harrowmere Council" in text(client.get("/councils/"))


# Parties


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
    with django_assert_max_num_queries(12):
        client.get("/parties/harbour-party/")


def test_the_list_of_parties_leaves_labels_out(client):
    make.party()
    make.party("Independent", is_label=True)
    rows = client.get("/parties/").context["page"]
    assert [row.name for row in rows] == ["Harbour Party"]


@pytest.mark.parametrize("path", ["/constituencies/", "/councils/", "/parties/"])
@pytest.mark.parametrize("number", [3, 30])
def test_lists_ask_the_database_no_more_when_there_are_more_rows(
    client, path, number, django_assert_max_num_queries
):
    for n in range(number):
        make.member(f"Ada Holt{n}", f"Seat {n}", make.party(f"Party {n}"))
        make.council(f"Area {n}")
    with django_assert_max_num_queries(4):
        client.get(path)
