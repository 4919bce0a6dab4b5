"""How words are cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from articles.citing import Source, apa, bibtex, citations, harvard, mla, plain, wikipedia

TODAY = date(2026, 11, 5)
SOURCE = Source(
    words="The wall is old.",
    who="Ada Holt, Harbour Party MP for Saltmarsh",
    is_own=True,
    headline="Sea wall | 5% & rising",
    byline="By Jo Rook",
    publisher="Harrowmere Echo",
    day=date(2021, 3, 5),
    precision="day",
    url="https://echo.example/wall",
    address="https://archive.example/statements/7/",
    archive="Newsroom",
    key="statement7",
)


def test_each_style_has_its_form():
    assert plain(SOURCE) == (
        "“The wall is old.” – Ada Holt, Harbour Party MP for Saltmarsh, in “Sea wall | 5% & "
        "rising”, Harrowmere Echo, 5 March 2021. https://archive.example/statements/7/"
    )
    assert harvard(SOURCE, TODAY) == (
        "Jo Rook (2021) ‘Sea wall | 5% & rising’, Harrowmere Echo, 5 March. "
        "Available at: https://echo.example/wall (Accessed: 5 November 2026)."
    )
    assert apa(SOURCE) == (
        "Jo Rook. (2021, March 5). Sea wall | 5% & rising. Harrowmere Echo. "
        "https://echo.example/wall"
    )
    assert mla(SOURCE, TODAY) == (
        "Jo Rook. “Sea wall | 5% & rising.” Harrowmere Echo, 5 Mar. 2021, "
        "https://echo.example/wall. Accessed 5 Nov. 2026."
    )


def test_wikipedia_is_not_confused_by_a_pipe_in_the_headline():
    assert wikipedia(SOURCE, TODAY) == (
        "{{cite news |author=Jo Rook |title=Sea wall {{!}} 5% & rising |work=Harrowmere Echo "
        "|date=5 March 2021 |url=https://echo.example/wall |access-date=5 November 2026 "
        "|quote=The wall is old.}}"
    )


def test_tex_is_not_confused_by_its_own_characters():
    text = bibtex(SOURCE, TODAY)
    assert text.startswith("@article{statement7,\n")
    assert r"title = {{Sea wall | 5\% \& rising}}" in text
    assert "date = {2021-03-05}" in text
    assert text.count("{") == text.count("}")


def test_reported_words_are_nobodys_quotation():
    reported = replace(SOURCE, is_own=False, words="the wall was old")
    assert plain(reported).startswith("As reported: the wall was old – Ada Holt")
    assert "|quote=" not in wikipedia(reported, TODAY)


@pytest.mark.parametrize(
    ("precision", "day", "expected"),
    [
        ("month", date(2021, 3, 15), ["March 2021", "(2021) ‘", "(2021, March)", "Mar. 2021"]),
        ("year", date(2021, 7, 1), ["Echo, 2021.", "(2021) ‘", "(2021)", "Echo, 2021, http"]),
        ("unknown", None, ["undated", "(no date)", "(n.d.)", "Echo, http"]),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(precision, day, expected):
    source = replace(SOURCE, precision=precision, day=day)
    told = [plain(source), harvard(source, TODAY), apa(source), mla(source, TODAY)]
    for text, part in zip(told, expected, strict=True):
        assert part in text
        assert "5 Mar" not in text
        assert "15" not in text


def test_without_a_byline_the_publisher_is_the_author_once():
    source = replace(SOURCE, byline="")
    assert apa(source).startswith("Harrowmere Echo. (2021, March 5). Sea wall | 5% & rising. http")
    assert mla(source, TODAY).startswith("“Sea wall")
    assert "author" not in wikipedia(source, TODAY)


def test_without_an_original_the_archive_is_where_it_was_read():
    for citation in citations(replace(SOURCE, url=""), TODAY):
        assert "https://archive.example/statements/7/" in citation.text
        assert "echo.example" not in citation.text
