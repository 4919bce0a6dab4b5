"""What holds for any text at all."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.tagging.folding import fold
from articles.tagging.mentions import build_mention_finder
from articles.tagging.register import Register
from articles.tagging.values import Document
from tests.articles.tagging.invented import FINDER, REGISTER, found

PIECES = [
    "Zelda Brockhurst", "Mr ", "Labour", "Ambridge", " Council", " MP", "the ", " for ", "\n\n",
    "’s ", "-", "&", "“", "Sir", " and ", "Reform", "St ", "Trumpton", " by-election", "\u00a0",
    "É", "😀", "\ud800", "'", ". ", "Lord Pettifer of Marsh", " said ", "ouncil", "(", "\x00",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from([date(2015, 6, 1), None]))
def test_spans_hold_in_any_text(text, day):
    answer = FINDER(Document(text, day))
    last = 0
    for mention in answer.mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert last <= mention.start < mention.end
        last = mention.end
    for role in answer.roles:
        assert text[role.start : role.end] == role.surface


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_folding_moves_no_code_point(text):
    assert len(fold(text)) == len(text)


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_the_same_text_is_read_the_same_way_twice(text):
    assert FINDER(Document(text)) == FINDER(Document(text))


def test_the_order_of_the_register_does_not_matter():
    shuffled = Register.of(
        reversed(REGISTER.entities),
        reversed(REGISTER.names),
        reversed(REGISTER.posts),
        reversed(REGISTER.offices),
        REGISTER.councils_of_seat,
    )
    document = Document("News\n\nZelda Brockhurst MP met Jack Sparrowhawk.", date(2015, 6, 1))
    assert build_mention_finder(shuffled)(document) == FINDER(document)


def test_an_empty_register_still_finds_people():
    answer = build_mention_finder(Register())(Document("News\n\nHannah Quogle, 40, sang."))
    assert [m.surface for m in answer.mentions] == ["Hannah Quogle"]


def test_names_are_found_whatever_the_apostrophe_or_space():
    body = "Zelda\u00a0Brockhurst MP of Ambridge & Trumpton councils."
    assert found(body).mentions[0].surface == "Zelda\u00a0Brockhurst"


def test_long_texts_take_time_in_proportion():
    assert FINDER(Document('"' * 200_000)).mentions == ()
    assert FINDER(Document("A" * 200_000)).mentions == ()
