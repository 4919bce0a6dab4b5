"""What readers report."""

from __future__ import annotations

import re

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Report, ReviewItem, Statement
from people.models import Entity

ARTICLE = re.compile(r"/articles/(\d{1,18})/", re.ASCII)
STATEMENT = re.compile(r"/statements/(\d{1,18})/", re.ASCII)


@transaction.atomic
def make_report(*, page: str, message: str, contact: str = "", tag: Entity | None = None) -> Report:
    """Stores a report; one about an article or its words also waits in the review queue.

    `tag` is whom or what the article does not mean.
    """
    article = article_of(page)
    report = Report.objects.create(
        page=page, message=message, contact=contact, article=article, tag=tag
    )
    if article is not None:
        queue_report(report=report, article=article)
    return report


def queue_report(*, report: Report, article: Article) -> ReviewItem:
    statement = statement_of(report.page)
    ids = (report.tag_id, statement.speaker_id if statement else None)
    return ReviewItem.objects.create(
        article=article,
        reason=ReviewItem.Reason.REPORT,
        report=report,
        statement=statement,
        words=statement.surface if statement else "",
        detail=report.message,
        candidates=[pk for pk in ids if pk],
    )


@transaction.atomic
def answer_report(*, report: Report, answer: str, by: User) -> None:
    """Stores the answer that its sender reads, and takes the report off the review queue.

    An empty answer takes back an earlier one.
    """
    at = timezone.now() if answer.strip() else None
    report.answer, report.answered_at, report.answered_by = answer.strip(), at, by if at else None
    report.save(update_fields=["answer", "answered_at", "answered_by"])
    ReviewItem.objects.filter(report=report).update(
        closed_at=report.answered_at, closed_by=report.answered_by
    )


def article_of(page: str) -> Article | None:
    """The article that an address shows, also by one of its statements."""
    match = ARTICLE.search(page)
    if match:
        return Article.objects.filter(pk=int(match[1])).first()
    statement = statement_of(page)
    return statement.article if statement else None


def statement_of(page: str) -> Statement | None:
    match = STATEMENT.search(page)
    rows = Statement.objects.select_related("article")
    return rows.filter(pk=int(match[1])).first() if match else None
