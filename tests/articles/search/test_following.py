"""The index follows every change, whoever made it, and can be lost at any time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import tantivy
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.models import Archive, Article, Change, Statement, StatementListing, Tag
from articles.querysets import StatementQuerySet
from articles.search import Search, catch_up, changes, find, finding, following, store
from articles.search.building import build
from tests.articles import factories as make

WAITS_AFTER_COMMIT = """
import os, sys
import django
from django.conf import settings
database = settings.DATABASES["default"]
database["NAME"] = sys.argv[1]
django.setup()
from articles.models import Article
from articles.search import following
from articles.search.position import write_position

def stop(*args):
    print("about to commit", flush=True)
    sys.stdin.read()

following.write_position = stop
Article.objects.create(
    publisher_id=int(sys.argv[3]), headline="Ferry 2", body="Ferry.", identity="second",
    checksum="second", precision="unknown",
)
settings.SEARCH_INDEX = sys.argv[2]
following.catch_up()
"""


def count(words: str = "ferry") -> int:
    results = find(Search(words))
    assert results.state == "ready"
    return results.article_count


def logged() -> set[tuple[str, int]]:
    rows = set(Change.objects.values_list("kind", "object_id"))
    Change.objects.all().delete()
    return rows


@pytest.mark.django_db
def test_a_statement_that_changed_with_its_article_is_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ada, said = make.person("Ada Holt"), following.statement_documents
    catch_up()
    story = make.article("Harbour", "“The ferry is late,” she said. “The quay is full.”")
    kept = make.statement(story, "The ferry is late,", ada)
    gone = make.statement(story, "The quay is full.", ada)
    read_alone: list[int] = []

    def noted(statements: StatementQuerySet) -> Iterator[tantivy.Document]:
        read_alone.extend(statements.values_list("pk", flat=True))
        return said(statements)

    monkeypatch.setattr(following, "statement_documents", noted)
    catch_up()
    assert read_alone == []
    assert find(Search("quay")).statement_count == 1
    gone.delete()
    Statement.objects.update(surface="The ferry is early,")
    catch_up()
    assert read_alone == [kept.pk]
    assert find(Search("quay")).statement_count == 0
    assert find(Search("early")).statement_count == 1


@pytest.mark.django_db
def test_every_write_is_logged_and_only_what_the_index_holds() -> None:
    ada = make.person("Ada Holt")
    story = make.article("Harbour", "“The ferry is late.”")
    assert logged() == {("article", story.pk)}
    make.tag(story, ada)
    assert logged() == {("article", story.pk)}
    row = make.statement(story, "The ferry is late.", ada)
    assert logged() == {("statement", row.pk)}
    Article.objects.update(language="cy", notice="correction")
    assert logged() == set()
    Article.objects.update(headline="Quay")
    assert logged() == {("article", story.pk)}
    Article.objects.all().delete()
    assert {("article", story.pk), ("statement", row.pk)} <= logged()


@pytest.mark.django_db
def test_writers_other_than_django_count_too() -> None:
    make.article("Harbour", "The ferry.")
    assert count() == 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET body = 'The quay.'")
    assert (count("ferry"), count("quay")) == (0, 1)


@pytest.mark.django_db
def test_bulk_writes_and_deletes_are_followed() -> None:
    story = make.speech(make.person("Ada Holt"), "The ferry is late.").article
    assert find(Search("ferry")).statement_count == 1
    StatementListing.objects.all().delete()
    assert find(Search("ferry holt")).statement_count == 0
    Statement.objects.update(surface="The toll is due.")
    assert find(Search("toll")).statement_count == 1
    Tag.objects.all().delete()
    assert find(Search("ferry", person=1)).article_count == 0
    story.delete()
    results = find(Search("toll"))
    assert (results.article_count, results.statement_count) == (0, 0)


@pytest.mark.django_db
def test_a_search_after_no_change_does_not_write() -> None:
    make.article("Harbour", "Ferry.")
    count()
    before = sorted((path, path.stat().st_mtime_ns) for path in files())
    count()
    assert sorted((path, path.stat().st_mtime_ns) for path in files()) == before


def files() -> list[Path]:
    return [path for path in Path(settings.SEARCH_INDEX).rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_a_missing_index_is_built_by_the_search_that_misses_it() -> None:
    make.article("Harbour", "Ferry.")
    assert not Path(settings.SEARCH_INDEX).exists()
    assert count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["CURRENT", "meta.json", ".idx", ".fast", ".term", ".fieldnorm"])
@pytest.mark.parametrize("harm", ["gone", "cut", "garbage"])
def test_a_damaged_index_is_rebuilt_while_answering(what: str, harm: str) -> None:
    make.article("Harbour", "Ferry.")
    assert count() == 1
    store._opened.cache_clear()
    for path in [path for path in files() if path.name.endswith(what)]:
        damage(path, harm)
    assert count() == 1
    assert count() == 1


@pytest.mark.django_db
def test_damage_found_while_counting_costs_the_lists_only_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def damaged(*_: object) -> None:
        raise store.IndexDamaged("a column cannot be read")

    make.article("Harbour", "Ferry.")
    with monkeypatch.context() as broken:
        broken.setattr(finding.facets, "count", damaged)
        results = find(Search("ferry"))
        assert (results.article_count, results.facets.month) == (1, {})
    assert sum(find(Search("ferry")).facets.month.values()) == 1


def damage(path: Path, harm: str) -> None:
    content = path.read_bytes()
    path.unlink()  # readers may have the old file mapped
    if harm != "gone":
        path.write_bytes(content[: len(content) // 2] if harm == "cut" else b"x" * len(content))


@pytest.mark.django_db
def test_a_big_archive_is_built_aside_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(following, "SMALL", 1)
    monkeypatch.setattr(threading.Thread, "start", lambda thread: started.append(thread))
    make.article("Harbour", "Ferry.")
    make.article("Quay", "Ferry.")
    assert find(Search("ferry")).state == "building"
    assert len(started) == 1
    build()
    assert count() == 2


@pytest.mark.django_db
def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, settings) -> None:
    (tmp_path / "file").write_text("in the way")
    settings.SEARCH_INDEX = tmp_path / "file" / "index"
    make.article("Harbour", "Ferry.")
    assert find(Search("ferry")).state == "unavailable"
    assert catch_up() is False


@pytest.mark.django_db
def test_two_followers_each_follow_all(tmp_path: Path, settings) -> None:
    for name in ("one", "two"):
        settings.SEARCH_INDEX = tmp_path / name
        assert count() == 0
    for number in range(3):
        make.article(f"Ferry {number}", "Ferry.")
        settings.SEARCH_INDEX = tmp_path / ("one", "two")[number % 2]
        assert count() == number + 1
    for name in ("one", "two"):
        settings.SEARCH_INDEX = tmp_path / name
        assert count() == 3
        assert len(list((tmp_path / name).glob("articles-*"))) == 1


@pytest.mark.django_db
def test_a_follower_behind_the_pruned_log_rebuilds(monkeypatch: pytest.MonkeyPatch) -> None:
    make.article("Ferry 0", "Ferry.")
    before = store.current() if count() == 1 else {}
    monkeypatch.setattr(changes, "KEPT", 1)
    for number in range(1, 4):
        make.article(f"Ferry {number}", "Ferry.")
    changes.number_changes()
    assert Change.objects.count() == 1
    assert count() == 4
    assert store.current() != before


@pytest.mark.django_db
def test_a_restored_archive_is_indexed_anew() -> None:
    make.article("Harbour", "Ferry.")
    count()
    before = store.current()
    changes.renew_archive()
    assert count() == 1
    assert store.current() != before


@pytest.mark.django_db
def test_an_older_state_of_the_archive_is_indexed_anew() -> None:
    make.article("Harbour", "Ferry.")
    count()
    Archive.objects.update(numbered_to=0)
    Change.objects.all().delete()
    Article.objects.all().delete()
    assert count() == 0


@pytest.mark.django_db
def test_while_another_process_writes_a_search_reads_what_is_there() -> None:
    make.article("Harbour", "Ferry.")
    assert count() == 1
    make.article("Quay", "Ferry.")
    with store.writer_lock(0.0) as is_mine:
        assert is_mine
        assert count() == 1
    assert count() == 2


@pytest.mark.django_db
def test_build_index_replaces_what_is_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    make.article("Harbour", "Ferry.")
    count()
    before, identity = store.current(), Archive.objects.get().identity
    call_command("build_index", "--after-restore")
    assert "articles: 1 of 1 articles read" in capsys.readouterr().out
    assert store.current() != before
    assert Archive.objects.get().identity != identity
    assert count() == 1


@pytest.mark.django_db(transaction=True)
def test_numbers_are_given_only_in_a_transaction_of_their_own() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        changes.number_changes()


@pytest.mark.django_db(transaction=True)
def test_transactions_that_overlap_lose_nothing() -> None:
    """The earlier ids are committed last; a cursor over ids would pass them by."""
    make.article("Harbour", "Ferry.")
    assert count() == 1
    for number in range(10):
        with slow_writer(f"slow {number}"):
            make.article(f"Quick {number}", "Ferry.")
            assert count() == 2 + 2 * number
        assert count() == 3 + 2 * number
    seqs = list(Change.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))


COPY_A_ROW = """
INSERT INTO articles_article
SELECT (jsonb_populate_record(article, jsonb_build_object(
    'id', nextval(pg_get_serial_sequence('articles_article', 'id')), 'identity', %s::text))).*
FROM articles_article AS article LIMIT 1
"""


@contextmanager
def slow_writer(identity: str) -> Iterator[None]:
    """An article written in another transaction that stays open for the length of the block."""
    other = connection.copy()
    try:
        with transaction_of(other), other.cursor() as cursor:
            cursor.execute(COPY_A_ROW, [identity])
            yield
    finally:
        other.close()


@contextmanager
def transaction_of(other: BaseDatabaseWrapper) -> Iterator[None]:
    other.set_autocommit(False)
    yield
    other.commit()


@pytest.mark.django_db(transaction=True)
def test_searches_and_writers_side_by_side_end_level() -> None:
    make.publisher()
    count()

    def write_and_count(number: int) -> int:
        try:
            make.article(f"Ferry {number}", "Ferry.")
            return count()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(write_and_count, range(12)))
    assert max(counts) <= 12
    assert count() == 12


@pytest.mark.django_db(transaction=True)
def test_emptied_tables_are_noticed() -> None:
    make.article("Harbour", "Ferry.")
    assert count() == 1
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE articles_article CASCADE")
    assert count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_writer_killed_between_commit_and_index_leaves_nothing_missing() -> None:
    make.article("Ferry 1", "Ferry.")
    assert count() == 1
    name, folder = connection.settings_dict["NAME"], str(settings.SEARCH_INDEX)
    writer = subprocess.Popen(
        [sys.executable, "-c", WAITS_AFTER_COMMIT, name, folder, str(make.publisher().pk)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"about to commit\n"
    assert count() == 1, "the article is in the archive, its index has a writer"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    assert count() == 2
