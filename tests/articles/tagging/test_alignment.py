"""Which statement is which after re-tagging, an edit, a split or a join."""

from hypothesis import given
from hypothesis import strategies as st

from articles.tagging.alignment import Matched, match_statements

OLD = 'The mayor said: "The pool will open in June and stay open." Nobody asked about the roof.'


def span(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def test_the_same_words_keep_their_identity_when_text_moves() -> None:
    new = "Updated at noon. " + OLD
    words = "The pool will open in June and stay open."
    assert match_statements(OLD, [span(OLD, words)], new, [span(new, words)]).kept == {0: 0}


def test_a_word_changed_keeps_the_identity() -> None:
    new = OLD.replace("June", "July")
    old_words, new_words = "The pool will open in June and stay open", "The pool will open in July"
    matched = match_statements(
        OLD, [span(OLD, old_words)], new, [span(new, new_words + " and stay open")]
    )
    assert matched == Matched({0: 0})


def test_of_a_statement_that_was_split_the_longest_piece_keeps_it() -> None:
    whole = span(OLD, "The pool will open in June and stay open")
    pieces = [span(OLD, "The pool will open in June"), span(OLD, "stay open")]
    assert match_statements(OLD, [whole], OLD, pieces).kept == {0: 0}


def test_of_statements_that_were_joined_the_longest_keeps_it_and_the_other_leads_there() -> None:
    pieces = [span(OLD, "The pool will open in June"), span(OLD, "stay open")]
    whole = [span(OLD, "The pool will open in June and stay open")]
    assert match_statements(OLD, pieces, OLD, whole) == Matched({0: 0}, {1: 0})


def test_words_that_are_no_longer_there_are_gone() -> None:
    words = [span(OLD, "The pool will open in June and stay open")]
    assert match_statements(OLD, words, "The mayor kept silent.", []).gone == (0,)


texts = st.text(alphabet="ab .\n", min_size=1, max_size=60)


@given(texts, texts, st.data())
def test_every_old_statement_is_kept_merged_or_gone_and_no_new_one_is_kept_twice(
    old: str, new: str, data: st.DataObject
) -> None:
    def spans(text: str) -> list[tuple[int, int]]:
        cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
        return list(zip(cuts[::2], cuts[1::2], strict=False))

    before, after = spans(old), spans(new)
    matched = match_statements(old, before, new, after)
    seen = [*matched.kept, *matched.merged, *matched.gone]
    assert sorted(seen) == list(range(len(before)))
    assert len(set(matched.kept.values())) == len(matched.kept)


@given(texts, st.data())
def test_nothing_changes_when_nothing_changed(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    same = list(zip(cuts[::2], cuts[1::2], strict=False))
    assert match_statements(text, same, text, same) == Matched({i: i for i in range(len(same))})
