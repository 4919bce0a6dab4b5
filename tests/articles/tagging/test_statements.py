"""Which words of an article are statements, and where they begin and end."""

import subprocess
import sys
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.tagging.statements import find_statements
from articles.tagging.values import Document
from tests.articles.tagging.told import mentions_in, statements_in, told

WORDS = st.sampled_from(
    [
        *('"', "'", "“", "”", ":", ",", ".", "?", "- ", "\n\n", "\u202e", "\ud800", "\x00"),
        *("said", "that", "Ann Orr", "He", "told", "MPs", "was", "the plan", "according to"),
        *("called", "claims"),
    ]
)


def kinds(body: str, **options) -> list[tuple[str, str]]:
    return [(s.kind, s.surface) for s in statements_in(body, **options)]


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ('Ann Orr said: "We won."', "direct", "We won"),
        ('"We won," Ann Orr told the Fenwick Recorder.', "direct", "We won"),
        ('"Did we win?" asked Ann Orr.', "direct", "Did we win?"),
        ("Ann Orr said that the pool would close.", "indirect", "the pool would close"),
        ("Ann Orr said the pool would close.", "indirect", "the pool would close"),
        ("Ann Orr told MPs the pool would close.", "indirect", "the pool would close"),
        ("Ann Orr told the Recorder that it was over.", "indirect", "it was over"),
        ("Ann Orr said on Monday that it was over.", "indirect", "it was over"),
        ("Ann Orr said yesterday (Tuesday) that it was over.", "indirect", "it was over"),
        ("The pool would close, Ann Orr said.", "indirect", "The pool would close"),
        ("The pool would close, said Ann Orr.", "indirect", "The pool would close"),
        ("According to Ann Orr, the pool will close.", "indirect", "the pool will close"),
        ("The pool will close, according to Ann Orr.", "indirect", "The pool will close"),
        ("Ann Orr was adamant that the pool would stay.", "indirect", "the pool would stay"),
        ("Ann Orr's claim that it had shut was rejected.", "indirect", "it had shut"),
        ("Ann Orr asked whether the pool would stay.", "indirect", "whether the pool would stay"),
        ("Ann Orr announced the pool would reopen.", "indirect", "the pool would reopen"),
        ("Residents say the noise keeps them awake.", "indirect", "the noise keeps them awake"),
        ('Ann Orr said it was "a sad day" for us.', "mixed", 'it was "a sad day" for us'),
        ('Ann Orr said it was "a sad day".', "mixed", 'it was "a sad day'),
        ('Ann Orr said the council "must do better".', "mixed", 'the council "must do better'),
        ('Ann Orr accused him of "playing games".', "direct", "playing games"),
        ('Ann Orr called it "a sad day" for us.', "direct", "a sad day"),
        ('Ann Orr has hit out at "lazy" ministers.', "direct", "lazy"),
    ],
)
def test_a_statement_is_the_reported_words_without_marks_cue_and_that(body, kind, words):
    assert kinds(body) == [(kind, words)]


@pytest.mark.parametrize(
    "body",
    [
        "Ann Orr called for a review of parking.",
        "Ann Orr believes the pool will close.",
        "Ann Orr refused to say why the pool had closed.",
        "Ann Orr did not say that the pool would close.",
        "Ann Orr denied the allegations.",
        "Ann Orr announced plans for a pool that would open in May.",
        "Ann Orr promised to keep the pool open.",
        "Ann Orr criticised him for claiming the pool was safe.",
        "It was claimed that the pool was unsafe.",
        "The survey says the pool is popular.",
        "According to figures, the pool made a loss.",
        "The pool is said to be the oldest in Fenwick.",
        'The so-called "super-pool" opens in May.',
        'The "Save Our Pool" petition has 900 names.',
        'The scheme, dubbed "the road to nowhere", has begun.',
        "The local authority told the pool to close after a complaint was made.",
        "The member states' fees were a matter for debate.",
    ],
)
def test_orders_beliefs_findings_terms_and_titles_are_no_statements(body):
    assert kinds(body) == []


def test_a_quotation_broken_by_its_attribution_is_two_rows():
    assert told('"It is ours," said Ann Orr. "It stays."') == [
        ("It is ours", "Ann Orr"),
        ("It stays", "Ann Orr"),
    ]


def test_a_short_cue_inside_an_indirect_clause_stays_in_it():
    assert kinds("The pool, Ann Orr insisted, would not close.") == [
        ("indirect", "The pool, Ann Orr insisted, would not close")
    ]


def test_only_the_outermost_statement_is_a_row():
    body = "Ann Orr said the plan, which the Tories say is mad, would work."
    assert kinds(body) == [("indirect", "the plan, which the Tories say is mad, would work")]


@pytest.mark.parametrize(
    "adjunct",
    [
        " - though he would not say how",
        ", adding that it was a shame",
        ", pointing to the leaking roof",
        " as he opened the fair",
        " – while Bob Lee said it would not",
        ", despite a petition",
    ],
)
def test_the_clause_stops_before_what_is_the_reporters_own(adjunct):
    body = f"Ann Orr said the pool would close{adjunct}."
    assert kinds(body)[0] == ("indirect", "the pool would close")


def test_a_while_inside_the_reported_words_does_not_cut_them():
    body = 'Ann Orr said she had no choice, while he "had every choice".'
    assert kinds(body) == [("mixed", 'she had no choice, while he "had every choice')]


def test_no_row_goes_over_a_paragraph_break():
    body = 'Ann Orr said: "It began.\n\n"It went on.\n\n"It ended."'
    assert kinds(body) == [("direct", w) for w in ("It began", "It went on", "It ended")]


def test_the_cue_and_the_name_in_the_attribution_are_kept():
    body = '"It is ours," Cllr Ann Orr told the meeting.'
    (statement,) = statements_in(body)
    start, end = statement.speaker_mention
    text = f"Fenwick news\n\n{body}"
    assert (statement.cue, text[start:end]) == ("told", "Cllr Ann Orr")


def test_a_name_beside_the_words_is_surer_than_a_guess():
    sure, guessed = statements_in('Ann Orr said: "It is ours."\n\n"It always was ours."')
    assert sure.confidence > guessed.confidence


def test_importing_the_package_loads_neither_django_nor_spacy():
    code = "import sys, articles.tagging as t; t.find_statements; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert {"django", "spacy"}.isdisjoint(loaded.stdout.split())
    assert "articles.tagging.statements" in loaded.stdout


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_any_text_gives_statements_that_lie_apart_and_say_what_stands_there(text):
    found = find_statements(Document(text), mentions_in(text), ())
    assert found == find_statements(Document(text), mentions_in(text), ())
    for statement in found:
        assert text[statement.start : statement.end] == statement.surface
        assert statement.surface
        assert "\n\n" not in statement.surface
        assert 0 <= statement.confidence <= 1
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "unit", ['"', '"a" ', "'a b", "said ", 'He said "x". ', '"Abc.\n\n', "x. "]
)
def test_work_grows_in_proportion_to_length(unit):
    def calls(length: int) -> int:
        """How many functions are called, of Python and of C: the same on every machine."""
        text, counted = "Head\n\n" + unit * (length // len(unit)), Counter()
        sys.setprofile(lambda _frame, event, _argument: counted.update([event]))
        find_statements(Document(text), (), ())
        sys.setprofile(None)
        return counted["call"] + counted["c_call"]

    assert calls(80_000) < 10 * calls(10_000)
