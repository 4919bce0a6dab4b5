"""The tagger's register is the same from the tables and from the database."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from articles.registers import register_from_database, register_from_roster
from articles.tagging.register import Ref, Register

ROSTER = Path(__file__).parents[2] / "seeds" / "roster"


@pytest.fixture(scope="module")
def register() -> Register:
    return register_from_roster(ROSTER)


@pytest.mark.django_db
@pytest.mark.usefixtures("full_register")
def test_right_after_loading_both_ways_give_the_same_register(register):
    from_database = register_from_database()
    for field in fields(Register):
        assert getattr(from_database, field.name) == getattr(register, field.name), field.name


@pytest.mark.django_db
@pytest.mark.usefixtures("full_register")
def test_the_database_is_read_in_a_query_a_table(django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        register_from_database()


def names_of(register: Register, kind: str, key: str) -> set[str]:
    return {name.text for name in register.names if name.ref == Ref(kind, key)}


def test_the_names_of_a_label_lead_to_its_party(register):
    assert "Labour (Co-op)" in names_of(register, "party", "labour")
    assert not names_of(register, "party", "labour-co-op")


def test_independent_and_speaker_are_nobodys_names(register):
    keys = {name.ref.key for name in register.names if name.ref.kind == "party"}
    assert not keys & {"independent", "speaker"}
    assert not {e.ref.key for e in register.entities} & {"labour-co-op", "independent", "speaker"}


def test_a_posts_party_is_the_party_of_the_label_and_none_for_independents(register):
    def parties(person: str) -> list[str | None]:
        return [post.party for post in register.posts if post.person == person]

    assert set(parties("p-10219")) == {"labour", "change-uk"}
    corbyn = next(e.ref.key for e in register.entities if e.name == "Jeremy Corbyn")
    assert None in parties(corbyn)


def test_a_seat_knows_the_councils_that_it_lies_in(register):
    assert "redbridge" in register.councils_of_seat["ilford-south"]


def test_reform_is_no_name_before_the_renaming(register):
    starts = {name.text: name.start for name in register.names if name.ref.key == "reform-uk"}
    assert starts["Reform"] == date(2021, 1, 4)
    assert starts["Brexit Party"] < date(2019, 2, 6)
