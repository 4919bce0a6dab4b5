"""A run's page in the admin: counts, times, warnings, failures, and the way to take it back."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.ingesting import Ingest
from articles.ingest.values import Skipped, Unreadable
from articles.models import Batch
from tests.articles.invented import incoming, tagger

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch() -> Batch:
    batch = Batch.objects.create(name="spring's pages")
    readings = [
        incoming(warnings=("states no date of publication",), source="a.html"),
        Skipped("front.html", "holds links to articles, but is none"),
        *(Unreadable("cut.jsonl", "not JSON", line) for line in range(1, 260)),
    ]
    list(Ingest(batch, tagger(), "test").run(readings))
    return batch


def page(desk: Client, batch: Batch) -> str:
    return desk.get(reverse("admin:articles_batch_change", args=[batch.pk])).content.decode()


def test_it_shows_counts_warnings_and_failures_with_their_places(
    desk: Client, batch: Batch
) -> None:
    shown = page(desk, batch)
    for words in (
        "states no date of publication", "holds links to articles, but is none", "cut.jsonl",
        "not JSON", "259", "seconds",
    ):  # fmt: skip
        assert words in shown, words


def test_it_shows_the_first_failures_only(desk: Client, batch: Batch) -> None:
    shown = page(desk, batch)
    assert "cut.jsonl:200: " in shown
    assert "cut.jsonl:201: " not in shown


def test_it_leads_to_what_it_added_and_tells_how_to_take_it_back(
    desk: Client, batch: Batch
) -> None:
    shown = page(desk, batch)
    address = f"{reverse('admin:articles_article_changelist')}?batch__id__exact={batch.pk}"
    assert address in shown
    assert "Marsh Road to close" in desk.get(address).content.decode()
    assert "undo_batch &#x27;spring&#x27;&quot;&#x27;&quot;&#x27;s pages&#x27;" in shown


def test_a_run_without_an_end_says_that_it_can_be_resumed(desk: Client, batch: Batch) -> None:
    Batch.objects.update(finished_at=None)
    assert "the same name resumes it" in page(desk, batch)


def test_it_opens_with_few_queries(
    desk: Client, batch: Batch, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        page(desk, batch)
