"""Storing what ingest read: an article is its identity, a changed text makes a revision."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.actions.beside import keep_beside
from articles.ingest.identity import identity_of
from articles.ingest.values import IncomingArticle, IncomingPublisher, Unreadable
from articles.models import (
    Article,
    ArticleRevision,
    Batch,
    Failure,
    Original,
    Publisher,
    Rights,
    checksum,
)
from articles.revisions import Version, last_of_source

NOT_STATED = IncomingPublisher("Publisher not stated")
TEXTS = ("headline", "standfirst", "byline", "body")
DATES = ("published_at", "precision")
Outcome = Literal["added", "changed", "unchanged", "refused"]


class Stored(NamedTuple):
    article: Article
    outcome: Outcome


@transaction.atomic
def store_article(
    *, incoming: IncomingArticle, batch: Batch | None = None, publisher: str = "", rights: str = ""
) -> Stored:
    """Adds or updates one article. `publisher` and `rights` win over what the source says.

    What was erased for good is refused; what was taken back with its batch comes in again.
    """
    printed_by = printed_by_of(incoming, publisher)
    paper = find_or_make_publisher(incoming=printed_by)
    identity = identity_of(incoming, paper.name)
    present = Article.objects.select_for_update().filter(identity=identity).first()
    if present and present.removal == Article.Removal.ERASED:
        return Stored(present, "refused")
    if present and not present.removal:
        return Stored(present, update_article(article=present, incoming=incoming, batch=batch))
    article = present or Article(identity=identity)
    fill(article, first_values(incoming, paper, rights or printed_by.rights, batch))
    article.save()
    return Stored(article, "added")


def first_values(
    incoming: IncomingArticle, paper: Publisher, rights: str, batch: Batch | None
) -> dict[str, object]:
    """The columns of an article that is new, but for its identity."""
    values = {
        "publisher": paper,
        "batch": batch,
        "url": incoming.url,
        "rights": rights or paper.rights,
        "language": incoming.language,
        "extra": dict(incoming.extra),
        "status": Article.Status.PUBLISHED,
        "status_reason": "",
        "removal": "",
    }
    return values | dated(incoming) | texts(incoming) | marks(incoming)


def printed_by_of(incoming: IncomingArticle, publisher: str) -> IncomingPublisher:
    """Who printed it; the name that somebody gave wins over what the source says."""
    return IncomingPublisher(publisher) if publisher else incoming.publisher or NOT_STATED


def update_article(
    *, article: Article, incoming: IncomingArticle, batch: Batch | None = None
) -> Outcome:
    """Takes over a source's new text, keeping the earlier one; a stored date is not forgotten.

    Where an editor's text stands it stays: the source's former text changes nothing, and a new one
    is kept beside it and waits in the review queue.
    """
    new_checksum, new_date = text_checksum(incoming), has_new_date(article, incoming)
    if says_nothing_new(article, incoming):
        return "unchanged"
    last = last_of_source(article)
    if new_checksum == last.checksum and not new_date:
        return "unchanged"
    if is_earlier(incoming, last):
        return keep_earlier_capture(article=article, incoming=incoming, batch=batch)
    is_edited = last is not article
    if not is_edited or new_date:
        keep_revision(
            article=article, reason="The source changed.", batch=batch,
            replaced_at=incoming.captured_at,
        )  # fmt: skip
        values = {} if is_edited else texts(incoming) | marks(incoming)
        fill(article, values | dated(incoming) if new_date else values)
        article.save()
    if is_edited and new_checksum not in (last.checksum, article.checksum):
        kept = texts(incoming) | dated(incoming) | marks(incoming)
        keep_beside(article=article, batch=batch, kept=kept)
    return "changed"


def says_nothing_new(article: Article, incoming: IncomingArticle) -> bool:
    """Of an article that is there, the checksum and the date decide."""
    is_same = text_checksum(incoming) == article.checksum and not has_new_date(article, incoming)
    return incoming.is_lesser or is_same


def has_new_date(article: Article, incoming: IncomingArticle) -> bool:
    return incoming.published_at is not None and (
        incoming.published_at != article.published_at or incoming.precision != article.precision
    )


def fill(article: Article, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(article, name, value)


def is_earlier(incoming: IncomingArticle, last: Version) -> bool:
    """Whether a crawler saw it before it saw the latest text."""
    seen, stands = incoming.captured_at, last.captured_at
    return seen is not None and stands is not None and seen < stands


def keep_earlier_capture(
    *, article: Article, incoming: IncomingArticle, batch: Batch | None
) -> Outcome:
    """An old text that comes to light after a newer one is kept as the revision that it is."""
    known = article.revisions.filter(checksum=text_checksum(incoming)).exists()
    if known or text_checksum(incoming) == article.checksum:
        return "unchanged"
    later = article.revisions.filter(captured_at__gt=incoming.captured_at)
    next_seen = later.order_by("captured_at").values_list("captured_at", flat=True).first()
    ArticleRevision.objects.create(
        article=article, reason="An earlier capture.", is_earlier_capture=True, batch=batch,
        replaced_at=next_seen or article.captured_at, **texts(incoming), **dated(incoming),
        **marks(incoming),
    )  # fmt: skip
    return "changed"


def keep_revision(
    *, article: Article, reason: str, batch: Batch | None = None,
    replaced_at: datetime | None = None, editor: User | None = None,
) -> ArticleRevision:  # fmt: skip
    """Keeps the text that stands, before `batch` or an editor puts another in its place."""
    kept = {name: getattr(article, name) for name in (*TEXTS, *DATES, "checksum", "captured_at")}
    return ArticleRevision.objects.create(
        article=article, reason=reason, batch=batch, editor=editor,
        replaced_at=replaced_at or timezone.now(), **kept,
    )  # fmt: skip


def keep_original(*, article: Article, incoming: IncomingArticle, batch: Batch) -> None:
    """Keeps what was read byte for byte, with its checksum; the same bytes once."""
    original = original_of(article, incoming, batch)
    if original is None:
        return
    present = article.originals.filter(sha256=original.sha256)
    if not present.exists():
        original.save(force_insert=True)


def original_of(article: Article, incoming: IncomingArticle, batch: Batch) -> Original | None:
    """The bytes that an article was read from, where they are known; not saved."""
    if not incoming.raw:
        return None
    return Original(
        article=article,
        sha256=hashlib.sha256(incoming.raw).hexdigest(),
        media_type=incoming.media_type,
        compressed=zlib.compress(incoming.raw),
        captured_at=incoming.captured_at,
        batch=batch,
    )


def texts(incoming: IncomingArticle) -> dict[str, str]:
    return {name: getattr(incoming, name) for name in TEXTS}


def dated(incoming: IncomingArticle) -> dict[str, object]:
    return {"published_at": incoming.published_at, "precision": incoming.precision}


def marks(incoming: IncomingArticle) -> dict[str, object]:
    return {"checksum": text_checksum(incoming), "captured_at": incoming.captured_at}


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


def forget_mended(*, batch: Batch, source: str) -> None:
    """A source was read to its end: what failed in it before and not in this run is mended."""
    Failure.objects.filter(source=source[:1000]).exclude(batch=batch).delete()


def forget_failures(*, places: Iterable[tuple[str, int | None]]) -> None:
    """What could not be read before, at any of these sources and lines, has come in now."""
    wanted = {(source[:1000], line) for source, line in places}
    rows = Failure.objects.filter(source__in={source for source, _ in wanted})
    known = rows.values_list("pk", "source", "line")
    mended = [pk for pk, source, line in known if (source, line) in wanted]
    if mended:
        Failure.objects.filter(pk__in=mended).delete()


def forget_failure(*, source: str, line: int | None) -> None:
    """What could not be read before has come in now."""
    Failure.objects.filter(source=source[:1000], line=line).delete()
