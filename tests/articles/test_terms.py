"""Posts as terms, and the line that says who somebody is."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given
from hypothesis import strategies as st

from articles.strips import LETTER, MARGIN, PIXELS, strip_of
from articles.terms import Term, current_or_last, heading_of, terms_of
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
    assert lanes["Council leader"][0][0] == 0
    assert lanes["House of Commons"][-1][1] == 100
    assert lanes["House of Commons"][0][0] == lanes["Council leader"][0][1]


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


def test_who_leads_a_council_is_no_mere_councillor_of_it():
    ada, area = make.person(), make.council()
    make.post(ada, area, None, role="councillor")
    make.post(ada, area, None, role="council_leader")
    assert heading_of(posts_of(ada), make.DAY) == "Leader of Harrowmere Council"


def test_somebody_of_several_who_sit_together_has_one_term_over_a_dissolution():
    region = make.seat("Westmoor", body="stormont")
    for name in ("Ada Holt", "Ben Marl"):
        holder = make.person(name)
        make.post(holder, region, None, date(2011, 5, 5), date(2016, 3, 29), role="mla")
        make.post(holder, region, None, date(2016, 5, 5), date(2017, 1, 26), role="mla")
    terms = terms_of(Membership.objects.filter(place=region).with_names().select_related("person"))
    assert [(term.start.year, term.end.year) for term in terms] == [(2011, 2017)] * 2


def labels(*posts):
    """What stands below bars of the given (name, start, end), with where each hangs."""
    place = make.seat()
    for name, start, end in posts:
        make.post(make.person(name), place, None, date(start, 1, 1), end and date(end, 1, 1))
    held = Membership.objects.filter(place=place).with_names().select_related("person")
    strip = strip_of(terms_of(held), label=lambda term: term.post.person.family_name)
    return [(bar.label, bar.anchor) for bar in strip.lanes[0].bars if bar.label]


def test_a_label_stands_only_where_it_has_room():
    assert labels(("Ada Holt", 2000, 2010), ("Ben Marl", 2010, 2011), ("Cy Oster", 2011, 2020)) == [
        ("Holt", "start"), ("Oster", "start"),
    ]  # fmt: skip


def test_a_label_may_use_the_gap_behind_its_bar_and_the_last_one_hangs_from_the_end():
    assert labels(("Ada Holt", 2000, 2001), ("Ben Marl", 2019, 2020)) == [
        ("Holt", "start"), ("Marl", "end"),
    ]  # fmt: skip


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.integers(1, 14))
def test_labels_never_overlap(lengths, letters):
    days = [date(1998, 1, 1) + timedelta(days=300 * sum(lengths[:n])) for n in range(len(lengths))]
    ends = [*days[1:], days[-1] + timedelta(days=300 * lengths[-1])]
    terms = [
        Term(Membership(role="mp", person_id=n, during=DateRange(start, end)), start, end)
        for n, (start, end) in enumerate(zip(days, ends, strict=True))
    ]
    strip = strip_of(terms, label=lambda term: f"{term.post.person_id:02}"[:2] * letters)
    room = [span_of(bar) for bar in strip.lanes[0].bars if bar.label]
    assert all(one[1] <= other[0] + 0.01 for one, other in pairwise(room))
    assert all(-0.01 <= start < end <= 100.01 for start, end in room)


def span_of(bar):
    length = (len(bar.label) * LETTER + MARGIN) / PIXELS
    return (bar.x, bar.x + length) if bar.anchor == "start" else (100 - length, 100)


def test_a_key_names_the_parties_unless_all_are_named_below_their_bars(ada):
    assert not strip_of(terms_of(posts_of(ada))).needs_key
    reed = make.party("Reed")
    make.post(ada, make.seat("Brill"), reed, date(2015, 5, 1), date(2015, 5, 7))
    strip = strip_of(terms_of(posts_of(ada)))
    assert strip.needs_key
    assert [name for _, name in strip.parties] == ["Reed", "Harbour Party", "Tide Alliance"]
