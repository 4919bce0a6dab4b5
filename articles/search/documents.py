"""Rows of the archive as documents of the index.

Plain rows are read, no model instances: building a big index is mostly this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

import tantivy

from articles.models import StatementListing, Tag
from articles.querysets import ArticleQuerySet, StatementQuerySet
from articles.search import schema


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
        for entity_id, name in tagged[row.pk]:
            document.add_integer("entity", entity_id)
            document.add_text("names", name)
        yield document


def statement_documents(statements: StatementQuerySet) -> Iterator[tantivy.Document]:
    """A document of each of the statements. Two queries.

    The speaker's name leads to a statement only when it is listed: below that, nobody is sure
    enough whose words they are.
    """
    rows = list(
        statements.values_list(
            "pk", "article", "article__publisher", "published", "surface", "speaker",
            "speaker__name", named=True,
        )
    )  # fmt: skip
    listed = _listed([row.pk for row in rows])
    for row in rows:
        document = _document(row.pk, row.article, row.article__publisher, row.published)
        document.add_text("text", row.surface)
        for entity_id in listed[row.pk]:
            document.add_integer("entity", entity_id)
        if row.speaker in listed[row.pk]:
            document.add_text("names", row.speaker__name)
        yield document


def _tagged(articles: list[int]) -> defaultdict[int, list[tuple[int, str]]]:
    tagged = defaultdict(list)
    tags = Tag.objects.filter(article__in=articles).order_by("article", "entity")
    for article, entity_id, name in tags.values_list("article", "entity", "entity__name"):
        tagged[article].append((entity_id, name))
    return tagged


def _listed(statements: list[int]) -> defaultdict[int, list[int]]:
    listed = defaultdict(list)
    listings = StatementListing.objects.filter(statement__in=statements)
    for statement, entity_id in listings.values_list("statement", "entity"):
        listed[statement].append(entity_id)
    return listed


def _document(pk: int, article: int, publisher: int, at: datetime | None) -> tantivy.Document:
    document = tantivy.Document()
    document.add_integer("id", pk)
    document.add_integer("article", article)
    document.add_integer("publisher", publisher)
    schema.add_date(document, at, pk)
    return document
