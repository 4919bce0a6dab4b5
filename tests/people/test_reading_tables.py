"""What the tables' words mean once they are read."""

from datetime import date

from people.periods import Period
from people.roster import read_roster
from people.roster.holders import parts_of
from people.roster.names import names_of


def test_a_written_last_day_is_the_day_before_the_end(tables):
    seat = read_roster(tables).constituencies[0]
    assert seat.during == Period(date(2010, 4, 13), date(2024, 5, 31))


def test_a_written_handover_day_is_the_end(tables):
    assert read_roster(tables).memberships[0].end == date(2017, 5, 3)


def test_an_office_holder_without_an_id_is_a_person_under_the_rows_key(tables):
    roster = read_roster(tables)
    assert roster.offices[1].person == "x-lord-wick"
    (wick,) = (row for row in roster.people if row.id == "x-lord-wick")
    assert (wick.name, wick.family_name) == ("Lord Wick of Tallow", "Wick")


def test_a_particle_belongs_to_the_family_name():
    assert parts_of("Owain ap Tegid") == ("Owain", "ap Tegid")


def names(tables):
    return {(name.key, name.text): name for name in names_of(read_roster(tables))}


def test_a_dated_name_replaces_the_undated_one(tables):
    assert names(tables)["orchard", "Orchardists"].during == Period(date(2001, 1, 1), None)


def test_of_two_worths_of_a_name_the_more_cautious_counts(tables):
    assert names(tables)["orchard", "Orch"].kind == "ambiguous"


def test_guesses_and_facts_about_a_persons_names_are_told_apart(tables):
    found = names(tables)
    assert found["p-1", "Adeline Quill"].kind == "stated"
    assert found["p-1", "Addie Quill"].kind == "generated"


def test_a_councils_full_name_is_a_fact_and_a_bare_place_name_needs_evidence(tables):
    found = names(tables)
    assert found["harrowmere", "Harrowmere Council"].kind == "stated"
    assert found["harrowmere", "Harrowmere"].kind == "ambiguous"
    # So is called many a football club.
    assert found["harrowmere", "Harrowmere City"].kind == "ambiguous"


def test_a_seats_spellings_are_names_of_the_one_seat_and_need_evidence(tables):
    found = names(tables)
    for spelling in ("Harrowmere South", "Harrowmere, South"):
        assert found["harrowmere-south", spelling].kind == "ambiguous"


def test_a_label_is_nobodys_name(tables):
    assert not [name for name in names(tables) if name[0] == "independent"]
