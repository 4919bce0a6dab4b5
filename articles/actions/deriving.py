"""Mentions and tags from a corrected answer."""

from __future__ import annotations

from collections import Counter

from articles.actions.counting import Counted, counted_in
from articles.models import Article, Mention, Tag
from articles.tagging.corrections import Corrected
from articles.tagging.register import Ref
from articles.tagging.values import Evidence, TaggedText
from people.models import Entity

Entities = dict[Ref, int]


def entities_of(*corrected: Corrected) -> Entities:
    """The ids of all entities that answers point at, in one query."""
    refs: set[Ref | None] = set()
    for each in corrected:
        refs |= {mention.ref for mention in each.tagged.mentions}
        refs |= {who.ref for words in each.tagged.statements for who in words.speakers}
        refs |= each.added
    keys = {ref.key for ref in refs if ref}
    rows = Entity.objects.filter(key__in=keys).values_list("kind", "key", "id")
    return {Ref(kind, key): pk for kind, key, pk in rows}


def save_mentions(*, article: Article, tagged: TaggedText, entities: Entities) -> None:
    """Stores what was found; a name that stays where it is keeps its row."""
    found_at = [found.start for found in tagged.mentions]
    article.mentions.exclude(start_char__in=found_at).delete()
    Mention.objects.bulk_create(
        mention_rows(article, tagged, entities),
        update_conflicts=True,
        unique_fields=["article", "start_char"],
        update_fields=[
            "end_char", "surface", "kind", "entity", "name", "origin", "confidence", "evidence",
        ],
    )  # fmt: skip


def mention_rows(article: Article, tagged: TaggedText, entities: Entities) -> list[Mention]:
    return [
        Mention(
            article=article,
            start_char=found.start,
            end_char=found.end,
            surface=found.surface,
            kind=found.kind,
            entity_id=entities.get(found.ref) if found.ref else None,
            name=found.name[:300],
            origin=found.origin,
            confidence=found.confidence,
            evidence=evidence_json(found.evidence),
        )
        for found in tagged.mentions
    ]


def evidence_json(evidence: Evidence) -> dict[str, object]:
    against = [
        {"kind": lost.ref.kind, "key": lost.ref.key, "name": lost.name, "reason": lost.reason}
        for lost in evidence.against
    ]
    return {"rule": evidence.rule, "why": evidence.why, "against": against}


def save_tags(*, article: Article, corrected: Corrected, entities: Entities) -> Counted:
    """The article-level claims: what is named, what an editor added, not what one removed.

    Returns what to count anew: the tags that came, went or moved to another month.
    """
    rows = tag_rows(article, corrected, entities)
    wanted = [row.entity_id for row in rows]
    before: Counted = set()
    for entity, moment in article.tags.values_list("entity_id", "published_at"):
        before |= counted_in([entity], moment, ["articles"])
    article.tags.exclude(entity_id__in=wanted).delete()
    Tag.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["article", "entity"],
        update_fields=["published_at", "mentions"],
    )
    return before ^ counted_in(wanted, article.published_at, ["articles"])


def tag_rows(article: Article, corrected: Corrected, entities: Entities) -> list[Tag]:
    wanted = Counter(entities[m.ref] for m in corrected.tagged.mentions if m.ref in entities)
    wanted.update({entities[ref]: 0 for ref in corrected.added if ref in entities})
    for ref in corrected.removed:
        wanted.pop(entities.get(ref, -1), None)
    return [
        Tag(article=article, entity_id=pk, published_at=article.published_at, mentions=times)
        for pk, times in wanted.items()
    ]
