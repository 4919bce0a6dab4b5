"""An editor's decision shows at once, survives re-tagging and edits, and is never lost."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

from articles.actions import correcting
from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from articles.models import Article, Correction, Mention, ReviewItem, Statement
from tests.articles.invented import (
    ADA,
    BODY,
    CANNOT_WAIT,
    SHOP,
    Harrowmere,
    harrowmere,
    incoming,
    tagger,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Harrowmere:
    return harrowmere()


@pytest.fixture
def editor() -> AbstractBaseUser:
    return get_user_model().objects.create_user("editor")


@pytest.fixture
def article(county: Harrowmere) -> Article:
    article = store_article(incoming=incoming()).article
    retag(article)
    return article


def retag(article: Article, **said: object) -> None:
    article.refresh_from_db()
    tag_articles(articles=[article], tagger=tagger(**said), version="test")  # type: ignore[arg-type]


def test_a_relinked_name_is_kept_when_the_archive_is_tagged_again(
    article: Article, county: Harrowmere, editor: AbstractBaseUser
) -> None:
    mention = Mention.objects.get(surface="Ada Holt")
    correcting.relink_mention(mention=mention, to=county.other, by=editor, reason="From Brill.")
    for _ in range(2):
        found = Mention.objects.get(surface="Ada Holt")
        assert (found.entity.slug, found.origin) == ("ada-holt-brill", "editor")
        assert article.tags.filter(entity=county.other).exists()
        assert not article.tags.filter(entity=county.ada).exists()
        retag(article)
    made = Correction.objects.get()
    assert (made.editor, made.reason, made.entity_from.slug) == (editor, "From Brill.", "ada-holt")


def test_a_rejected_link_is_not_made_again(article: Article, editor: AbstractBaseUser) -> None:
    correcting.reject_mention(mention=Mention.objects.get(surface="Ada Holt"), by=editor)
    retag(article)
    assert Mention.objects.get(surface="Ada Holt").entity is None


def test_a_missed_name_is_added(
    article: Article, county: Harrowmere, editor: AbstractBaseUser
) -> None:
    start = article.text.index("She said")
    correcting.add_mention(article=article, start=start, end=start + 3, to=county.ada, by=editor)
    retag(article)
    assert Mention.objects.get(surface="She").entity.slug == "ada-holt"


def test_words_given_to_somebody_leave_the_first_speakers_page(
    article: Article, county: Harrowmere, editor: AbstractBaseUser
) -> None:
    words = Statement.objects.get(surface=CANNOT_WAIT)
    correcting.give_statement(statement=words, to=None, words="a neighbour", by=editor)
    words.refresh_from_db()
    assert (words.speaker, words.speaker_text) == (None, "a neighbour")
    assert not words.listings.exists()
    assert not words.memberships.exists()


def test_words_given_to_a_person_stand_on_their_page_with_the_same_address(
    article: Article, county: Harrowmere, editor: AbstractBaseUser
) -> None:
    words = Statement.objects.get(surface=SHOP)
    correcting.give_statement(statement=words, to=county.ada, by=editor)
    assert set(words.listings.values_list("entity__slug", flat=True)) >= {"ada-holt", "saltmarsh"}
    retag(article)
    words.refresh_from_db()
    assert words.speaker.slug == "ada-holt"


def test_confirming_an_unsure_speaker_lists_the_words_and_empties_the_queue(
    article: Article, editor: AbstractBaseUser
) -> None:
    unsure = ((CANNOT_WAIT, "direct", ADA, "Ada Holt", 0.4),)
    retag(article, said=unsure)
    words = Statement.objects.get()
    assert not words.listings.exists()
    correcting.confirm_statement(statement=words, by=editor)
    assert words.listings.exists()
    retag(article, said=unsure)
    assert words.listings.exists()
    assert not ReviewItem.objects.filter(closed_at=None).exists()


def test_rejected_words_are_gone_for_good(article: Article, editor: AbstractBaseUser) -> None:
    correcting.reject_statement(statement=Statement.objects.get(surface=SHOP), by=editor)
    retag(article)
    assert not Statement.objects.filter(surface=SHOP).exists()


def test_a_tag_can_be_taken_away_and_given_without_words(
    article: Article, county: Harrowmere, editor: AbstractBaseUser
) -> None:
    correcting.remove_tag(article=article, entity=county.council, by=editor)
    correcting.add_tag(article=article, entity=county.tide, by=editor)
    retag(article)
    assert set(article.tags.values_list("entity__slug", flat=True)) == {"ada-holt", "tide"}


def test_a_later_decision_on_the_same_words_replaces_the_earlier_one(
    article: Article, county: Harrowmere, editor: AbstractBaseUser
) -> None:
    mention = Mention.objects.get(surface="Ada Holt")
    first = correcting.relink_mention(mention=mention, to=county.other, by=editor)
    mention = Mention.objects.get(surface="Ada Holt")
    second = correcting.relink_mention(mention=mention, to=county.ada, by=editor)
    assert second.supersedes == first
    assert Mention.objects.get(surface="Ada Holt").entity.slug == "ada-holt"


def test_a_correction_survives_an_edit_of_the_text_around_it(
    article: Article, county: Harrowmere, editor: AbstractBaseUser
) -> None:
    mention = Mention.objects.get(surface="Ada Holt")
    correcting.relink_mention(mention=mention, to=county.other, by=editor)
    store_article(incoming=incoming(body="Updated at noon.\n\n" + BODY))
    retag(article)
    assert Mention.objects.get(surface="Ada Holt").entity.slug == "ada-holt-brill"


def test_a_correction_whose_words_are_gone_waits_in_the_queue_until_they_are_back(
    article: Article, county: Harrowmere, editor: AbstractBaseUser
) -> None:
    mention = Mention.objects.get(surface="Ada Holt")
    made = correcting.relink_mention(mention=mention, to=county.other, by=editor)
    store_article(incoming=incoming(body="Nothing is known yet."))
    retag(article)
    item = ReviewItem.objects.get(closed_at=None)
    assert (item.reason, item.correction) == (ReviewItem.Reason.LOST_ANCHOR, made)
    store_article(incoming=incoming())
    retag(article)
    assert not ReviewItem.objects.filter(closed_at=None).exists()
    assert Mention.objects.get(surface="Ada Holt").entity.slug == "ada-holt-brill"


def test_words_that_have_moved_since_the_page_was_loaded_are_not_corrected_blindly(
    article: Article, county: Harrowmere, editor: AbstractBaseUser
) -> None:
    mention = Mention.objects.get(surface="Ada Holt")
    Article.objects.filter(pk=article.pk).update(body="Quite another text.")
    with pytest.raises(correcting.StaleTextError):
        correcting.relink_mention(mention=mention, to=county.other, by=editor)
    assert not Correction.objects.exists()


def test_a_trimmed_statement_whose_words_are_gone_waits_until_they_are_back(
    article: Article, editor: AbstractBaseUser
) -> None:
    words = Statement.objects.get(surface=CANNOT_WAIT)
    start, end = words.start_char, words.end_char - len(" another winter.")
    made = correcting.edit_statement(statement=words, start=start, end=end, by=editor)
    store_article(incoming=incoming(body=BODY.replace("cannot wait another winter", "can wait")))
    retag(article)
    item = ReviewItem.objects.get(closed_at=None)
    assert (item.reason, item.correction) == (ReviewItem.Reason.LOST_ANCHOR, made)
    store_article(incoming=incoming())
    retag(article)
    assert Statement.objects.filter(surface="Marsh Road cannot wait").exists()
    assert not ReviewItem.objects.filter(closed_at=None).exists()


def rows_of(article: Article) -> list[list[tuple]]:
    mentions = article.mentions.order_by("pk").values_list()
    statements = article.statements.order_by("pk").values_list()
    tags = article.tags.order_by("entity").values_list("entity", "mentions")
    return [list(mentions), list(statements), list(tags), list(article.review_items.values_list())]


def test_laying_every_kind_of_decision_twice_changes_no_row(
    article: Article, county: Harrowmere, editor: AbstractBaseUser
) -> None:
    cannot_wait = Statement.objects.get(surface=CANNOT_WAIT)
    start, end = cannot_wait.start_char, cannot_wait.end_char
    middle = article.text.index("another")
    correcting.split_statement(
        statement=cannot_wait, first=(start, middle - 1), second=(middle, end), by=editor
    )
    correcting.give_statement(statement=Statement.objects.get(surface=SHOP), to=None, by=editor)
    correcting.reject_statement(
        statement=Statement.objects.get(surface__startswith="the diversion"), by=editor
    )
    correcting.relink_mention(
        mention=Mention.objects.get(surface="Ada Holt"), to=county.other, by=editor
    )
    correcting.add_statement(article=article, start=0, end=10, to=county.council, by=editor)
    retag(article)
    before = rows_of(article)
    assert len(before[1]) == 4
    retag(article)
    assert rows_of(article) == before


def test_what_was_taken_back_is_not_laid_again(
    article: Article, county: Harrowmere, editor: AbstractBaseUser
) -> None:
    before = rows_of(article)
    made = correcting.add_statement(article=article, start=0, end=10, to=county.ada, by=editor)
    correcting.take_back(correction=made, by=editor)
    retag(article)
    assert rows_of(article)[1:3] == before[1:3]
    assert Correction.objects.count() == 2
    with pytest.raises(correcting.SupersededError):
        correcting.take_back(correction=made, by=editor)


def test_a_tag_that_was_added_can_be_taken_back(
    article: Article, county: Harrowmere, editor: AbstractBaseUser
) -> None:
    made = correcting.add_tag(article=article, entity=county.tide, by=editor)
    correcting.take_back(correction=made, by=editor)
    assert not article.tags.filter(entity=county.tide).exists()


def test_words_joined_over_what_stands_between_them_are_one_statement(
    article: Article, editor: AbstractBaseUser
) -> None:
    said = list(Statement.objects.order_by("start_char")[:2])
    correcting.join_statements(statements=said, by=editor)
    found = Statement.objects.order_by("start_char").first()
    assert found.surface == article.text[said[0].start_char : said[1].end_char]
    assert (found.kind, found.speaker.slug) == ("mixed", "ada-holt")
