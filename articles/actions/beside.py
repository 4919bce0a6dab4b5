"""A new text of the source that comes while an editor's stands: kept beside it, asked about."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article, ArticleRevision, Batch, ReviewItem

SOURCE_CHANGED = ReviewItem.Reason.SOURCE_CHANGED


def keep_beside(*, article: Article, batch: Batch | None, kept: Mapping[str, object]) -> None:
    """`kept` are its columns. It waits in the review queue, each new text anew."""
    ArticleRevision.objects.create(
        article=article, reason="The source changed; an editor’s text stands.", is_beside=True,
        batch=batch, **kept,
    )  # fmt: skip
    forget_waiting(article=article)
    ReviewItem.objects.create(
        article=article,
        reason=SOURCE_CHANGED,
        detail="The paper has a new text since an editor changed this one.",
    )


def forget_waiting(*, article: Article) -> None:
    """Nothing is asked any more about a text of the source beside an editor's."""
    article.review_items.filter(reason=SOURCE_CHANGED, closed_at=None).delete()


def close_waiting(*, article: Article, by: User) -> None:
    """The paper's own text stands again: what was asked about it is answered."""
    waiting = article.review_items.filter(reason=SOURCE_CHANGED, closed_at=None)
    waiting.update(closed_at=timezone.now(), closed_by=by)
