"""What an item of the review queue is about: words of its article as they are tagged now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.models import Mention, ReviewItem, Statement
from people.models import Entity

Reason = ReviewItem.Reason
OF_A_NAME = (Reason.DOUBTFUL_LINK, Reason.NAMESAKES, Reason.NEW_NAME, Reason.SPLIT)


@dataclass(frozen=True)
class Matter:
    """A statement, or a name with all places of the article where it means the same, or a tag.

    All of them empty: the words are gone, or a reader wrote about the article as a whole.
    """

    statement: Statement | None = None
    mentions: Sequence[Mention] = field(default=())
    tag: Entity | None = None

    @property
    def linked(self) -> Entity | None:
        """Who is meant, as it stands."""
        if self.statement:
            return self.statement.speaker
        return self.mentions[0].entity if self.mentions else self.tag


def matter_of(item: ReviewItem) -> Matter:
    """One or two queries. `item` comes with its article and its report."""
    if item.reason in OF_A_NAME:
        return Matter(mentions=same_name(item))
    if item.reason == Reason.UNSURE_SPEAKER or item.statement_id:
        return Matter(statement=statement_of(item))
    tag = item.report.tag if item.report else None
    return Matter(mentions=places_of(item, tag), tag=tag) if tag else Matter()


def statement_of(item: ReviewItem) -> Statement | None:
    """The statement, also where it was taken away and found again since."""
    rows = item.article.statements.select_related("speaker")
    found = rows.filter(pk=item.statement_id).first() if item.statement_id else None
    return found or rows.filter(surface=item.words).first()


def same_name(item: ReviewItem) -> list[Mention]:
    rows = list(item.article.mentions.select_related("entity").order_by("start_char"))
    first = next((row for row in rows if item.words in (row.surface, row.name)), None)
    return [row for row in rows if first and means(row) == means(first)]


def means(mention: Mention) -> tuple[str, str, int | None]:
    return mention.kind, mention.name, mention.entity_id


def places_of(item: ReviewItem, tag: Entity) -> list[Mention]:
    rows = item.article.mentions.filter(entity=tag)
    return list(rows.select_related("entity").order_by("start_char"))
