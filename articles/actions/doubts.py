"""Names of which the tagger is not sure whom they mean wait for an editor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from articles.models import Article, ReviewItem
from articles.tagging.register import Ref
from articles.tagging.values import Mention
from people.models import Entity

Reason = ReviewItem.Reason
# A link that fewer signals hold up than this is shown to an editor. Full names begin at 0.945.
DOUBTFUL_BELOW = 0.94


class Doubt(NamedTuple):
    """A name that an article does not make clear; of several places the surest stands for all."""

    reason: str
    words: str
    why: str
    refs: tuple[Ref, ...]  # whom it may mean, the one that it is linked to first


def doubts(mentions: Iterable[Mention], without: set[str]) -> list[Doubt]:
    """The doubtful names of an article, each once; `without` are names that wait already.

    A short form is as sure as the full name that it stands for.
    """
    surest: dict[tuple[str, Ref | None], Mention] = {}
    for mention in sorted(mentions, key=lambda each: (-each.confidence, each.start)):
        surest.setdefault((mention.name, mention.ref), mention)
    found = (doubt_of(mention) for (name, _), mention in surest.items() if name not in without)
    return list({(each.reason, each.words): each for each in found if each}.values())


def doubt_of(mention: Mention) -> Doubt | None:
    """Nothing that an editor decided is doubtful."""
    if mention.origin == "editor":
        return None
    against = tuple(lost.ref for lost in mention.evidence.against)
    why = mention.evidence.why
    if mention.ref is None and len(against) > 1:
        return Doubt(Reason.NAMESAKES, mention.surface, why, against)
    if mention.ref and mention.kind == "person" and mention.confidence < DOUBTFUL_BELOW:
        return Doubt(Reason.DOUBTFUL_LINK, mention.surface, why, (mention.ref, *against))
    return None


def queue_doubts(*, article: Article, mentions: Iterable[Mention], without: set[str]) -> None:
    """Each doubt waits once; one that is gone waits no more, one that was answered is not asked
    again."""
    wanted = {(doubt.reason, doubt.words): doubt for doubt in doubts(mentions, without)}
    known = article.review_items.filter(reason__in=[Reason.DOUBTFUL_LINK, Reason.NAMESAKES])
    present = {(item.reason, item.words): item for item in known}
    gone = [each.pk for at, each in present.items() if at not in wanted and not each.closed_at]
    if gone:
        known.filter(pk__in=gone, closed_at=None).delete()
    new = [doubt for at, doubt in wanted.items() if at not in present]
    ids = ids_of(new)
    ReviewItem.objects.bulk_create(doubt_item(article, doubt, ids) for doubt in new)


def doubt_item(article: Article, doubt: Doubt, ids: dict[Ref, int]) -> ReviewItem:
    return ReviewItem(
        article=article, reason=doubt.reason, words=doubt.words, detail=doubt.why,
        candidates=[ids[ref] for ref in doubt.refs if ref in ids],
    )  # fmt: skip


def ids_of(doubts: Sequence[Doubt]) -> dict[Ref, int]:
    keys = {ref.key for doubt in doubts for ref in doubt.refs}
    if not keys:
        return {}
    rows = Entity.objects.filter(key__in=keys).values_list("kind", "key", "pk")
    return {Ref(kind, key): pk for kind, key, pk in rows}
