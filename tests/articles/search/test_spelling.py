"""Another spelling is offered only where it finds more, and never a private person's name."""

import pytest

from articles.erasure import erase
from articles.models import Word
from articles.search import Search, catch_up, find
from articles.search.building import build
from articles.search.spelling import suggestion
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"


def meant(words: str, **filters: object) -> str:
    search = Search(words, **filters)
    return suggestion(search, find(search))


@pytest.mark.parametrize("typed", ["harbuor", "harbor", "Harbouur", "ahrbour"])
def test_a_misspelt_word_is_mended(typed: str) -> None:
    make.article("Quay", "The harbour opens.")
    assert meant(typed) == "harbour"


def test_the_rest_of_the_question_stays_as_it_was_typed() -> None:
    make.article("Quay", "The harbour opens at noon.")
    assert meant('"harbuor opens" OR noonday -toll') == '"harbour opens" OR noonday -toll'


def test_names_of_the_register_are_mended() -> None:
    make.speech(make.person("Síle Quillfeather"), "The ferry is late.")
    assert meant("Quilfeather ferry") == "Quillfeather ferry"


def test_nothing_is_offered_for_what_is_found_often() -> None:
    for _ in range(3):
        make.article("Quay", "The ferries. The ferry.")
    assert meant("ferry") == ""


def test_nothing_is_offered_that_would_find_nothing() -> None:
    make.article("Quay", "The harbour opens.")
    assert meant("harbuor zeppelin") == ""
    assert meant("harbuor", year=1999) == ""


def test_a_short_or_strange_word_is_left_alone() -> None:
    make.article("Quay", "The harbour opens.")
    for typed in ("hrb", "x" * 60, "12345", "😀😀😀😀", "", "-harbuor"):
        assert meant(typed) == "", typed


def test_a_private_persons_name_is_never_offered() -> None:
    story = make.article("Quay", "Piet Osterhout sells bread. So does Osterhout-Marsh.")
    make.mention(story, "Piet Osterhout", None)
    assert meant("Osterhuot") == ""
    assert not Word.objects.filter(text__icontains="osterhout").exists()


def test_words_are_kept_as_articles_are_written_and_built_anew() -> None:
    catch_up()
    make.article("Quay", "The harbour opens.")
    catch_up()
    assert set(Word.objects.values_list("text", flat=True)) == {"harbour", "opens"}
    Word.objects.all().delete()
    build()
    assert Word.objects.count() == 2


def test_what_readers_may_not_see_lends_no_word(django_user_model) -> None:
    make.article("Quay", "The harbour opens.", status="restricted")
    catch_up()
    assert not Word.objects.exists()
    story = make.article("Quay", "The breakwater opens.")
    catch_up()
    erase(article=story, reason="A court ordered it.", by=django_user_model.objects.create())
    assert not Word.objects.exists()
    assert meant("breakwatr") == ""


def test_a_suggestion_asks_the_database_little(django_assert_max_num_queries) -> None:
    make.article("Quay", "The harbour opens at noon.")
    search = Search("harbuor opnes")
    results = find(search)
    with django_assert_max_num_queries(12):
        assert suggestion(search, results) == "harbour opens"
