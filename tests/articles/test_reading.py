"""How dates, numbers and words are set."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines

from articles.models import Article, Statement
from articles.reading import british, counted, in_pieces, sentence, share


def statement(body, words):
    article = Article(headline="H", body=body)
    start = article.text.index(words)
    return Statement(article=article, surface=words, start_char=start, end_char=start + len(words))


@pytest.mark.parametrize(
    ("body", "words", "shown"),
    [
        ("She said: “It is old.”", "It is old", "It is old."),
        ("“It is old,” she said.", "It is old", "It is old"),
        ('He called it a "mess".', 'it a "mess', 'it a "mess".'),
        ("He called it a “mess”.", "it a “mess", "it a “mess”."),
        ('He called it "bad" and a "mess".', 'it "bad" and a "mess', 'it "bad" and a "mess".'),
        ('He called it "bad" and old.', 'it "bad" and old', 'it "bad" and old.'),
        ('"It is old".', "It is old", "It is old"),
        ("It was 'a mess'.", "It was 'a mess", "It was 'a mess'."),
        (
            "It's 'bad' and won't do.",
            "It's 'bad' and won't do",
            "It's 'bad' and won't do.",
        ),
        ("It’s ‘bad’, isn’t ‘a joy’.", "It’s ‘bad’, isn’t ‘a joy", "It’s ‘bad’, isn’t ‘a joy’."),
        ("He can't call it a 'mess'.", "can't call it a 'mess", "can't call it a 'mess'."),
        ("He can’t call it a ‘mess’.", "can’t call it a ‘mess", "can’t call it a ‘mess’."),
        ("It is the workers' day.", "the workers", "the workers"),
        ("The end", "The end", "The end"),
    ],
)
def test_words_get_back_the_stop_and_the_closing_mark_that_the_article_sets(body, words, shown):
    assert sentence(statement(body, words)) == shown


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ((("It is ", False), ("old", True)), (("It is ", False), ("old", True), (".", False))),
        ((("It", True), (" …", False)), (("It", True), (" …", False))),
        ((("… ", False), ("old", True)), (("… ", False), ("old", True), (".", False))),
        ((), (("It is old.", False),)),
    ],
)
def test_found_words_get_back_their_stop_where_they_are_shown_to_the_end(found, shown):
    row = statement("She said: “It is old.”", "It is old")
    row.pieces = found
    assert in_pieces(row) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "no stories"), (1, "1 story"), (12400, "12,400 stories")]
)
def test_counts_are_words(number, shown):
    assert counted(number, "story,stories") == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(None, ""), (0.004, "under 1%"), (0.384, "38%"), (1.0, "100%")]
)
def test_shares_are_rounded_but_never_to_nothing(value, shown):
    assert share(value) == shown


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        (None, ""),
        (date(2019, 2, 18), "18 February 2019"),
        (datetime(2019, 6, 17, 23, 30, tzinfo=UTC), "18 June 2019"),
        (datetime(2019, 12, 17, 23, 30, tzinfo=UTC), "17 December 2019"),
    ],
)
def test_a_moment_of_a_summers_night_is_shown_by_the_day_that_it_was_here(day, shown):
    assert british(day) == shown


def test_hits_are_marked_and_text_cannot_become_markup():
    words = engines["readers"].env.get_template("articles/_words.html").module
    found = words.with_hits((("<i>", False), ("wall", True)))
    assert found == '&lt;i&gt;<b class="found">wall</b>'
