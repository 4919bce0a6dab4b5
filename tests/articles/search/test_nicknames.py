"""Who types Bill may mean William, but a bill is not a name."""

import pytest

from articles.search import Search, find
from articles.search.entities import matching_entities
from articles.search.nicknames import given_names, other_forms
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def test_every_form_leads_to_every_other() -> None:
    for name, others in given_names().items():
        assert name not in others
        assert all(name in other_forms(other) for other in others)


def test_a_person_is_found_by_another_form_of_the_given_name() -> None:
    make.person("William Tarn")
    make.person("Billie Tarnwood")
    for typed in ("bill tarn", "Will Tarn", "billy TARN"):
        assert "William Tarn" in [each.name for each in matching_entities(typed)], typed


def test_words_are_found_by_another_form_of_their_speakers_name() -> None:
    make.speech(make.person("William Tarn"), "The ferry is late.")
    assert find(Search("bill tarn ferry")).statement_count == 1
    assert find(Search("liam tarn toll")).statement_count == 0


def test_a_text_is_found_and_marked_by_the_other_form() -> None:
    make.article("Harbour", "Mr William Tarn opened the quay.")
    (hit,) = find(Search("bill tarn")).articles
    assert [text for text, is_hit in hit.snippet if is_hit] == ["William Tarn"]


def test_the_law_called_a_bill_does_not_find_everybody_called_william() -> None:
    make.article("Harbour", "William sold the quay.")
    make.speech(make.person("William Tarn"), "The ferry is late.")
    assert find(Search("bill")).count == 0
    assert find(Search("bill ferry")).count == 0
    assert find(Search('"bill tarn"')).count == 0
