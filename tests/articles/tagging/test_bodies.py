"""Parties, councils and seats: what is a mention and what only looks like one."""

from datetime import date
from itertools import pairwise

import pytest

from tests.articles.tagging.invented import found, links, mentions, surfaces


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Labour lost.", ["Labour"]),
        ("The Labour-run town was told.", ["Labour"]),
        ("Scottish Labour met, so did Welsh Lib Dems.", ["Scottish Labour", "Welsh Lib Dems"]),
        ("The Labour party and Labour group met.", ["Labour party", "Labour"]),
        ("Zelda Brockhurst (Lab) spoke.", ["Lab"]),
        ("A Green councillor and the Green Party met.", ["Green", "Green Party"]),
        ("A Respect candidate stood.", ["Respect"]),
        ("Reform UK won. Later Reform lost.", ["Reform UK", "Reform"]),
        ("The Yorkshire Party stood.", ["Yorkshire Party"]),
    ],
)
def test_party_words_that_mean_a_party(body, words):
    assert surfaces(body, "party") == words


@pytest.mark.parametrize(
    "body",
    [
        "The labour market grew, said the Department of Labour.",
        "Hannah Green walked on Golders Green, part of the Green Belt.",
        "Reform of the law is due, says the Electoral Reform Society.",
        "Respect for teachers matters.",
        "The lab was closed. Lab results came.",
        "Independent candidates stood.",
        "The Labour Club held a dance.",
    ],
)
def test_party_words_that_mean_something_else(body):
    assert surfaces(body, "party") == []


def test_a_party_name_waits_for_its_day():
    body = "Labour met. Reform councillors won."
    assert ("Reform", "reform-uk") in links(body, "party")
    assert ("Reform", "reform-uk") not in links(body, "party", day=date(2010, 1, 1))


def test_an_unknown_party_has_no_link():
    assert links("The Yorkshire Party stood.", "party") == [("Yorkshire Party", None)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Ambridge Council met.", [("Ambridge Council", "ambridge")]),
        ("Ambridge council leader spoke.", [("Ambridge council", "ambridge")]),
        ("Trumpton City Council met.", [("Trumpton City Council", "trumpton")]),
        ("Leader of Ambridge's Labour-led council.", [("Ambridge", "ambridge")]),
        (
            "The Ambridge and Trumpton councils met.",
            [("Ambridge", "ambridge"), ("Trumpton", "trumpton")],
        ),
        ("Lower Quogle Parish Council met.", [("Lower Quogle Parish Council", None)]),
        ("Borough Council of Ambridge met.", [("Borough Council of Ambridge", "ambridge")]),
    ],
)
def test_councils_are_found(body, expected):
    assert links(body, "council") == expected


@pytest.mark.parametrize(
    "body",
    [
        "The Medical Research Council met, and the Arts Council.",
        "Ambridge council tax rose and Quogle council houses fell.",
        "The council met. The Labour council met. Ambridge police and the council met.",
        "In Ambridge it rained. Ambridge residents were wet.",
        "The Security Council voted.",
    ],
)
def test_other_councils_and_towns_are_not(body):
    assert links(body, "council") == []


def test_a_place_says_only_where_its_council_is_known():
    assert links("Ambridge said no.", "council") == []
    body = "Ambridge Council met. Ambridge also claims it is broke."
    assert links(body, "council")[1] == ("Ambridge", "ambridge")


def test_a_council_is_the_one_of_its_day():
    body = "Norshire Council met."
    assert links(body, "council") == [("Norshire Council", "norshire")]
    assert links(body, "council", day=date(2005, 1, 1)) == [("Norshire Council", "norshire-old")]


@pytest.mark.parametrize(
    "body",
    [
        "The MP for Trumpton spoke.",
        "Trumpton MP Milo Tanqueray spoke.",
        "It was the Trumpton by-election.",
        "The Trumpton seat is safe.",
        "She represents Trumpton.",
        "Trumpton's Tory MP spoke.",
        "Voters in the constituency of Trumpton met.",
        "Milo Tanqueray (Con, Trumpton) spoke.",
    ],
)
def test_a_place_used_as_a_seat(body):
    assert links(body, "constituency") == [("Trumpton", "trumpton")]


@pytest.mark.parametrize(
    "body", ["It rained in Trumpton.", "Trumpton station is shut.", "Trumpton residents met."]
)
def test_a_town_is_no_seat(body):
    assert links(body, "constituency") == []


def test_a_by_election_names_a_long_seat_by_its_first_word():
    assert links("The Wexmouth by-election was close.", "constituency") == [
        ("Wexmouth", "wexmouth-and-larch")
    ]


def test_mentions_never_overlap_and_come_in_order():
    body = "Ambridge East Labour MP Zelda Brockhurst of Ambridge Council met Reform UK."
    spans = [(m.start, m.end) for m in found(body).mentions]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert len(mentions(body)) == 5
