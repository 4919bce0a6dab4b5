"""The ONS Postcode Directory goes in by its published columns, and a postcode finds its places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from people.models import Postcode
from people.postcodes import BadLine, NoDirectory, PostcodeRow, district, read, whole
from tests.articles import factories as make

HEADER = "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,pcon,lat\n"


def line(postcode: str, council: str = "E09000999", seat: str = "E14009999") -> str:
    return f'"{postcode}","{postcode}","{postcode}",198001,,E99999999,{council},E05,{seat},51.5\n'


@pytest.fixture
def places(db):
    drawn = make.boundary(make.seat("Saltmarsh"), date(2024, 7, 4))
    drawn.gss_code = "E14009999"
    drawn.save()
    return drawn.constituency, make.council("Harrowmere", gss_code="E09000999")


def load(tmp_path: Path, lines: Iterable[str], **options: object) -> tuple[str, str]:
    path = tmp_path / "ONSPD.csv"
    path.write_text("".join(lines), encoding="utf-8-sig")
    out, err = StringIO(), StringIO()
    try:
        call_command("load_postcodes", path, stdout=out, stderr=err, **options)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def test_each_postcode_gets_its_seat_and_its_council(places, tmp_path) -> None:
    out, err = load(tmp_path, [HEADER, line("ZZ1 1AA"), line("ZZ1A 9ZZ", seat="E99999999")])
    assert "2 postcodes read, 2 new or changed." in out
    assert err == ""
    saltmarsh, harrowmere = places
    row = Postcode.objects.get(text="ZZ11AA")
    assert (row.constituency, row.council, str(row)) == (saltmarsh, harrowmere, "ZZ1 1AA")
    assert Postcode.objects.get(text="ZZ1A9ZZ").constituency is None


@pytest.mark.parametrize(
    "header",
    [
        "pcds,oslaua,pcon\n",
        "pcd7,pcds,lad25cd,wd25cd,pcon24cd\n",
        "PCD,dointr,laua,PCON\n",
    ],
)
def test_the_columns_of_every_edition_are_known(header: str) -> None:
    values = {"pcds": "ZZ1 1AA", "pcd7": "ZZ1 1AA", "pcd": "ZZ1 1AA"}
    values |= {"pcon": "E14009999", "pcon24cd": "E14009999"}
    values |= dict.fromkeys(("oslaua", "lad25cd", "laua"), "E09000999")
    row = ",".join(values.get(name, "x") for name in header.strip().lower().split(","))
    assert list(read([header, row])) == [PostcodeRow("ZZ11AA", "E09000999", "E14009999")]


def test_a_file_that_is_something_else_is_refused(places, tmp_path) -> None:
    with pytest.raises(NoDirectory, match="column for the council"):
        list(read(["pcds,pcon\n", "ZZ1 1AA,E14009999\n"]))
    _, err = load(tmp_path, ["name,age\n", "Ada,7\n"])
    assert "ONSPD.csv:1: there is no column for the postcode" in err
    assert not Postcode.objects.exists()


def test_bad_lines_are_listed_with_their_place_and_the_rest_goes_in(places, tmp_path) -> None:
    lines = [HEADER, line("Harbour"), "short,line\n", line("ZZ1 1AA"), line("ZZ1 1AB", "Mere")]
    _, err = load(tmp_path, lines)
    assert "ONSPD.csv:2: “Harbour” is no postcode" in err
    assert "ONSPD.csv:3: only 2 columns" in err
    assert "ONSPD.csv:5: “Mere” is no GSS code" in err
    assert "3 line(s)" in err
    assert list(Postcode.objects.values_list("text", flat=True)) == ["ZZ11AA"]


def test_again_changes_nothing_and_a_newer_edition_what_changed(places, tmp_path) -> None:
    lines = [HEADER, line("ZZ1 1AA"), line("ZZ1 1AB")]
    load(tmp_path, lines)
    assert "0 new or changed" in load(tmp_path, lines)[0]
    newer = [HEADER, line("ZZ1 1AA", seat=""), line("ZZ1 1AB")]
    assert "1 new or changed" in load(tmp_path, newer)[0]
    assert Postcode.objects.get(text="ZZ11AA").constituency is None


def test_the_later_of_two_lines_of_one_postcode_counts(places, tmp_path) -> None:
    load(tmp_path, [HEADER, line("ZZ1 1AA", seat=""), line("ZZ1 1AA")])
    assert Postcode.objects.get().constituency == places[0]


def test_a_dry_run_writes_nothing_and_says_what_the_register_lacks(places, tmp_path) -> None:
    out, _ = load(tmp_path, [HEADER, line("ZZ1 1AA", "E09000111")], dry_run=True)
    assert "E09000111: the register has no such place (1 postcodes)" in out
    assert not Postcode.objects.exists()


def test_batches_follow_each_other(places, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("people.loading.postcodes.BATCH", 3)
    lines = [line(f"ZZ1 {n}AA") for n in range(8)]
    out, _ = load(tmp_path, [HEADER, *lines])
    assert "8 postcodes read, 8 new or changed." in out
    assert Postcode.objects.count() == 8


@pytest.mark.parametrize("typed", ["zz1 1aa", "ZZ11AA", " Z z1  1A a "])
def test_a_postcode_is_read_however_it_is_spaced(typed: str) -> None:
    assert whole(typed) == "ZZ11AA"


@pytest.mark.parametrize("typed", ["", "ZZ1", "1AA", "Ada Holt", "ZZ1 1A", "B 52", "ZZZ1 1AA"])
def test_other_words_are_no_postcode(typed: str) -> None:
    assert whole(typed) is None


def test_a_district_is_the_part_before_the_space() -> None:
    assert (district("zz1"), district("M60"), district("W1A")) == ("ZZ1", "M60", "W1A")
    assert district("harbour") is None


def test_a_district_holds_its_own_postcodes_only(places, tmp_path) -> None:
    load(tmp_path, [HEADER, line("ZZ1 1AA"), line("ZZ11 1AA"), line("ZZ2 1AA"), line("ZZ9 1AA")])
    within = Postcode.objects.within
    assert [row.text for row in within("ZZ1")] == ["ZZ11AA"]
    assert [row.text for row in within("ZZ9")] == ["ZZ91AA"]
    assert list(within("Z")) == []


def test_a_broken_line_of_csv_is_a_bad_line() -> None:
    read_in = list(read(["pcds,oslaua,pcon\n", "ZZ1 1AA," + "x" * 200_000 + ",y\n"]))
    assert isinstance(read_in[0], BadLine)
    assert read_in[0].number == 2
