"""Paging newest first by the place where the last page ended."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.keyset import EPOCH, _place, page_of
from articles.models import StatementListing
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def listings_of(speaker):
    return StatementListing.objects.filter(entity=speaker).newest_first()


def walk(rows, size):
    place, seen = "", []
    while True:
        page = page_of(rows, place, "published", "statement_id", size)
        seen += page.rows
        place = page.next
        if not place:
            return seen


def test_pages_together_are_all_rows_once_newest_first_and_undated_last():
    ada = make.member()
    for day in (make.DAY, make.DAY, None, make.DAY - timedelta(days=400), None):
        make.speech(ada, "We will mend the sea wall.", day=day)
    rows = listings_of(ada)
    assert walk(rows, 2) == list(rows)
    assert [row.published is None for row in walk(rows, 2)] == [False] * 3 + [True] * 2


def test_the_last_page_says_that_nothing_follows():
    ada = make.member()
    make.speech(ada, "We will mend the sea wall.")
    assert page_of(listings_of(ada), "", "published", "statement_id", 1).next == ""


@pytest.mark.parametrize("place", ["", "x", "1-", "undated-", "9" * 18 + "-1", "١-٢", "1-1; drop"])
def test_a_place_that_cannot_be_read_is_the_first_page(place):
    ada = make.member()
    make.speech(ada, "We will mend the sea wall.")
    page = page_of(listings_of(ada), place, "published", "statement_id")
    assert page.is_first
    assert len(page.rows) == 1


@given(st.integers(-(2**50), 2**51))
def test_a_moment_goes_through_an_address_unchanged(micros):
    row = StatementListing(statement_id=7, published=EPOCH + timedelta(microseconds=micros))
    assert _place(row, "published", "statement_id") == f"{micros}-7"
