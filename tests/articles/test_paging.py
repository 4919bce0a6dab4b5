"""Lists of whole large tables are opened without counting them; what is narrowed is counted."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.admin import paging
from articles.admin.paging import RoughPaginator
from articles.models import Article
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def several() -> None:
    for number in range(7):
        make.article(headline=f"Story {number}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")


def test_a_small_table_is_counted(several: None) -> None:
    make.article(headline="One more")  # which the statistics do not know
    assert RoughPaginator(Article.objects.order_by("pk"), 5).count == 8


def test_a_large_table_is_as_large_as_the_statistics_say(
    several: None, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries
) -> None:
    monkeypatch.setattr(paging, "LARGE", 5)
    make.article(headline="One more")
    with django_assert_num_queries(1):
        assert RoughPaginator(Article.objects.order_by("pk"), 5).count == 7
    narrowed = Article.objects.filter(headline__startswith="Story").order_by("pk")
    assert RoughPaginator(narrowed, 5).count == 7
    assert RoughPaginator(Article.objects.filter(headline="One more").order_by("pk"), 5).count == 1


def test_a_list_opens_by_the_index_of_its_order(client, django_user_model) -> None:
    make.article()
    client.force_login(django_user_model.objects.create_superuser("ed"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/admin/articles/article/").status_code == 200
    rows = next(q["sql"] for q in asked if "ORDER BY" in q["sql"] and "headline" in q["sql"])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {rows}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "article_newest_first" in plan
    assert "Sort" not in plan
