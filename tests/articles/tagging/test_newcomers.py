"""People in local office whom the register does not know."""

import pytest

from articles.tagging.newcomers import newcomers
from articles.tagging.values import TaggedText
from tests.articles.tagging.invented import found


def offices(body: str) -> list[tuple[str, str]]:
    """Name and office of each newcomer in an article with this body."""
    answer = found(body)
    text = f"News in brief\n\n{body}"
    return [(n.name, n.office) for n in newcomers(TaggedText(text, answer.mentions))]


@pytest.mark.parametrize(
    ("body", "office"),
    [
        ("Cllr Hannah Quogle of Ambridge Council spoke.", "Cllr"),
        (
            "Hannah Quogle, cabinet member for housing at Ambridge Council, spoke.",
            "cabinet member for housing at Ambridge Council",
        ),
        (
            "Hannah Quogle, leader of Quogle Parish Council, spoke.",
            "leader of Quogle Parish Council",
        ),
        ("Ambridge Council leader Hannah Quogle spoke.", "Ambridge Council leader"),
        ("The Mayor of Loxley, Hannah Quogle, opened the council.", "Mayor of Loxley"),
        ("Labour councillor Hannah Quogle wants the council to act.", "Labour councillor"),
        (
            "Hannah Quogle (Lab), the councillor for Mill Hill, spoke to the council.",
            "councillor for Mill Hill",
        ),
    ],
)
def test_an_office_beside_an_unknown_name(body, office):
    assert offices(body) == [("Hannah Quogle", office)]


@pytest.mark.parametrize(
    "body",
    [
        "Resident Hannah Quogle, 45, told Ambridge Council no.",
        "PC Hannah Quogle came to Ambridge Council.",
        "Hannah Quogle, chief executive of Ambridge Council, spoke.",
        "Former councillor Hannah Quogle spoke to the council.",
        "Hannah Quogle, a former councillor, spoke to the council.",
        "Cllr Hannah Quogle spoke.",
        "Omar Thistlewood, leader of Ambridge Council, spoke.",
        "Zelda Brockhurst, MP for Ambridge East, met Ambridge Council.",
    ],
)
def test_people_without_a_local_office_or_known_already(body):
    assert offices(body) == []


def test_each_is_named_once_with_the_passage():
    body = "Cllr Hannah Quogle of Ambridge Council spoke.\n\nCllr Quogle sat down."
    (newcomer,) = newcomers(TaggedText(f"News in brief\n\n{body}", found(body).mentions))
    assert newcomer.passage == "Cllr Hannah Quogle of Ambridge Council spoke."


def test_a_long_paragraph_is_cut_around_the_name():
    body = "It rained on the council. " * 40 + "Cllr Hannah Quogle spoke."
    (newcomer,) = newcomers(TaggedText(f"News in brief\n\n{body}", found(body).mentions))
    assert len(newcomer.passage) <= 400
    assert "Hannah Quogle" in newcomer.passage
