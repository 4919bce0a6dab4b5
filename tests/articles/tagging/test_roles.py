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


NAMED = "Omar Thistlewood, the Labour leader of Ambridge Council, met Milo Tanqueray MP. "


def test_the_councillor_of_a_party_is_the_last_one_named_who_was_one_that_day():
    assert roles(NAMED + "The Labour councillor left.") == [
        ("The Labour councillor", "Omar Thistlewood")
    ]
    assert roles(NAMED + "The Tory councillor left.") == []


def test_the_councillor_of_a_party_may_be_one_whom_the_register_lacks():
    since = "Cllr Hannah Quogle sat. "
    assert roles(NAMED + since + "The Labour councillor left.") == []
    since = "Dr Hannah Quogle sat. "
    assert roles(NAMED + since + "The Labour councillor left.") != []


def test_its_leader_is_that_of_the_council_named_last():
    assert roles("Ambridge Council met. Its leader left.") == [("Its leader", "Omar Thistlewood")]
    assert roles("Ambridge Council met the Green Party. Its leader left.") == []
    assert roles("Ambridge Council met. Its leader, Hannah Quogle, left.") == []


def test_the_leader_of_the_council_is_who_was_named_where_no_council_is():
    body = "Omar Thistlewood, who leads Labour in Ambridge, rode a bicycle. "
    named = "Omar Thistlewood, council leader, rode a bicycle. "
    for opening in (body, named):
        assert ("The leader of the council", "Omar Thistlewood") in roles(
            opening + "The leader of the council fell off."
        )
    assert roles("Milo Tanqueray MP rode a bicycle. The leader of the council fell off.") == [
        ("The leader of the council", "")
    ]


def test_the_kind_of_council_tells_whose_leader_is_meant():
    body = "Ambridge Borough Council met Felshire County Council. "
    assert roles(body + "The borough council leader left.") == [
        ("The borough council leader", "Omar Thistlewood")
    ]
    assert roles(body + "The county council leader left.") == [("The county council leader", "")]
    assert roles(body + "The town council leader left.") == []
