"""How sure a statement is, and whether that means what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.tagging.calibration import (
    Judged,
    calibration_error,
    counts_of,
    cross_validated,
    reliability,
    right_from,
)
from articles.tagging.confidence import LISTED_FROM, UNMEASURED, Shares, Way, way_of

NAMED = Way("name-before", "direct", "plain")
ECHO = Way("echo", "indirect", "other")
WAYS = st.builds(Way, st.sampled_from("abc"), st.sampled_from("di"), st.sampled_from("po"))
JUDGED = st.lists(
    st.builds(Judged, st.sampled_from("xyz"), WAYS, st.floats(0, 1), st.booleans()), max_size=40
)


def rows(article: str, way: Way, right: int, wrong: int) -> list[Judged]:
    return [Judged(article, way, 0.9, each < right) for each in range(right + wrong)]


def test_a_way_that_was_never_seen_is_not_sure_enough_for_a_page() -> None:
    assert Shares([]).of(NAMED) == pytest.approx(UNMEASURED)
    assert UNMEASURED < LISTED_FROM


def test_many_right_ones_make_sure_and_a_few_do_not() -> None:
    assert Shares([(NAMED, 200, 200)]).of(NAMED) > 0.98
    assert Shares([(NAMED, 1, 1)]).of(NAMED) < LISTED_FROM


def test_a_new_cue_is_judged_by_what_is_known_of_the_rule() -> None:
    shares = Shares([(NAMED, 90, 100), (ECHO, 1, 10)])
    assert shares.of(NAMED._replace(cue="other")) > 0.8
    assert shares.of(ECHO._replace(cue="none")) < 0.5


@pytest.mark.parametrize(("cue", "sort"), [(None, "none"), ("Said", "plain"), ("hinted", "other")])
def test_cues_are_of_three_sorts(cue: str | None, sort: str) -> None:
    assert way_of("run", "direct", cue).cue == sort


def test_nobody_is_judged_by_figures_that_they_helped_to_measure() -> None:
    judged = rows("one", NAMED, 0, 10) + rows("other", NAMED, 10, 0)
    sure = {each.article: each.confidence for each in cross_validated(judged)}
    assert sure["one"] > 0.8
    assert sure["other"] < 0.3


def test_the_error_is_the_distance_between_what_is_said_and_what_is_right() -> None:
    assert calibration_error(rows("one", NAMED, 9, 1)) == pytest.approx(0)
    assert calibration_error(rows("one", NAMED, 5, 5)) == pytest.approx(0.4)
    assert right_from(rows("one", NAMED, 5, 5), 0.9) == (10, 5)
    assert right_from(rows("one", NAMED, 5, 5), 0.95) == (0, 0)


@given(JUDGED)
def test_every_statement_is_counted_once(judged: list[Judged]) -> None:
    assert sum(each.number for each in reliability(judged)) == len(judged)
    assert sum(found for _, _, found in counts_of(judged)) == len(judged)
    assert len(cross_validated(judged)) == len(judged)
    assert 0 <= calibration_error(judged) <= 1


@given(st.lists(st.tuples(WAYS, st.integers(0, 20), st.integers(0, 20)), max_size=9), WAYS)
def test_a_share_is_a_chance(counted: list[tuple[Way, int, int]], way: Way) -> None:
    shares = Shares((each, right, right + wrong) for each, right, wrong in counted)
    assert 0 < shares.of(way) < 1
