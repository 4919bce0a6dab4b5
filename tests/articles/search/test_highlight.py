"""Highlighting shows what matched and changes no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.highlight import PASSAGE, passage, pieces
from articles.search.matching import analyzers, terms
from articles.search.query import Part

WORDS = analyzers()["words"]


def wanted(*texts: str) -> tuple[tuple[str, ...], ...]:
    return tuple(terms(Part(text)) for text in texts)


def marked(text: str, *texts: str) -> str:
    shown = passage(text, wanted(*texts), WORDS)
    return "".join(f"[{piece}]" if is_hit else piece for piece, is_hit in shown)


def test_only_the_whole_phrase_is_marked() -> None:
    assert marked("A church is a broad church.", "broad church") == "A church is a [broad church]."


def test_overlapping_matches_are_one() -> None:
    assert marked("broad church hall", "broad church", "church hall") == "[broad church hall]"


def test_other_forms_are_marked() -> None:
    assert marked("Ferries, the FERRY’S bell", "ferry") == "[Ferries], the [FERRY’S] bell"


def test_the_paragraph_with_most_of_the_words_is_shown() -> None:
    text = "The ferry.\n\nThe toll.\n\nThe ferry and the toll."
    assert marked(text, "ferry", "toll") == "The [ferry] and the [toll]."


def test_a_long_paragraph_is_cut_between_words() -> None:
    shown = marked("before " * 90 + "ferry" + " after" * 90, "ferry")
    assert shown.startswith("… before")
    assert shown.endswith("after …")
    assert "[ferry]" in shown
    assert len(shown) <= PASSAGE + 6


def test_no_match_shows_the_beginning_and_no_text_nothing() -> None:
    assert marked("One.\n\nTwo.", "ferry") == "One."
    assert marked("", "ferry") == ""


@pytest.mark.parametrize("words", ["a", "é", "b c", "😀"])
@given(text=st.text(alphabet="aéb c\n😀’s-", max_size=40) | st.text(max_size=40))
def test_pieces_joined_are_the_text(words: str, text: str) -> None:
    assert "".join(piece for piece, _ in pieces(text, wanted(words), WORDS)) == text


@given(text=st.text(alphabet="ab \n", max_size=900))
def test_a_passage_is_short_and_from_the_text(text: str) -> None:
    shown = "".join(piece for piece, _ in passage(text, wanted("a", "b"), WORDS))
    assert shown.removeprefix("… ").removesuffix(" …") in text
