"""Bare places that stand for their council, each rule for and against."""

import pytest

from tests.articles.tagging.invented import surfaces

NAMED = "Ambridge Borough Council met."


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Jo Orr, who led Ambridge for eight years, wept.", ["Ambridge"]),
        ("Jo Orr was leader of Ambridge when it burned.", ["Ambridge"]),
        ("Jo Orr, who led Ambridge to victory, wept.", []),
        ("The council leaders wrote. Jo Orr of Ambridge (Lab) signed.", ["Ambridge"]),
        ("Jo Orr of Ambridge (Lab) danced.", []),
        ("The council leaders met Jo Orr of Ambridge, a dancer.", []),
        ("It hurt Felshire and Ambridge councils.", ["Felshire", "Ambridge"]),
        ("Two Felshire councils agreed.", []),
        ("Larch Parish Council and Fenny Town Council met.",
         ["Larch Parish Council", "Fenny Town Council"]),
    ],
)  # fmt: skip
def test_a_place_that_is_led_or_listed_is_its_council(body, words):
    assert surfaces(body, "council") == words


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Ambridge raises council tax", ["Ambridge"]),
        ("Ambridge to scrap bin fees", ["Ambridge"]),
        ("Ambridge wants to know who pays", ["Ambridge"]),
        ("Ambridge wakes to snow", []),
        ("Ambridge wants a striker", []),
    ],
)
def test_a_place_in_a_headline_does_what_councils_do(headline, words):
    found = surfaces(NAMED, "council", headline=headline)
    assert found == [*words, "Ambridge Borough Council"]
    assert surfaces("A pub reopened.", "council", headline=headline) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Ambridge's leader, Omar Thistlewood, sat.", ["Ambridge"]),
        ("Ambridge leader Omar Thistlewood sat.", ["Ambridge"]),
        ("Ambridge's leader, Jo Orr, sat.", []),
        ("Ambridge's Omar Thistlewood sat.", []),
        ("The council leaders met. Ambridge's Omar Thistlewood sat.", ["Ambridge"]),
        ("The council leaders met. Omar Thistlewood, of Ambridge, sat.", ["Ambridge"]),
        ("The council leaders met. His counterpart at Ambridge, Omar Thistlewood, sat.",
         ["Ambridge"]),
        ("The council leaders met. Ambridge's Jo Orr sat. Omar Thistlewood left Ambridge.", []),
    ],
)  # fmt: skip
def test_a_place_beside_the_name_of_its_councils_leader_is_its_council(body, words):
    assert surfaces(body, "council") == words
