"""Fingerprints: equal texts are equal, edits change little, other texts are told apart."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from articles.benchmarks.copies import edited, measure
from articles.ingest.near_copies import ALIKE, BANDS, BINS, FEWEST, fingerprint, likeness

NOUNS = [f"word{number}" for number in range(3000)]
BANDS_OF_THE_FIRST = (-328082673, -1073706505, -342849814, 1670075629)


def text(seed: int, length: int = 300) -> str:
    return " ".join(Random(seed).choices(NOUNS, k=length))


def packed(body: str) -> bytes:
    found = fingerprint(body)
    assert found is not None
    return found.packed()


@given(st.text(max_size=2000))
def test_any_text_has_one_fingerprint_or_is_too_short(body: str) -> None:
    found = fingerprint(body)
    assert found == fingerprint(body)
    if found:
        assert (len(found.values), len(found.bands)) == (BINS, BANDS)
        assert all(0 <= value < 1 << 32 for value in found.values)
        assert all(-(1 << 31) <= band < 1 << 31 for band in found.bands)


@given(st.integers(), st.integers(FEWEST + 2, 400))
def test_layout_case_and_marks_do_not_matter(seed: int, length: int) -> None:
    body = text(seed, length)
    laid_out = body.upper().replace(" ", ",\n\n“")
    assert fingerprint(laid_out) == fingerprint(body)


@given(st.integers(), st.integers())
def test_likeness_is_the_same_both_ways_and_whole_for_a_text_with_itself(
    one: int, other: int
) -> None:
    left, right = packed(text(one)), packed(text(other))
    assert likeness(left, left) == 1.0
    assert likeness(left, right) == likeness(right, left)


@given(st.integers(0, 10_000))
def test_other_texts_of_the_same_words_are_not_alike(seed: int) -> None:
    assert likeness(packed(text(seed)), packed(text(seed + 1))) < ALIKE / 2


def test_likeness_estimates_the_share_of_common_shingles() -> None:
    """Half of one text and half of another: a third of all their shingles are common."""
    found = [
        likeness(packed(text(s, 200) + " " + text(s + 1, 200)), packed(text(s, 200) + " " +
                 text(s + 2, 200)))
        for s in range(0, 300, 3)
    ]  # fmt: skip
    assert abs(sum(found) / len(found) - 1 / 3) < 0.02


def test_a_text_that_says_little_has_none() -> None:
    assert fingerprint("Saltmarsh 2, Harbour 1.") is None
    assert fingerprint("") is None


def test_a_fingerprint_stays_what_it_is_from_version_to_version() -> None:
    """It is stored: another answer for the same text would part it from its copies."""
    found = fingerprint(text(1))
    assert found is not None
    assert found.bands[:4] == BANDS_OF_THE_FIRST


def test_copies_with_five_words_in_a_hundred_edited_are_found_and_nothing_else() -> None:
    rows = dict(measure(200).rows)
    assert float(rows["recall, 5% of the words edited"]) >= 0.98
    assert float(rows["precision, 5% of the words edited"]) >= 0.99


def test_an_edit_changes_about_the_share_of_words_that_it_says() -> None:
    body = text(5, 2000)
    left = set(edited(body, 0.05, Random(1)).split())
    changed = [word for word in body.split() if word not in left]
    assert 0.01 < len(changed) / 2000 < 0.06
