"""Links to words on somebody else's page."""

from __future__ import annotations

import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from articles.fragments import words_at

URL = "https://echo.example/wall"


def link(text, words, url=URL):
    start = text.index(words)
    return words_at(url, text, start, start + len(words))


def test_short_words_are_given_whole():
    text = "Ada Holt said the wall is old today."
    assert link(text, "the wall is old") == f"{URL}#:~:text=the%20wall%20is%20old"


def test_dashes_commas_and_ampersands_of_the_words_are_encoded():
    text = "It is a well-built, old & tall wall."
    assert (
        link(text, "well-built, old & tall") == f"{URL}#:~:text=well%2Dbuilt%2C%20old%20%26%20tall"
    )


def test_long_words_are_given_by_how_they_begin_and_end():
    words = "one two three four five six seven eight nine ten eleven twelve thirteen"
    expected = "one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen"
    assert link(f"He said: {words}.", words) == f"{URL}#:~:text={expected}"


def test_words_over_two_paragraphs_begin_in_one_and_end_in_the_other():
    text = "“The wall is old.\n\n“It will fall.”"
    fragment = link(text, "The wall is old.\n\n“It will fall.").split("text=")[1]
    assert unquote(fragment) == "The wall is old.,“It will fall."


def test_words_that_stand_there_twice_are_told_apart_by_those_around():
    text = "The wall is old. Yes, she said, the wall is old and tired."
    fragment = link(text, "the wall is old and").split("text=")[1]
    assert unquote(fragment) == "the wall is old and"
    text = "So the wall is old, we said.\n\nAda Holt said the wall is old and so it fell."
    start = text.rindex("the wall is old")
    fragment = words_at(URL, text, start, start + 15).split("text=")[1]
    assert fragment == "Ada%20Holt%20said-,the%20wall%20is%20old,-and%20so%20it%20fell."


def test_an_address_with_a_fragment_keeps_it():
    assert link("A wall.", "wall", f"{URL}#top") == f"{URL}#top:~:text=wall"


def test_without_an_address_there_is_no_link():
    assert link("A wall.", "wall", "") == ""


@given(st.text(alphabet="ab,-& \n.“é", min_size=3, max_size=60), st.data())
def test_whatever_the_words_the_syntax_stands(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return
    directive = words_at(URL, text, start, end).split("#:~:text=")[1]
    assert re.fullmatch(r"([^,&-]+-,)?[^,&-]+(,[^,&-]+)?(,-[^,&-]+)?", directive)
