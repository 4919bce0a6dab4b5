"""The register in the admin: every list opens with few queries, whatever it holds."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from people.models import Membership
from tests.articles.invented import harrowmere

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]
MODELS = [model._meta.model_name for model in apps.get_app_config("people").get_models()
          if not model._meta.auto_created and model._meta.model_name != "entity"]  # fmt: skip


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


@pytest.mark.parametrize("name", MODELS)
def test_every_table_has_a_list_that_opens_with_few_queries(
    desk: Client, name: str, django_assert_max_num_queries: MaxQueries
) -> None:
    harrowmere()
    with django_assert_max_num_queries(12):
        assert desk.get(reverse(f"admin:people_{name}_changelist")).status_code == 200


def test_a_person_opens_with_few_queries(
    desk: Client, django_assert_max_num_queries: MaxQueries
) -> None:
    county = harrowmere()
    with django_assert_max_num_queries(16):
        reply = desk.get(reverse("admin:people_person_change", args=[county.ada.pk]))
    assert "Ada Holt" in reply.content.decode()


def test_autocomplete_finds_anybody_by_name(desk: Client) -> None:
    harrowmere()
    asked = {"term": "salt", "app_label": "articles", "model_name": "mention",
             "field_name": "entity"}  # fmt: skip
    found = desk.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [row["text"] for row in found] == ["Saltmarsh"]


def test_an_overlap_of_posts_is_explained_by_the_promise_it_breaks() -> None:
    county = harrowmere()
    from django.core.exceptions import ValidationError

    row = Membership.objects.get(person=county.ada, party=county.tide)
    double = Membership(
        person=county.other, role="mp", place=county.saltmarsh, party=county.harbour,
        during=row.during,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="one_holder_of_a_seat_at_a_time"):
        double.full_clean()
