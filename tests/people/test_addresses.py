"""Addresses: stable, one each, and never somebody else's."""

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat

from people.addressing import keep_old_address
from people.loading import load_roster
from people.models import EntityRedirect, Person
from tests.people.invented import rewrite

pytestmark = pytest.mark.django_db

NEWCOMER = "p-8,8,Ada Quill,Ada,Quill,,,,female,,\np-2"


def slug_of(key: str) -> str:
    return Person.objects.get(key=key).slug


def test_namesakes_carry_their_first_post_and_nobody_has_the_bare_address(tables):
    load_roster(tables)
    assert slug_of("p-2") == "tom-marsh-fen-east"
    assert slug_of("p-3") == "tom-marsh-leader-of-harrowmere"
    assert not Person.objects.filter(slug="tom-marsh").exists()


def test_namesakes_of_one_seat_carry_the_year_too(tables):
    rewrite(tables, "memberships.csv", "m-4,p-3,council_leader,Leader of Harrowmere,harrowmere",
            "m-9,p-3,mp,Fen East,fen-east-2010,orchard,,2010-05-06,2015-03-30,general_election,"
            "dissolution,made up,sourced\n"
            "m-4,p-3,council_leader,Leader of Harrowmere,harrowmere")  # fmt: skip
    load_roster(tables)
    assert (slug_of("p-2"), slug_of("p-3")) == (
        "tom-marsh-fen-east-2015",
        "tom-marsh-fen-east-2010",
    )


def test_a_newcomer_does_not_take_the_address_of_a_namesake(tables):
    load_roster(tables)
    rewrite(tables, "people.csv", "p-2", NEWCOMER)
    load_roster(tables)
    assert slug_of("p-1") == "ada-quill"
    assert slug_of("p-8") == "ada-quill-p-8"


def test_a_newcomer_does_not_take_an_address_that_was_somebody_elses(tables):
    load_roster(tables)
    ada = Person.objects.get(key="p-1")
    Person.objects.filter(pk=ada.pk).update(name="Ada Reed", slug="ada-reed", as_loaded=None)
    ada.refresh_from_db()
    keep_old_address(ada, old_slug="ada-quill")
    rewrite(tables, "people.csv", "p-1,1,Ada Quill,Ada,Quill", "p-1,1,Ada Reed,Ada,Reed")
    rewrite(tables, "people.csv", "p-2", NEWCOMER)
    load_roster(tables)
    assert slug_of("p-8") == "ada-quill-p-8"
    assert EntityRedirect.objects.get(old_slug="ada-quill").entity_id == ada.pk


def test_an_address_never_changes_with_a_reload(tables):
    load_roster(tables)
    Person.objects.filter(key="p-1").update(slug=Concat(F("slug"), Value("-mp")))
    load_roster(tables)
    assert slug_of("p-1") == "ada-quill-mp"


def test_moving_back_to_an_old_address_takes_its_redirect_away(tables):
    load_roster(tables)
    ada = Person.objects.get(key="p-1")
    for new, old in (("a-quill", "ada-quill"), ("ada-quill", "a-quill")):
        ada.slug = new
        ada.save()
        keep_old_address(ada, old_slug=old)
    assert list(EntityRedirect.objects.values_list("old_slug", flat=True)) == ["a-quill"]
