"""Names find people and places first, however they are typed."""

import pytest

from articles.search.entities import MOST, matching_entities
from people.models import Alias
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def names(words: str) -> list[str]:
    return [entity.name for entity in matching_entities(words)]


def test_each_word_begins_a_word_of_the_name() -> None:
    make.person("Ada Holt")
    make.person("Adam Frost")
    assert names("ada") == ["Ada Holt", "Adam Frost"]
    assert names("hol ad") == ["Ada Holt"]
    assert names("olt") == []


def test_case_accents_and_apostrophes_do_not_matter() -> None:
    make.person("Síle O’Dún-Reeve")
    for words in ("sile", "SÍLE", "o'dun", "O’DÚN", "dun-reeve", "reeve", '"síle o’dún"'):
        assert names(words) == ["Síle O’Dún-Reeve"], words


def test_other_names_count_except_those_that_must_not_match() -> None:
    place = make.council("Harrowmere")
    Alias.objects.create(entity=place, text="Cyngor Harog")
    Alias.objects.create(entity=place, text="Mere", kind=Alias.Kind.NEVER)
    assert names("harog") == ["Borough of Harrowmere"]
    assert names("mere") == []


def test_the_name_itself_comes_first() -> None:
    make.seat("Great Saltmarsh")
    make.seat("Saltmarsh and Quay")
    make.seat("Saltmarsh")
    assert names("saltmarsh") == ["Saltmarsh", "Saltmarsh and Quay", "Great Saltmarsh"]


def test_only_people_and_places_and_no_more_than_fit() -> None:
    make.party("Saltmarsh Party")
    for number in range(MOST + 2):
        make.seat(f"Saltmarsh {number}")
    assert len(names("saltmarsh")) == MOST
    assert "Saltmarsh Party" not in names("saltmarsh")


@pytest.mark.parametrize(
    "words", ["", "a", "!!!", "\0", "-saltmarsh", "a & b | !c:*", "'; --", "(", "😀"]
)
def test_anything_typed_is_answered(words: str) -> None:
    make.seat("Saltmarsh")
    assert names(words) == []


def test_one_query_over_an_index(django_assert_num_queries) -> None:
    make.seat("Saltmarsh")
    with django_assert_num_queries(1):
        assert names("salt") == ["Saltmarsh"]
