"""An article's corrections as the values that the pure function takes."""

from __future__ import annotations

from articles.models import Article, Correction
from articles.tagging.anchors import Anchor
from articles.tagging.corrections import CorrectionOf, Target
from articles.tagging.register import Ref
from people.models import Entity


def corrections_of(article: Article) -> list[CorrectionOf]:
    """Those in force, in the order in which they were made."""
    rows = article.corrections.filter(superseded_by__isnull=True)
    return [as_value(row) for row in rows.select_related("entity_from", "entity_to", "speaker")]


def as_value(row: Correction) -> CorrectionOf:
    return CorrectionOf(
        id=row.pk,
        subject=row.subject,
        verdict=row.verdict,
        anchor=Anchor(row.exact, row.prefix, row.suffix, row.occurrence),
        entity_from=ref_of(row.entity_from),
        entity_to=Target(ref_of(row.entity_to), row.entity_to.name) if row.entity_to else None,
        speaker=speaker_of(row),
        new_exact=row.new_exact,
        kind=row.kind,
    )


def ref_of(entity: Entity | None) -> Ref | None:
    return Ref(entity.kind, entity.key) if entity else None


def speaker_of(row: Correction) -> Target | None:
    """Who an editor says spoke: an entity, words, nobody, or (None) no word about it."""
    if row.subject != "statement" or row.verdict in ("reject", "edit"):
        return None
    if row.speaker:
        kind = "person" if row.speaker.kind == Entity.Kind.PERSON else "org"
        return Target(ref_of(row.speaker), row.speaker.name, kind)
    if row.speaker_text:
        return Target(None, row.speaker_text, "description")
    return Target(None, "", "unknown")
