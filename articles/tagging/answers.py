"""The tagger's answer as JSON values and back, for keeping it as it was before corrections."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from articles.tagging.register import Ref
from articles.tagging.values import (
    Evidence,
    Mention,
    Rejected,
    Speaker,
    Statement,
    TaggedText,
)

Json = dict[str, Any]


def answer_to_json(tagged: TaggedText) -> Json:
    """{"mentions": [...], "statements": [...]}; surfaces are left to the text they stand in."""
    return {
        "mentions": [without_surface(mention) for mention in tagged.mentions],
        "statements": [without_surface(statement) for statement in tagged.statements],
    }


def without_surface(found: Mention | Statement) -> Json:
    value = columns_of(found)
    del value["surface"]
    if isinstance(found, Mention):
        evidence = columns_of(found.evidence)
        evidence["against"] = [columns_of(lost) for lost in found.evidence.against]
        value["evidence"] = evidence
    else:
        value["speakers"] = [columns_of(speaker) for speaker in found.speakers]
    return value


def columns_of(value: Any) -> Json:
    """A dataclass's fields as they are: `asdict` would copy all that is in them, slowly."""
    return {name: getattr(value, name) for name in NAMES[type(value)]}


NAMES = {
    kind: tuple(field.name for field in fields(kind))
    for kind in (Mention, Statement, Evidence, Rejected, Speaker)
}


def answer_from_json(text: str, answer: Json) -> TaggedText:
    """The answer that `answer_to_json` kept, over the text that it was made of."""
    return TaggedText(
        text,
        tuple(mention_from(text, value) for value in answer["mentions"]),
        tuple(statement_from(text, value) for value in answer["statements"]),
    )


def ref_from(value: list[str] | None) -> Ref | None:
    return Ref(*value) if value else None  # type: ignore[arg-type]


def mention_from(text: str, value: Json) -> Mention:
    evidence = value["evidence"]
    against = tuple(
        Rejected(Ref(*lost["ref"]), lost["name"], lost["reason"]) for lost in evidence["against"]
    )
    return Mention(
        **value
        | {
            "surface": text[value["start"] : value["end"]],
            "ref": ref_from(value["ref"]),
            "evidence": Evidence(evidence["rule"], evidence["why"], against),
        }
    )


def statement_from(text: str, value: Json) -> Statement:
    speakers = tuple(Speaker(**s | {"ref": ref_from(s["ref"])}) for s in value["speakers"])
    place = value["speaker_mention"]
    return Statement(
        **value
        | {
            "surface": text[value["start"] : value["end"]],
            "speakers": speakers,
            "speaker_mention": tuple(place) if place else None,
        }
    )
