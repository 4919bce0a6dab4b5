"""People and places come first: by name, by an older or other name, by postcode."""

from __future__ import annotations

from datetime import date

import pytest

from articles.search.matches import NO_POSTCODES, Match, Matches, called, matches
from people.models import Alias, Postcode
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def found_for(typed: str) -> Matches:
    return matches(called(typed), typed)


def lines(typed: str) -> list[str]:
    return [line(match) for match in found_for(typed).found]


def line(match: Match) -> str:
    holders = [f"{each.title} {each.person.name} {each.party}".strip() for each in match.holders]
    return " | ".join(filter(None, (match.entity.slug, match.what, match.also, *holders)))


def test_a_place_comes_with_who_holds_it_today() -> None:
    make.member(sits_for=make.party("Harbour Party", short_name="Harbour"))
    place, tide = make.council("Saltmarsh Vale"), make.party("Tide Alliance")
    make.post(make.person("Cy Marsh"), place, tide, role="council_leader")
    make.post(make.person("Ben Frost"), place, tide, role="council_leader", end=date(2020, 1, 1),
              start=date(2019, 1, 1))  # fmt: skip
    assert lines("saltmarsh") == [
        "saltmarsh | Constituency | MP Ada Holt Harbour",
        "saltmarsh-vale | Council | Leader Cy Marsh Tide Alliance",
    ]


def test_a_person_comes_with_who_that_is() -> None:
    make.member()
    assert lines("ada") == ["ada-holt | MP for Saltmarsh"]


def test_a_council_is_found_in_either_language() -> None:
    place = make.council("Harrowmere")
    Alias.objects.create(entity=place, text="Cyngor Harogwy")
    assert lines("cyngor harogwy") == ["harrowmere | Council | Cyngor Harogwy"]
    assert lines("borough of harrowmere") == ["harrowmere | Council"]


def test_a_party_is_found_by_a_name_of_earlier_days() -> None:
    party = make.party("Tide Alliance")
    Alias.objects.create(entity=party, text="The Ebb Party", during=("2010-01-01", "2015-01-01"))
    Alias.objects.create(entity=party, text="The Tide Alliance")
    make.party("Tide (Co-op)", is_label=True, label_of=party)
    assert lines("ebb party") == ["tide-alliance | Party | The Ebb Party"]
    assert lines("tide") == ["tide-alliance | Party"]


def test_a_postcode_finds_its_seat_and_council_first() -> None:
    ada = make.member()
    place = make.council("Harrowmere")
    seat = ada.memberships.get().place.constituency
    for text, constituency in (("ZZ11AA", seat), ("ZZ11AB", None), ("ZZ111AA", None)):
        Postcode.objects.create(text=text, constituency=constituency, council=place)
    found = found_for("zz1 1aa")
    assert found.title == "Places at the postcode ZZ1 1AA"
    assert lines("zz1 1aa") == ["saltmarsh | Constituency | MP Ada Holt", "harrowmere | Council"]
    assert lines("ZZ1") == ["saltmarsh | Constituency | MP Ada Holt", "harrowmere | Council"]
    assert lines("ZZ11") == ["harrowmere | Council"]


def test_of_a_district_the_place_with_most_postcodes_comes_first() -> None:
    small, great = make.seat("Acre"), make.seat("Saltmarsh")
    for text, seat in (("ZZ11AA", small), ("ZZ11AB", great), ("ZZ11AC", great)):
        Postcode.objects.create(text=text, constituency=seat)
    assert lines("zz1") == ["saltmarsh | Constituency", "acre | Constituency"]


def test_an_unknown_postcode_is_said_to_be_and_what_to_type_instead() -> None:
    assert found_for("ZZ1 1AA").note == NO_POSTCODES
    Postcode.objects.create(text="ZZ11AB")
    assert "We know no postcode ZZ1 1AA" in found_for("ZZ1 1AA").note
    assert found_for("ZZ1").note == ""


def test_what_looks_like_a_district_may_be_a_name() -> None:
    make.seat("A1 and Acre")
    assert lines("a1") == ["a1-and-acre | Constituency"]


def test_a_place_that_is_no_more_is_called_former() -> None:
    gone, drawn_again = make.seat("Saltmarsh East"), make.seat("Saltmarsh West")
    for seat in (gone, drawn_again):
        make.boundary(seat, date(1997, 5, 1), date(2010, 5, 6))
    make.boundary(drawn_again, date(2010, 5, 6))
    make.council("Saltmarsh", during=("1974-04-01", "1998-04-01"))
    assert sorted(lines("saltmarsh")) == [
        "saltmarsh | Former council",
        "saltmarsh-east | Former constituency",
        "saltmarsh-west | Constituency",
    ]


@pytest.mark.parametrize(("typed", "most"), [("saltmarsh", 7), ("ada", 6), ("ZZ1 1AA", 8)])
def test_it_asks_the_database_little(typed, most, django_assert_max_num_queries) -> None:
    for number in range(5):
        ada = make.member(f"Ada Holt{number}", f"Saltmarsh {number}")
    seat = ada.memberships.get().place.constituency
    Postcode.objects.create(text="ZZ11AA", constituency=seat, council=make.council())
    with django_assert_max_num_queries(most):
        assert found_for(typed).found
