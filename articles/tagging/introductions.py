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
    return [
        _named(draft, draft.start < first, named, descriptions, echoes, text) for draft in drafts
    ]


def _named(
    draft: Draft,
    early: bool,
    named: Sequence[Draft],
    descriptions: Descriptions,
    echoes: Echoes,
    text: str,
) -> Draft:
    if not _introduces(draft):
        return draft
    early = early and draft.paragraph <= _LAST_PARAGRAPH
    speaker = _named_later(draft, early, named, descriptions, echoes, text)
    return replace(draft, voice=Voice((speaker,), "introduced")) if speaker else draft


def _introduces(draft: Draft) -> bool:
    speakers = draft.voice.speakers
    if len(speakers) != 1 or "spokes" in speakers[0].name:
        return False
    return speakers[0].kind == "description" and is_one_person(speakers[0].name)


def _named_later(
    draft: Draft,
    early: bool,
    named: Sequence[Draft],
    descriptions: Descriptions,
    echoes: Echoes,
    text: str,
) -> Speaker | None:
    """Further down only if the words are nearly the same too."""
    phrase = draft.voice.speakers[0].name
    later = {s.name: s for d in named for s in d.voice.speakers if s.name not in phrase}
    described = descriptions.like(phrase, set(later))
    near = echoes.nearest(text[draft.start : draft.end])
    if not early:
        same = near and described == near.voice.speakers[0].name
        return _inferred(later.get(described)) if same and described else None
    found = later.get(described) if described else None
    if found is None and len(later) == 1:
        found = next(iter(later.values()))
    if found is None and near:
        found = near.voice.speakers[0]
    return _inferred(found)


def _inferred(found: Speaker | None) -> Speaker | None:
    if found is None or found.kind != "person":
        return None
    return Speaker(found.name, found.kind, found.ref, True)
