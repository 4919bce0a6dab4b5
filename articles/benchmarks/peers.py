"""The same result page from PostgreSQL's own full text search and from SQLite's FTS5.

A result page is what ours is: the number of hits, the twenty newest with the matched words
marked, and exact numbers by publisher, year and tag.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import connection

from articles.benchmarks.timing import Times, times_of

PREPARE_POSTGRES = (
    "CREATE TABLE peer AS SELECT id, publisher_id, published_at, headline, body, "
    "to_tsvector('english', headline || ' ' || body) AS words FROM articles_article",
    "CREATE INDEX peer_words ON peer USING gin (words)",
    "CREATE INDEX peer_id ON peer (id)",
    "ANALYZE peer",
)
ASK_POSTGRES = (
    "SELECT headline, ts_headline('english', body, query) FROM peer, "
    "websearch_to_tsquery('english', %s) AS query WHERE words @@ query "
    "ORDER BY published_at DESC, id DESC LIMIT 20",
    "SELECT publisher_id, extract(year FROM published_at), count(*) FROM peer "
    "WHERE words @@ websearch_to_tsquery('english', %s) GROUP BY 1, 2",
    "SELECT entity_id, count(*) FROM articles_tag JOIN peer ON peer.id = article_id "
    "WHERE words @@ websearch_to_tsquery('english', %s) GROUP BY 1",
)
PREPARE_SQLITE = """
CREATE TABLE article (id INTEGER PRIMARY KEY, publisher INTEGER, year INTEGER, at REAL);
CREATE TABLE tag (article INTEGER, entity INTEGER, PRIMARY KEY (article, entity)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (headline, body, tokenize = 'porter unicode61');
"""
HITS = "SELECT rowid FROM words WHERE words MATCH ?"
ASK_SQLITE = (
    "SELECT snippet(words, 1, '[', ']', '…', 30) FROM words JOIN article ON article.id = "
    "words.rowid WHERE words MATCH ? ORDER BY at DESC LIMIT 20",
    f"SELECT publisher, year, count(*) FROM article WHERE id IN ({HITS}) GROUP BY 1, 2",  # noqa: S608
    f"SELECT entity, count(*) FROM tag WHERE article IN ({HITS}) GROUP BY 1",  # noqa: S608
)
ROWS = (
    "SELECT id, publisher_id, extract(year FROM published_at)::int, "
    "extract(epoch FROM published_at)::float, headline, body FROM articles_article"
)


def postgres_times(questions: dict[str, list[str]]) -> dict[str, Times]:
    """PostgreSQL's times for each class of query; its table and index are made first."""
    with connection.cursor() as cursor:
        for statement in PREPARE_POSTGRES:
            cursor.execute(statement)

        def ask(words: str) -> None:
            for statement in ASK_POSTGRES:
                cursor.execute(statement, [words])
                cursor.fetchall()

        found = _each(ask, questions)
        cursor.execute("DROP TABLE peer")
    return found


def sqlite_times(folder: Path, questions: dict[str, list[str]]) -> dict[str, Times]:
    """SQLite's times for each class of query, over a file made in `folder`."""
    path = folder / "peer.sqlite3"
    path.unlink(missing_ok=True)
    peer = sqlite3.connect(path)
    try:
        _fill_sqlite(peer)

        def ask(words: str) -> None:
            for statement in ASK_SQLITE:
                peer.execute(statement, [words]).fetchall()

        return _each(ask, questions)
    finally:
        peer.close()
        path.unlink()


def _fill_sqlite(peer: sqlite3.Connection) -> None:
    peer.executescript(PREPARE_SQLITE)
    for pk, publisher, year, at, headline, body in _rows(ROWS):
        peer.execute("INSERT INTO article VALUES (?, ?, ?, ?)", (pk, publisher, year, at))
        peer.execute("INSERT INTO words (rowid, headline, body) VALUES (?, ?, ?)",
                     (pk, headline, body))  # fmt: skip
    peer.executemany(
        "INSERT INTO tag VALUES (?, ?)", _rows("SELECT article_id, entity_id FROM articles_tag")
    )
    peer.commit()


def _rows(query: str) -> Iterator[tuple]:
    """All rows of a query, a few thousand in memory at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        yield from cursor


def _each(ask: Callable[[str], None], questions: dict[str, list[str]]) -> dict[str, Times]:
    return {kind: times_of(ask, words) for kind, words in questions.items()}
