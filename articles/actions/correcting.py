"""What an editor decides about a tag or a statement. Each decision is kept for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.actions import rulings
from articles.actions.corrections_of import in_force
from articles.actions.rulings import Ruling
from articles.actions.tagging import lay_corrections
from articles.models import Article, Correction, Mention, ReviewItem, Statement
from articles.tagging.anchors import Anchor, anchor_at
from people.models import Entity

Subject, Verdict = Correction.Subject, Correction.Verdict
Editor = User


class StaleTextError(ValueError):
    """The words are not where they were said to be: the article has changed. Load it again."""


class SupersededError(ValueError):
    """That decision does not stand: it was taken back, or a later one stands in its place."""


def confirm_mention(*, mention: Mention, by: Editor, reason: str = "") -> Correction:
    """The tagger's link is right, and stays whatever a later tagger says."""
    return decide(mention.article, rulings.confirming(mention), by, reason)


def reject_mention(*, mention: Mention, by: Editor, reason: str = "") -> Correction:
    """Not this entity. Of a name that is linked to nobody: not a name at all."""
    return decide(mention.article, rulings.rejecting(mention), by, reason)


def relink_mention(*, mention: Mention, to: Entity, by: Editor, reason: str = "") -> Correction:
    """The name means somebody else."""
    return decide(mention.article, rulings.relinking(mention, to), by, reason)


def add_mention(
    *, article: Article, start: int, end: int, to: Entity, by: Editor, reason: str = ""
) -> Correction:
    """The tagger missed a name."""
    place = rulings.place_at(article, start, end)
    return decide(article, rulings.adding(place, to), by, reason)


def confirm_statement(*, statement: Statement, by: Editor, reason: str = "") -> Correction:
    """The words are those of the speaker that the tagger found."""
    return decide(statement.article, rulings.standing_by(statement), by, reason)


def give_statement(
    *, statement: Statement, to: Entity | None, by: Editor, words: str = "", reason: str = ""
) -> Correction:
    """The words are those of `to`, of somebody described by `words`, or (neither) of nobody."""
    return decide(statement.article, rulings.giving(statement, to, words), by, reason)


def reject_statement(*, statement: Statement, by: Editor, reason: str = "") -> Correction:
    """Nobody said this."""
    return decide(statement.article, rulings.dismissing(statement), by, reason)


def add_statement(
    *, article: Article, start: int, end: int, to: Entity | None, by: Editor, words: str = "",
    reason: str = "",
) -> Correction:  # fmt: skip
    """Words that the tagger did not take for anybody's are those of `to`, or as `words` say."""
    place = rulings.place_at(article, start, end)
    return decide(article, rulings.marking(article, place, to, words), by, reason)


def edit_statement(
    *, statement: Statement, start: int, end: int, by: Editor, reason: str = ""
) -> Correction:
    """The statement is the words from `start` to `end` of its article."""
    return decide(statement.article, rulings.reshaping(statement, start, end), by, reason)


def split_statement(
    *, statement: Statement, first: tuple[int, int], second: tuple[int, int], by: Editor,
    reason: str = "",
) -> list[Correction]:  # fmt: skip
    """Two statements of one speaker; both spans are of the article's text."""
    pieces = [rulings.place_at(statement.article, *span) for span in (first, second)]
    made = rulings.splitting(statement, pieces[0], pieces[1])
    return decide_all(statement.article, made, by, reason)


def join_statements(*, statements: Sequence[Statement], by: Editor, reason: str = "") -> Correction:
    """One statement from the first word to the last, of the first one's speaker."""
    return decide(statements[0].article, rulings.joining(statements), by, reason)


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


def decide(article: Article, ruling: Ruling, by: Editor, reason: str) -> Correction:
    return decide_all(article, [ruling], by, reason)[0]


@transaction.atomic
def decide_all(
    article: Article, made: Iterable[Ruling], by: Editor, reason: str
) -> list[Correction]:
    """Keeps what was decided at once, anchored to its words, and shows its effect at once."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    kept: list[Correction] = []
    for ruling in made:
        kept.append(keep(article, ruling, by, reason, part_of=kept[0] if kept else None))
    lay_corrections(article=article)
    close_items(article=article, words={correction.exact for correction in kept}, by=by)
    return kept


def keep(article: Article, ruling: Ruling, by: Editor, reason: str, **values: Any) -> Correction:
    start, end, surface = ruling.place
    if article.text[start:end] != surface or start >= end:
        raise StaleTextError(StaleTextError.__doc__)
    anchor = anchor_at(article.text, start, end)
    return Correction.objects.create(
        article=article,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        occurrence=anchor.occurrence,
        supersedes=earlier(article, anchor, ruling.values["subject"]),
        editor=by,
        reason=reason,
        **ruling.values,
        **values,
    )


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


@transaction.atomic
def take_back(*, correction: Correction, by: Editor, reason: str = "") -> list[Correction]:
    """Undoes a decision with all that was decided with it; what it replaced holds again.

    Raises SupersededError if it does not stand.
    """
    article = Article.objects.select_for_update().get(pk=correction.article_id)
    rows = list(article.corrections.order_by("pk"))
    first = correction.part_of_id or correction.pk
    together = [row for row in rows if first in (row.pk, row.part_of_id)]
    if not {row.pk for row in together} <= {row.pk for row in in_force(rows)}:
        raise SupersededError(SupersededError.__doc__)
    following = {row.supersedes_id: row for row in rows if row.supersedes_id}
    kept: list[Correction] = []
    for row in together:
        part_of = kept[0] if kept else None
        tip = latest_after(row, following)
        kept.append(opposite(row, supersedes=tip, editor=by, reason=reason, part_of=part_of))
    lay_corrections(article=article)
    return kept


def latest_after(row: Correction, following: dict[int, Correction]) -> Correction:
    """The end of a decision's line: itself, or the last of what superseded and took back."""
    while row.pk in following:
        row = following[row.pk]
    return row


def opposite(row: Correction, **values: Any) -> Correction:
    """The decision that a decision does not hold, about the same words."""
    return Correction.objects.create(
        article_id=row.article_id,
        subject=row.subject,
        verdict=Verdict.UNDO,
        exact=row.exact,
        prefix=row.prefix,
        suffix=row.suffix,
        occurrence=row.occurrence,
        entity_to_id=row.entity_to_id if row.subject == Subject.ARTICLE else None,
        **values,
    )


def close_items(*, article: Article, words: Iterable[str], by: Editor) -> None:
    waiting = article.review_items.filter(
        reason=ReviewItem.Reason.UNSURE_SPEAKER, words__in=list(words), closed_at=None
    )
    waiting.update(closed_at=timezone.now(), closed_by=by)
