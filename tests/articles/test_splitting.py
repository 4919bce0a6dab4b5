"""One person who is really two: office, area and date say who is meant, and else the queue."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.actions import correcting
from articles.actions.merging import tag_all
from articles.actions.splitting import preview_split, split_person
from articles.actions.storing import store_article
from articles.admin.queue.questions import Question
from articles.matters import matter_of
from articles.models import Article, Mention, ReviewItem, Statement
from people.actions.splitting import CannotSplitError, Parting
from people.loading import load_roster
from people.models import Alias, Edit, Entity, Membership, Person
from tests.articles import factories as make
from tests.articles.invented import incoming
from tests.people.invented import write_tables

pytestmark = pytest.mark.django_db
MP = ("Fen road to close", "Tom Marsh, MP for Fen East, said: “The road is a danger to us all.”")
COUNCILLOR = (
    "Mill lane to open",
    "Cllr Tom Marsh, a Harrowmere councillor, said: “The lane belongs to everybody here.”",
)
NEITHER = ("Choir sings", "Tom Marsh said: “It was a lovely evening of song and dance.”")


@pytest.fixture
def tom() -> Person:
    """An MP of Fen East to whom a councillor of Harrowmere was wrongly given."""
    fen, harrowmere = make.seat("Fen East"), make.council("Harrowmere")
    tom = make.person("Tom Marsh")
    Alias.objects.create(entity=tom, text="Tom Marsh")
    make.post(tom, fen, start=date(2015, 5, 7))
    make.post(tom, harrowmere, start=date(2018, 5, 3), role="councillor", post="Mill")
    for number, (headline, body) in enumerate((MP, COUNCILLOR, NEITHER)):
        url = f"https://echo.example/{number}"
        store_article(incoming=incoming(url=url, headline=headline, body=body))
    tag_all(set(Article.objects.values_list("pk", flat=True)))
    assert Mention.objects.filter(entity=tom).values("article").distinct().count() >= 2
    return tom


@pytest.fixture
def editor() -> User:
    return get_user_model().objects.create_superuser("editor")


def the_councillor(tom: Person) -> Parting:
    return Parting("Tom Marsh", tuple(tom.memberships.filter(role="councillor")))


def whose(headline: str) -> set[int | None]:
    names = Mention.objects.filter(article__headline=headline, surface__contains="Marsh")
    return set(names.values_list("entity", flat=True))


def test_stories_go_with_the_office_that_they_name(tom: Person, editor: User) -> None:
    split = split_person(person=tom, parting=the_councillor(tom), by=editor)
    assert whose(COUNCILLOR[0]) == {split.new.pk}
    assert whose(MP[0]) == {tom.pk}
    assert [fate.article.headline for fate in split.going] == [COUNCILLOR[0]]
    assert [fate.article.headline for fate in split.staying] == [MP[0]]
    said = Statement.objects.get(article__headline=COUNCILLOR[0])
    assert said.speaker_id == split.new.pk
    assert set(said.listings.values_list("entity__name", flat=True)) >= {"Tom Marsh"}


def test_the_new_person_has_an_address_of_the_own_post(tom: Person, editor: User) -> None:
    split = split_person(person=tom, parting=the_councillor(tom), by=editor, reason="Two men.")
    assert split.new.slug == "tom-marsh-mill"
    assert split.new.memberships.get().post == "Mill"
    assert [alias.text for alias in split.new.aliases.all()] == ["Tom Marsh"]
    assert tom.memberships.get().role == "mp"
    assert {edit.reason for edit in Edit.objects.all()} == {"Two men."}


def test_what_nothing_decides_waits_in_the_queue(tom: Person, editor: User) -> None:
    if tom.pk not in whose(NEITHER[0]):
        mention = Mention.objects.get(article__headline=NEITHER[0], surface="Tom Marsh")
        Mention.objects.filter(pk=mention.pk).update(entity=tom)
    split = split_person(person=tom, parting=the_councillor(tom), by=editor)
    assert whose(NEITHER[0]) == {None}
    assert [fate.article.headline for fate in split.doubtful] == [NEITHER[0]]
    item = ReviewItem.objects.get(closed_at=None, candidates__contains=[tom.pk, split.new.pk])
    assert (item.article.headline, item.words) == (NEITHER[0], "Tom Marsh")


def test_what_an_editor_decided_stays_and_waits_in_the_queue(tom: Person, editor: User) -> None:
    mention = Mention.objects.get(article__headline=COUNCILLOR[0], surface__contains="Marsh")
    correcting.confirm_mention(mention=mention, by=editor)
    split = split_person(person=tom, parting=the_councillor(tom), by=editor)
    assert COUNCILLOR[0] in [fate.article.headline for fate in split.doubtful]
    queued = ReviewItem.objects.get(reason="split", article__headline=COUNCILLOR[0])
    assert "An editor decided" in queued.detail


def test_a_preview_changes_nothing(tom: Person, editor: User) -> None:
    before = list(Mention.objects.order_by("pk").values())
    split = preview_split(person=tom, parting=the_councillor(tom), by=editor)
    assert [fate.article.headline for fate in split.going] == [COUNCILLOR[0]]
    assert list(Mention.objects.order_by("pk").values()) == before
    assert Person.objects.count() == 1
    assert not Edit.objects.exists()


@pytest.mark.parametrize("chosen", ["none", "all", "nameless", "somebody else's"])
def test_what_is_no_split_is_refused_in_words(tom: Person, editor: User, chosen: str) -> None:
    posts = tuple(tom.memberships.all())
    if chosen == "somebody else's":
        make.post(make.person("Ida Fen"), make.seat("Brill"))
        posts = tuple(Membership.objects.filter(person__name="Ida Fen"))
    asked = {
        "none": Parting("Tom Marsh"),
        "all": Parting("Tom Marsh", posts),
        "nameless": Parting(" ", posts[:1]),
        "somebody else's": Parting("Tom Marsh", posts),
    }[chosen]
    with pytest.raises(CannotSplitError):
        split_person(person=tom, parting=asked, by=editor)


def test_the_tables_leave_a_split_alone(tmp_path, editor: User) -> None:
    tables = write_tables(tmp_path)
    load_roster(tables)
    ada = Person.objects.get(key="p-1")
    parting = Parting("Ada Quill", (ada.memberships.get(key="m-2"),))
    new = split_person(person=ada, parting=parting, by=editor).new
    before = Entity.objects.count()
    report = load_roster(tables)
    assert report.is_idle
    assert Membership.objects.get(key="m-2").person_id == new.pk
    assert Entity.objects.count() == before
    assert any("membership m-2" in line for line in report.remarks())


def test_the_page_asks_shows_and_does_it(client: Client, tom: Person, editor: User) -> None:
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    page = reverse("admin:people_person_split", args=[tom.pk])
    change = client.get(reverse("admin:people_person_change", args=[tom.pk])).content.decode()
    assert f'href="{page}"' in change
    assert "councillor Mill, from 3 May 2018 and still so" in client.get(page).content.decode()
    asked = {"name": "Tom Marsh", "memberships": [tom.memberships.get(role="councillor").pk]}
    shown = client.post(page, asked).content.decode()
    assert "1 story goes to the new person" in shown
    assert COUNCILLOR[0] in shown
    assert Person.objects.count() == 1
    nothing = client.post(page, {"name": "Tom Marsh"}).content.decode()
    assert "Choose at least one post" in nothing
    done = client.post(page, {**asked, "split": ""}, follow=True)
    assert "is somebody else now" in done.content.decode()
    assert Person.objects.count() == 2


def test_the_queue_asks_which_of_the_two_is_meant(
    client: Client, tom: Person, editor: User
) -> None:
    mention = Mention.objects.get(article__headline=COUNCILLOR[0], surface__contains="Marsh")
    correcting.confirm_mention(mention=mention, by=editor)
    split = split_person(person=tom, parting=the_councillor(tom), by=editor)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    item = ReviewItem.objects.get(reason="split")
    page = client.get(reverse("admin:articles_reviewitem_changelist")).content.decode()
    assert "split in two" in page
    assert item.candidates == [tom.pk, split.new.pk]
    assert Question(item, matter_of(item)).asked == "Who is meant?"
    chosen = [choice.candidate for choice in Question(item, matter_of(item)).choices]
    assert len(chosen) == 2
