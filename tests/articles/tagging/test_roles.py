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
