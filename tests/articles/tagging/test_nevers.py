"""Words that editors said never mean somebody, or are never a name."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from articles.tagging import build_tagger
from articles.tagging.nevers import NeverRules
from articles.tagging.register import Entity, Name, Never, Post, Ref, Register
from articles.tagging.values import Document, Mention
from tests.articles.tagging.invented import DAY, ELECTED

ADA, HARBOUR, SEAT = Ref("person", "ada"), Ref("party", "harbour"), Ref("constituency", "wick")
REGISTER = Register.of(
    entities=[
        Entity(ADA, "Ada Quill", "female", "Quill"),
        Entity(HARBOUR, "Harbour Party"),
        Entity(SEAT, "Wick"),
    ],
    names=[Name(ADA, "Ada Quill"), Name(HARBOUR, "Harbour Party"), Name(SEAT, "Wick")],
    posts=[Post("ada", "mp", SEAT, "harbour", ELECTED, None)],
)
TEXT = (
    "Regatta off\n\nThe Harbour Party Regatta is off, said Ada Quill, MP for Wick. Ms Quill said "
    "that the Harbour Party had paid for it."
)


def found(text: str, *rules: Never, publisher: str = "") -> list[Mention]:
    tagger = build_tagger(replace(REGISTER, nevers=rules))
    return list(tagger(Document(text, DAY, publisher=publisher)).mentions)


def links(text: str, *rules: Never, publisher: str = "") -> list[tuple[str, Ref | None]]:
    return [(m.surface, m.ref) for m in found(text, *rules, publisher=publisher)]


AS_IT_IS = [
    ("Harbour Party", HARBOUR), ("Ada Quill", ADA), ("Wick", SEAT), ("Ms Quill", ADA),
    ("Harbour Party", HARBOUR),
]  # fmt: skip


def test_without_rules_everything_is_found():
    assert links(TEXT) == AS_IT_IS


def test_a_longer_phrase_is_no_name_and_the_name_elsewhere_stays():
    assert links(TEXT, Never("Harbour Party Regatta")) == AS_IT_IS[1:]
    assert links(TEXT, Never("Harbour Party Regatta", HARBOUR)) == AS_IT_IS[1:]


def test_words_that_never_mean_somebody_are_linked_to_nobody_and_say_why():
    after = found(TEXT, Never("Ms Quill", ADA))
    assert [(m.surface, m.ref) for m in after] == [
        *AS_IT_IS[:3], ("Ms Quill", None), AS_IT_IS[4],
    ]  # fmt: skip
    refused = after[3]
    assert refused.evidence.rule == "never"
    assert [(lost.ref, lost.reason) for lost in refused.evidence.against] == [
        (ADA, "An editor said that these words never mean Ada Quill.")
    ]


def test_a_rule_about_somebody_else_changes_nothing():
    assert links(TEXT, Never("Ms Quill", Ref("person", "other"))) == AS_IT_IS


def test_a_rule_of_one_publisher_holds_in_its_articles_only():
    rule = Never("Ms Quill", publisher="wick-echo")
    assert links(TEXT, rule, publisher="brill-bugle") == AS_IT_IS
    assert ("Ms Quill", ADA) not in links(TEXT, rule, publisher="wick-echo")


def test_words_are_whole_words_in_their_case_and_of_any_spelling():
    assert links(TEXT, Never("Ms Quil")) == AS_IT_IS
    assert links(TEXT, Never("ms quill")) == AS_IT_IS
    curly = TEXT.replace("Ms Quill", "Ms O’Quill")
    assert links(curly, Never("Ms O'Quill")) == links(curly, Never("Ms O’Quill"))


def test_a_refused_speaker_is_not_whose_words_they_are():
    tagger = build_tagger(replace(REGISTER, nevers=(Never("Ada Quill", ADA),)))
    text = "Regatta\n\n“It is off,” said Ada Quill, MP for Wick."
    (said,) = tagger(Document(text, DAY)).statements
    assert [who.ref for who in said.speakers] != [ADA]


def test_rules_of_empty_words_refuse_nothing():
    assert links(TEXT, Never(""), Never("  ")) == AS_IT_IS


@given(st.text(max_size=60), st.text(max_size=8))
def test_what_is_refused_holds_the_words_of_the_rule(text: str, words: str):
    refused = NeverRules([Never(words)]).in_document(Document(text), text)
    for place in refused:
        assert 0 <= place.start < place.end <= len(text)
