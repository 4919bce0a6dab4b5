"""What the database believes of its tables while an archive grows by leaps."""

import pytest
from django.db import connection, transaction

from articles.actions.statistics import LEAST, refresh_statistics
from articles.models import Word

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _only_when_asked(transactional_db):
    """The server's own process does not come between."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_word SET (autovacuum_enabled = false)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE articles_word RESET (autovacuum_enabled)")


def words(first: int, number: int) -> None:
    Word.objects.bulk_create(Word(text=f"word{n}") for n in range(first, first + number))
    with connection.cursor() as cursor:
        # What a transaction changed is told to the server within a second, unless it is asked to.
        cursor.execute("SELECT pg_stat_force_next_flush()")


def believed() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'articles_word'")
        return cursor.fetchone()[0]


def test_a_table_is_looked_at_when_it_has_doubled_and_not_before():
    words(0, LEAST + 1)
    assert "articles_word" in refresh_statistics()
    assert believed() == LEAST + 1
    words(5_000, LEAST // 2)
    assert "articles_word" not in refresh_statistics()
    words(10_000, LEAST)
    assert "articles_word" in refresh_statistics()
    assert believed() == 2 * LEAST + LEAST // 2 + 1


def test_a_few_rows_are_not_worth_it():
    refresh_statistics()
    words(0, 10)
    assert "articles_word" not in refresh_statistics()


def test_nothing_is_locked_until_the_end_of_a_transaction():
    words(0, 2 * LEAST)
    with transaction.atomic():
        assert refresh_statistics() == []
    assert "articles_word" in refresh_statistics()
