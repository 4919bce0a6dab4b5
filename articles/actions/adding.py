"""An article that an editor adds by its address or its text: first shown, then stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.actions.ingesting import Ingest
from articles.actions.storing import Outcome, store_article, text_checksum
from articles.actions.tagging import Tagger, tag_article
from articles.cards import Card
from articles.fetching.fetcher import Fetcher
from articles.fetching.following import single_page
from articles.ingest.dates import parse_date
from articles.ingest.files import parse_text
from articles.ingest.values import IncomingArticle
from articles.models import Article, Batch, Publisher
from articles.story import Named, Paragraph, contents_of, grouped
from articles.visits import policy_from_settings


@dataclass(frozen=True)
class Preview:
    """What would be stored, and what readers would find in it. `article` is not stored."""

    article: Article
    outcome: Outcome
    paragraphs: Sequence[Paragraph]
    named: Sequence[tuple[str, list[Named]]]
    cards: Sequence[Card]
    warnings: Sequence[str]
    checksum: str


def article_at_address(address: str) -> IncomingArticle:
    """The article of a page. Raises FetchError or NotAnArticleError in words for a person."""
    policy = replace(policy_from_settings(), tries=1)  # somebody waits for the answer
    return single_page(Fetcher(policy).get(address), address)


def article_in_text(text: str, *, url: str, byline: str, published: str) -> IncomingArticle:
    """Headline, empty line, paragraphs. Raises NotAnArticleError."""
    moment, precision = parse_date(published)
    return replace(
        parse_text(text.encode()), url=url, byline=byline, published_at=moment, precision=precision,
        source=url or "pasted text", raw=text.encode(),
    )  # fmt: skip


def with_day(incoming: IncomingArticle, published: str) -> IncomingArticle:
    """With the day that an editor says, where one is said."""
    if not published:
        return incoming
    moment, precision = parse_date(published)
    return replace(incoming, published_at=moment, precision=precision)


def preview_of(
    incoming: IncomingArticle, *, tagger: Tagger, publisher: str = "", rights: str = ""
) -> Preview:
    """Stores and tags the article as saving would, reads what came of it, and takes it back."""
    with transaction.atomic():
        stored = store_article(incoming=incoming, publisher=publisher, rights=rights)
        if stored.outcome in ("added", "changed"):
            tag_article(article=stored.article, tagger=tagger, version="preview")
        shown = _read(stored.article, stored.outcome, incoming)
        transaction.set_rollback(True)
    return shown


def _read(article: Article, outcome: Outcome, incoming: IncomingArticle) -> Preview:
    found = contents_of(article)
    return Preview(
        article=article,
        outcome=outcome,
        paragraphs=found.paragraphs(),
        named=grouped(found.named),
        cards=found.cards(),
        warnings=incoming.warnings,
        checksum=text_checksum(incoming),
    )


def add_article(
    incoming: IncomingArticle, *, tagger: Tagger, version: str, by: str,
    publisher: Publisher | None = None, rights: str = "",
) -> tuple[Article | None, str, str]:  # fmt: skip
    """Stores and tags the article as a batch of its own, which can be taken back.

    Returns the article, what became of it, and why it could not be stored if it could not.
    """
    batch = Batch.objects.create(name=batch_name(by, timezone.localtime()))
    ingest = Ingest(
        batch=batch, tagger=tagger, version=version, rights=rights,
        publisher=publisher.name if publisher else "",
    )  # fmt: skip
    failed = [problem.reason for problem in ingest.run([incoming])]
    if failed or ingest.last is None:
        return None, "failed", failed[0] if failed else "nothing was read"
    return ingest.last.article, ingest.last.outcome, ""


def batch_name(by: str, at: datetime) -> str:
    return f"{by} {at:%Y-%m-%d %H:%M:%S.%f}"
