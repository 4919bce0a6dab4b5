"""The editors' side of the register, at its full size."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.admin.sites import site
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from people.models import (
    Alias,
    Constituency,
    Entity,
    EntityRedirect,
    LocalAuthority,
    Membership,
    Person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("full_register")]

REGISTERED = sorted(
    (model for model in site._registry if model._meta.app_label == "people"),
    key=lambda model: model.__name__,
)
# Session, user, count, page, and what the filters list.
LIST_CEILING = 9
# Beside these one for each kind of row that is listed below the form.
PAGE_CEILING = 16


@pytest.fixture
def editor(client: Client, django_user_model) -> Client:
    """Somebody who may do everything, logged in without the cost of hashing a password."""
    user = django_user_model.objects.create(username="ed", is_staff=True, is_superuser=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def list_of(model: type) -> str:
    return reverse(f"admin:people_{model._meta.model_name}_changelist")


def page_of(row: object) -> str:
    return reverse(f"admin:people_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_a_list_asks_a_fixed_number_of_queries(editor, model, django_assert_max_num_queries):
    with django_assert_max_num_queries(LIST_CEILING):
        assert editor.get(list_of(model)).status_code == 200


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_every_list_can_be_searched(editor, model):
    assert editor.get(list_of(model), {"q": "Ilford"}).status_code == 200


@pytest.mark.parametrize(
    ("model", "slug"),
    [
        (Person, "mike-gapes"),
        (Person, "gordon-brown"),
        (Constituency, "ilford-south"),
        (LocalAuthority, "redbridge"),
        (LocalAuthority, "greater-london"),
    ],
)
def test_a_page_asks_a_fixed_number_of_queries(editor, model, slug, django_assert_max_num_queries):
    page = page_of(model.objects.get(slug=slug))
    with django_assert_max_num_queries(PAGE_CEILING):
        assert editor.get(page).status_code == 200


def test_a_membership_asks_a_fixed_number_of_queries(editor, django_assert_max_num_queries):
    page = page_of(Membership.objects.get(key="m-mp-p-10219-2019-02-18"))
    with django_assert_max_num_queries(PAGE_CEILING):
        assert editor.get(page).status_code == 200


@pytest.mark.parametrize("when", ["now", "past"])
def test_the_list_of_memberships_tells_current_from_past(editor, when):
    response = editor.get(list_of(Membership), {"when": when, "role": "mp"})
    ends = [row.during.upper for row in response.context["cl"].result_list]
    assert all((end is None) == (when == "now") for end in ends)


def test_autocomplete_finds_an_entity_by_any_of_its_names(editor):
    found = editor.get(
        reverse("admin:autocomplete"),
        {
            "term": "Michael John Gapes",
            "app_label": "people",
            "model_name": "alias",
            "field_name": "entity",
        },
    ).json()
    assert [result["text"] for result in found["results"]] == ["Mike Gapes"]


def test_autocomplete_tells_namesakes_apart(editor):
    found = editor.get(
        reverse("admin:autocomplete"),
        {
            "term": "Gareth Thomas",
            "app_label": "people",
            "model_name": "membership",
            "field_name": "person",
        },
    ).json()
    assert sorted(result["text"] for result in found["results"]) == [
        "Gareth Thomas (gareth-thomas-clwyd-west)",
        "Gareth Thomas (gareth-thomas-harrow-west)",
    ]


def test_a_loaded_row_cannot_be_deleted_and_one_of_an_editor_can(editor):
    gapes = Person.objects.get(slug="mike-gapes")
    loaded = gapes.aliases.get(text="Michael Gapes")
    made = Alias.objects.create(entity=gapes, text="Gapesy")
    for alias, status in ((loaded, 403), (made, 302)):
        page = reverse("admin:people_alias_delete", args=[alias.pk])
        assert editor.post(page, {"post": "yes"}).status_code == status


def person_form(person: Person, **changed: str) -> dict[str, str]:
    counts = {
        f"{rows}-{count}_FORMS": "0"
        for rows in ("aliases", "memberships", "offices_held")
        for count in ("TOTAL", "INITIAL")
    }
    values = {"name": person.name, "slug": person.slug, "key": person.key,
              "given_name": person.given_name, "family_name": person.family_name}  # fmt: skip
    return {**counts, **values, **changed}


def test_an_address_that_an_editor_changes_keeps_leading_there(editor):
    gapes = Person.objects.get(slug="mike-gapes")
    response = editor.post(page_of(gapes), person_form(gapes, slug="michael-gapes"))
    assert response.status_code == 302
    assert Person.objects.get(slug="michael-gapes").pk == gapes.pk
    assert EntityRedirect.objects.get(old_slug="mike-gapes").entity_id == gapes.pk


def test_somebody_elses_address_is_refused_in_words(editor):
    gapes = Person.objects.get(slug="mike-gapes")
    response = editor.post(page_of(gapes), person_form(gapes, slug="jas-athwal"))
    assert "Somebody else has, or once had, this address." in response.content.decode()


def membership_form(**changed: str) -> dict[str, str]:
    values = {
        "person": str(Person.objects.get(slug="sam-tarry").pk),
        "role": "mp",
        "place": str(Entity.objects.get(slug="ilford-south").pk),
        "post": "Ilford South",
        "during_0": "2019-03-01",
        "during_1": "2019-04-01",
    }
    return {**values, **changed}


def test_an_editor_adds_a_councillor(editor):
    form = membership_form(role="councillor", place=str(Entity.objects.get(slug="redbridge").pk))
    response = editor.post(reverse("admin:people_membership_add"), form)
    assert response.status_code == 302
    post = Membership.objects.get(role="councillor")
    assert post.during == DateRange(date(2019, 3, 1), date(2019, 4, 1))
    assert post.key is None


def test_a_seat_that_somebody_else_holds_is_refused_in_words(editor):
    response = editor.post(reverse("admin:people_membership_add"), membership_form())
    assert "Somebody else holds this seat in that time." in response.content.decode()


@pytest.mark.parametrize("role", ["mp", "councillor"])
def test_a_post_that_is_held_from_no_day_on_is_refused_in_words(editor, role):
    place = str(Entity.objects.get(slug="ilford-south" if role == "mp" else "redbridge").pk)
    form = membership_form(role=role, place=place, during_0="")
    page = editor.post(reverse("admin:people_membership_add"), form).content.decode()
    assert "Say from which day on the post is held." in page
    assert "holds this seat" not in page


def test_a_person_without_an_address_is_refused_in_words(editor):
    gapes = Person.objects.get(slug="mike-gapes")
    response = editor.post(page_of(gapes), person_form(gapes, slug=""))
    assert "This field is required." in response.content.decode()


def test_two_posts_without_a_key_do_not_meet(editor):
    redbridge = str(Entity.objects.get(slug="redbridge").pk)
    for start in ("2019-03-01", "2019-03-02"):
        form = membership_form(role="councillor", place=redbridge, during_0=start)
        assert editor.post(reverse("admin:people_membership_add"), form).status_code == 302
