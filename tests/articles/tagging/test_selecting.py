"""What an editor selects becomes whole words without what does not belong to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.tagging.selecting import kind_of_words, tidy

TEXT = "Ada said: “It’s late,” and left. Rex\u0301 👩🏽‍🚒 stayed."


@pytest.mark.parametrize(
    ("selected", "words"),
    [
        (" said: ", "said:"),
        ("“It’s late,”", "It’s late,"),
        (" “It’s late,” ", "It’s late,"),
        ("Rex", "Rex\u0301"),
        ("👩", "👩🏽‍🚒"),
        ("🚒", "👩🏽‍🚒"),
        ("late,” and", "late,” and"),
    ],
)
def test_a_selection_is_tidied(selected: str, words: str) -> None:
    start = TEXT.index(selected)
    assert TEXT[slice(*tidy(TEXT, start, start + len(selected)))] == words


@given(st.text(alphabet="aé “”’.\u0301🚒\u200d\n", max_size=30), st.data())
def test_what_is_tidied_stays_in_the_text_and_stays_tidy(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    tidied = tidy(text, start, end)
    assert 0 <= tidied[0] <= tidied[1] <= len(text)
    words = text[slice(*tidied)]
    assert words == words.strip() or not words.strip()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("It’s late", "direct"),
        ("“It’s late,”", "direct"),
        ("said: “It’s late", "mixed"),
        ("left. Rex\u0301", "indirect"),
    ],
)
def test_the_quote_marks_say_whose_own_words_they_are(words: str, kind: str) -> None:
    start = TEXT.index(words)
    assert kind_of_words(TEXT, start, start + len(words)) == kind
