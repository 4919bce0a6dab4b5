"""Status and notices: what readers may see. Each change acts at once, everywhere."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from articles.actions.copies import lead_anew
from articles.actions.counting import count_article_anew
from articles.models import Article

Status = Article.Status


@transaction.atomic
def set_status(
    *, article: Article, status: str, reason: str = "", embargo_until: datetime | None = None
) -> None:
    """Publishes, embargoes, withdraws or restricts; counts of coverage follow."""
    article.status, article.status_reason = status, reason
    article.embargo_until = embargo_until if status == Status.EMBARGOED else None
    article.save(update_fields=["status", "status_reason", "embargo_until", "updated_at"])
    count_article_anew(article=article)
    lead_anew(article=article)


def set_notice(*, article: Article, notice: str, text: str = "") -> None:
    """A correction, apology or legal notice that stands on every card of the article's words."""
    article.notice, article.notice_text = notice, text
    article.save(update_fields=["notice", "notice_text", "updated_at"])
