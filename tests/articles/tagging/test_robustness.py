"""Texts that nobody would print: whatever comes in, spans are true and answers are the same."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.tagging import build_tagger
from articles.tagging.values import Document, TaggedText
from tests.articles.tagging.invented import DAY, REGISTER

TAGGER = build_tagger(REGISTER)
MEGABYTE = 1_000_000
NEWS = (
    "Pool leaks\n\nAmbridge East MP Zelda Brockhurst said: “It leaks.”\n\n“It will cost,” the"
    " foreign secretary added, “more than it did.” Labour denied that.\n\n"
    "Ambridge Council said the pool was ‘sound’. Resident Zibby Quogle, 45, disagreed."
)
PIECES = [
    *("“", "”", "‘", "’", '"', "'", "''", "`", "«", "»", "(", ")", "[", "—", " - ", ":", ",", "."),
    *("\n", "\n\n", " ", "\t", "\u00a0", "\u2028", "\x00", "\x1f", "\x7f", "\u200f", "\ufeff"),
    *(
        "\ud800",
        "\udfff",
        "\U0001f600",
        "e\u0301",
        "ß",
        "İ",
        "שלום",
        "عاجل",
        "ﬁ",
        "\ue001",
        "\ue002",
    ),
    *("Zelda Brockhurst", "Ms Brockhurst", "Cllr", "Sir", "Omar", "O'", "A.", "Labour", "Ambridge"),
    *("Ambridge Council", "the council leader", "the Trumpton MP", "by-election", "and", "of"),
    *("said", "says that", "according to", "told", "claimed", "She added", "whether", "he", "not"),
]


def assert_is_true_of(tagged: TaggedText, text: str) -> None:
    """Spans hold their words, stand in order and do not overlap."""
    assert tagged.text == text
    for found in (tagged.mentions, tagged.statements):
        last = 0
        for span in found:
            assert text[span.start : span.end] == span.surface
            assert last <= span.start < span.end
            last = span.end


def assert_survives(text: str) -> TaggedText:
    tagged = TAGGER(Document(text, DAY))
    assert_is_true_of(tagged, text)
    return tagged


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map("".join))
def test_spans_are_true_whatever_the_text(text: str) -> None:
    assert_survives(text)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_the_same_text_gets_the_same_answer_twice(text: str) -> None:
    document = Document(text, DAY)
    assert TAGGER(document) == TAGGER(document)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\n\n",
        ".",
        "“",
        "a",
        "\ud800",
        "\x00",
        "Zelda Brockhurst",
        "said",
        "“”",
        "''",
    ],
)
def test_hardly_any_text_is_no_trouble(text: str) -> None:
    assert_survives(text)


@pytest.mark.parametrize("mark", ['"', "'", "“", "”", "‘", "’", "“‘", "”’", "`", "''"])
def test_five_megabytes_of_quote_marks_say_nothing(mark: str) -> None:
    tagged = assert_survives(mark * (5 * MEGABYTE // len(mark)))
    assert (tagged.mentions, tagged.statements) == ((), ())


@pytest.mark.parametrize(
    "piece",
    [
        "abcdefghij",
        "AbcDef",
        "7",
        "…",
        "(",
        "\ud800",
        "שלוםעולם",
        "\U0001f600",
        "\u0301",
        "\x00\x1f",
    ],
)
def test_a_megabyte_without_a_space_names_nobody(piece: str) -> None:
    tagged = assert_survives(piece * (MEGABYTE // len(piece)))
    assert (tagged.mentions, tagged.statements) == ((), ())


@pytest.mark.parametrize("blank", [" ", "\n", "\t", "\u2028"])
def test_a_megabyte_of_nothing_is_nothing(blank: str) -> None:
    tagged = assert_survives(blank * MEGABYTE)
    assert (tagged.mentions, tagged.statements) == ((), ())


def test_a_paragraph_of_five_megabytes_is_read_to_its_end() -> None:
    sentence = "Rain fell on the roofs of the town and ran down to the river below the mill. "
    last = "Zelda Brockhurst, MP for Ambridge East, said it would rain again."
    tagged = assert_survives("Rain\n\n" + sentence * (5 * MEGABYTE // len(sentence)) + last)
    assert [m.name for m in tagged.mentions][:1] == ["Zelda Brockhurst"]
    assert [s.surface for s in tagged.statements] == ["it would rain again"]


def test_a_hundred_thousand_paragraphs_are_read_to_the_last() -> None:
    tagged = assert_survives("Rain\n\n" + "It rained.\n\n" * 100_000 + NEWS)
    assert [s.surface for s in tagged.statements][:1] == ["It leaks"]


def test_a_hundred_thousand_sentences_about_her_are_no_deep_matter() -> None:
    text = "Rain\n\nZelda Brockhurst walked.\n\n" + "She walked on.\n\n" * 100_000
    tagged = assert_survives(text + "“It rained, and then it stopped again,” she said.")
    assert [s.speakers[0].name for s in tagged.statements] == ["Zelda Brockhurst"]


def test_thousands_of_one_name_are_thousands_of_mentions() -> None:
    tagged = assert_survives("Rain\n\n" + "MP Zelda Brockhurst met Ms Brockhurst. " * 3_000)
    assert len(tagged.mentions) == 6_000
    assert {m.name for m in tagged.mentions} == {"Zelda Brockhurst"}


def test_quotations_within_quotations_come_to_an_end() -> None:
    deep = "“He said ‘she said " * 2_000 + "no" + "’ and”" * 2_000
    assert_survives(f"Rain\n\nZelda Brockhurst said: {deep}")


@pytest.mark.parametrize(
    "noise",
    [
        "\u202e{}\u202c",
        "\u200f{}",
        "\U0001f468\u200d\U0001f469 {} \U0001f600",
        "\x00{}\x1f",
        "\ufeff{}",
    ],
)
def test_signs_around_a_name_move_no_span(noise: str) -> None:
    text = f"Rain\n\nThe MP {noise.format('Zelda Brockhurst')} said: “It leaks badly.”"
    tagged = assert_survives(text)
    assert [m.surface for m in tagged.mentions] == ["Zelda Brockhurst"]
    assert [s.surface for s in tagged.statements] == ["It leaks badly"]


def test_answers_do_not_depend_on_what_was_tagged_before() -> None:
    texts = [f"{NEWS} {piece}" for piece in PIECES]
    alone = {text: build_tagger(REGISTER)(Document(text, DAY)) for text in texts[::9]}
    random.Random(3).shuffle(texts)
    answers = {text: TAGGER(Document(text, DAY)) for text in texts}
    assert {text: answers[text] for text in alone} == alone
