"""The tables come in as a whole, a second time changes nothing, and editors' rows are theirs."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.backends.postgresql.psycopg_any import DateRange

from people.loading import load_local_posts, load_roster
from people.models import (
    Alias,
    Constituency,
    Entity,
    LocalAuthority,
    Membership,
    OfficeHolding,
    Party,
    Person,
)
from people.roster import RosterError
from tests.people.invented import rewrite

pytestmark = pytest.mark.django_db


def said(*args: object) -> str:
    out = StringIO()
    call_command("load_roster", *map(str, args), stdout=out, stderr=StringIO())
    return out.getvalue()


def test_everything_comes_in(tables):
    load_roster(tables)
    ada = Person.objects.get(key="p-1")
    assert [m.during for m in ada.memberships.order_by("during")] == [
        DateRange(date(2015, 5, 7), date(2017, 5, 3)),
        DateRange(date(2017, 6, 8), None),
    ]
    seat = Constituency.objects.get(slug="harrowmere-south")
    assert seat.name == "Harrowmere South"
    newest = seat.boundaries.get(boundary_set="2024")
    assert (newest.hex_q, newest.hex_r) == (1, -2)
    assert newest.councils.get().title == "Harrowmere Council"
    assert newest.predecessors.get().name == "Harrowmere, South"
    old = LocalAuthority.objects.get(slug="oldfen")
    assert {council.slug for council in old.successors.all()} == {"fenshire", "harrowmere"}
    assert old.during.upper == date(2009, 4, 1)
    assert OfficeHolding.objects.get(person__key="x-lord-wick").title == "Minister for Lamps"
    assert Party.objects.get(slug="independent").is_label
    assert Constituency.objects.get(slug="fen-east-holyrood").body == "holyrood"


def test_it_says_what_it_added(tables):
    assert "people: 4 added, 0 changed, 0 as before, 0 left to their editor" in said(tables)


def test_a_second_time_changes_nothing_and_says_so(tables):
    load_roster(tables)
    before = list(Entity.objects.order_by("pk").values())
    assert "Nothing to change: the register is as the tables say." in said(tables)
    assert list(Entity.objects.order_by("pk").values()) == before


def test_a_changed_table_changes_the_row_and_keeps_its_address(tables):
    load_roster(tables)
    rewrite(tables, "people.csv", "Ada Quill,Ada,Quill", "Ada Quill-Reed,Ada,Quill-Reed")
    assert "people: 0 added, 1 changed, 3 as before" in said(tables)
    ada = Person.objects.get(key="p-1")
    assert (ada.name, ada.slug) == ("Ada Quill-Reed", "ada-quill")


def test_a_row_that_an_editor_touched_is_listed_and_left(tables):
    load_roster(tables)
    Membership.objects.filter(key="m-3").update(end_reason="resigned")
    report = said(tables)
    assert Membership.objects.get(key="m-3").end_reason == "resigned"
    assert "memberships: 0 added, 0 changed, 3 as before, 1 left to their editor" in report
    assert "end_reason is 'resigned', the tables say 'dissolution'" in report


def test_a_touched_row_stays_the_editors_when_the_tables_change_too(tables):
    load_roster(tables)
    Person.objects.filter(key="p-1").update(honorific="Dr")
    rewrite(tables, "people.csv", "p-1,1,Ada Quill,Ada,Quill", "p-1,1,Ada Q Quill,Ada,Quill")
    assert "1 left to their editor" in said(tables)
    assert Person.objects.get(key="p-1").name == "Ada Quill"


def test_tables_that_catch_up_with_an_editor_are_in_agreement_again(tables):
    load_roster(tables)
    Person.objects.filter(key="p-2").update(honorific="Dr")
    rewrite(tables, "people.csv", "Tom,Marsh,,,,male,,\np-3", "Tom,Marsh,,,Dr,male,,\np-3")
    assert "left to their editor" in said(tables)
    rewrite(tables, "people.csv", "Tom,Marsh,,,Dr,male,,\np-3", "Tom,Marsh,,,Prof,male,,\np-3")
    load_roster(tables)
    assert Person.objects.get(key="p-2").honorific == "Prof"


def test_a_row_that_an_editor_made_is_left_without_a_word(tables):
    load_roster(tables)
    ada = Person.objects.get(key="p-1")
    Alias.objects.create(entity=ada, text="The Lamp Lady", kind="stated")
    assert "Nothing to change" in said(tables)
    assert ada.aliases.filter(text="The Lamp Lady").exists()


def test_a_name_that_an_editor_marked_never_stays_so(tables):
    load_roster(tables)
    Alias.objects.filter(text="Addie Quill").update(kind="never")
    load_roster(tables)
    assert [alias.kind for alias in Alias.objects.filter(text="Addie Quill")] == ["never"]


def test_a_name_that_the_tables_date_later_is_the_same_row(tables):
    load_roster(tables)
    with (tables / "aliases.csv").open("a") as table:
        table.write("person,p-1,Addie Quill,2016-01-01,,ambiguous,made up\n")
    load_roster(tables)
    alias = Alias.objects.get(text="Addie Quill")
    assert (alias.kind, alias.during.lower) == ("ambiguous", date(2016, 1, 1))


def test_rows_that_the_tables_lost_are_listed_and_kept(tables):
    load_roster(tables)
    rewrite(
        tables,
        "memberships.csv",
        "m-4,p-3,council_leader,Leader of Harrowmere,harrowmere,harbour,,"
        "2014-06-01,,election,,made up,sourced\n",
        "",
    )
    assert "kept, the tables no longer hold it: membership m-4" in said(tables)
    assert Membership.objects.filter(key="m-4").exists()


def test_a_bad_table_leaves_nothing_half_loaded(tables):
    rewrite(tables, "offices.csv", "2016-01-01,,", "2016-13-01,,")
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_roster", str(tables), stderr=StringIO())
    assert not Entity.objects.exists()


def test_tables_that_contradict_an_editors_row_are_refused_whole(tables):
    load_roster(tables)
    ada = Membership.objects.get(key="m-2")
    Membership.objects.create(
        person=Person.objects.get(key="p-2"),
        role="mp",
        place=Constituency.objects.get(slug="fen-east"),
        during=DateRange(date(2019, 1, 1), None),
    )
    rewrite(tables, "memberships.csv", "sourced\nm-4", "sourced\n"
            "m-9,p-3,mp,Fen East,fen-east-2010,orchard,,2020-01-01,,by_election,,made up,sourced\n"
            "m-4")  # fmt: skip
    rewrite(tables, "people.csv", "Ms,female", "Dr,female")
    with pytest.raises(RosterError, match="contradict a row that an editor made or touched"):
        load_roster(tables)
    assert not Membership.objects.filter(key="m-9").exists()
    assert ada.person.honorific == "Ms"


def test_a_dry_run_says_what_it_would_do_and_does_nothing(tables):
    report = said(tables, "--dry-run")
    assert "people: 4 added" in report
    assert "dry run" in report
    assert not Entity.objects.exists()


# --- A paper's own list -----------------------------------------------------------------------

HEADER = "person,person_id,role,council,party,start_date,end_date,ward,source\n"


@pytest.fixture
def list_of(tables: Path):
    load_roster(tables)

    def write(*lines: str) -> Path:
        path = tables / "our_councillors.csv"
        path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    return write


def test_a_papers_list_makes_the_people_it_needs(list_of):
    said(list_of("Ivy Fold,,councillor,Harrowmere Council,Orch,2022-05-05,,Mill,our records"))
    ivy = Person.objects.get(slug="ivy-fold")
    post = ivy.memberships.get()
    assert (post.role, post.place.slug, post.party.slug) == ("councillor", "harrowmere", "orchard")
    assert post.post == "Mill"
    assert ivy.aliases.get().text == "Ivy Fold"


def test_a_papers_list_a_second_time_changes_nothing(list_of):
    path = list_of("Ivy Fold,,councillor,harrowmere,orchard,2022-05-05,,Mill,")
    said(path)
    assert "Nothing to change" in said(path)


def test_the_roster_does_not_miss_what_a_papers_list_brought_in(list_of, tables):
    said(list_of("Ivy Fold,,councillor,harrowmere,orchard,2022-05-05,,Mill,"))
    assert "no longer hold" not in said(tables)


def test_a_name_means_who_holds_a_post_of_the_same_council(list_of):
    said(list_of("Tom Marsh,,councillor,harrowmere,harbour,2010-05-06,,Mill,"))
    assert Membership.objects.get(role="councillor").person.key == "p-3"


def test_a_name_at_another_council_is_somebody_new(list_of):
    said(list_of("Ada Quill,,councillor,harrowmere,orchard,2010-05-06,,Mill,"))
    newcomer = Membership.objects.get(role="councillor").person
    assert newcomer.key == "x-ada-quill-harrowmere"
    # The bare address is the other Ada Quill's.
    assert newcomer.slug != "ada-quill"


def test_an_id_joins_the_posts_of_one_person(list_of):
    said(list_of(",p-1,council_leader,fenshire,orchard,2010-05-06,2014-05-22,,"))
    assert Person.objects.get(key="p-1").memberships.filter(role="council_leader").exists()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ivy Fold,,mp,harrowmere,orchard,2022-05-05,,,", "2: role: 'mp': expected one of mayor"),
        ("Ivy Fold,,councillor,Atlantis,orchard,2022-05-05,,,", "2: council: 'Atlantis'"),
        ("Ivy Fold,,councillor,harrowmere,Whigs,2022-05-05,,,", "2: party: 'Whigs'"),
        (",p-77,councillor,harrowmere,orchard,2022-05-05,,,", "2: person_id: 'p-77'"),
        (",,councillor,harrowmere,orchard,2022-05-05,,,", "2: person: '': expected a name"),
    ],
)
def test_a_bad_line_of_a_papers_list_is_named(list_of, line, expected):
    with pytest.raises(RosterError) as refused:
        load_local_posts(list_of(line))
    assert f"our_councillors.csv:{expected}" in str(refused.value)


def test_two_councillors_of_one_name_must_be_told_apart(list_of):
    line = "Ivy Fold,,councillor,harrowmere,orchard,2022-05-05,,{},"
    with pytest.raises(RosterError, match="expected a person_id: somebody of this name sits"):
        load_local_posts(list_of(line.format("Mill"), line.format("Weir")))


def test_a_list_in_the_folder_comes_in_with_the_tables(tables):
    (tables / "local_posts.csv").write_text(
        HEADER + "Ivy Fold,,councillor,harrowmere,orchard,2022-05-05,,Mill,\n", encoding="utf-8"
    )
    load_roster(tables)
    assert Person.objects.filter(name="Ivy Fold").exists()
