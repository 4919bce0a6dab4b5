"""Who somebody was on a day: the register's people, straight from its tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from people.descriptions import HeldPost, describe, party_name_on, since
from people.elections import POLLING_DAYS
from people.held_posts import held_posts_of_roster, party_names_of_roster
from people.periods import Period
from people.roster import Roster, read_roster

ROSTER = Path(__file__).parents[2] / "seeds" / "roster"


@pytest.fixture(scope="module")
def roster() -> Roster:
    return read_roster(ROSTER)


@pytest.fixture(scope="module")
def posts(roster: Roster) -> dict[str, list[HeldPost]]:
    held = held_posts_of_roster(roster)
    return {row.name: held[row.id] for row in roster.people}


@pytest.mark.parametrize(
    ("name", "day", "words"),
    [
        ("Mike Gapes", "2019-02-17", "Labour (Co-op) MP for Ilford South"),
        ("Mike Gapes", "2019-02-18",
         "MP for Ilford South (Labour (Co-op) until this day, then The Independent Group)"),
        ("Mike Gapes", "2019-02-19", "The Independent Group MP for Ilford South"),
        ("Mike Gapes", "2019-05-01", "Change UK MP for Ilford South"),
        ("Mike Gapes", "2010-04-11", "Labour (Co-op) MP for Ilford South"),
        ("Mike Gapes", "2010-04-12", "Labour (Co-op) MP for Ilford South until the dissolution"),
        ("Mike Gapes", "2010-05-05", "Labour (Co-op) MP for Ilford South until the dissolution"),
        ("Mike Gapes", "2010-05-06", "elected this day as Labour (Co-op) MP for Ilford South"),
        ("Mike Gapes", "2010-05-07", "Labour (Co-op) MP for Ilford South"),
        ("Mike Gapes", "2019-12-12",
         "The Independent Group for Change MP for Ilford South until the dissolution"),
        ("Mike Gapes", "2019-12-13", "former The Independent Group for Change MP for Ilford South"),
        ("Mike Gapes", "1997-05-01", "Labour (Co-op) MP for Ilford South"),
        ("Sam Tarry", "2019-12-12", "elected this day as Labour MP for Ilford South"),
        ("Sam Tarry", "2019-12-11", ""),
        ("Jas Athwal", "2014-05-31", ""),
        ("Jas Athwal", "2019-02-18", "Leader of Redbridge Council (Labour)"),
        ("Jas Athwal", "2024-07-10",
         "Labour MP for Ilford South and Leader of Redbridge Council (Labour)"),
        ("Jas Athwal", "2024-07-25",
         "Labour MP for Ilford South and Leader of Redbridge Council (Labour) until this day"),
        ("Jas Athwal", "2024-08-01", "Labour MP for Ilford South"),
        ("Gordon Brown", "2008-01-01",
         "Prime Minister and Labour MP for Kirkcaldy and Cowdenbeath"),
        ("Gordon Brown", "2010-04-20",
         "Prime Minister and Labour MP for Kirkcaldy and Cowdenbeath until the dissolution"),
        ("Theresa May", "2019-07-24", "Prime Minister until this day and Conservative MP for "
         "Maidenhead"),
        ("Sadiq Khan", "2018-01-01", "Mayor of London (Labour)"),
        ("Alex Salmond", "2009-01-01", "First Minister of Scotland, SNP MP for Banff and Buchan "
         "and SNP MSP for Gordon"),
        # Returned on the Friday: the poll was the day before.
        ("Nicola Sturgeon", "2011-05-06",
         "Deputy First Minister of Scotland and SNP MSP for Glasgow Southside from this day"),
        ("Jeremy Corbyn", "2024-09-01", "independent MP for Islington North"),
        ("Lord Hermer", "2025-01-01", "Attorney General"),
        ("Michelle Gildernew", "2002-01-01", "Sinn Féin MP for Fermanagh and South Tyrone and "
         "Sinn Féin MLA for Fermanagh and South Tyrone"),
    ],
)  # fmt: skip
def test_a_person_is_described_as_on_the_day(posts, name, day, words):
    assert describe(posts[name], date.fromisoformat(day)) == words


def test_without_a_day_no_office_is_shown(posts):
    assert describe(posts["Mike Gapes"], None) == ""


def test_nobody_is_an_mp_between_dissolution_and_polling_day(posts):
    during_the_campaign = date(2019, 11, 20)
    sitting = [
        name
        for name, held in posts.items()
        if " MP for " in (said := describe(held, during_the_campaign))
        and "former" not in said
        and not said.endswith("until the dissolution")
        # Seats of other parliaments go on.
        and not any(p.holds_on(during_the_campaign) and p.role != "office" for p in held)
    ]
    assert sitting == []


def test_nobody_is_said_to_be_elected_on_the_registers_first_day(posts):
    first_day = date(1997, 5, 1)
    assert not [n for n, held in posts.items() if "elected" in describe(held, first_day)]
    assert since(posts["Mike Gapes"]) == "in the register since 1997"
    assert since(posts["Sam Tarry"]) == "since 12 December 2019"


def test_somebody_without_a_post_has_no_beginning():
    assert since([]) == ""


def test_polling_days_are_those_of_the_register(roster):
    """Whoever was returned at a general election was so within two days of the poll."""
    for row in roster.memberships:
        if row.start_reason == "general_election" and row.role in POLLING_DAYS:
            nearest = min(abs((row.start - day).days) for day in POLLING_DAYS[row.role])
            # Thirsk and Malton voted later: a candidate had died.
            assert nearest <= 2 or row.start == date(2010, 5, 27), row.id


def test_a_party_is_shown_under_its_name_of_the_day_and_the_one_it_has_now(roster):
    names = party_names_of_roster(roster)
    assert party_name_on(names["reform-uk"], date(2019, 6, 1)) == "Brexit Party (now Reform UK)"
    assert party_name_on(names["reform-uk"], date(2021, 1, 4)) == "Reform UK"
    assert party_name_on(names["change-uk"], date(2019, 3, 1)) == "The Independent Group"
    assert party_name_on(names["change-uk"], date(2019, 5, 1)) == "Change UK"
    assert party_name_on(names["labour"], date(2019, 3, 1)) == "Labour"


# --- Rules, on invented posts -------------------------------------------------------------------

ORCHARD = (("Orchard", Period()),)
HARBOUR = (("Harbour", Period()),)


def test_a_by_election_winner_is_elected_on_the_day_of_the_poll():
    post = HeldPost("mp", "Fen East", date(2016, 3, 3), None, ORCHARD, "by_election")
    assert describe([post], date(2016, 3, 3)) == "elected this day as Orchard MP for Fen East"


def test_who_resigns_is_a_member_until_that_day():
    post = HeldPost("mp", "Fen East", date(2015, 5, 7), date(2016, 3, 3), ORCHARD, "", "resigned")
    assert describe([post], date(2016, 3, 3)) == "Orchard MP for Fen East until this day"
    assert describe([post], date(2016, 3, 4)) == "former Orchard MP for Fen East"


def test_who_changes_seats_at_an_election_is_elected_for_the_new_one_only():
    posts = [
        HeldPost("mp", "Fen East", date(2019, 12, 12), date(2024, 5, 30), ORCHARD, "",
                 "dissolution"),
        HeldPost("mp", "Fen West", date(2024, 7, 4), None, ORCHARD, "general_election"),
    ]  # fmt: skip
    assert describe(posts, date(2024, 7, 4)) == "elected this day as Orchard MP for Fen West"


def test_a_row_that_is_split_without_a_change_of_party_is_no_handover():
    posts = [
        HeldPost("council_leader", "Fen Council", date(2010, 1, 1), date(2012, 1, 1), ORCHARD),
        HeldPost("council_leader", "Fen Council", date(2012, 1, 1), None, ORCHARD),
    ]
    assert describe(posts, date(2012, 1, 1)) == "Leader of Fen Council (Orchard)"


def test_a_councillor_who_crosses_the_floor_is_named_with_both_parties():
    posts = [
        HeldPost("councillor", "Fen Council", date(2010, 1, 1), date(2012, 1, 1), ORCHARD),
        HeldPost("councillor", "Fen Council", date(2012, 1, 1), None, HARBOUR),
    ]
    assert describe(posts, date(2012, 1, 1)) == (
        "councillor, Fen Council (Orchard until this day, then Harbour)"
    )


def test_after_a_dissolution_whose_poll_is_not_known_yet_the_campaign_goes_on():
    post = HeldPost("mp", "Fen East", date(2024, 7, 4), date(2099, 1, 1), ORCHARD, "",
                    "dissolution")  # fmt: skip
    assert describe([post], date(2099, 2, 1)) == "Orchard MP for Fen East until the dissolution"


def test_a_party_is_named_as_it_was_called_then():
    names = (("Old Orchard", Period(None, date(2016, 1, 1))),
             ("Orchard", Period(date(2016, 1, 1), None)))  # fmt: skip
    post = HeldPost("mp", "Fen East", date(2015, 5, 7), date(2015, 12, 1), names, "", "resigned")
    assert describe([post], date(2020, 1, 1)) == "former Old Orchard MP for Fen East"


def test_who_leads_a_council_is_not_called_a_councillor_of_it_too():
    posts = [
        HeldPost("councillor", "Fen Council", date(2006, 5, 4), None, ORCHARD),
        HeldPost("council_leader", "Fen Council", date(2010, 1, 1), date(2012, 1, 1), ORCHARD),
    ]
    assert describe(posts, date(2011, 1, 1)) == "Leader of Fen Council (Orchard)"
    assert describe(posts, date(2013, 1, 1)) == "councillor, Fen Council (Orchard)"
