"""An article's corrections as the values that the pure function takes."""

from __future__ import annotations

from collections.abc import Iterable

from articles.models import Article, Correction
from articles.tagging.anchors import Anchor
from articles.tagging.corrections import CorrectionOf, Target
from articles.tagging.register import Ref
from people.models import Entity

Verdict = Correction.Verdict


def corrections_of(article: Article) -> list[CorrectionOf]:
    """Those in force, in the order in which they were made."""
    rows = article.corrections.select_related("entity_from", "entity_to", "speaker").order_by("pk")
    return [as_value(row) for row in in_force(rows)]


def in_force(rows: Iterable[Correction]) -> list[Correction]:
    """Of an article's corrections, all of them and oldest first, those that decide something now.

    One that supersedes another stands in its place until it is taken back; then the other is back.
    """
    standing: dict[int, tuple[Correction, ...]] = {}
    for row in rows:
        before = standing.pop(row.supersedes_id, ()) if row.supersedes_id else ()
        standing[row.pk] = before[:-1] if row.verdict == Verdict.UNDO else (*before, row)
    return sorted((stack[-1] for stack in standing.values() if stack), key=lambda row: row.pk)


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
    if row.subject != "statement" or row.verdict == Verdict.REJECT:
        return None
    if row.speaker:
        kind = "person" if row.speaker.kind == Entity.Kind.PERSON else "org"
        return Target(ref_of(row.speaker), row.speaker.name, kind)
    if row.speaker_text:
        return Target(None, row.speaker_text, "description")
    return Target(None, "", "unknown")
