"""Words find the articles and statements that hold them, and no others."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.search import PAGE_SIZE, Pieces, Search, find
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def headlines(words: str = "", **filters: object) -> list[str]:
    results = find(Search(words, **filters))
    assert results.state == "ready"
    return [hit.article.headline for hit in results.articles]


def hits(pieces: Pieces) -> list[str]:
    return [text for text, is_hit in pieces if is_hit]


def test_all_words_must_occur_in_any_form() -> None:
    make.article("Harbour", "The council votes on churches.")
    make.article("Quay", "The council sleeps.")
    assert headlines("church council") == ["Harbour"]
    assert headlines("voting") == ["Harbour"]
    assert headlines("church ferry") == []


def test_a_phrase_is_words_in_a_row() -> None:
    make.article("Harbour", "We are a broad church, she said.")
    make.article("Quay", "The church is broad.")
    assert headlines('"broad church"') == ["Harbour"]
    assert headlines('"church broad"') == []
    assert set(headlines("church broad")) == {"Harbour", "Quay"}


def test_a_phrase_of_one_word_is_a_word() -> None:
    make.article("Harbour", "A broad church.")
    assert headlines('"church"') == ["Harbour"]
    assert headlines('-"church" broad') == []


def test_exclusions_take_away() -> None:
    make.article("Harbour", "Ferry and toll.")
    make.article("Quay", "Ferry and broad church.")
    assert headlines("ferry -toll") == ["Quay"]
    assert headlines('ferry -"broad church"') == ["Harbour"]


def test_either_of_two() -> None:
    for name in ("ferry", "toll", "bridge"):
        make.article(name, f"About the {name} now.")
    assert set(headlines("ferry OR toll now")) == {"ferry", "toll"}


def test_accents_and_case_do_not_matter() -> None:
    make.article("Sinn Féin café", "Naïve ÉLAN.")
    for words in ("fein cafe", "FÉIN", "elan", "naive", "nai\u0308ve"):
        assert headlines(words) == ["Sinn Féin café"], words


def test_apostrophes_of_every_kind() -> None:
    make.article("Una O’Quill speaks", "It doesn’t concern Harrowmere’s quay.")
    for words in ("O'Quill", "o’quill", "Quill", "doesn't", "Harrowmere", "harrowmere's"):
        assert headlines(words) == ["Una O’Quill speaks"], words


def test_pictographs_are_words_and_shift_nothing() -> None:
    make.article("A 😀 day", "😀😀 é The harbour opens.")
    assert headlines("😀") == ["A 😀 day"]
    (hit,) = find(Search("harbour")).articles
    assert hit.snippet == (("😀😀 é The ", False), ("harbour", True), (" opens.", False))


def test_an_address_is_searched_as_its_words() -> None:
    make.article("Harbour", "See http://ferry.example/times for times.")
    assert headlines("http://ferry.example/times") == ["Harbour"]
    assert headlines("http://") == ["Harbour"]


@pytest.mark.parametrize(
    "words",
    ['"broad church', "broad (", "headline:broad", "broad AND:", "broad*", "[a TO b] +", "\\"],
)
def test_marks_of_other_languages_break_nothing(words: str) -> None:
    make.article("Harbour", "A broad church.")
    assert find(Search(words)).state == "ready"


def test_an_unclosed_quote_is_answered_and_explained() -> None:
    make.article("Harbour", "A broad church.")
    results = find(Search('"broad church'))
    assert results.article_count == 1
    assert results.explanation == "The quote mark was not closed: read as “broad church”."


@pytest.mark.parametrize("words", ["", "  ", "-ferry", "!!!", '""'])
def test_nothing_to_search_for_is_explained(words: str) -> None:
    make.article("Harbour", "A broad church.")
    results = find(Search(words))
    assert (results.articles, results.article_count) == ((), 0)
    assert results.explanation


def test_a_search_without_hits_links_nothing() -> None:
    make.article("Harbour", "A broad church.")
    results = find(Search("zeppelin"))
    assert results.articles == results.statements == ()
    assert results.article_count == results.statement_count == 0


def test_statements_are_found_by_their_words_and_their_speaker() -> None:
    ada = make.person("Ada Holt")
    make.speech(ada, "The ferry is late.")
    make.speech(make.person("Ben Frost"), "The ferry is early.")
    assert [hit.statement.surface for hit in find(Search("ferry holt")).statements] == [
        "The ferry is late."
    ]
    (hit,) = find(Search('"is early"')).statements
    assert hits(hit.snippet) == ["is early"]
    assert hit.statement.speaker.name == "Ben Frost"


def test_a_speaker_nobody_is_sure_of_does_not_lead_to_the_words() -> None:
    story = make.article("Harbour", "“The ferry is late.”")
    make.statement(story, "The ferry is late.", make.person("Ada Holt"), is_sure=False)
    assert find(Search("ferry")).statement_count == 1
    assert find(Search("ferry holt")).statement_count == 0


@pytest.mark.parametrize("status", ["withdrawn", "restricted", "embargoed"])
def test_what_readers_may_not_see_is_neither_found_nor_counted(status: str) -> None:
    seen = make.speech(make.person("Ada Holt"), "The ferry is late.").article
    hidden = make.speech(make.person("Ben Frost"), "The ferry is early.").article
    assert find(Search("ferry")).statement_count == 2
    hidden.status, hidden.embargo_until = status, timezone.now() + timedelta(days=1)
    hidden.save()
    results = find(Search("ferry"))
    assert [hit.article for hit in results.articles] == [seen]
    assert (results.article_count, results.statement_count) == (1, 1)


def test_an_embargo_that_ends_is_found_without_any_write(time_machine) -> None:
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    make.article("Harbour", "Ferry.", status="embargoed", embargo_until=start + timedelta(hours=1))
    assert headlines("ferry") == []
    time_machine.move_to(start + timedelta(hours=2), tick=False)
    assert headlines("ferry") == ["Harbour"]


def test_an_extract_is_found_by_its_text_and_shows_only_its_statements() -> None:
    story = make.article(
        "Harbour", "The secret tunnel leaks. “The ferry is late,” she said.", rights="extract"
    )
    make.statement(story, "The ferry is late,", kind="direct")
    (hit,) = find(Search("tunnel")).articles
    assert hit.snippet == ()
    (hit,) = find(Search("ferry")).articles
    assert hits(hit.snippet) == ["ferry"]


def test_filters_narrow_a_search() -> None:
    ada = make.person("Ada Holt")
    old = make.article("Old", "Ferry.", day=date(2019, 5, 1))
    paper = make.publisher("Quay News")
    make.article("New", "Ferry.", day=date(2021, 5, 1), publisher=paper)
    make.article("Undated", "Ferry.", day=None)
    make.tag(old, ada)
    assert headlines("ferry", publisher=paper.pk) == ["New"]
    assert headlines("ferry", publisher=-1) == []
    assert headlines("ferry", person=ada.pk) == ["Old"]
    assert headlines("", person=ada.pk) == ["Old"]
    assert headlines("ferry", since=date(2021, 5, 1)) == ["New"]
    assert headlines("ferry", until=date(2019, 5, 1)) == ["Old"]
    assert headlines("ferry", since=date(2019, 5, 2), until=date(2021, 4, 30)) == []
    assert headlines("ferry", until=date.max, since=date.min) != []


def test_orders_are_by_date_and_undated_comes_last() -> None:
    for headline, day in [("B", date(2001, 1, 1)), ("A", date(1899, 1, 1)), ("C", None)]:
        make.article(headline, "Ferry.", day=day)
    make.article("B2", "Ferry.", day=date(2001, 1, 1))
    assert headlines("ferry", order="newest") == ["B2", "B", "A", "C"]
    assert headlines("ferry", order="oldest") == ["A", "B", "B2", "C"]


def test_a_headline_weighs_more_than_a_text() -> None:
    make.article("Harbour", "The ferry. " + "Wide water here. " * 5)
    make.article("The ferry is late", "The harbour. " + "Wide water here. " * 5)
    assert headlines("ferry")[0] == "The ferry is late"


def test_pages_follow_each_other() -> None:
    for number in range(PAGE_SIZE + 3):
        make.article(f"Ferry {number}", "Ferry.")
    first, second = (find(Search("ferry", "newest", page)) for page in (1, 2))
    assert first.article_count == second.article_count == PAGE_SIZE + 3
    both = [hit.article.pk for hit in (*first.articles, *second.articles)]
    assert both == sorted(both, reverse=True)
    assert len(set(both)) == PAGE_SIZE + 3
    assert find(Search("ferry", page=10**9)).articles == ()
    assert len(find(Search("ferry", page=-1)).articles) == PAGE_SIZE


def test_a_search_asks_the_database_little(django_assert_max_num_queries) -> None:
    for number in range(5):
        make.speech(make.person(f"Ada Holt {number}"), "The ferry is late.")
    Article.objects.filter(pk__lt=0).delete()
    find(Search("ferry"))
    with django_assert_max_num_queries(3):
        assert find(Search("ferry")).article_count == 5
