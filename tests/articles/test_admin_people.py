"""Merging two people at the editors' desk: what is shown before, what is done, and back."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from people.models import Alias, Constituency, Membership, Merge, Person
from tests.articles.invented import Harrowmere, harrowmere, incoming, tagger

pytestmark = pytest.mark.django_db
MERGE = reverse("admin:people_merge_add")


@pytest.fixture
def county() -> Harrowmere:
    county = harrowmere()
    Membership.objects.create(
        person=county.other, role="councillor", place=county.council, post="Mill",
        during=DateRange(date(2018, 5, 3), date(2022, 5, 5)),
    )  # fmt: skip
    Alias.objects.create(entity=county.other, text="Adeline Holt")
    for number in range(3):
        story = incoming(url=f"https://echo.example/{number}")
        article = store_article(incoming=story).article
        tag_articles(articles=[article], tagger=tagger(), version="test")
    return county


def both(kept: Person, other: Person) -> dict[str, object]:
    return {"kept": kept.pk, "other": other.pk}


def words(response: object) -> str:
    return " ".join(response.content.decode().split())


def test_without_a_choice_the_page_asks_for_two_people(desk: Client) -> None:
    page = words(desk.get(MERGE))
    assert "Who stays" in page
    assert "Merge:" not in page


def test_from_the_persons_page_one_is_chosen_already(desk: Client, county: Harrowmere) -> None:
    page = words(desk.get(reverse("admin:people_person_change", args=[county.ada.pk])))
    assert f'href="{MERGE}?kept={county.ada.pk}"' in page
    assert f'<option value="{county.ada.pk}" selected>' in words(
        desk.get(MERGE, {"kept": county.ada.pk})
    )


def test_the_preview_says_in_rows_and_numbers_what_moves(desk: Client, county: Harrowmere) -> None:
    page = words(desk.get(MERGE, both(county.ada, county.other)))
    assert "councillor Mill, from 3 May 2018 until and not including 5 May 2022" in page
    assert "“Adeline Holt” (stated) moves" in page
    assert "/people/ada-holt-brill/ will lead to /people/ada-holt/" in page
    assert "Merge: Ada Holt stays" in page
    assert Person.objects.filter(key="p-other").exists()


def test_the_other_way_round_shows_the_stories_that_follow(
    desk: Client, county: Harrowmere
) -> None:
    page = words(desk.get(MERGE, both(county.other, county.ada)))
    assert "<dt>stories</dt><dd>3</dd>" in page
    assert "<dt>statements</dt><dd>6</dd>" in page
    assert page.count("Marsh Road to close for a year</a> · Harrowmere Echo · 5 March 2021") == 3


def test_the_preview_asks_a_fixed_number_of_queries(
    desk: Client, county: Harrowmere, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(30):
        desk.get(MERGE, both(county.other, county.ada))


def test_a_conflict_is_explained_and_there_is_no_button(desk: Client, county: Harrowmere) -> None:
    brill = Constituency.objects.create(name="Brill", slug="brill", key="brill")
    Membership.objects.create(
        person=county.other, role="mp", place=brill, post="Brill",
        during=DateRange(date(2020, 1, 1), date(2021, 1, 1)),
    )  # fmt: skip
    page = words(desk.get(MERGE, both(county.ada, county.other)))
    assert "is MP for Brill from 1 January 2020 until and not including 1 January 2021" in page
    assert "correct its dates first" in page
    assert "Merge: " not in page
    answer = desk.post(MERGE, both(county.ada, county.other), follow=True)
    assert "one seat of the Commons at a time" in words(answer)
    assert Person.objects.filter(key="p-other").exists()


def test_it_is_done_and_taken_back_from_its_page(desk: Client, county: Harrowmere) -> None:
    asked = {**both(county.ada, county.other), "reason": "She said so."}
    page = words(desk.post(MERGE, asked, follow=True))
    assert "It can be taken back here." in page
    assert "She said so." in page
    assert "Take the merge back" in page
    undo = reverse("admin:people_merge_undo", args=[Merge.objects.get().pk])
    assert "is there again." in words(desk.post(undo, follow=True))
    assert Person.objects.get(key="p-other").memberships.get().post == "Mill"
    assert "was taken back already" in words(desk.post(undo, follow=True))


def test_what_stands_in_the_way_of_taking_back_is_shown(desk: Client, county: Harrowmere) -> None:
    desk.post(MERGE, both(county.ada, county.other))
    since = DateRange(date(1998, 5, 7), None)
    Membership.objects.filter(post="Mill").update(person=county.ada, during=since)
    Alias.objects.filter(text="Adeline Holt").delete()
    page = words(desk.get(reverse("admin:people_merge_change", args=[Merge.objects.get().pk])))
    assert "It can no longer be taken back as it is" in page
    assert "alias Adeline Holt is gone." in page
    assert "Take the merge back" not in page


@pytest.mark.parametrize("other", ["", "abc", "0", "99999999999999999999"])
def test_somebody_who_is_not_there_is_refused_in_words(desk: Client, county, other: str) -> None:
    asked = {"kept": county.ada.pk, "other": other}
    assert "preview" not in desk.get(MERGE, asked).context
    assert "Choose two people of the register." in words(desk.post(MERGE, asked, follow=True))
