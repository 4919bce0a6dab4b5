"""How far an index has followed: a document inside it, so that it commits with the data."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import tantivy

from articles.search.schema import Kind, fill_columns
from articles.search.store import IndexDamaged, damage_reported

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Position:
    """All changes up to number `seq` of the archive `identity` are in the index.

    `looked_at` is the moment up to which ended embargoes are.
    """

    identity: uuid.UUID
    seq: int
    looked_at: datetime


def read_position(schema: tantivy.Schema, searcher: tantivy.Searcher) -> Position:
    """The position of an index. Raises IndexDamaged where it has none."""
    with damage_reported():
        query = tantivy.Query.range_query(
            schema, "position", tantivy.FieldType.Integer, lower_bound=0
        )
        found = searcher.search(query, limit=1)
        if not found.hits:
            raise IndexDamaged("the index does not say how far it has followed")
        values = searcher.doc(found.hits[0][1]).to_dict()
    return Position(
        uuid.UUID(values["archive"][0]),
        values["position"][0],
        EPOCH + timedelta(microseconds=values["looked_at"][0]),
    )


def write_position(
    kind: Kind, schema: tantivy.Schema, writer: tantivy.IndexWriter, position: Position
) -> None:
    writer.delete_documents_by_query(
        tantivy.Query.range_query(schema, "position", tantivy.FieldType.Integer, lower_bound=0)
    )
    document = tantivy.Document()
    fill_columns(kind, document)
    document.add_integer("position", position.seq)
    document.add_integer("looked_at", (position.looked_at - EPOCH) // timedelta(microseconds=1))
    document.add_text("archive", str(position.identity))
    writer.add_document(document)
