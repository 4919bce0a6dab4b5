"""Rows of the archive as documents of the index.

Plain rows are read, no model instances: building a big index is mostly this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

import tantivy

from articles.models import StatementListing, Tag
from articles.querysets import ArticleQuerySet, StatementQuerySet
from articles.search import schema
from people.models import Entity

FIELDS: dict[str, str] = {
    Entity.Kind.PERSON: "person",
    Entity.Kind.PARTY: "party",
    Entity.Kind.COUNCIL: "council",
    Entity.Kind.CONSTITUENCY: "seat",
}
ENTITY = (
    "entity", "entity__kind", "entity__name", "entity__party__label_of", "entity__party__is_label"
)  # fmt: skip


class Filed(NamedTuple):
    """Somebody or something of the register that a document is filed under."""

    pk: int
    kind: str
    name: str
    label_of: int | None
    is_label: bool | None

    @property
    def is_filed(self) -> bool:
        return self.label_of is not None or not self.is_label


def article_documents(articles: ArticleQuerySet) -> Iterator[tantivy.Document]:
    """A document of each of the articles. Two queries."""
    rows = list(
        articles.values_list(
            "pk", "publisher", "published_at", "headline", "standfirst", "body", named=True
        )
    )
    tagged = _tagged([row.pk for row in rows])
    for row in rows:
        document = _document(row.pk, row.pk, row.publisher, row.published_at)
        document.add_text("headline", row.headline)
        document.add_text("text", row.standfirst)
        document.add_text("text", row.body)
        for entity in tagged[row.pk]:
            document.add_text("names", entity.name)
        _file_under(schema.ARTICLES, document, tagged[row.pk])
        yield document


def statement_documents(statements: StatementQuerySet) -> Iterator[tantivy.Document]:
    """A document of each of the statements. Two queries.

    The speaker's name leads to a statement only when it is listed: below that, nobody is sure
    enough whose words they are.
    """
    rows = list(
        statements.values_list(
            "pk", "article", "article__publisher", "published", "surface", "channel", "speaker",
            "speaker__name", named=True,
        )
    )  # fmt: skip
    listed = _listed(statements)
    for row in rows:
        document = _document(row.pk, row.article, row.article__publisher, row.published)
        document.add_text("text", row.surface)
        document.add_integer("channel", schema.channel_number(row.channel))
        _file_under(schema.STATEMENTS, document, listed[row.pk])
        if any(entity.pk == row.speaker for entity in listed[row.pk]):
            document.add_text("names", row.speaker__name)
        yield document


def _file_under(kind: schema.Kind, document: tantivy.Document, entities: list[Filed]) -> None:
    """Each under its kind; a party's label under the party, "Independent" under nothing."""
    filed = {(FIELDS[each.kind], each.label_of or each.pk) for each in entities if each.is_filed}
    schema.file_under(kind, document, filed)


def _tagged(articles: list[int]) -> defaultdict[int, list[Filed]]:
    tags = Tag.objects.filter(article__in=articles).order_by("article", "entity")
    return _by_object(tags.values_list("article", *ENTITY))


def _listed(statements: StatementQuerySet) -> defaultdict[int, list[Filed]]:
    # Named by what finds them: thousands of ids take longer to write down and to read than to find.
    listings = StatementListing.objects.filter(statement__in=statements.values("pk"))
    return _by_object(listings.values_list("statement", *ENTITY))


def _by_object(rows: Iterable[tuple]) -> defaultdict[int, list[Filed]]:
    by_object = defaultdict(list)
    for object_id, *entity in rows:
        by_object[object_id].append(Filed(*entity))
    return by_object


def _document(pk: int, article: int, publisher: int, at: datetime | None) -> tantivy.Document:
    document = tantivy.Document()
    document.add_integer("id", pk)
    document.add_integer("article", article)
    document.add_integer("publisher", publisher)
    schema.add_date(document, at, pk)
    return document
