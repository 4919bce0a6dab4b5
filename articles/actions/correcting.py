"""What an editor decides about a tag or a statement. Each decision is kept for good."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.actions.tagging import lay_corrections
from articles.models import Article, Correction, Mention, ReviewItem, Statement
from articles.tagging.anchors import Anchor, anchor_at
from people.models import Entity

Subject, Verdict = Correction.Subject, Correction.Verdict
Editor = User


class StaleTextError(ValueError):
    """The words are not where they were said to be: the article has changed. Load it again."""


def confirm_mention(*, mention: Mention, by: Editor, reason: str = "") -> Correction:
    """The tagger's link is right, and stays whatever a later tagger says."""
    return decide(
        mention.article, span_of(mention), by, reason, subject=Subject.MENTION,
        verdict=Verdict.CONFIRM, kind=mention.kind,
        entity_from=mention.entity, entity_to=mention.entity,
    )  # fmt: skip


def reject_mention(*, mention: Mention, by: Editor, reason: str = "") -> Correction:
    """Not this entity. Of a name that is linked to nobody: not a name at all."""
    return decide(
        mention.article, span_of(mention), by, reason, subject=Subject.MENTION,
        verdict=Verdict.REJECT, kind=mention.kind, entity_from=mention.entity,
    )  # fmt: skip


def relink_mention(*, mention: Mention, to: Entity, by: Editor, reason: str = "") -> Correction:
    """The name means somebody else."""
    return decide(
        mention.article, span_of(mention), by, reason, subject=Subject.MENTION,
        verdict=Verdict.RELINK, kind=to.kind, entity_from=mention.entity, entity_to=to,
    )  # fmt: skip


def add_mention(
    *, article: Article, start: int, end: int, to: Entity, by: Editor, reason: str = ""
) -> Correction:
    """The tagger missed a name."""
    return decide(
        article, (start, end, article.text[start:end]), by, reason,
        subject=Subject.MENTION, verdict=Verdict.ADD, kind=to.kind, entity_to=to,
    )  # fmt: skip


def confirm_statement(*, statement: Statement, by: Editor, reason: str = "") -> Correction:
    """The words are those of the speaker that the tagger found."""
    return give_statement(
        statement=statement, to=statement.speaker, words=statement.speaker_text, by=by,
        reason=reason, verdict=Verdict.CONFIRM,
    )  # fmt: skip


def give_statement(
    *, statement: Statement, to: Entity | None, by: Editor, words: str = "", reason: str = "",
    verdict: str = Verdict.RELINK,
) -> Correction:  # fmt: skip
    """The words are those of `to`, of somebody described by `words`, or (neither) of nobody."""
    return decide(
        statement.article, span_of(statement), by, reason, subject=Subject.STATEMENT,
        verdict=verdict, kind=statement.kind, entity_from=statement.speaker,
        speaker=to, speaker_text="" if to else words,
    )  # fmt: skip


def reject_statement(*, statement: Statement, by: Editor, reason: str = "") -> Correction:
    """Nobody said this."""
    return decide(
        statement.article, span_of(statement), by, reason, subject=Subject.STATEMENT,
        verdict=Verdict.REJECT, kind=statement.kind, entity_from=statement.speaker,
    )  # fmt: skip


@transaction.atomic
def add_tag(*, article: Article, entity: Entity, by: Editor, reason: str = "") -> Correction:
    """The article speaks of the entity without naming it."""
    return decide_article(article, entity, by, reason, verdict=Verdict.ADD)


@transaction.atomic
def remove_tag(*, article: Article, entity: Entity, by: Editor, reason: str = "") -> Correction:
    """The article does not speak of the entity, whatever its words."""
    return decide_article(article, entity, by, reason, verdict=Verdict.REJECT)


def decide_article(
    article: Article, entity: Entity, by: Editor, reason: str, *, verdict: str
) -> Correction:
    made = Correction.objects.create(
        article=article, subject=Subject.ARTICLE, verdict=verdict, entity_to=entity,
        editor=by, reason=reason,
    )  # fmt: skip
    lay_corrections(article=article)
    return made


def span_of(found: Mention | Statement) -> tuple[int, int, str]:
    return found.start_char, found.end_char, found.surface


@transaction.atomic
def decide(
    article: Article, span: tuple[int, int, str], by: Editor, reason: str, **values: Any
) -> Correction:
    """Keeps the decision, anchored to its words, and shows its effect at once."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    start, end, surface = span
    if article.text[start:end] != surface or start == end:
        raise StaleTextError(StaleTextError.__doc__)
    anchor = anchor_at(article.text, start, end)
    made = Correction.objects.create(
        article=article,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        occurrence=anchor.occurrence,
        supersedes=earlier(article, anchor, values["subject"]),
        editor=by,
        reason=reason,
        **values,
    )
    lay_corrections(article=article)
    close_items(article=article, words=surface, by=by)
    return made


def earlier(article: Article, anchor: Anchor, subject: str) -> Correction | None:
    """The decision about the same place that this one replaces."""
    return article.corrections.filter(
        subject=subject,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        occurrence=anchor.occurrence,
        superseded_by=None,
    ).last()


def close_items(*, article: Article, words: str, by: Editor) -> None:
    waiting = article.review_items.filter(
        reason=ReviewItem.Reason.UNSURE_SPEAKER, words=words, closed_at=None
    )
    waiting.update(closed_at=timezone.now(), closed_by=by)
