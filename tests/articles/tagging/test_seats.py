"""Seats in words of holding, of standing and of elections, each rule for and against."""

import pytest

from tests.articles.tagging.invented import surfaces


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Ms Brockhurst, who has held Trumpton since 2012, wept.", ["Trumpton"]),
        ("He is defending a majority of 14,212 in Trumpton.", ["Trumpton"]),
        ("He sat in the Commons for Trumpton until 2010.", ["Trumpton"]),
        ("He was elected for Trumpton in 2010.", ["Trumpton"]),
        ("The Trumpton Conservative Association met.", ["Trumpton"]),
        ("The chairman of the Ambridge East branch was cross.", ["Ambridge East"]),
        ("The chairman of the Trumpton branch was cross.", []),
        ("The Trumpton Football Association met.", []),
        ("He held court in Trumpton, and sat in the sun there.", []),
        ("A majority of shops in Trumpton were shut.", []),
    ],
)
def test_a_seat_is_held_defended_and_sat_for(body, words):
    assert surfaces(body, "constituency") == words


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Earthquake in Ambridge East: doctor takes seat in by-election", ["Ambridge East"]),
        ("Election 2015: Ambridge East", ["Ambridge East"]),
        ("Council election: Ambridge East", []),
        ("Fire in Ambridge East", []),
        ("Earthquake in Trumpton as election nears", []),
    ],
)
def test_a_headline_about_an_election_makes_a_compass_points_seat(headline, words):
    assert surfaces("Nobody slept.", "constituency", headline=headline) == words


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("In Trumpton, Milo Tanqueray hopes for a third term.", 1),
        ("Trumpton could be the closest of the contests.", 1),
        ("The people of Trumpton had voted for him.", 1),
        ("He won Trumpton by 611 votes.", 1),
        ("He will be on the ballot paper in Trumpton.", 1),
        ("The people of Trumpton deserve better.", 0),
        ("In Trumpton, it rained.", 0),
        ("In Trumpton, the council elections drew 12 candidates.", 0),
        ("He met candidates in Trumpton.", 0),
    ],
)
def test_a_seat_named_elsewhere_is_one_again_among_words_of_an_election(body, more):
    named = surfaces(f"She is the Trumpton MP.\n\n{body}", "constituency")
    assert named == ["Trumpton"] * (1 + more)


def test_a_further_contest_names_its_seat_where_another_seat_is_named():
    body = "He is MP for Ambridge East.\n\nIn Trumpton, Milo Tanqueray hopes for a third term."
    assert surfaces(body, "constituency") == ["Ambridge East", "Trumpton"]
    assert surfaces(body.partition("\n\n")[2], "constituency") == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Milo Tanqueray won Trumpton for the Tories.", ["Trumpton"]),
        ("Milo Tanqueray, who held Trumpton for the Tories with a majority of 9, sat.",
         ["Trumpton"]),
        ("Jo Orr is seeking re-election in Trumpton for Labour.", ["Trumpton"]),
        ("He is the new member for Trumpton.", ["Trumpton"]),
        ("Jack Sparrowhawk (Wexmouth, Larch and Fenny) agreed.", ["Wexmouth, Larch and Fenny"]),
        ("Jo Orr wins Ambridge East at the third attempt.", ["Ambridge East"]),
        ("Jo Orr won Trumpton for her children, in a raffle.", []),
        ("Jo Orr won Trumpton for the Tories on the city council.", []),
        ("Jo Orr left Trumpton for Labour's conference.", []),
        ("Jo Orr (Trumpton) agreed.", []),
        ("The library (Ambridge East) is shut.", []),
    ],
)  # fmt: skip
def test_a_seat_is_won_for_a_party_and_stands_behind_a_members_name(body, words):
    assert surfaces(body, "constituency") == words


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("She is MP for Ambridge West. Her colleague in Ambridge East agreed.",
         ["Ambridge West", "Ambridge East"]),
        ("She is MP for Ambridge West. Ambridge East station is shut. Ambridge East Ward voted.",
         ["Ambridge West"]),
        ("She is MP for Trumpton. Ambridge East is muddy.", ["Trumpton"]),
    ],
)  # fmt: skip
def test_the_other_half_of_a_town_is_a_seat_beside_the_one(body, words):
    assert surfaces(body, "constituency") == words


def test_the_other_candidates_stand_in_a_seat_that_is_named():
    body = "She is the Trumpton MP.\n\nThe other candidates in Trumpton are Jo Orr and Ned Roe."
    assert surfaces(body, "constituency") == ["Trumpton", "Trumpton"]
