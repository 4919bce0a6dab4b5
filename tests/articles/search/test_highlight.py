"""Highlighting shows what matched and changes no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.highlight import PASSAGE, Marker
from articles.search.matching import analyzers, terms
from articles.search.query import Part

WORDS = analyzers()["words"]


def wanted(*texts: str) -> tuple[tuple[str, ...], ...]:
    return tuple(terms(Part(text)) for text in texts)


def marker(*texts: str) -> Marker:
    return Marker(wanted(*texts), WORDS)


def marked(text: str, *texts: str) -> str:
    shown = marker(*texts).passage(text)
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
    assert "".join(piece for piece, _ in marker(words).pieces(text)) == text


@given(text=st.text(alphabet="ab \n", max_size=900))
def test_a_passage_is_short_and_from_the_text(text: str) -> None:
    shown = "".join(piece for piece, _ in marker("a", "b").passage(text))
    assert shown.removeprefix("… ").removesuffix(" …") in text


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("The dying town", "die"),
        ("FÉIN and café", "fein"),
        ("under_ferry_side", "ferry"),
        ("Skies over it", "sky"),
        ("ﬁnely 😀", "😀"),
    ],
)
def test_what_may_match_is_never_passed_over(text: str, typed: str) -> None:
    assert "[" in marked(text, typed)


@given(
    text=st.text(alphabet="abdegiklnoprsty é", max_size=60),
    typed=st.text("abdegiklnoprsty", min_size=1),
)
def test_the_first_look_at_a_text_hides_no_match(text: str, typed: str) -> None:
    (sought,) = wanted(typed)
    stands = sought[0] in WORDS.analyze(text)
    assert any(is_hit for _, is_hit in marker(typed).pieces(text)) == stands
