"""Building both indexes from the database, beside those in use."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import tantivy
from django.utils import timezone

from articles.models import Article, Statement
from articles.querysets import visible
from articles.search import changes, documents, schema, store, words
from articles.search.position import Position, write_position

CHUNK = 500  # articles
ENOUGH_CHUNKS = 40  # from which words are kept
HEAP = 128_000_000  # bytes that a build may hold before it writes a segment

# Called with how many of how many articles are read, once a chunk and index.
Progress = Callable[[str, int, int], None]


def build(progress: Progress | None = None) -> dict[str, Path]:
    """Build both indexes and put them in use. The caller holds the writer lock.

    Changes made meanwhile have numbers above the position written here and are followed later.
    Raises OSError or IndexDamaged when the disk does not take it; what is in use stays so.
    """
    now = timezone.now()
    changes.number_changes()
    state = changes.state(now, now)
    position = Position(state.identity, state.numbered_to, now)
    stamp = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    with ExitStack() as undo:
        folders = {}
        for kind in schema.KINDS:
            folder, index = store.create_index(kind, stamp)
            undo.callback(shutil.rmtree, folder, ignore_errors=True)
            _fill(index, kind, position, progress)
            folders[kind.name] = folder
        store.put_in_use(folders)
        undo.pop_all()
    store.remove_abandoned()
    _keep_words()
    return folders


def _keep_words() -> None:
    """Of a big archive a part is enough: what is written in it is written in the rest."""
    chunks = list(_chunks())
    for ids in chunks[:: 1 + len(chunks) // ENOUGH_CHUNKS]:
        words.remember(ids)


def add_documents(writer: tantivy.IndexWriter, made: Iterable[tantivy.Document]) -> None:
    for document in made:
        with store.damage_reported():
            writer.add_document(document)


def documents_of(kind: schema.Kind, article_ids: Iterable[int]) -> Iterator[tantivy.Document]:
    """What an index holds of these articles: nothing of those that readers may not see."""
    ids = list(article_ids)
    if kind is schema.ARTICLES:
        return documents.article_documents(Article.objects.published().filter(pk__in=ids))
    return documents.statement_documents(Statement.objects.published().filter(article__in=ids))


def _fill(
    index: tantivy.Index, kind: schema.Kind, position: Position, progress: Progress | None
) -> None:
    with store.damage_reported():
        writer = index.writer(heap_size=HEAP)
    total = Article.objects.filter(visible()).count()
    done = 0
    for ids in _chunks():
        add_documents(writer, documents_of(kind, ids))
        done += len(ids)
        if progress is not None:
            progress(kind.name, done, total)
    with store.damage_reported():
        write_position(kind, index.schema, writer, position)
        writer.commit()
        writer.wait_merging_threads()


def _chunks() -> Iterator[list[int]]:
    """Ids of all visible articles, in order, as many as are read at once."""
    articles = Article.objects.published().order_by("pk").values_list("pk", flat=True)
    ids = list(articles[:CHUNK])
    while ids:
        yield ids
        ids = list(articles.filter(pk__gt=ids[-1])[:CHUNK])
