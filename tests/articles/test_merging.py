"""Two people who are one: nothing is lost, nobody comes back with the tables, and back again."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone

from articles.actions import correcting
from articles.actions.merging import merge_people, reach_of, undo_merge
from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from articles.models import (
    Article,
    Change,
    Correction,
    Coverage,
    Mention,
    ReviewItem,
    Statement,
    StatementListing,
    Tag,
    Together,
)
from articles.registers import register_from_database
from articles.tagging.register import Ref
from people.actions.editing import CannotTakeBackError
from people.actions.merging import CannotMergeError
from people.loading import load_roster
from people.models import Alias, Edit, EntityRedirect, Membership, Merge, Office, Person
from tests.articles.invented import ADA, CANNOT_WAIT, Harrowmere, harrowmere, incoming, tagger
from tests.people.invented import write_tables

pytestmark = pytest.mark.django_db
OTHER = Ref("person", "p-other")
BY_OTHER = {
    "named": (("Ada Holt", OTHER, "Ada Holt"), ("Piet Oster", ADA, "Ada Holt")),
    "said": ((CANNOT_WAIT, "direct", OTHER, "Ada Holt", 0.99),),
}


@pytest.fixture
def county() -> Harrowmere:
    """The other Ada Holt is a councillor of Harrowmere, and is quoted in a story of her own."""
    county = harrowmere()
    Membership.objects.create(
        person=county.other, role="councillor", place=county.council, post="Mill",
        party=county.harbour, during=DateRange(date(2018, 5, 3), None), source="invented",
    )  # fmt: skip
    for person, text in ((county.ada, "Ada Holt"), (county.other, "Ada Holt")):
        Alias.objects.create(entity=person, text=text)
    Alias.objects.create(entity=county.other, text="Adeline Holt", source="invented")
    for number, said in ((1, {}), (2, BY_OTHER)):
        article = store_article(incoming=incoming(url=f"https://echo.example/{number}")).article
        tag_articles(articles=[article], tagger=tagger(**said), version="test")
    return county


@pytest.fixture
def editor() -> User:
    return get_user_model().objects.create_user("editor")


def everything() -> list[object]:
    """What a merge may touch, as the database holds it; not when, nor in what order."""
    models = (Person, Membership, Alias, Mention, Tag, Statement, StatementListing, Coverage,
              Together, Correction)  # fmt: skip
    leaving = {"id"}
    derived = (StatementListing, Tag, Coverage, Together)
    return [
        sorted(
            str({k: v for k, v in row.items() if model not in derived or k not in leaving})
            for row in model.objects.values()
        )
        for model in models
    ] + [sorted(Statement.memberships.through.objects.values_list("statement", "membership"))]


def test_everything_of_the_other_becomes_hers(county: Harrowmere, editor: User) -> None:
    said = Statement.objects.get(speaker=county.other)
    merge = merge_people(kept=county.ada, other=county.other, by=editor, reason="One person.")
    assert not Person.objects.filter(key="p-other").exists()
    assert county.ada.memberships.filter(role="councillor").exists()
    assert {alias.text for alias in county.ada.aliases.all()} == {"Ada Holt", "Adeline Holt"}
    said.refresh_from_db()
    assert said.speaker_id == county.ada.pk
    assert Tag.objects.filter(entity=county.ada).count() == 2
    assert not Mention.objects.filter(entity=county.other.pk).exists()
    assert (merge.by, merge.reason, merge.key) == (editor, "One person.", "p-other")


def test_both_names_of_one_story_are_one_tag(county: Harrowmere, editor: User) -> None:
    merge_people(kept=county.ada, other=county.other, by=editor)
    story = Article.objects.get(url="https://echo.example/2")
    assert story.tags.get(entity=county.ada).mentions == 2


def test_her_words_stand_on_the_pages_of_both_posts(county: Harrowmere, editor: User) -> None:
    merge_people(kept=county.ada, other=county.other, by=editor)
    for words in Statement.objects.filter(surface=CANNOT_WAIT):
        pages = set(words.listings.values_list("entity__slug", flat=True))
        assert {"ada-holt", "saltmarsh", "harrowmere"} <= pages


def test_counts_are_those_of_the_one_person(county: Harrowmere, editor: User) -> None:
    merge_people(kept=county.ada, other=county.other, by=editor)
    count = Coverage.objects.get(entity=county.ada)
    assert (count.articles, count.statements) == (2, 3)
    assert not Together.objects.exists()
    assert reach_of(county.ada)[:3] == (2, 3, 3)


def test_the_old_address_leads_to_her(county: Harrowmere, editor: User, client: Client) -> None:
    merge_people(kept=county.ada, other=county.other, by=editor)
    answer = client.get("/people/ada-holt-brill/")
    assert (answer.status_code, answer["Location"]) == (301, "/people/ada-holt/")


def test_decisions_follow_her_and_are_kept_over_tagging(county: Harrowmere, editor: User) -> None:
    mention = Mention.objects.get(surface="Piet Oster", entity=county.ada)
    correcting.relink_mention(mention=mention, to=county.other, by=editor)
    merge_people(kept=county.ada, other=county.other, by=editor)
    assert Correction.objects.get().entity_to_id == county.ada.pk
    story = Article.objects.get(url="https://echo.example/2")
    tag_articles(articles=[story], tagger=tagger(), version="later")
    assert Mention.objects.get(article=story, surface="Piet Oster").entity_id == county.ada.pk


def test_a_tagger_that_still_knows_both_gives_the_one(county: Harrowmere, editor: User) -> None:
    merge_people(kept=county.ada, other=county.other, by=editor)
    for story in Article.objects.all():
        tag_articles(articles=[story], tagger=tagger(**BY_OTHER), version="later")
    assert set(Mention.objects.values_list("entity__key", flat=True)) == {"p-ada"}


def test_the_register_handed_to_the_tagger_knows_one(county: Harrowmere, editor: User) -> None:
    merge_people(kept=county.ada, other=county.other, by=editor)
    register = register_from_database()
    assert OTHER not in {entity.ref for entity in register.entities}
    assert {name.ref for name in register.names if "Holt" in name.text} == {ADA}
    assert {post.role for post in register.posts if post.person == ADA.key} == {"mp", "councillor"}


def test_whom_the_queue_may_mean_follows_and_comes_back(county: Harrowmere, editor: User) -> None:
    both = [county.ada.pk, county.other.pk]
    item = ReviewItem.objects.create(
        article=Article.objects.first(), reason="report", words="Ada Holt", candidates=both
    )
    merge = merge_people(kept=county.ada, other=county.other, by=editor)
    item.refresh_from_db()
    assert item.candidates == [county.ada.pk]
    undo_merge(merge=merge, by=editor)
    item.refresh_from_db()
    assert item.candidates == both


def test_the_search_index_is_told(county: Harrowmere, editor: User) -> None:
    said = Statement.objects.get(speaker=county.other)
    Change.objects.all().delete()
    merge_people(kept=county.ada, other=county.other, by=editor)
    told = set(Change.objects.values_list("kind", "object_id"))
    assert {("article", said.article_id), ("statement", said.pk)} <= told


def test_taken_back_everything_is_as_before(county: Harrowmere, editor: User) -> None:
    mention = Mention.objects.get(surface="Piet Oster", entity=county.ada)
    correcting.relink_mention(mention=mention, to=county.other, by=editor)
    before = everything()
    merge = merge_people(kept=county.ada, other=county.other, by=editor)
    assert everything() != before
    undo_merge(merge=merge, by=editor)
    assert everything() == before
    assert not EntityRedirect.objects.exists()
    merge.refresh_from_db()
    assert merge.undone_by == editor


def test_a_merge_taken_back_can_be_made_again(county: Harrowmere, editor: User) -> None:
    undo_merge(merge=merge_people(kept=county.ada, other=county.other, by=editor), by=editor)
    other = Person.objects.get(key="p-other")
    merge_people(kept=other, other=county.ada, by=editor)
    assert list(Person.objects.values_list("key", flat=True)) == ["p-other"]


def test_a_merge_of_the_merged_is_taken_back_from_the_last(
    county: Harrowmere, editor: User
) -> None:
    third = Person.objects.create(name="A. Holt", slug="a-holt", key="p-third")
    first = merge_people(kept=county.other, other=third, by=editor)
    second = merge_people(kept=county.ada, other=county.other, by=editor)
    assert Merge.objects.get(key="p-third").person_id == county.ada.pk
    assert EntityRedirect.objects.get(old_slug="a-holt").entity_id == county.ada.pk
    first.refresh_from_db()
    with pytest.raises(CannotTakeBackError, match="merged again since"):
        undo_merge(merge=first, by=editor)
    undo_merge(merge=second, by=editor)
    first.refresh_from_db()
    undo_merge(merge=first, by=editor)
    assert Person.objects.count() == 3


def test_a_row_that_was_touched_since_is_named(county: Harrowmere, editor: User) -> None:
    merge = merge_people(kept=county.ada, other=county.other, by=editor)
    Alias.objects.filter(text="Adeline Holt").delete()
    with pytest.raises(CannotTakeBackError, match="Adeline Holt is gone"):
        undo_merge(merge=merge, by=editor)


def test_a_decision_since_stands_in_the_way(county: Harrowmere, editor: User) -> None:
    merge = merge_people(kept=county.ada, other=county.other, by=editor)
    mention = Mention.objects.filter(surface="Ada Holt", article__url__endswith="/2").get()
    correcting.confirm_mention(mention=mention, by=editor)
    with pytest.raises(CannotTakeBackError, match="decided about “Ada Holt” since"):
        undo_merge(merge=merge, by=editor)


def test_two_who_sat_at_the_same_time_are_not_one(county: Harrowmere, editor: User) -> None:
    seat = type(county.saltmarsh).objects.create(name="Brill", slug="brill", key="brill")
    Membership.objects.create(
        person=county.other, role="mp", place=seat, post="Brill",
        during=DateRange(date(2020, 1, 1), None),
    )  # fmt: skip
    with pytest.raises(CannotMergeError, match="one seat of the Commons at a time"):
        merge_people(kept=county.ada, other=county.other, by=editor)
    assert Person.objects.count() == 2
    assert not Edit.objects.exists()


def test_nobody_is_merged_with_herself(county: Harrowmere, editor: User) -> None:
    with pytest.raises(CannotMergeError, match="one person already"):
        merge_people(kept=county.ada, other=county.ada, by=editor)


def test_what_was_tagged_since_is_tagged_again_for_two(county: Harrowmere, editor: User) -> None:
    """The real tagger reads the register as it is after the merge was taken back."""
    merge = merge_people(kept=county.ada, other=county.other, by=editor)
    story = Article.objects.get(url="https://echo.example/2")
    tag_articles(articles=[story], tagger=tagger(), version="later")
    undo_merge(merge=merge, by=editor)
    story.refresh_from_db()
    assert story.tagger_answer.version != "later"


def test_the_tables_do_not_bring_the_merged_one_back(tmp_path, editor: User) -> None:
    tables = write_tables(tmp_path)
    load_roster(tables)
    tom, other = Person.objects.get(key="p-2"), Person.objects.get(key="p-3")
    merge_people(kept=tom, other=other, by=editor)
    for _ in range(2):
        report = load_roster(tables)
        assert report.is_idle
        assert list(report.remarks()) == [
            "left, merged by an editor: person p-3 (Tom Marsh) is Tom Marsh (p-2)"
        ]
        assert not Person.objects.filter(key="p-3").exists()
        assert tom.memberships.filter(role="council_leader").count() == 1
        assert tom.aliases.filter(text="Tom Marsh").count() == 1


def test_taken_back_the_tables_know_both_again(tmp_path, editor: User) -> None:
    tables = write_tables(tmp_path)
    load_roster(tables)
    tom, other = Person.objects.get(key="p-2"), Person.objects.get(key="p-3")
    merge = merge_people(kept=tom, other=other, by=editor)
    load_roster(tables)
    undo_merge(merge=merge, by=editor)
    report = load_roster(tables)
    assert report.is_idle
    assert list(report.remarks()) == []


def test_an_office_moves_and_gaps_are_filled(county: Harrowmere, editor: User) -> None:
    office = Office.objects.create(key="lamps", name="Minister for Lamps", kind="government")
    office.holdings.create(
        person=county.other, title="Minister for Lamps", during=DateRange(date(2020, 1, 1), None)
    )
    Person.objects.filter(pk=county.other.pk).update(wikidata_id="Q1", gender="male")
    merge_people(kept=county.ada, other=county.other, by=editor)
    ada = Person.objects.get(key="p-ada")
    assert ada.offices_held.get().title == "Minister for Lamps"
    assert (ada.wikidata_id, ada.gender) == ("Q1", "female")


def test_the_merge_stands_in_the_history(county: Harrowmere, editor: User) -> None:
    now = timezone.now()
    merge = merge_people(kept=county.ada, other=county.other, by=editor, reason="One person.")
    gone = merge.edits.get(table="person", action="removed")
    assert (gone.by, gone.reason, gone.before["key"]) == (editor, "One person.", "p-other")
    assert gone.at >= now
    moved = merge.edits.get(table="membership")
    assert (moved.before["person_id"], moved.after["person_id"]) == (
        county.other.pk, county.ada.pk,
    )  # fmt: skip
