"""A bad table is refused whole, with the cell and what is expected."""

from pathlib import Path

import pytest

from people.roster import RosterError, read_roster
from people.roster.columns import text
from tests.people.invented import rewrite


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(RosterError) as refused:
        read_roster(folder)
    return [str(problem) for problem in refused.value.problems]


def test_good_tables_are_read_without_a_database(tables):
    roster = read_roster(tables)
    assert [row.id for row in roster.people] == ["p-1", "p-2", "p-3", "x-lord-wick"]


@pytest.mark.parametrize("bad", ["2015-5-7", "07/05/2015", "2015-02-30", "2015-W19-4", "20150507"])
def test_a_bad_date_is_named_with_its_cell(tables, bad):
    rewrite(tables, "memberships.csv", "orchard,,2015-05-07", f"orchard,,{bad}")
    assert problems_of(tables)[0] == (
        f"memberships.csv:2: start_date: {bad!r}: expected a day such as 2019-02-18"
    )


def test_an_end_before_the_start_is_refused(tables):
    rewrite(tables, "memberships.csv", "2017-05-03", "2015-05-07")
    assert problems_of(tables)[:1] == [
        "memberships.csv:2: end_date: '2015-05-07': expected a day after start_date, 2015-05-07"
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("memberships.csv", "m-1,p-1,mp", "m-1,p-9,mp",
         "memberships.csv:2: person_id: 'p-9': expected an id of people.csv"),
        ("memberships.csv", "m-1,p-1,mp", "m-1,p-1,emperor",
         "memberships.csv:2: role: 'emperor': expected one of mp, msp, mla, mayor, "
         "council_leader, councillor"),
        ("memberships.csv", "m-3,p-2,mp,Fen East,fen-east-2010", "m-3,p-2,mp,Fen East,harrowmere",
         "memberships.csv:4: post_id: 'harrowmere': expected an id of constituencies.csv, "
         "the role being mp"),
        ("people.csv", "p-2,2", "p-1,2",
         "people.csv:3: id: 'p-1': expected once, but it stands in line 2 too"),
        ("councils.csv", "fenshire|harrowmere", "fenshire|atlantis",
         "councils.csv:4: successor_id: 'atlantis': expected an id of councils.csv"),
        ("aliases.csv", "party,orchard", "council,orchard",
         "aliases.csv:2: entity_id: 'orchard': expected the key of a council of the register"),
        ("constituency_councils.csv", "harrowmere,1.0", "harrowmere,1.5",
         "constituency_councils.csv:2: share: '1.5': expected a share from 0 to 1"),
        ("constituency_successors.csv", "2024,0.9", "2024,",
         "constituency_successors.csv:2: share_of_from_population: '': "
         "expected a share from 0 to 1"),
        ("parties.csv", "#00AA00", "green",
         "parties.csv:2: colour: 'green': expected a colour such as #0087DC, or nothing"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named_with_what_is_expected(tables, name, old, new, expected):
    rewrite(tables, name, old, new)
    assert expected in problems_of(tables)


def test_a_missing_table_is_named(tables):
    (tables / "offices.csv").unlink()
    (problem,) = problems_of(tables)
    assert problem.startswith("offices.csv:1: a table is expected here: ")


def test_a_missing_column_is_named(tables):
    rewrite(tables, "people.csv", "honorific,gender", "honorific,sex")
    assert problems_of(tables) == [
        "people.csv:1: gender: '': a column of this name is missing",
    ]


def test_a_table_that_is_not_utf_8_is_refused_at_its_line(tables):
    (tables / "people.csv").write_bytes((tables / "people.csv").read_bytes() + b"p-4,4,Zo\xeb\n")
    assert problems_of(tables) == ["people.csv:5: bytes: 'eb': text in UTF-8 is expected"]


def test_a_row_that_is_too_short_is_refused(tables):
    with (tables / "people.csv").open("a") as table:
        table.write("p-4,4,Zo Quill\n")
    assert problems_of(tables) == [
        "people.csv:5: 11 values are expected, as in the header; 3 stand here"
    ]


def test_a_quote_left_open_is_refused(tables):
    with (tables / "people.csv").open("a") as table:
        table.write('p-4,4,"Zo Quill\n')
    assert "CSV is expected" in problems_of(tables)[0]


def test_two_holders_of_a_seat_at_once_are_refused_before_the_database_is_asked(tables):
    rewrite(tables, "memberships.csv", "m-3,p-2,mp,Fen East,fen-east-2010",
            "m-3,p-2,mp,Harrowmere South,harrowmere-south-2010")  # fmt: skip
    assert problems_of(tables) == [
        "memberships.csv:4: start_date: '2015-05-07': expected one seat at a time, "
        "but line 2 holds until 2017-05-03"
    ]


def test_every_problem_is_listed_at_once(tables):
    rewrite(tables, "people.csv", "Ms,female", "Ms,woman")
    rewrite(tables, "parties.csv", "1990-01-01", "long ago")
    assert [line.partition(":")[0] for line in problems_of(tables)] == ["parties.csv", "people.csv"]


def test_text_that_the_database_cannot_hold_is_refused():
    for cell in ("x" * 201, "a\0b"):
        with pytest.raises(ValueError, match="at most 200 characters"):
            text(cell)


def test_a_table_with_a_byte_order_mark_is_read(tables):
    (tables / "people.csv").write_bytes(b"\xef\xbb\xbf" + (tables / "people.csv").read_bytes())
    assert len(read_roster(tables).people) == 4
