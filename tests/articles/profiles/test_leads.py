"""The lines that say who somebody is."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from articles.profiles.leads import kicker_of, lead_of
from people.models import Membership, Office, OfficeHolding, PartyName
from tests.articles import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 8, 20)


def posts_of(person):
    return list(Membership.objects.filter(person=person).with_names().order_by("during"))


def offices_of(person):
    return list(OfficeHolding.objects.filter(person=person).order_by("during"))


def office(person, title, start, end=None):
    row = Office.objects.create(key=title, name=title, kind="government")
    return OfficeHolding.objects.create(
        office=row, person=person, title=title, during=DateRange(start, end, "[)")
    )


def lead(person, day=TODAY):
    return lead_of(posts_of(person), day)


def kicker(person, day=TODAY):
    return kicker_of(posts_of(person), offices_of(person), day)


@pytest.fixture
def ada():
    """In place when the register begins; another party in 2019, then a dissolution."""
    ada, place, harbour = make.person(), make.seat(), make.party()
    tide = make.party("Tide Alliance")
    for name, start, end in (
        ("The Tide Group", None, date(2019, 4, 15)),
        ("Tide Alliance", date(2019, 4, 15), None),
    ):
        PartyName.objects.create(party=tide, name=name, during=DateRange(start, end))
    make.post(ada, place, harbour, date(1997, 5, 1), date(2001, 5, 14), end_reason="dissolution")
    make.post(ada, place, harbour, date(2001, 6, 7), date(2019, 2, 18), end_reason="changed_party")
    make.post(ada, place, tide, date(2019, 2, 18), date(2019, 11, 6), end_reason="dissolution")
    return ada


def test_a_line_names_each_party_until_when_and_how_it_ended(ada):
    assert kicker(ada) == "Former MP for Saltmarsh"
    assert lead(ada) == (
        "Harbour Party until 18 February 2019, then The Tide Group until the dissolution of "
        "6 November 2019."
    )


def test_a_post_still_held_has_its_beginning_and_no_end():
    ada = make.member(sits_for=make.party())
    assert lead(ada) == "Harbour Party since 12 December 2019."


def test_nobody_is_given_a_beginning_on_the_registers_first_day():
    ada = make.person()
    make.post(ada, make.seat(), make.party(), date(1997, 5, 1))
    assert lead(ada) == "Harbour Party in the register since 1997."


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("resigned", "until resigning on 1 March 2021"),
        ("died", "until death on 1 March 2021"),
        ("recalled", "until recalled by petition on 1 March 2021"),
        ("", "until 1 March 2021"),
    ],
)
def test_the_last_post_says_why_it_ended(reason, words):
    ada = make.person()
    make.post(ada, make.seat(), make.party(), end=date(2021, 3, 1), end_reason=reason)
    assert lead(ada) == f"Harbour Party from 12 December 2019 {words}."


def test_the_speaker_belongs_to_no_party():
    ada, place = make.person(), make.seat()
    chair = make.party("Speaker of the House", slug="speaker", is_label=True)
    make.post(ada, place, make.party(), date(2015, 5, 7), date(2019, 11, 4))
    make.post(ada, place, chair, date(2019, 11, 4))
    assert lead(ada) == "Harbour Party until 4 November 2019, then Speaker."


def test_a_seat_lost_and_won_back_is_held_again():
    ada, place, harbour = make.person(), make.seat(), make.party()
    make.post(ada, place, harbour, date(2010, 5, 6), date(2015, 3, 30), end_reason="dissolution")
    make.post(ada, place, harbour, date(2017, 6, 8))
    assert lead(ada) == (
        "Harbour Party until the dissolution of 30 March 2015, then again since 8 June 2017."
    )


def test_earlier_posts_follow_with_their_years():
    ada, harbour = make.person(), make.party()
    area = make.council()
    make.post(ada, make.seat("Brill"), harbour, date(1997, 5, 1), date(2001, 5, 14))
    make.post(ada, area, harbour, date(2008, 5, 4), date(2016, 5, 9), role="council_leader")
    make.post(ada, make.seat(), harbour, date(2017, 6, 8))
    assert lead(ada).endswith(
        "Earlier MP for Brill (until 2001) and Leader of Harrowmere Council (2008 to 2016)."
    )


def test_a_seat_counts_before_a_post_of_a_council_that_is_held_beside_it():
    ada = make.member(sits_for=make.party())
    make.post(ada, make.council(), make.party("Tide"), date(2021, 5, 1), role="council_leader")
    assert lead(ada) == "Harbour Party since 12 December 2019."


def test_who_leads_a_council_is_known_by_that_and_not_as_its_councillor():
    ada, area = make.person(), make.council()
    make.post(ada, area, make.party(), date(2020, 5, 1), role="council_leader")
    make.post(ada, area, make.party("Tide"), date(2021, 5, 1), role="councillor")
    assert kicker(ada) == "Leader of Harrowmere Council"
    assert lead(ada) == "Harbour Party since 1 May 2020."


def test_a_post_of_one_year_has_that_year():
    ada = make.member(sits_for=make.party())
    make.post(ada, make.council(), None, date(2012, 1, 1), date(2012, 9, 1), role="council_leader")
    assert lead(ada).endswith("Earlier Leader of Harrowmere Council (2012).")


def test_who_led_a_government_is_named_by_that_for_good():
    ada = make.person()
    make.post(ada, make.seat(), None, end=date(2021, 3, 1))
    office(ada, "Prime Minister", date(2020, 1, 1), date(2020, 6, 1))
    office(ada, "Secretary of State for Health", date(2019, 12, 20), date(2020, 1, 1))
    assert kicker(ada) == "Former Prime Minister, former MP for Saltmarsh"
    assert kicker(ada, date(2020, 3, 1)) == "Prime Minister, MP for Saltmarsh"
    assert kicker(ada, date(2019, 12, 25)) == "Secretary of State for Health, MP for Saltmarsh"


def test_a_mayor_who_stands_among_the_offices_too_is_named_once():
    ada = make.person()
    make.post(ada, make.council(), None, role="mayor", post="Mayor of Harrowmere")
    office(ada, "Mayor of Harrowmere", make.ELECTED)
    assert kicker(ada) == "Mayor of Harrowmere"


def test_nobody_without_a_post_has_a_line():
    assert lead(make.person()) == ""
    assert kicker(make.person("Ben Marl")) == ""
