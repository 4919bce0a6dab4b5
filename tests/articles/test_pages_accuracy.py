"""The page that says how right the tagger is, and the records that it reads."""

import json
from datetime import date

import pytest

from articles.evaluating import Gold, predict
from articles.measuring import Record, measure, read_records, write_record
from articles.tagging.pipeline import build_tagger
from articles.tagging.register import Register
from articles.views import accuracy as views

TEXT = (
    "Ferry is late again\n\nPip Marlow said: “The ferry was late on Monday.”\n\n"
    "“It was late on Tuesday too,” said Una Grist."
)
QUOTES = {"The ferry was late on Monday.": "Pip Marlow", "It was late on Tuesday too": "Pip Marlow"}


def gold() -> Gold:
    """One article; the second quotation is given to the wrong person, so that one is missed."""
    statements = [
        {
            "start": TEXT.index(words),
            "end": TEXT.index(words) + len(words),
            "type": "direct",
            "speaker": who,
            "speaker_kind": "person",
        }
        for words, who in QUOTES.items()
    ]
    mentions = [
        {
            "start": TEXT.index(name), "end": TEXT.index(name) + len(name), "surface": name,
            "kind": "person", "entity": name, "role": "other",
        }
        for name in ("Pip Marlow", "Una Grist")
    ]  # fmt: skip
    article = {"id": "a", "published": "2021-03-05", "mentions": mentions, "statements": statements}
    people = [{"name": row["entity"], "kind": "person", "aliases": []} for row in mentions]
    return Gold([article], {"a": TEXT}, people)


@pytest.fixture
def record(tmp_path, monkeypatch) -> Record:
    answers = predict(gold(), build_tagger(Register.of([])))
    made = measure(
        "ferry", "One article about a ferry", tuned_on=False, gold=gold(), answers=answers,
        today=date(2026, 11, 25),
    )  # fmt: skip
    write_record(made, tmp_path)
    monkeypatch.setattr(views, "read_records", lambda: read_records(tmp_path))
    return made


def test_a_record_holds_figures_and_not_a_word_of_the_texts(record, tmp_path) -> None:
    kept = (tmp_path / "ferry.json").read_text()
    assert json.loads(kept)["figures"]["all"]["attribution_person"] == [1, 2, 2]
    for words in ("late", "Marlow", "Grist"):
        assert words not in kept
    assert [each.figures for each in read_records(tmp_path)] == [record.figures]


def test_the_page_shows_what_was_measured_and_what_was_wrong(record, client) -> None:
    page = client.get("/accuracy/").content.decode()
    assert "One article about a ferry" in page
    assert "Nobody had tuned the program to these articles when this was measured." in page
    assert '<td class="number">50.0</td>' in page
    assert "Wrong speaker (direct): 1" in page


def test_the_page_asks_the_database_nothing(record, client, django_assert_num_queries, db) -> None:
    with django_assert_num_queries(0):
        client.get("/accuracy/")


def test_the_committed_records_say_which_articles_were_tuned_on() -> None:
    records = read_records()
    assert {record.name: record.tuned_on for record in records}["development"] is True
    for record in records:
        assert record.about
        assert record.articles >= 10


def test_a_record_says_from_which_confidence_its_statements_were_counted(record, client) -> None:
    kept = f"of the {record.listed[0]} statements from {record.listed_from} upwards were right"
    assert kept in client.get("/accuracy/").content.decode()
