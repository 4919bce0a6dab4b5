"""A text that an editor changed is not undone by its source, and nothing of either is lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.actions.storing import keep_revision, store_article, text_checksum
from articles.actions.undoing import Undo
from articles.ingest.values import IncomingArticle
from articles.models import Article, Batch, ReviewItem
from articles.revisions import last_of_source
from tests.articles.invented import BODY, HEADLINE, incoming, tagger

pytestmark = pytest.mark.django_db
OURS, NEXT, THIRD = "Marsh Road closes in May.", "The road opens again.", "The road is closed."
WAITS = ReviewItem.Reason.SOURCE_CHANGED


@pytest.fixture
def editor() -> User:
    return User.objects.create_superuser("rook")


@pytest.fixture
def edited(editor: User) -> Article:
    """The paper's text, in whose place an editor put another."""
    return put(store_article(incoming=incoming()).article, OURS, editor)


def put(article: Article, body: str, editor: User) -> Article:
    keep_revision(article=article, reason="A word was misread.", editor=editor)
    article.body, article.checksum = body, text_checksum(incoming(body=body))
    article.save()
    return article


def comes(body: str = BODY, batch: Batch | None = None, **values: object) -> str:
    return store_article(incoming=incoming(body=body, **values), batch=batch).outcome


def stands(article: Article) -> str:
    article.refresh_from_db()
    return article.body


def beside(article: Article) -> list[str]:
    return list(article.revisions.filter(is_beside=True).values_list("body", flat=True))


def test_the_text_that_the_paper_had_before_changes_nothing(edited):
    assert comes() == "unchanged"
    assert stands(edited) == OURS
    assert not edited.review_items.exists()


def test_a_new_text_of_the_paper_is_kept_beside_the_editors_and_asked_about(edited):
    assert comes(NEXT) == "changed"
    assert stands(edited) == OURS
    assert beside(edited) == [NEXT]
    assert edited.review_items.get().reason == WAITS


def test_the_same_new_text_is_asked_about_once_and_the_next_one_anew(edited, editor):
    comes(NEXT)
    asked = edited.review_items.get()
    assert comes(NEXT) == "unchanged"
    assert edited.review_items.get() == asked
    comes(THIRD)
    assert edited.review_items.get() != asked
    assert beside(edited) == [THIRD, NEXT]


def test_an_answered_question_is_not_asked_again(edited, editor):
    comes(NEXT)
    edited.review_items.update(closed_at=timezone.now(), closed_by=editor)
    comes(NEXT)
    assert not edited.review_items.waiting().exists()
    comes(THIRD)
    assert edited.review_items.waiting().count() == 1


def test_several_edits_in_a_row_are_still_edits_of_the_papers_text(edited, editor):
    put(edited, f"{OURS} It is a long road.", editor)
    assert comes() == "unchanged"
    assert last_of_source(edited).body == BODY


@pytest.mark.parametrize("again", [BODY, NEXT])
def test_where_the_papers_own_text_was_put_back_its_next_one_comes_in(edited, editor, again):
    if again == NEXT:
        comes(NEXT)
    put(edited, again, editor)
    assert last_of_source(edited) is edited
    assert comes(THIRD) == "changed"
    assert stands(edited) == THIRD


def test_a_text_that_the_paper_changed_before_the_edit_is_not_its_last(editor):
    article = store_article(incoming=incoming()).article
    comes(NEXT)
    article.refresh_from_db()
    put(article, OURS, editor)
    assert last_of_source(article).body == NEXT
    assert comes(BODY) == "changed"
    assert (stands(article), beside(article)) == (OURS, [BODY])


def test_a_new_date_is_taken_over_and_the_text_stays(edited):
    moved = datetime(2021, 3, 6, 12, tzinfo=UTC)
    assert comes(published_at=moved) == "changed"
    assert stands(edited) == OURS
    assert edited.published_at == moved
    assert last_of_source(edited).body == BODY
    assert comes(published_at=moved) == "unchanged"


def test_an_earlier_capture_is_one_also_beside_an_editors_text(editor):
    def seen(year: int) -> datetime:
        return datetime(year, 1, 1, tzinfo=UTC)

    article = store_article(incoming=incoming(captured_at=seen(2021))).article
    put(article, OURS, editor)
    comes(NEXT, captured_at=seen(2023))
    comes(THIRD, captured_at=seen(2022))
    assert last_of_source(article).body == NEXT
    assert article.revisions.get(is_earlier_capture=True).body == THIRD


def test_taking_a_run_back_takes_back_what_it_laid_beside(edited):
    batch = Batch.objects.create(name="second visit")
    comes(NEXT, batch=batch)
    list(Undo(batch=batch, tagger=tagger(), version="test").run())
    assert stands(edited) == OURS
    assert beside(edited) == []
    assert not edited.review_items.exists()
    assert last_of_source(edited).body == BODY


def test_an_article_that_an_editor_edited_is_not_taken_back_with_its_run(editor):
    batch = Batch.objects.create(name="first visit")
    stored: IncomingArticle = incoming(headline=HEADLINE)
    article = store_article(incoming=stored, batch=batch).article
    put(article, OURS, editor)
    undo = Undo(batch=batch, tagger=tagger(), version="test")
    list(undo.run())
    assert undo.left == [(article, "changed since by an editor")]


def test_what_is_taken_back_by_force_with_its_edit_may_come_in_again(editor):
    article = store_article(incoming=incoming()).article
    batch = Batch.objects.create(name="second visit")
    comes(NEXT, batch=batch)
    article.refresh_from_db()
    put(article, OURS, editor)
    list(Undo(batch=batch, tagger=tagger(), version="test").run(force=True))
    assert stands(article) == BODY
    assert last_of_source(article) == article
    assert comes(NEXT) == "changed"
    assert stands(article) == NEXT


def page(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_readers_are_told_whether_the_paper_or_the_archive_changed_the_text(client, editor, edited):
    story = page(client, edited.get_absolute_url())
    assert "Text edited by this archive</strong>, not by the paper" in story
    assert "Edited after publication" not in story
    changes = page(client, f"{edited.get_absolute_url()}changes/")
    assert "Changed by this archive on" in changes
    assert "A word was misread." in changes
    assert "The paper has changed its text since" not in changes
    assert "rook" not in story + changes


def test_what_both_changed_is_told_of_both_each_with_its_own_changes(client, editor):
    article = store_article(incoming=incoming()).article
    comes(NEXT)
    article.refresh_from_db()
    put(article, OURS, editor)
    story = page(client, article.get_absolute_url())
    assert "Edited after publication</strong> by the paper" in story
    assert "Text edited by this archive" in story
    edits = client.get(f"{article.get_absolute_url()}changes/").context["edits"]
    assert [edit.by_archive for edit in edits] == [True, False]


def test_a_text_of_the_paper_that_only_waits_is_not_told_as_a_change(client, edited):
    comes("Nobody has read these words yet.")
    changes = page(client, f"{edited.get_absolute_url()}changes/")
    assert "The paper has changed its text since" in changes
    assert "Nobody has read" not in changes
