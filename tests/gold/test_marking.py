"""Marks in a text are read as the spans that they stand for; what is no mark is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gold.marking import MarkingError, Ref, unmarked

PLAIN = st.text(st.characters(exclude_characters="[]{}\\", exclude_categories=["Cs"]))


def test_a_mention_is_the_words_before_the_at_sign() -> None:
    text, (mention,), _ = unmarked("Then [Mr Holt@ada-holt]’s dog barked.")
    assert text == "Then Mr Holt’s dog barked."
    assert text[mention.start : mention.end] == "Mr Holt"
    assert mention.ref == Ref("person", "x-ada-holt")


@pytest.mark.parametrize(
    ("mark", "ref"),
    [
        ("[Guild@p:guild]", Ref("party", "guild")),
        ("[Ostrey@c:ostrey]", Ref("council", "ostrey")),
        ("[Ostrey@s:ostrey]", Ref("constituency", "ostrey")),
        ("[Fen Town Council@c=Fen Town Council]", Ref("body", "Fen Town Council")),
        ("[Mrs Tilley@Maud Tilley]", Ref("name", "Maud Tilley")),
        ("[Dr Maud Tilley@]", Ref("name", "Maud Tilley")),
    ],
)
def test_whom_a_mark_names(mark: str, ref: Ref) -> None:
    assert unmarked(mark)[1][0].ref == ref


def test_a_statement_holds_its_mentions_and_knows_who_said_it() -> None:
    marked = "‘{d>|ada-holt|said|[Ben@ben-marl] was late},’ said [Ms Holt@ada-holt]."
    text, mentions, (said,) = unmarked(marked)
    assert text[said.start : said.end] == "Ben was late"
    assert (said.type, said.cue, said.speakers) == (
        "direct",
        "said",
        (Ref("person", "x-ada-holt"),),
    )
    assert [text[m.start : m.end] for m in mentions] == ["Ben", "Ms Holt"]


def test_speakers_may_be_several_described_or_unknown() -> None:
    _, _, said = unmarked("{i|ada-holt; ben-marl|say|a}{m|~two residents||b}{d|?||c}")
    assert [len(each.speakers) for each in said] == [2, 1, 1]
    assert said[1].speakers == (Ref("description", "two residents"),)
    assert said[2].speakers == (Ref("unknown", "unknown"),)


@pytest.mark.parametrize(
    "marked",
    ["[Mr Holt]", "[@ada-holt]", "[Mr Holt@ada", "{d|ada-holt|said}", "{q|ada||x}", "a} b",
     "{d|a||b", "{d|a||b {i|c||d}}"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_words_around_it(marked: str) -> None:
    with pytest.raises(MarkingError):
        unmarked(marked)


@given(PLAIN, PLAIN, PLAIN)
def test_marks_leave_the_text_as_it_was(before: str, inside: str, behind: str) -> None:
    text, _, (said,) = unmarked(f"{before}{{d|ada||{inside}}}{behind}")
    assert text == before + inside + behind
    assert text[said.start : said.end] == inside


def test_a_bracket_can_be_written_in_a_text() -> None:
    assert unmarked(r"the noise \[right\]")[0] == "the noise [right]"
