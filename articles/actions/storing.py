"""Storing what ingest read: an article is its identity, a changed text makes a revision."""

from __future__ import annotations

from typing import Literal, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.ingest.identity import identity_of
from articles.ingest.values import IncomingArticle, IncomingPublisher, Unreadable
from articles.models import Article, ArticleRevision, Batch, Failure, Publisher, Rights, checksum

NOT_STATED = IncomingPublisher("Publisher not stated")
TEXTS = ("headline", "standfirst", "byline", "body")
Outcome = Literal["added", "changed", "unchanged"]


class Stored(NamedTuple):
    article: Article
    outcome: Outcome


@transaction.atomic
def store_article(
    *, incoming: IncomingArticle, batch: Batch | None = None, publisher: str = "", rights: str = ""
) -> Stored:
    """Adds or updates one article. `publisher` and `rights` win over what the source says."""
    printed_by = IncomingPublisher(publisher) if publisher else incoming.publisher or NOT_STATED
    paper = find_or_make_publisher(incoming=printed_by)
    identity = identity_of(incoming, paper.name)
    present = Article.objects.select_for_update().filter(identity=identity).first()
    if present:
        return Stored(present, update_article(article=present, incoming=incoming))
    article = Article.objects.create(
        publisher=paper,
        batch=batch,
        identity=identity,
        url=incoming.url,
        rights=rights or printed_by.rights or paper.rights,
        language=incoming.language,
        extra=dict(incoming.extra),
        checksum=text_checksum(incoming),
        **dated(incoming),
        **texts(incoming),
    )
    return Stored(article, "added")


def update_article(*, article: Article, incoming: IncomingArticle) -> Outcome:
    """Takes over a source's new text, keeping the earlier one; a stored date is not forgotten."""
    new_checksum = text_checksum(incoming)
    new_date = incoming.published_at is not None and (
        incoming.published_at != article.published_at or incoming.precision != article.precision
    )
    if new_checksum == article.checksum and not new_date:
        return "unchanged"
    if new_checksum != article.checksum:
        keep_revision(article=article, reason="The source changed.")
    values = texts(incoming) | ({"checksum": new_checksum})
    for name, value in (values | dated(incoming) if new_date else values).items():
        setattr(article, name, value)
    article.save()
    return "changed"


def keep_revision(*, article: Article, reason: str) -> ArticleRevision:
    return ArticleRevision.objects.create(
        article=article,
        checksum=article.checksum,
        reason=reason,
        **{name: getattr(article, name) for name in TEXTS},
    )


def texts(incoming: IncomingArticle) -> dict[str, str]:
    return {name: getattr(incoming, name) for name in TEXTS}


def dated(incoming: IncomingArticle) -> dict[str, object]:
    return {"published_at": incoming.published_at, "precision": incoming.precision}


def text_checksum(incoming: IncomingArticle) -> str:
    return checksum("\0".join(texts(incoming).values()))


def find_or_make_publisher(*, incoming: IncomingPublisher) -> Publisher:
    present = Publisher.objects.filter(name__iexact=incoming.name).first()
    if present:
        return present
    return Publisher.objects.create(
        name=incoming.name,
        slug=free_slug(incoming.name),
        url=incoming.url,
        rights=incoming.rights or Rights.EXTRACT,
    )


def free_slug(name: str) -> str:
    wanted = slugify(name)[:100] or "publisher"
    taken = set(Publisher.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(
        slug
        for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3)))
        if slug not in taken
    )


def keep_failure(*, batch: Batch, failed: Unreadable) -> Failure:
    """What could not be read, for another try; the same place is kept once."""
    failure, _ = Failure.objects.update_or_create(
        source=failed.source[:1000],
        line=failed.line,
        defaults={
            "batch": batch,
            "reason": failed.reason[:500],
            "raw": failed.raw,
            "failed_at": timezone.now(),
        },
    )
    return failure


def forget_failure(*, source: str, line: int | None) -> None:
    """What could not be read before has come in now."""
    Failure.objects.filter(source=source[:1000], line=line).delete()
