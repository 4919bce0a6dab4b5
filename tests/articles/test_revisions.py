"""What changed in a story after it was printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.actions.storing import keep_revision
from articles.revisions import Piece, changed_paragraphs, compare
from tests.articles import factories as make

TEXTS = st.text(alphabet="ab .,’\n-“”", max_size=40)


@given(TEXTS, TEXTS)
def test_the_pieces_make_both_texts(old, new):
    pieces = compare(old, new)
    assert "".join(p.text for p in pieces if p.kind != "new") == old
    assert "".join(p.text for p in pieces if p.kind != "gone") == new


def test_a_word_that_changed_is_one_change():
    assert compare("The wall isn’t old.", "The wall wasn’t old.") == [
        Piece("same", "The wall "),
        Piece("gone", "isn’t"),
        Piece("new", "wasn’t"),
        Piece("same", " old."),
    ]


def test_words_that_changed_in_a_row_are_one_change():
    assert compare("It was very old.", "It is quite old.")[1:3] == [
        Piece("gone", "was very"),
        Piece("new", "is quite"),
    ]


def test_only_paragraphs_that_differ_are_told_and_how_many_do_not():
    old = "One.\n\nTwo.\n\nThree.\n\nFour."
    new = "One.\n\nTwo.\n\nThree times.\n\nFour.\n\nFive."
    told = list(changed_paragraphs(old, new))
    assert [passage.left_out for passage in told] == [2, 1]
    assert told[0].pieces == [Piece("same", "Three"), Piece("new", " times"), Piece("same", ".")]
    assert told[1].pieces == [Piece("new", "Five.")]


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abc"), max_size=6))
def test_equal_texts_alone_tell_nothing(old, new):
    told = list(changed_paragraphs("\n\n".join(old), "\n\n".join(new)))
    assert (told == []) == (old == new)


pages = pytest.mark.django_db


def text(response):
    return response.content.decode()


def changed(story, **values):
    keep_revision(article=story, reason="The source changed.")
    for name, value in values.items():
        setattr(story, name, value)
    story.save()
    return story


@pages
def test_an_edited_story_says_so_and_leads_to_what_changed(client):
    story = changed(make.article(body="The wall is old.\n\nIt fell."), body="The wall is new.")
    page = text(client.get(story.get_absolute_url()))
    assert "Edited after publication" in page
    assert f'href="{story.get_absolute_url()}changes/"' in page
    page = text(client.get(f"{story.get_absolute_url()}changes/"))
    assert '<del><span class="unseen"> Removed: </span>old' in page
    assert '<ins><span class="unseen"> Added: </span>new' in page
    assert "It fell." in page
    assert "noindex" in page


@pages
def test_a_story_that_was_not_edited_says_nothing_of_it(client):
    story = make.article()
    assert "Edited" not in text(client.get(story.get_absolute_url()))
    assert "We know of no change" in text(client.get(f"{story.get_absolute_url()}changes/"))


@pages
def test_each_edit_is_told_against_the_next_text_the_newest_first(client):
    story = make.article(headline="One")
    changed(story, headline="Two")
    changed(story, headline="Three")
    edits = client.get(f"{story.get_absolute_url()}changes/").context["edits"]
    assert [[piece.text for piece in edit.passages[0].pieces] for edit in edits] == [
        ["Two", "Three"],
        ["One", "Two"],
    ]


@pages
def test_of_an_extract_only_the_headline_is_compared(client):
    story = make.article(headline="One", body="Secret words.", rights="extract")
    changed(story, headline="Two", body="Other words.")
    page = text(client.get(f"{story.get_absolute_url()}changes/"))
    assert "One" in page
    assert "Secret" not in page
    assert "Other words" not in page


@pages
def test_what_was_taken_out_for_legal_reasons_is_not_shown_again(client):
    story = changed(make.article(body="He stole it."), body="It went.")
    story.notice = "legal"
    story.save()
    page = text(client.get(f"{story.get_absolute_url()}changes/"))
    assert "stole" not in page
    assert "For legal reasons" in page


@pages
@pytest.mark.parametrize(("status", "code"), [("withdrawn", 410), ("restricted", 404)])
def test_the_changes_go_with_the_story(client, status, code):
    story = changed(make.article(body="He stole it.", status=status), body="It went.")
    response = client.get(f"{story.get_absolute_url()}changes/")
    assert response.status_code == code
    assert "stole" not in text(response)


@pages
def test_an_old_headline_in_the_address_leads_to_the_changes(client):
    story = make.article()
    response = client.get(f"/articles/{story.pk}/other/changes/")
    assert (response.status_code, response.url) == (301, f"{story.get_absolute_url()}changes/")


@pages
@pytest.mark.parametrize("number", [3, 30])
def test_it_asks_the_database_no_more_when_there_were_more_edits(
    client, number, django_assert_max_num_queries
):
    story = make.article()
    for n in range(number):
        changed(story, body=f"Text {n}.")
    with django_assert_max_num_queries(3):
        client.get(f"{story.get_absolute_url()}changes/")
