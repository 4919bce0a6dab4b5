"""What stands between quote marks, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.tagging.quotations import find_quotations

MARKS = st.text(alphabet="\"'“”‘’«»` .,?!sA\n\u202e\ud800\x00é😀", max_size=80)


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"It is our pool," she said.', ["It is our pool"]),
        ("“It is our pool,” she said.", ["It is our pool"]),
        ("'It is our pool,' she said.", ["It is our pool"]),
        ("‘It is our pool,’ she said.", ["It is our pool"]),
        ('“It is our pool," she said.', ["It is our pool"]),
        ('"It is our pool,” she said.', ["It is our pool"]),
        ("''It is our pool,'' she said.", ["It is our pool"]),
    ],
)
def test_curly_straight_single_double_and_mixed_marks_all_quote(text, words):
    assert quoted(text) == words


def test_final_comma_and_full_stop_stay_outside_but_a_question_mark_inside():
    assert quoted('"Why us?" he asked. "We paid."') == ["Why us?", "We paid"]


def test_apostrophes_are_no_quote_marks():
    assert quoted("The residents' hall isn't Mr Fenn's, 'twas the '60s lot's.") == []


def test_a_plural_possessive_inside_single_marks_does_not_close():
    text = "'We saw the tenants' homes flood,' said Mrs Orr."
    assert quoted(text) == ["We saw the tenants' homes flood"]


def test_a_short_single_quotation_may_end_in_s_before_the_next_opens():
    assert quoted("She called them 'bullies' and 'cowards' too.") == ["bullies", "cowards"]


def test_each_paragraph_of_a_long_quotation_opens_and_only_the_last_closes():
    found = find_quotations('He said: "It began in May.\n\n"It ended in June."')
    assert [q.closed for q in found] == [False, True]


def test_a_mark_that_opens_again_in_a_run_on_paragraph_starts_a_new_quotation():
    text = 'He said: "It began in May. "It ended in June." They clapped.'
    assert quoted(text) == ["It began in May", "It ended in June"]


def test_a_quotation_inside_a_quotation_is_part_of_it():
    assert quoted("\"He said 'never' to me,\" she said.") == ["He said 'never' to me"]
    assert quoted("“He told us “never” and left,” she said.") == ["He told us “never” and left"]


def test_a_forgotten_closing_mark_costs_no_more_than_the_sentence():
    assert quoted('The "golden share was sold. The council met.') == ["golden share was sold"]


def test_a_run_of_marks_is_decoration():
    assert quoted('"""""""""""""""" News """""""""""""""') == []


@given(MARKS)
def test_quotations_lie_in_order_inside_the_text_whatever_it_is(text):
    end = 0
    for quotation in find_quotations(text):
        assert end <= quotation.opens < quotation.start < quotation.end <= quotation.closes
        assert "\n" not in text[quotation.opens : quotation.closes]
        end = quotation.closes
