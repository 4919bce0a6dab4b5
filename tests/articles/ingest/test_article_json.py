"""Article JSON: what is read, and how what is wrong is named."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.article_json import parse_article, read_article
from articles.ingest.cleaning import clean
from articles.ingest.dates import parse_date
from articles.ingest.values import NotAnArticleError

STORY = {
    "url": "https://echo.example/ferry",
    "headline": "Ferry to Saltmarsh to sail again",
    "body": "The ferry to Saltmarsh will sail again in May.\n\nIts pier was mended in winter.",
    "published_at": "2021-03-05T10:00:00+00:00",
    "publisher": {"name": "Harrowmere Echo", "url": "https://echo.example/", "rights": "full"},
}


def test_reads_every_field() -> None:
    article = read_article(STORY | {"byline": "Una Pike", "language": "en"})
    assert article.headline == "Ferry to Saltmarsh to sail again"
    assert article.byline == "Una Pike"
    assert article.publisher is not None
    assert article.publisher.rights == "full"
    assert article.published_at == datetime(2021, 3, 5, 10, tzinfo=UTC)
    assert article.precision == "time"


def test_keeps_unknown_keys() -> None:
    assert read_article(STORY | {"section": "Transport"}).extra == {"section": "Transport"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"headline": ""}, "headline: missing or empty"),
        ({"headline": 7}, "headline: expected text, found a number"),
        ({"headline": "x" * 501}, "headline: 501 characters: at most 500 fit"),
        ({"body": None}, "body: missing or empty"),
        ({"published_at": "next Tuesday"}, "published_at: 'next Tuesday': expected a date"),
        ({"published_at": "2021-13"}, "published_at: '2021-13': expected a date"),
        ({"publisher": []}, "publisher: expected an object with a name, found a list"),
        ({"publisher": {"name": " "}}, "publisher.name: missing or empty"),
        ({"publisher": {"name": "A", "rights": "some"}}, "publisher.rights: 'some'"),
        ({"url": "echo.example"}, "url: 'echo.example': expected an http or https address"),
    ],
)
def test_names_what_is_wrong(wrong: dict, said: str) -> None:
    with pytest.raises(NotAnArticleError, match="^" + said.replace("(", r"\(")):
        read_article(STORY | wrong)


@pytest.mark.parametrize("raw", ['{"headline": ', "[]", "null", '"text"', "7", "[" * 100_000])
def test_what_is_no_article_is_said_to_be_none(raw: str) -> None:
    with pytest.raises(NotAnArticleError):
        parse_article(raw)


def test_a_lone_surrogate_from_broken_json_becomes_a_replacement_character() -> None:
    raw = json.dumps(STORY).replace("in winter", r"in \ud83d winter")
    assert "in \ufffd winter" in parse_article(raw).body


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("2019-02-18", "2019-02-18", "day"),
        ("2019-02", "2019-02-15", "month"),
        ("2019", "2019-07-01", "year"),
        ("2019-07-18T09:30:00", "2019-07-18", "time"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text: str, day: str, precision: str) -> None:
    moment, found = parse_date(text)
    assert moment is not None
    assert (moment.date().isoformat(), found) == (day, precision)


def test_a_time_without_a_zone_is_londons() -> None:
    moment, _ = parse_date("2019-07-18T09:30:00")
    assert moment is not None
    assert moment.astimezone(UTC).hour == 8


@given(st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\r" not in once
    assert "\0" not in once
    once.encode("utf-8")
