"""Many articles that nobody has seen yet: stored together, and tagged together, by COPY.

What comes of each is what `store_article` and `tag_article` would make of it. An article that is
there already, or that cannot be stored, goes their way.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from django.db import transaction

from articles.actions.copies import group_many
from articles.actions.copying import copy_rows, copy_values, give_ids
from articles.actions.counting import add_to_coverage, month_of
from articles.actions.deriving import Entities, entities_of, mention_rows, tag_rows
from articles.actions.doubts import doubt_item, doubts, ids_of
from articles.actions.listing import (
    Listed,
    everybody,
    held_by,
    held_on,
    listed_on,
    posts_of,
    speakers_of,
)
from articles.actions.pairing import PairAndMonth
from articles.actions.statements import fill_statement, is_unsure, unsure_item
from articles.actions.storing import fill, first_values, original_of
from articles.actions.tagging import Tagger, merged_refs, newcomer_item
from articles.ingest import near_copies
from articles.ingest.near_copies import fingerprint
from articles.ingest.values import IncomingArticle
from articles.models import (
    Article,
    Batch,
    Publisher,
    ReviewItem,
    Statement,
    StatementListing,
    Tag,
    TaggerAnswer,
)
from articles.tagging.answers import answer_to_json
from articles.tagging.corrections import Corrected
from articles.tagging.merged import renamed
from articles.tagging.newcomers import newcomers
from articles.tagging.values import Document, TaggedText


class First(NamedTuple):
    """An article that nobody has seen yet, and who prints it."""

    incoming: IncomingArticle
    identity: str
    paper: Publisher
    rights: str


class Answer(NamedTuple):
    """What the tagger finds in a text."""

    tagged: TaggedText
    as_json: str


class Read(NamedTuple):
    """What is found in a text, by any process."""

    fingerprint: near_copies.Fingerprint | None
    answer: Answer | None = None  # None where workers are to tag it


def answer_of(tagger: Tagger, document: Document) -> Answer:
    tagged = tagger(document)
    return Answer(tagged, json.dumps(answer_to_json(tagged)))


def reader(tagger: Tagger) -> Callable[[Document], Read]:
    """Everything about a text that needs no database."""

    def read(document: Document) -> Read:
        return read_untagged(document)._replace(answer=answer_of(tagger, document))

    return read


def read_untagged(document: Document) -> Read:
    """What can be told of a text without a tagger."""
    return Read(fingerprint(document.text.partition("\n\n")[2]))


class Derived(NamedTuple):
    """An article with what its answer says of it, laid over nothing."""

    article: Article
    corrected: Corrected
    statements: list[Statement]


@transaction.atomic
def add_many(
    firsts: Sequence[First], reads: Sequence[Read], *, batch: Batch, version: str
) -> list[Article]:
    """Stores new articles, which readers may see, and tags those that were; returns all in order.

    Raises IntegrityError or DataError, having stored none of them, if one cannot be stored.
    """
    articles = [article_of(first, batch) for first in firsts]
    give_ids(articles)
    copy_rows(articles)
    originals = [
        original_of(article, first.incoming, batch)
        for article, first in zip(articles, firsts, strict=True)
    ]
    copy_rows([original for original in originals if original])
    group_many(articles, [read.fingerprint for read in reads])
    answered = {
        article: read.answer for article, read in zip(articles, reads, strict=True) if read.answer
    }
    tag_many(list(answered), list(answered.values()), version=version)
    return articles


@transaction.atomic
def tag_many(articles: Sequence[Article], answers: Sequence[Answer], *, version: str) -> None:
    """Keeps the answers of articles that are `untouched`, and all that comes of them.

    Raises IntegrityError or DataError, having kept nothing, if one cannot be kept.
    """
    if not articles:
        return
    rows = [
        TaggerAnswer(article=row, version=version, checksum=row.checksum, answer=answer.as_json)
        for row, answer in zip(articles, answers, strict=True)
    ]
    copy_rows(rows)
    derive_many(articles, [answer.tagged for answer in answers])


def article_of(first: First, batch: Batch) -> Article:
    article = Article(identity=first.identity)
    fill(article, first_values(first.incoming, first.paper, first.rights, batch))
    return article


def derive_many(articles: Sequence[Article], answers: Sequence[TaggedText]) -> None:
    """Mentions, tags, statements and questions of articles that have none yet."""
    merged = merged_refs()
    corrected = [Corrected(renamed(answer, merged)) for answer in answers]
    entities = entities_of(*corrected)
    found = [
        Derived(article, each, statements_of(article, each.tagged, entities))
        for article, each in zip(articles, corrected, strict=True)
    ]
    statements = [row for each in found for row in each.statements]
    give_ids(statements)
    for_mentions = [(each.article, each.corrected.tagged) for each in found]
    copy_rows([row for pair in for_mentions for row in mention_rows(*pair, entities)])
    tags = [row for each in found for row in tag_rows(each.article, each.corrected, entities)]
    copy_rows(tags)
    copy_rows(statements)
    listings = list_many(found, entities)
    queue_many(found)
    # Last, as nobody else can count until this is committed.
    add_to_coverage(
        stories=Counter((tag.entity_id, month_of(tag.published_at)) for tag in tags),
        words=Counter((row.entity_id, month_of(row.published)) for row in listings),
        pairs=pairs_among(tags, {pk for ref, pk in entities.items() if ref.kind == "person"}),
    )


def pairs_among(tags: Iterable[Tag], people: set[int]) -> Counter[PairAndMonth]:
    """How many of the articles name two people together, by month; the lesser id first."""
    named = defaultdict(list)
    for tag in tags:
        if tag.entity_id in people:
            named[tag.article_id, month_of(tag.published_at)].append(tag.entity_id)
    return Counter(
        (*pair, month) for (_, month), ids in named.items() for pair in combinations(sorted(ids), 2)
    )


def statements_of(article: Article, tagged: TaggedText, entities: Entities) -> list[Statement]:
    rows = []
    for found in tagged.statements:
        row = Statement(article=article)
        fill_statement(row, article, found, entities)
        rows.append(row)
    return rows


def list_many(found: Sequence[Derived], entities: Entities) -> list[Listed]:
    """Writes memberships and listings of new statements; returns the latter."""
    spoken = [
        speakers_of(each.statements, each.corrected.tagged.statements, entities) for each in found
    ]
    posts = posts_of({pk for speakers in spoken for pk in everybody(speakers)})
    links: list[tuple[int, int]] = []
    listings: list[Listed] = []
    for each, speakers in zip(found, spoken, strict=True):
        theirs = {pk: posts[pk] for pk in everybody(speakers)}
        held = held_on(each.article.day, theirs)
        for pk, ids in speakers.items():
            links += [(pk, row.pk) for row in held_by(ids, held)]
        listings += sorted(listed_on(each.article, speakers, held))
    copy_values(Statement.memberships.through, ("statement_id", "membership_id"), links)
    copy_values(StatementListing, Listed._fields, listings)
    return listings


def queue_many(found: Sequence[Derived]) -> None:
    """What an editor is asked about new articles."""
    items: list[ReviewItem] = []
    doubtful = []
    for article, corrected, statements in found:
        items += [unsure_item(article, row) for row in statements if is_unsure(row)]
        strangers = {stranger.name: stranger for stranger in newcomers(corrected.tagged)}
        items += [newcomer_item(article, stranger) for stranger in strangers.values()]
        asked = doubts(corrected.tagged.mentions, set(strangers))
        doubtful += [(article, doubt) for doubt in asked]
    ids = ids_of([doubt for _, doubt in doubtful])
    copy_rows([*items, *(doubt_item(*each, ids) for each in doubtful)])
