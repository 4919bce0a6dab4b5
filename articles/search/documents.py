"""Rows of the archive as documents of the index. Only what readers may see becomes one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

import tantivy

from articles.models import Article, Statement, StatementListing, Tag
from articles.search import schema


def article_documents(ids: Iterable[int]) -> Iterator[tantivy.Document]:
    """Documents of those of the articles that readers may see. Two queries."""
    articles = Article.objects.published().in_bulk(list(ids))
    tagged = defaultdict(list)
    tags = Tag.objects.filter(article__in=articles).select_related("entity")
    for tag in tags.order_by("article", "entity"):
        tagged[tag.article_id].append(tag.entity)
    for article in articles.values():
        document = tantivy.Document()
        document.add_text("headline", article.headline)
        document.add_text("text", article.standfirst)
        document.add_text("text", article.body)
        _place(document, article.pk, article, article.published_at)
        for entity in tagged[article.pk]:
            document.add_integer("entity", entity.pk)
            document.add_text("names", entity.name)
        yield document


def statement_documents(statements: Iterable[Statement]) -> Iterator[tantivy.Document]:
    """Documents of statements, which carry their article and speaker. One query.

    The speaker's name leads to a statement only when it is listed: below that, nobody is sure
    enough whose words they are.
    """
    statements = list(statements)
    listed = defaultdict(list)
    listings = StatementListing.objects.filter(statement__in=statements)
    for listing in listings.order_by("statement", "entity"):
        listed[listing.statement_id].append(listing.entity_id)
    for statement in statements:
        document = tantivy.Document()
        document.add_text("text", statement.surface)
        _place(document, statement.pk, statement.article, statement.published)
        for entity_id in listed[statement.pk]:
            document.add_integer("entity", entity_id)
        if statement.speaker_id in listed[statement.pk]:
            document.add_text("names", statement.speaker.name)
        yield document


def _place(document: tantivy.Document, pk: int, article: Article, at: datetime | None) -> None:
    document.add_integer("id", pk)
    document.add_integer("article", article.pk)
    document.add_integer("publisher", article.publisher_id)
    schema.add_date(document, at, pk)
