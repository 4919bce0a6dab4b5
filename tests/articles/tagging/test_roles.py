from datetime import date

import pytest

from tests.articles.tagging.invented import found


def roles(body: str, **options) -> list[tuple[str, str]]:
    return [(role.surface, role.name) for role in found(body, **options).roles]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The Trumpton MP left.", ("The Trumpton MP", "Milo Tanqueray")),
        ("So said the MP for Trumpton.", ("the MP for Trumpton", "Milo Tanqueray")),
        (
            "So said the Member of Parliament for Trumpton.",
            ("the Member of Parliament for Trumpton", "Milo Tanqueray"),
        ),
        ("The prime minister left.", ("The prime minister", "Dorothea Vane")),
        ("So said the foreign secretary.", ("the foreign secretary", "Milo Tanqueray")),
        (
            "Ambridge Council met. The council leader left.",
            ("The council leader", "Omar Thistlewood"),
        ),
        (
            "The leader of Ambridge's Labour-led council left.",
            ("The leader of Ambridge's Labour-led council", "Omar Thistlewood"),
        ),
        ("Zelda Brockhurst sat. The MP left.", ("The MP", "Zelda Brockhurst")),
    ],
)
def test_a_role_means_its_holder_that_day(body, expected):
    assert roles(body) == [expected]


def test_a_role_without_a_known_holder_is_only_described():
    assert roles("Trumpton City Council met. The council leader left.") == [
        ("The council leader", "")
    ]
    assert roles("The Trumpton MP left.", day=date(2000, 1, 1)) == [
        ("The Trumpton MP", "Agnes Quillfeather")
    ]
    assert roles("The prime minister left.", day=date(1990, 1, 1)) == [("The prime minister", "")]


def test_a_role_beside_a_name_is_no_reference():
    assert roles("The Trumpton MP Milo Tanqueray left.") == []
    assert roles("Milo Tanqueray, the foreign secretary, left.") == []


def test_the_mp_is_nobody_where_two_are_met_and_no_seat_is_named():
    assert roles("Zelda Brockhurst met Milo Tanqueray. The MP left.") == [("The MP", "")]


def test_the_mp_is_the_one_whose_seat_is_named():
    body = "Ambridge East MP Zelda Brockhurst met Milo Tanqueray. The MP left."
    assert roles(body) == [("The MP", "Zelda Brockhurst")]


@pytest.mark.parametrize("words", ["The former Trumpton MP left.", "The ex-Trumpton MP left."])
def test_a_former_member_is_not_the_present_one(words):
    assert "Milo Tanqueray" not in {name for _, name in roles(words)}


def test_the_former_mp_is_the_one_met_who_sat_before():
    body = "Agnes Quillfeather, the former Labour MP for Trumpton, met Milo Tanqueray MP. "
    assert roles(body + "The former MP left.") == [("The former MP", "Agnes Quillfeather")]


def test_the_party_tells_which_member_is_meant():
    body = "Zelda Brockhurst MP met Milo Tanqueray MP. The Tory MP left. The veteran Labour MP sat."
    assert roles(body) == [
        ("The Tory MP", "Milo Tanqueray"),
        ("The veteran Labour MP", "Zelda Brockhurst"),
    ]


def test_the_mayor_is_the_holder_at_the_articles_only_council():
    assert roles("Loxley council met. The mayor left.") == [("The mayor", "Enoch Trimble")]
    assert roles("Loxley council met Ambridge Council. The mayor left.") == []


def test_the_mayor_is_the_one_who_was_named():
    body = "Enoch Trimble, mayor of Loxley and Deane Borough Council, met Ambridge Council. "
    assert roles(body + "The mayor left.") == [("The mayor", "Enoch Trimble")]


def test_the_opposition_leader_of_a_council_is_nobody_of_parliament():
    assert roles("MPs met. The opposition leader left.") == [
        ("The opposition leader", "Tessa Field")
    ]
    assert roles("Ambridge Council met. The opposition leader left.") == [
        ("The opposition leader", "")
    ]
