"""A speaker described in the first paragraphs and named further down: "a senior councillor"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from articles.tagging.descriptions import Descriptions
from articles.tagging.drafts import Draft
from articles.tagging.echoes import Echoes
from articles.tagging.persons import is_one_person
from articles.tagging.talk import Voice
from articles.tagging.values import Speaker

_LAST_PARAGRAPH = 2

def name_introduced(
    drafts: Sequence[Draft], descriptions: Descriptions, echoes: Echoes, text: str
) -> list[Draft]:
    """The drafts, with names for described speakers of the first paragraphs where they are plain."""
    named = [d for d in drafts if d.voice.speakers and d.voice.speakers[0].kind == "person"]
    first = min((d.start for d in named), default=0)
    done = []
    for draft in drafts:
        speaker = _introduced(draft, first) and _named_later(
            draft, named, descriptions, echoes, text
        )
        done.append(
            replace(draft, voice=Voice((speaker,), "introduced")) if speaker else draft
        )
    return done


def _introduced(draft: Draft, first: int) -> bool:
    speakers = draft.voice.speakers
    if draft.paragraph > _LAST_PARAGRAPH or draft.start > first or len(speakers) != 1:
        return False
    if "spokes" in speakers[0].name:
        return False
    return speakers[0].kind == "description" and is_one_person(speakers[0].name)


def _named_later(
    draft: Draft,
    named: Sequence[Draft],
    descriptions: Descriptions,
    echoes: Echoes,
    text: str,
) -> Speaker | None:
    later = {s.name: s for d in named for s in d.voice.speakers}
    described = descriptions.like(draft.voice.speakers[0].name, set(later))
    found = later.get(described) if described else None
    if found is None and len(later) == 1:
        found = next(iter(later.values()))
    if found is None:
        near = echoes.nearest(text[draft.start : draft.end])
        found = near.voice.speakers[0] if near else None
    if found is None or found.kind != "person":
        return None
    return Speaker(found.name, found.kind, found.ref, True)
