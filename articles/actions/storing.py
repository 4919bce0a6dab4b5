"""Storing what ingest read: an article is its identity, a changed text makes a revision."""

from __future__ import annotations

import hashlib
import zlib
from datetime import datetime
from typing import Literal, NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles.ingest.identity import identity_of
from articles.ingest.values import IncomingArticle, IncomingPublisher, Unreadable
from articles.models import (
    Article,
    ArticleRevision,
    Batch,
    Failure,
    Original,
    Publisher,
    ReviewItem,
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
    printed_by = IncomingPublisher(publisher) if publisher else incoming.publisher or NOT_STATED
    paper = find_or_make_publisher(incoming=printed_by)
    identity = identity_of(incoming, paper.name)
    present = Article.objects.select_for_update().filter(identity=identity).first()
    if present and present.removal == Article.Removal.ERASED:
        return Stored(present, "refused")
    if present and not present.removal:
        return Stored(present, update_article(article=present, incoming=incoming, batch=batch))
    article = present or Article(identity=identity)
    values = {
        "publisher": paper,
        "batch": batch,
        "url": incoming.url,
        "rights": rights or printed_by.rights or paper.rights,
        "language": incoming.language,
        "extra": dict(incoming.extra),
        "status": Article.Status.PUBLISHED,
        "status_reason": "",
        "removal": "",
    }
    fill(article, values | dated(incoming) | texts(incoming) | marks(incoming))
    return Stored(article, "added")


def update_article(
    *, article: Article, incoming: IncomingArticle, batch: Batch | None = None
) -> Outcome:
    """Takes over a source's new text, keeping the earlier one; a stored date is not forgotten.

    Where an editor's text stands it stays: the source's former text changes nothing, and a new one
    is kept beside it and waits in the review queue.
    """
    new_checksum = text_checksum(incoming)
    new_date = incoming.published_at is not None and (
        incoming.published_at != article.published_at or incoming.precision != article.precision
    )
    if incoming.is_lesser or (new_checksum == article.checksum and not new_date):
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
    if is_edited and new_checksum not in (last.checksum, article.checksum):
        keep_beside(article=article, incoming=incoming, batch=batch)
    return "changed"


def fill(article: Article, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(article, name, value)
    article.save()


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


def keep_beside(*, article: Article, incoming: IncomingArticle, batch: Batch | None) -> None:
    """A source's new text waits beside the editor's, and an editor is asked, of each text anew."""
    ArticleRevision.objects.create(
        article=article, reason="The source changed; an editor’s text stands.", is_beside=True,
        batch=batch, **texts(incoming), **dated(incoming), **marks(incoming),
    )  # fmt: skip
    forget_waiting(article=article)
    ReviewItem.objects.create(
        article=article,
        reason=ReviewItem.Reason.SOURCE_CHANGED,
        detail="The paper has a new text since an editor changed this one.",
    )


def forget_waiting(*, article: Article) -> None:
    """Nothing is asked any more about a text of the source beside an editor's."""
    reason = ReviewItem.Reason.SOURCE_CHANGED
    article.review_items.filter(reason=reason, closed_at=None).delete()


def close_waiting(*, article: Article, by: User) -> None:
    """The paper's own text stands again: what was asked about it is answered."""
    waiting = article.review_items.filter(reason=ReviewItem.Reason.SOURCE_CHANGED, closed_at=None)
    waiting.update(closed_at=timezone.now(), closed_by=by)


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
    if incoming.raw:
        Original.objects.get_or_create(
            article=article,
            sha256=hashlib.sha256(incoming.raw).hexdigest(),
            defaults={
                "media_type": incoming.media_type,
                "compressed": zlib.compress(incoming.raw),
                "captured_at": incoming.captured_at,
                "batch": batch,
            },
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


def forget_failure(*, source: str, line: int | None) -> None:
    """What could not be read before has come in now."""
    Failure.objects.filter(source=source[:1000], line=line).delete()
