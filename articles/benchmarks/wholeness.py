"""Whether an archive is whole: everything once, tables and index in step, the same as another's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import tantivy
from django.db import connection

from articles.models import Article, Statement, StatementListing, Tag
from articles.search import schema, store
from people.models import Entity

AT_ONCE = 50_000  # ids of an index that are read at once
Sums = dict[str, tuple[int, int]]  # rows, and a checksum over them, of each table

ARTICLE = "JOIN articles_article a ON a.id = row.article_id"
ENTITY = "LEFT JOIN people_entity e ON e.id = row.{}"
SAID = f"JOIN articles_statement s ON s.id = row.statement_id {ARTICLE.replace('row.', 's.')}"
WHERE = "a.identity, s.start_char, s.end_char, s.kind"
# What stands in each table, with keys in the place of ids, which differ from archive to archive.
TABLES = {
    "articles_article": (
        "row.identity, row.checksum, row.status, lead.identity",
        "LEFT JOIN articles_article lead ON lead.id = row.lead_id",
    ),
    "articles_taggeranswer": ("a.identity, row.version, row.checksum, row.answer", ARTICLE),
    "articles_mention": (
        "a.identity, row.start_char, row.end_char, row.surface, row.kind, e.key, row.name, "
        "row.origin, row.confidence, row.evidence",
        f"{ARTICLE} {ENTITY.format('entity_id')}",
    ),
    "articles_tag": (
        "a.identity, e.key, row.mentions, row.published_at",
        f"{ARTICLE} {ENTITY.format('entity_id')}",
    ),
    "articles_statement": (
        "a.identity, row.start_char, row.end_char, row.surface, row.kind, e.key, row.speaker_text, "
        "row.cue, row.rule, row.channel, row.origin, row.confidence, row.published",
        f"{ARTICLE} {ENTITY.format('speaker_id')}",
    ),
    "articles_statementlisting": (
        f"{WHERE}, e.key, row.because, row.published",
        f"{SAID} {ENTITY.format('entity_id')}",
    ),
    "articles_statement_memberships": (
        f"{WHERE}, m.key",
        f"{SAID} JOIN people_membership m ON m.id = row.membership_id",
    ),
    "articles_reviewitem": ("a.identity, row.reason, row.words, row.detail", ARTICLE),
    "articles_coverage": (
        "e.key, row.month, row.articles, row.statements",
        ENTITY.format("entity_id"),
    ),
    "articles_together": (
        "e.key, o.key, row.articles",
        f"{ENTITY.format('entity_id')} JOIN people_entity o ON o.id = row.other_id",
    ),
    "articles_monthtogether": (
        "e.key, o.key, row.month, row.articles",
        f"{ENTITY.format('entity_id')} JOIN people_entity o ON o.id = row.other_id",
    ),
}


def sums() -> Sums:
    """Equal for archives in which the same came of the same articles, in whatever order."""
    found = {}
    with connection.cursor() as cursor:
        for table, (columns, joined) in TABLES.items():
            cursor.execute(
                f"SELECT count(*), coalesce(sum(hashtextextended(row({columns})::text, 0)), 0) "  # noqa: S608
                f'FROM "{table}" AS row {joined}'
            )
            number, checksum = cursor.fetchone()
            found[table] = (int(number), int(checksum))
    return found


def differing(one: Sums, other: Sums) -> list[str]:
    return [table for table in TABLES if one[table] != other[table]]


def index_faults() -> list[str]:
    """How the indexes differ from the database: the documents, and under whom they are filed."""
    rows = {
        schema.ARTICLES: (Article.objects.published(), Tag.objects.all()),
        schema.STATEMENTS: (Statement.objects.published(), StatementListing.objects.all()),
    }
    faults = []
    for kind, (objects, filed) in rows.items():
        wanted = list(objects.order_by("pk").values_list("pk", flat=True))
        if list(indexed(kind, wanted[-1] if wanted else 0)) != wanted:
            faults.append(f"{kind.name}: other documents than rows")
        people = filed.filter(entity__kind=Entity.Kind.PERSON)
        if filed_under(kind) != Counter(people.values_list("entity", flat=True)):
            faults.append(f"{kind.name}: filed under others")
    return faults


def indexed(kind: schema.Kind, last: int) -> Iterator[int]:
    """The ids of all documents in an index, in order; one that stands there twice comes twice."""
    searcher = store.searcher(store.current()[kind.name])
    built = schema.build_schema(kind)
    for first in range(0, last + AT_ONCE, AT_ONCE):
        among = tantivy.Query.range_query(
            built, "id", tantivy.FieldType.Integer, first, first + AT_ONCE, include_upper=False
        )
        found = searcher.search(among, limit=2 * AT_ONCE)
        ids = searcher.fast_field_values("id", [hit for _, hit in found.hits])
        yield from sorted(int(each) for each in ids if each is not None)


def filed_under(kind: schema.Kind) -> Counter[int]:
    """How many documents stand under each person."""
    searcher = store.searcher(store.current()[kind.name])
    built = schema.build_schema(kind)
    people = Entity.objects.filter(kind=Entity.Kind.PERSON).values_list("pk", flat=True)
    under: Counter[int] = Counter()
    for pk in people:
        found = searcher.search(tantivy.Query.term_query(built, "person", pk), limit=1)
        under[pk] = found.count or 0  # type: ignore[attr-defined]  # its stubs lack it
    return +under
