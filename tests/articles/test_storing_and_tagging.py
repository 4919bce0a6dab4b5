"""What comes in is stored once, tagged, listed on the right pages and counted."""

from datetime import date

import pytest
from django.utils import timezone

from articles.actions.counting import counted_in, refresh_coverage
from articles.actions.publishing import set_status
from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from articles.ingest.dates import at_noon
from articles.ingest.values import IncomingPublisher
from articles.models import (
    Article,
    Coverage,
    FormerStatement,
    ReviewItem,
    Statement,
    StatementListing,
)
from articles.tagging.values import Document, TaggedText
from people.models import Entity
from tests.articles.invented import (
    ADA,
    BODY,
    CANNOT_WAIT,
    DIVERSION,
    NAMED,
    SAID,
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


def stored(**changes: object) -> Article:
    return store_article(incoming=incoming(**changes)).article


def tag(article: Article, **said: object) -> Article:
    article.refresh_from_db()
    tag_articles(articles=[article], tagger=tagger(**said), version="test")  # type: ignore[arg-type]
    return Article.objects.get(pk=article.pk)


def pages_of(words: str) -> set[str]:
    listings = StatementListing.objects.filter(statement__surface=words)
    return set(listings.values_list("entity__slug", flat=True))


def test_the_same_address_is_one_article_and_a_second_run_changes_nothing() -> None:
    assert store_article(incoming=incoming()).outcome == "added"
    assert store_article(incoming=incoming()).outcome == "unchanged"
    assert Article.objects.count() == 1


def test_equal_text_at_another_address_is_another_article() -> None:
    stored()
    stored(url="https://mercury.example/marsh-road")
    assert Article.objects.count() == 2


def test_a_changed_source_keeps_the_earlier_text() -> None:
    article = stored()
    assert store_article(incoming=incoming(body="Marsh Road stays open.")).outcome == "changed"
    article.refresh_from_db()
    assert article.body == "Marsh Road stays open."
    assert article.revisions.get().body == BODY


def test_a_publisher_that_is_not_stated_is_named_so_and_shows_extracts_only() -> None:
    article = stored(publisher=None)
    assert (article.publisher.name, article.rights) == ("Publisher not stated", "extract")


def test_rights_on_the_command_line_win_over_the_source() -> None:
    source = incoming(publisher=IncomingPublisher("Mercury", rights="full"))
    assert store_article(incoming=source, rights="extract").article.rights == "extract"


def test_words_stand_with_their_speaker_and_the_bodies_whose_posts_the_speaker_held(
    county: Harrowmere,
) -> None:
    tag(stored())
    assert pages_of(CANNOT_WAIT) == {"ada-holt", "saltmarsh", "harbour", "tide"}


def test_on_a_handover_day_both_memberships_are_held(county: Harrowmere) -> None:
    tag(stored())
    held = Statement.objects.get(surface=CANNOT_WAIT).memberships
    assert set(held.values_list("party__slug", flat=True)) == {"harbour", "tide"}


def test_the_day_after_only_the_new_party_is_held(county: Harrowmere) -> None:
    tag(stored(published_at=at_noon(date(2021, 3, 6))))
    assert pages_of(CANNOT_WAIT) == {"ada-holt", "saltmarsh", "tide"}


def test_without_a_date_no_post_is_assumed(county: Harrowmere) -> None:
    tag(stored(published_at=None, precision="unknown"))
    assert pages_of(CANNOT_WAIT) == {"ada-holt"}


def test_names_outside_the_register_have_no_tag_and_no_page(county: Harrowmere) -> None:
    article = tag(stored())
    assert set(article.tags.values_list("entity__slug", flat=True)) == {"ada-holt", "harrowmere"}
    assert pages_of(SHOP) == set()
    assert article.mentions.get(surface="Piet Oster").entity is None


def test_an_unsure_speaker_is_listed_nowhere_and_waits_for_an_editor(county: Harrowmere) -> None:
    article = tag(stored(), said=((CANNOT_WAIT, "direct", ADA, "Ada Holt", 0.5),))
    assert pages_of(CANNOT_WAIT) == set()
    item = article.review_items.get()
    assert (item.reason, item.words) == (ReviewItem.Reason.UNSURE_SPEAKER, CANNOT_WAIT)
    tag(article)
    assert not article.review_items.exists()


def test_tagging_again_keeps_every_address_and_adds_nothing(county: Harrowmere) -> None:
    article = tag(stored())
    before = list(Statement.objects.order_by("pk").values())
    tag(article)
    assert list(Statement.objects.order_by("pk").values()) == before
    assert not FormerStatement.objects.exists()


def test_an_edit_keeps_the_address_and_the_earlier_wording(county: Harrowmere) -> None:
    article = tag(stored())
    before = Statement.objects.get(surface=CANNOT_WAIT)
    stored(body="It is official.\n\n" + BODY.replace("another winter", "another year"))
    new = CANNOT_WAIT.replace("another winter", "another year")
    tag(article, said=((new, "direct", ADA, "Ada Holt", 0.99), *SAID[1:]))
    before.refresh_from_db()
    assert before.surface == new
    assert before.wordings.get().surface == CANNOT_WAIT


def test_words_no_longer_found_leave_an_address_that_says_why(county: Harrowmere) -> None:
    article = tag(stored())
    gone = Statement.objects.get(surface=DIVERSION).pk
    tag(article, said=(SAID[0], SAID[2]))
    former = FormerStatement.objects.get(pk=gone)
    assert former.successor is None
    assert "no longer" in former.reason


def test_words_found_again_take_back_their_old_address(county: Harrowmere) -> None:
    article = tag(stored())
    gone = Statement.objects.get(surface=DIVERSION).pk
    tag(article, said=(SAID[0], SAID[2]))
    tag(article)
    former = FormerStatement.objects.get(pk=gone)
    assert former.successor == Statement.objects.get(surface=DIVERSION)


def test_counts_follow_tags_and_visibility(county: Harrowmere) -> None:
    article = tag(stored())
    row = Coverage.objects.get(entity=county.ada)
    assert (row.month, row.articles, row.statements) == (date(2021, 3, 1), 1, 2)
    set_status(article=article, status="withdrawn", reason="The publisher took it back.")
    assert not Coverage.objects.exists()
    set_status(article=article, status="published")
    assert Coverage.objects.get(entity=county.saltmarsh).statements == 2


def test_counting_again_changes_nothing(county: Harrowmere) -> None:
    tag(stored())
    before = sorted(Coverage.objects.values_list("entity", "articles", "statements"))
    everybody = Entity.objects.values_list("pk", flat=True)
    refresh_coverage(counted=counted_in(everybody, at_noon(date(2021, 3, 5))))
    assert sorted(Coverage.objects.values_list("entity", "articles", "statements")) == before


def test_articles_not_tagged_by_a_version_are_those_without_an_answer_on_their_text(
    county: Harrowmere,
) -> None:
    article = stored()
    assert list(Article.objects.not_tagged_by("test")) == [article]
    tag(article)
    assert not Article.objects.not_tagged_by("test").exists()
    assert Article.objects.not_tagged_by("later").exists()
    stored(body=BODY + "\n\nMore soon.")
    assert Article.objects.not_tagged_by("test").exists()


def test_tagging_an_article_takes_as_many_queries_whatever_it_holds(
    county: Harrowmere, django_assert_max_num_queries: object
) -> None:
    article = stored()
    with django_assert_max_num_queries(55):  # type: ignore[operator]
        tag(article, named=NAMED, said=SAID)


def test_an_article_in_which_nothing_is_found_is_tagged_too() -> None:
    def nothing(document: Document) -> TaggedText:
        return TaggedText(document.text)

    article = stored()
    assert tag_articles(articles=[article], tagger=nothing, version="test") == 1
    assert not Article.objects.not_tagged_by("test").exists()


NEWCOMER = "Councillor Wyn Askew of Harrowmere Council said the road was worn out."
WITH_NEWCOMER = f"{BODY}\n\n{NEWCOMER}"
UNKNOWN = (*NAMED, ("Councillor Wyn Askew", None, "Wyn Askew"))


def test_somebody_in_local_office_whom_the_register_lacks_waits_for_an_editor_once(
    county: Harrowmere,
) -> None:
    article = tag(stored(body=WITH_NEWCOMER), named=UNKNOWN)
    tag(article, named=UNKNOWN)
    item = article.review_items.get(reason=ReviewItem.Reason.NEW_NAME)
    assert (item.words, item.detail) == ("Wyn Askew", f"Councillor\n{NEWCOMER}")


def test_a_newcomer_whom_an_editor_closed_does_not_come_back(county: Harrowmere) -> None:
    article = tag(stored(body=WITH_NEWCOMER), named=UNKNOWN)
    article.review_items.update(closed_at=timezone.now())
    tag(article, named=UNKNOWN)
    assert article.review_items.exists()
    assert not article.review_items.filter(closed_at=None).exists()


def test_a_newcomer_who_is_known_now_no_longer_waits(county: Harrowmere) -> None:
    article = tag(stored(body=WITH_NEWCOMER), named=UNKNOWN)
    tag(article, named=(*NAMED, ("Councillor Wyn Askew", ADA, "Ada Holt")))
    assert not article.review_items.filter(reason=ReviewItem.Reason.NEW_NAME).exists()
