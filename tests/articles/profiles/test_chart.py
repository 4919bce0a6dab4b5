"""Coverage over time, in the party's colour of the time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.coverage import Month
from articles.profiles.chart import HEIGHT, chart_of
from articles.terms import terms_of
from people.models import Membership
from tests.articles import factories as make


def months(*numbers, start=(2019, 1)):
    year, month = start
    return [
        Month(date(year + (month - 1 + n) // 12, (month - 1 + n) % 12 + 1, 1), number, number * 2)
        for n, number in enumerate(numbers)
        if number
    ]


def test_fewer_than_twelve_months_are_too_few_to_draw():
    assert chart_of(months(*[1] * 11)) is None
    assert chart_of(months(*[1] * 12)) is not None


def test_what_has_no_date_is_no_month():
    assert chart_of([Month(date.min, 9, 9), *months(*[1] * 11)]) is None


def test_a_short_time_is_drawn_by_month_with_its_gaps():
    chart = chart_of(months(1, 2, 0, 4, *[1] * 10))
    assert chart.unit == "month"
    assert [column.stories for column in chart.columns[:4]] == [1, 2, 0, 4]
    assert chart.columns[2].label == "March 2019"
    assert chart.columns[2].blocks == []
    assert chart.top == 4


def test_a_long_time_is_drawn_by_year():
    chart = chart_of(months(*[1] * 40))
    assert chart.unit == "year"
    assert [(column.label, column.stories) for column in chart.columns] == [
        ("2019", 12), ("2020", 12), ("2021", 12), ("2022", 4),
    ]  # fmt: skip


def test_statements_can_be_what_is_counted():
    assert chart_of(months(*[3] * 12), measure="statements").top == 6


def test_the_table_has_the_latest_first_and_nothing_empty():
    chart = chart_of(months(5, 0, *[1] * 11))
    assert [column.label for column in chart.with_coverage][:1] == ["January 2020"]
    assert all(column.stories for column in chart.with_coverage)


@given(st.lists(st.integers(0, 500), min_size=12, max_size=400))
def test_bars_are_to_scale_and_stay_in_the_picture(numbers):
    chart = chart_of(months(*numbers))
    if chart is None:
        assert sum(1 for number in numbers if number) < 12
        return
    for column in chart.columns:
        tall = sum(block.height for block in column.blocks)
        assert tall == pytest.approx(HEIGHT * column.stories / chart.top, abs=0.2)
        assert 0 <= column.x < column.x + column.width <= 100.01
    assert sum(column.stories for column in chart.columns) == sum(numbers)


@pytest.mark.django_db
def test_a_bar_has_the_colours_of_the_parties_of_its_time():
    ada, place = make.person(), make.seat()
    harbour = make.party()
    label = make.party("Harbour (Co-op)", is_label=True, label_of=harbour)
    tide = make.party("Tide Alliance")
    make.post(ada, place, label, date(2018, 1, 1), date(2019, 2, 18))
    make.post(ada, place, tide, date(2019, 2, 18), date(2020, 11, 6))
    terms = terms_of(Membership.objects.filter(person=ada).with_names())
    chart = chart_of(months(*[1] * 24), terms)
    assert [column.parties for column in chart.columns[:3]] == [[harbour], [tide], [tide]]
    assert chart.columns[23].parties == [None]
    assert chart.parties == [harbour, tide]
    by_year = chart_of(months(*[1] * 40), terms)
    assert [(b.party, b.height) for b in by_year.columns[0].blocks] == [
        (harbour, HEIGHT / 12), (tide, HEIGHT * 11 / 12),
    ]  # fmt: skip


def test_days_are_marked_where_they_lie():
    chart = chart_of(months(*[1] * 40))
    assert chart.marks([date(2019, 1, 1), date(2021, 1, 1), date(2030, 1, 1)]) == [0, 50.03]
