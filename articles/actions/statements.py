"""Statements from a corrected answer, each keeping its address over re-tagging and edits."""

from __future__ import annotations

from collections.abc import Sequence

from articles.actions.counting import Counted
from articles.actions.deriving import Entities
from articles.actions.listing import list_statements, listed_of
from articles.models import (
    Article,
    FormerStatement,
    ReviewItem,
    Statement,
    StatementWording,
    checksum,
)
from articles.tagging.alignment import match_statements
from articles.tagging.confidence import LISTED_FROM
from articles.tagging.values import Statement as Found

NOT_FOUND_AGAIN = "These words are no longer attributed to anybody in the article."


def save_statements(
    *, article: Article, statements: Sequence[Found], entities: Entities, read_before: str
) -> Counted:
    """Stores an article's statements; returns what to count anew."""
    present = list(article.statements.order_by("start_char", "pk"))
    listed = listed_of(article)
    matched = match_statements(
        read_before, [(s.start_char, s.end_char) for s in present],
        article.text, [(s.start, s.end) for s in statements],
    )  # fmt: skip
    ids = {new: present[old] for old, new in matched.kept.items()}
    rows = [
        save_statement(article=article, found=found, row=ids.get(i), entities=entities)
        for i, found in enumerate(statements)
    ]
    for old, new in matched.merged.items():
        retire(old=present[old], successor=rows[new], reason="Joined with its neighbour.")
    for old in matched.gone:
        retire(old=present[old], successor=None, reason=NOT_FOUND_AGAIN)
    revive(article=article, rows=rows)
    queue_unsure(article=article, rows=rows)
    return list_statements(
        article=article, rows=rows, statements=statements, entities=entities, before=listed
    )


def save_statement(
    *, article: Article, found: Found, row: Statement | None, entities: Entities
) -> Statement:
    before = values_of(row) if row else []
    if row is None:
        row = Statement(article=article)
    elif row.surface != found.surface:
        StatementWording.objects.create(statement=row, surface=row.surface)
    fill_statement(row, article, found, entities)
    # An editor's decision leaves most statements of its article as they are.
    if values_of(row) != before:
        row.save()
    return row


def fill_statement(row: Statement, article: Article, found: Found, entities: Entities) -> None:
    first = found.speakers[0] if found.speakers else None
    place = found.speaker_mention or (None, None)
    row.start_char, row.end_char, row.surface = found.start, found.end, found.surface
    row.kind, row.cue, row.rule = found.kind, (found.cue or "")[:200], found.rule
    row.channel = found.channel
    row.speaker_id = next((entities[s.ref] for s in found.speakers if s.ref in entities), None)
    row.speaker_text = "; ".join(s.name for s in found.speakers)[:500]
    row.speaker_kind = first.kind if first else Statement.SpeakerKind.UNKNOWN
    row.speaker_start, row.speaker_end = place
    row.origin, row.confidence = found.origin, found.confidence
    row.published = article.published_at


def values_of(row: Statement) -> list[object]:
    return [getattr(row, field.attname) for field in Statement._meta.concrete_fields]


def retire(*, old: Statement, successor: Statement | None, reason: str) -> None:
    """Keeps an address: it leads to its successor, or says why the words are gone."""
    FormerStatement.objects.filter(successor=old).update(successor=successor)
    FormerStatement.objects.update_or_create(
        pk=old.pk,
        defaults={
            "article": old.article,
            "successor": successor,
            "digest": checksum(old.surface),
            "reason": reason,
        },
    )
    old.delete()


def revive(*, article: Article, rows: Sequence[Statement]) -> None:
    """Words that are found again, or parted from others again, take back their addresses."""
    lost = list(article.former_statements.all())
    by_digest = {checksum(row.surface): row for row in rows} if lost else {}
    for former in lost:
        found = by_digest.get(former.digest)
        if found and former.successor_id != found.pk:
            former.successor = found
            former.save(update_fields=["successor"])


def queue_unsure(*, article: Article, rows: Sequence[Statement]) -> None:
    """Statements with a speaker that nobody is sure enough of wait for an editor."""
    unsure = {row.pk: row for row in rows if is_unsure(row)}
    waiting = article.review_items.filter(reason=ReviewItem.Reason.UNSURE_SPEAKER, closed_at=None)
    waiting.exclude(statement__in=unsure).delete()
    known = article.review_items.filter(reason=ReviewItem.Reason.UNSURE_SPEAKER)
    for pk in unsure.keys() - set(known.values_list("statement_id", flat=True)):
        unsure_item(article, unsure[pk]).save()


def is_unsure(row: Statement) -> bool:
    return row.speaker_id is not None and row.confidence < LISTED_FROM


def unsure_item(article: Article, row: Statement) -> ReviewItem:
    return ReviewItem(
        article=article,
        statement=row,
        reason=ReviewItem.Reason.UNSURE_SPEAKER,
        words=row.surface,
        candidates=[row.speaker_id],
        detail=f"The tagger gives these words to {row.speaker_text}, with a confidence of "
        f"{row.confidence:.2f}; {LISTED_FROM} is needed.",
    )
