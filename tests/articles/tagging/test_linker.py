from datetime import date

import pytest

from tests.articles.tagging.invented import links, mentions


@pytest.mark.parametrize(
    "body",
    [
        "The striker Brian Smith scored twice.",
        "Brian Smith, 34, of Mill Road, saw the fire.",
        "Headteacher Brian Smith thanked the pupils.",
        "Brian Smith, a retired plumber, won.",
        "PC Brian Smith arrested a man.",
    ],
)
def test_a_namesake_in_another_walk_of_life_is_not_linked(body):
    assert links(body) == [("Brian Smith", None)]


def test_the_common_name_links_with_political_evidence():
    body = "Former Labour MP Brian Smith, who held Trumpton until 2006, has written to MPs."
    assert links(body, day=date(2008, 1, 1)) == [("Brian Smith", "bs")]


def test_a_councillor_elsewhere_is_not_the_member_of_parliament():
    assert links("Cllr Milo Tanqueray of Norshire Council spoke.") == [
        ("Cllr Milo Tanqueray", None)
    ]


def test_a_councillor_of_the_later_seat_is():
    body = "Cllr Zelda Brockhurst of Ambridge Council spoke."
    assert links(body, day=date(2009, 6, 1)) == [("Cllr Zelda Brockhurst", "zb")]


def test_namesakes_are_told_apart_by_the_day():
    body = "Jack Sparrowhawk, the MP, spoke in Parliament."
    assert links(body) == [("Jack Sparrowhawk", "js-east")]
    assert links(body, day=date(2011, 1, 1)) == [("Jack Sparrowhawk", "js-west")]


def test_namesakes_without_a_difference_are_nobody():
    (mention,) = mentions("Jack Sparrowhawk MP spoke.", "person", day=None)
    assert mention.ref is None
    assert {loser.ref.key for loser in mention.evidence.against} == {"js-east", "js-west"}


def test_the_losers_are_told_with_reasons():
    (mention,) = mentions("Jack Sparrowhawk, the MP, spoke in Parliament.", "person")
    assert [loser.ref.key for loser in mention.evidence.against] == ["js-west"]
    assert all(loser.reason for loser in mention.evidence.against)


def test_a_guessed_first_name_links_with_evidence():
    body = "Tory MP Miles Tanqueray spoke for Trumpton."
    assert links(body) == [("Miles Tanqueray", "mt")]


def test_somebody_long_gone_needs_words_of_politics():
    assert links("Agnes Quillfeather grows roses.") == [("Agnes Quillfeather", None)]
    assert links("Former Labour MP Agnes Quillfeather of Trumpton died.") == [
        ("Agnes Quillfeather", "old")
    ]


def test_confidence_grows_with_evidence():
    (strong,) = mentions("Zelda Brockhurst, Labour MP for Ambridge East, spoke.", "person")
    (weak,) = mentions("Zelda Brockhurst sang.", "person")
    assert strong.confidence > weak.confidence
