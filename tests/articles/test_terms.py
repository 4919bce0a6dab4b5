"""Posts as terms, and the line that says who somebody is."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from articles.strips import strip_of
from articles.terms import current_or_last, heading_of, terms_of
from people.models import Membership, PartyName
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def posts_of(person):
    return list(Membership.objects.filter(person=person).with_names())


@pytest.fixture
def ada():
    """Two parliaments for one party with a dissolution between, then another party."""
    ada, place, harbour = make.person(), make.seat(), make.party()
    make.post(ada, place, harbour, date(2015, 5, 7), date(2017, 5, 3))
    make.post(ada, place, harbour, date(2017, 6, 8), date(2019, 2, 18))
    make.post(ada, place, make.party("Tide Alliance"), date(2019, 2, 18), date(2019, 11, 6))
    return ada


def test_a_dissolution_does_not_end_a_term_a_change_of_party_does(ada):
    assert [(term.start, term.end, term.party_name) for term in terms_of(posts_of(ada))] == [
        (date(2019, 2, 18), date(2019, 11, 6), "Tide Alliance"),
        (date(2015, 5, 7), date(2019, 2, 18), "Harbour Party"),
    ]


def test_a_parliament_missed_ends_a_term():
    ada, place, harbour = make.person(), make.seat(), make.party()
    make.post(ada, place, harbour, date(2010, 5, 6), date(2015, 3, 30))
    make.post(ada, place, harbour, date(2017, 6, 8), None)
    assert len(terms_of(posts_of(ada))) == 2


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (date(2018, 1, 1), "MP for Saltmarsh"),
        (date(2024, 1, 1), "Former MP for Saltmarsh"),
        (date(2001, 1, 1), ""),
    ],
)
def test_the_heading_says_what_somebody_is_on_that_day(ada, day, heading):
    assert heading_of(posts_of(ada), day) == heading


def test_a_leader_of_a_council_is_named_by_the_name_that_readers_use():
    ada = make.person()
    make.post(ada, make.council(), None, end=date(2022, 1, 1), role="council_leader")
    assert heading_of(posts_of(ada), date(2021, 1, 1)) == "Leader of Harrowmere Council"
    assert heading_of(posts_of(ada), date(2023, 1, 1)) == "Former leader of Harrowmere Council"


def test_who_holds_a_post_now_goes_before_who_held_one_later():
    ada, place = make.person(), make.seat()
    make.post(ada, place, None, date(2010, 1, 1), None)
    make.post(ada, make.council(), None, date(2012, 1, 1), date(2013, 1, 1), role="council_leader")
    assert current_or_last(posts_of(ada), date(2020, 1, 1)).place.slug == "saltmarsh"


def test_a_post_held_when_the_register_begins_has_an_open_end():
    ada, place = make.person(), make.seat()
    make.post(ada, place, None, date(1997, 5, 1), date(2001, 5, 14))
    strip = strip_of(terms_of(posts_of(ada)))
    bar = strip.lanes[0].bars[0]
    assert (bar.open_left, bar.open_right, bar.x, bar.width) == (True, False, 0, 100)


def test_bars_are_to_scale_and_each_kind_of_post_has_a_lane(ada):
    make.post(ada, make.council(), None, date(2013, 5, 7), date(2015, 5, 7), role="council_leader")
    strip = strip_of(terms_of(posts_of(ada)))
    lanes = {lane.name: [(bar.x, bar.end) for bar in lane.bars] for lane in strip.lanes}
    assert (strip.ticks[0].label, strip.ticks[-1].label) == ("2013", "2019")
    assert lanes["Council"][0][0] == 0
    assert lanes["House of Commons"][-1][1] == 100
    assert lanes["House of Commons"][0][0] == lanes["Council"][0][1]


def test_nobody_without_a_post_has_a_strip():
    assert strip_of([]) is None


def test_a_party_that_took_another_name_meanwhile_has_both():
    tide = make.party("Tide Alliance")
    for name, start, end in (
        ("The Tide", date(2019, 1, 1), date(2020, 1, 1)),
        ("Tide Alliance", date(2020, 1, 1), None),
    ):
        PartyName.objects.create(party=tide, name=name, during=DateRange(start, end))
    ada, place = make.person(), make.seat()
    make.post(ada, place, tide, date(2019, 5, 1), date(2019, 11, 6))
    make.post(ada, place, tide, date(2019, 12, 12), date(2021, 1, 1))
    assert [term.party_name for term in terms_of(posts_of(ada))] == ["The Tide, then Tide Alliance"]
