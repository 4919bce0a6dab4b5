"""A constituency's page, and the list of them."""

from datetime import date

import pytest

from people.models import Succession
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


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
    page = text(client.get("/constituencies/old-saltmarsh/"))
    assert "75% of its people" in page
    assert "On the map until 30 May 2024. Its area is now in" in page
    assert '<a href="/constituencies/saltmarsh/">Saltmarsh</a> (75%)' in page


def test_a_seat_that_is_gone_names_the_mps_of_where_its_people_live_now(client):
    gone = make.seat("Old Saltmarsh")
    old = make.boundary(gone, date(2010, 4, 13), date(2024, 5, 31))
    make.post(make.person("Ada Holt"), gone, None, date(2010, 5, 6), date(2024, 5, 30))
    for name, share, member in (("Brill", 0.38, "Ben Marl"), ("Saltmarsh", 0.62, "Cy Oster")):
        new = make.seat(name)
        make.post(make.person(member), new, make.party(name), date(2024, 7, 4))
        drawn = make.boundary(new, date(2024, 5, 31))
        Succession.objects.create(old=old, new=drawn, share_of_old=share, share_of_new=0.5)
    response = client.get("/constituencies/old-saltmarsh/")
    page = text(response)
    assert "Former House of Commons constituency" in page
    assert page.index("(62%, MP Cy Oster)") < page.index("(38%, MP Ben Marl)")
    assert "MP now: Ben Marl (Brill)" in page
    strip = response.context["history"].strip
    assert [lane.name for lane in strip.lanes] == ["Old Saltmarsh", "Saltmarsh"]


def test_a_seat_that_was_mainly_made_from_another_shows_who_sat_there(client):
    old, new = make.seat("Old Saltmarsh"), make.seat()
    make.post(make.person("Ada Holt"), old, None, date(2010, 5, 6), date(2024, 5, 30))
    make.post(make.person("Ben Marl"), new, None, date(2024, 7, 4))
    Succession.objects.create(
        old=make.boundary(old, date(2010, 4, 13), date(2024, 5, 31)),
        new=make.boundary(new, date(2024, 5, 31)),
        share_of_old=0.6,
        share_of_new=0.8,
    )
    strip = client.get("/constituencies/saltmarsh/").context["history"].strip
    lanes = [(lane.name, [bar.label for bar in lane.bars]) for lane in strip.lanes]
    assert lanes == [("Old Saltmarsh", ["Holt"]), ("Saltmarsh", ["Marl"])]
    assert [mark.label for mark in strip.marks] == ["2024"]


def test_a_seat_of_several_has_no_strip_and_says_where_the_register_ends_for_it(client):
    region = make.seat("Westmoor", body="holyrood")
    for name in ("Ada Holt", "Ben Marl"):
        make.post(make.person(name), region, None, date(2016, 5, 5), date(2021, 5, 5), role="msp")
    response = client.get("/constituencies/westmoor/")
    assert response.context["history"].strip is None
    assert "The register knows nobody who sat here after 4 May 2021." in text(response)
    assert "Ben Marl" in text(response)


def test_a_term_says_why_it_ended_where_no_election_ended_it(client):
    place = make.seat()
    for name, start, reason in (("Ada Holt", 2010, "died"), ("Ben Marl", 2015, "dissolution")):
        ends = {"end": date(start + 2, 1, 1), "end_reason": reason}
        make.post(make.person(name), place, None, date(start, 1, 1), **ends)
    page = text(client.get("/constituencies/saltmarsh/"))
    assert "1 January 2010 to 1 January 2012 (died)" in page
    assert "1 January 2015 to 1 January 2017</span>" in page


def test_a_long_list_of_members_ends_in_a_disclosure(client):
    region = make.seat("Westmoor", body="stormont")
    for n in range(13):
        start = date(2003 + n, 1, 1)
        make.post(
            make.person(f"Ada Holt{n}"), region, None, start, date(2004 + n, 1, 1), role="mla"
        )
    assert "<summary>1 earlier term</summary>" in text(client.get("/constituencies/westmoor/"))


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
        Succession.objects.create(
            old=drawn,
            new=make.boundary(make.seat(f"Heir {n}"), date(2024, 5, 31)),
            share_of_old=0.1,
            share_of_new=0.1,
        )
    with django_assert_max_num_queries(18):
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
