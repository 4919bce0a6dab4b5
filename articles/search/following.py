"""Keeping both indexes level with the archive: with its primary, whoever is searching."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

import tantivy
from django.db import connection
from django.utils import timezone

from articles.models import Article, Change, Statement
from articles.replicas.routing import PRIMARY, read_from
from articles.search import changes, schema, store, words
from articles.search.building import CHUNK, add_documents, build, documents_of
from articles.search.documents import statement_documents
from articles.search.position import Position, read_position, write_position

HEAP = 30_000_000  # bytes
SMALL = 1_000  # articles that are indexed while a reader waits, a second or two of work
AT_MOST = 500  # changes that a search waits for; the next one goes on from there
PATIENCE = 3.0  # seconds to wait for another process that is writing

logger = logging.getLogger(__name__)


class Standing(Enum):
    LEVEL = "nothing has changed since"
    BEHIND = "changes wait to be followed"
    FOREIGN = "made from another archive, or too far behind to follow"


@read_from(PRIMARY)
def catch_up() -> bool:
    """Follow the archive's changes; build what is missing or damaged. After writing, outside of
    any transaction.

    Never fails the writer: the archive is the record, and the next search tries again. False
    when another process is writing the index, or the disk does not take it (logged).
    """
    try:
        return _catch_up(PATIENCE)
    except (OSError, store.IndexDamaged):
        logger.exception("The search index could not be brought up to date")
        return False


def _catch_up(wait: float, at_most: int | None = None) -> bool:
    with store.writer_lock(wait) as is_mine:
        if is_mine:
            try:
                _follow(store.current(), at_most)
            except (store.IndexMissing, store.IndexDamaged):
                build()
        return is_mine


@read_from(PRIMARY)
def folders_to_search() -> dict[str, Path]:
    """The indexes to read, as level as can be had without keeping a reader waiting.

    Raises IndexMissing while they are being built, OSError or IndexDamaged when that fails.
    """
    try:
        folders = store.current()
        standing = _standing(folders)
    except (store.IndexMissing, store.IndexDamaged):
        return rebuilt(None)
    if standing is Standing.FOREIGN:
        return rebuilt(folders)
    if standing is Standing.BEHIND:
        _catch_up(wait=0.0, at_most=AT_MOST)
        return store.current()
    return folders


@read_from(PRIMARY)
def rebuilt(bad: dict[str, Path] | None) -> dict[str, Path]:
    """New indexes in place of `bad` ones: at once where the archive is small.

    Otherwise a thread builds them and IndexMissing is raised meanwhile.
    """
    if Article.objects.order_by("pk")[SMALL:].exists():
        threading.Thread(target=_build_aside, args=[bad], daemon=True).start()
        raise store.IndexMissing
    with store.writer_lock(PATIENCE) as is_mine:
        if is_mine and _is_wanting(bad):
            return build()
    return store.current()


def _build_aside(bad: dict[str, Path] | None) -> None:
    try:
        with store.writer_lock(0.0) as is_mine:
            if is_mine and _is_wanting(bad):
                build()
    except (OSError, store.IndexDamaged):
        logger.exception("The search index could not be built")
    finally:
        connection.close()


def _is_wanting(bad: dict[str, Path] | None) -> bool:
    """Whether nobody else has put other indexes in the place of the bad ones."""
    try:
        folders = store.current()
        return folders == bad or _standing(folders) is Standing.FOREIGN
    except (store.IndexMissing, store.IndexDamaged):
        return True


def position_of(folder: Path) -> Position:
    return read_position(store.open_index(folder).schema, store.searcher(folder))


def _standing(folders: dict[str, Path]) -> Standing:
    """How the indexes stand to the archive, by one query."""
    positions = [position_of(folder) for folder in folders.values()]
    looked_at = min(position.looked_at for position in positions)
    state = changes.state(looked_at, timezone.now())
    if any(_is_foreign(position, state) for position in positions):
        return Standing.FOREIGN
    is_behind = any(position.seq < state.numbered_to for position in positions)
    if is_behind or state.has_unnumbered or state.embargo_ended:
        return Standing.BEHIND
    return Standing.LEVEL


@dataclass(frozen=True)
class Lag:
    """How far this machine's index is behind: changes it has to follow, None if it has none."""

    changes: int | None
    looked_at: datetime | None = None


def lag() -> Lag:
    """Reads only: an index that is missing, damaged or another archive's is not mended here."""
    try:
        positions = [position_of(folder) for folder in store.current().values()]
    except (OSError, store.IndexMissing, store.IndexDamaged):
        return Lag(None)
    looked_at = min(position.looked_at for position in positions)
    state = changes.state(looked_at, timezone.now())
    if any(_is_foreign(position, state) for position in positions):
        return Lag(None)
    behind = state.numbered_to - min(position.seq for position in positions)
    return Lag(behind + Change.objects.filter(seq=None).count(), looked_at)


def _is_foreign(position: Position, state: changes.State) -> bool:
    if position.identity != state.identity:
        return True
    return not state.pruned_to <= position.seq <= state.numbered_to


def _follow(folders: dict[str, Path], at_most: int | None) -> None:
    standing = _standing(folders)
    if standing is Standing.FOREIGN:
        raise store.IndexMissing
    if standing is Standing.LEVEL:
        return
    changes.number_changes()
    for kind in schema.KINDS:
        _apply(kind, folders[kind.name], at_most)


def _apply(kind: schema.Kind, folder: Path, at_most: int | None) -> None:
    """Delete-then-add of whatever changed, and the new position, in one commit."""
    position, now = position_of(folder), timezone.now()
    log = Change.objects.filter(seq__gt=position.seq).order_by("seq")
    rows = list(log.values_list("seq", "kind", "object_id")[:at_most])
    article_ids = {pk for _, changed, pk in rows if changed == Change.Kind.ARTICLE}
    article_ids |= _embargoes_ended(position.looked_at, now)
    statement_ids = {pk for _, changed, pk in rows if changed == Change.Kind.STATEMENT}
    index = store.open_index(folder)
    with store.damage_reported():
        writer = index.writer(heap_size=HEAP, num_threads=1)
    for chunk in _chunks(article_ids):
        _replace_articles(writer, kind, chunk)
        if kind is schema.STATEMENTS:
            statement_ids.difference_update(_statements_of(chunk))  # replaced with their articles
    if kind is schema.STATEMENTS:
        for chunk in _chunks(statement_ids):
            _replace_statements(writer, chunk)
    seq = (rows[-1][0] if rows else None) or position.seq
    with store.damage_reported():
        write_position(kind, index.schema, writer, Position(position.identity, seq, now))
        writer.commit()
        writer.wait_merging_threads()
    if kind is schema.ARTICLES:
        words.remember(article_ids)


def _embargoes_ended(since: datetime, now: datetime) -> set[int]:
    ended = Article.objects.filter(
        status=Article.Status.EMBARGOED, embargo_until__gt=since, embargo_until__lte=now
    )
    return set(ended.values_list("pk", flat=True))


def _chunks(ids: set[int]) -> Iterator[list[int]]:
    in_order = sorted(ids)
    return (in_order[start : start + CHUNK] for start in range(0, len(in_order), CHUNK))


def _statements_of(articles: list[int]) -> Iterable[int]:
    return Statement.objects.filter(article__in=articles).values_list("pk", flat=True)


def _replace_articles(writer: tantivy.IndexWriter, kind: schema.Kind, ids: list[int]) -> None:
    _delete(writer, "article", ids)
    add_documents(writer, documents_of(kind, ids))


def _replace_statements(writer: tantivy.IndexWriter, ids: list[int]) -> None:
    _delete(writer, "id", ids)
    add_documents(writer, statement_documents(Statement.objects.published().filter(pk__in=ids)))


def _delete(writer: tantivy.IndexWriter, field: str, ids: list[int]) -> None:
    for each in ids:
        with store.damage_reported():
            writer.delete_documents_by_term(field, each)
