"""What the benchmark of killed workers looks at would tell it if anything was lost or doubled."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings

from articles.actions.counting import refresh_coverage
from articles.actions.storing import store_article
from articles.actions.tagging import tag_article
from articles.benchmarks.wholeness import TABLES, differing, index_faults, sums
from articles.benchmarks.workers import address
from articles.models import Coverage, Mention, Statement, StatementListing, Tag
from articles.search import catch_up
from tests.articles.invented import harrowmere, incoming, tagger

pytestmark = pytest.mark.django_db(transaction=True)


def archive() -> None:
    harrowmere()
    for n in range(3):
        article = store_article(incoming=incoming(url=f"https://echo.example/{n}")).article
        refresh_coverage(counted=tag_article(article=article, tagger=tagger(), version="1"))


def test_an_archive_is_like_itself_and_every_table_counts() -> None:
    archive()
    found = sums()
    assert differing(found, sums()) == []
    filled = {table for table, (rows, _) in found.items() if rows}
    two_people = {"articles_together", "articles_monthtogether"}
    assert filled == TABLES.keys() - two_people - {"articles_reviewitem"}


@pytest.mark.parametrize(
    ("change", "tables"),
    [
        (lambda: Mention.objects.first().delete(), ["articles_mention"]),
        (lambda: Mention.objects.update(surface="Ada"), ["articles_mention"]),
        (lambda: Tag.objects.update(mentions=7), ["articles_tag"]),
        (lambda: Statement.objects.update(cue="claimed"), ["articles_statement"]),
        (lambda: Coverage.objects.update(articles=4), ["articles_coverage"]),
        (lambda: StatementListing.objects.first().delete(), ["articles_statementlisting"]),
    ],
)
def test_what_is_lost_or_otherwise_is_found(change, tables: list[str]) -> None:
    archive()
    before = sums()
    change()
    assert differing(before, sums()) == tables


def test_an_index_that_was_not_brought_up_to_date_is_found() -> None:
    archive()
    catch_up()
    assert index_faults() == []
    Statement.objects.first().delete()
    assert len(index_faults()) == 2  # a document too many, and filed under its speaker
    catch_up()
    assert index_faults() == []


def test_other_processes_reach_the_archive_by_its_address() -> None:
    archive()
    code = (
        "import django; django.setup(); from articles.models import Article; "
        "print(Article.objects.count())"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, text=True,
        check=True, env={**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                         "DATABASE_URL": address()},
    )  # fmt: skip
    assert told.stdout.strip() == "3"
