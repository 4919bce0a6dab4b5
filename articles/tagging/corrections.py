"""Laying an editor's decisions over what the tagger found.

`apply_corrections` is pure: the same answer and the same corrections give the same result, in
whatever state the text is. A correction whose words are gone is reported as lost, never dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from articles.tagging.anchors import Anchor, find_anchor, places
from articles.tagging.register import Kind, Ref
from articles.tagging.values import (
    Evidence,
    Mention,
    Speaker,
    Statement,
    StatementKind,
    TaggedText,
)

Subject = Literal["mention", "statement", "article"]
Verdict = Literal["confirm", "reject", "relink", "add", "edit"]
NOWHERE = Anchor("")  # of a correction that speaks of the whole article


@dataclass(frozen=True, slots=True)
class Target:
    """An entity that a correction points at, or words for somebody outside the register."""

    ref: Ref | None
    name: str
    kind: Literal["person", "org", "description", "unknown"] = "person"


@dataclass(frozen=True, slots=True)
class CorrectionOf:
    """A correction as a value; `id` says which one it is when it is lost."""

    id: int
    subject: Subject
    verdict: Verdict
    anchor: Anchor = NOWHERE
    entity_from: Ref | None = None
    entity_to: Target | None = None
    speaker: Target | None = None
    new_exact: str = ""
    kind: str = ""  # of the mention or statement that an add makes


@dataclass(frozen=True, slots=True)
class Corrected:
    """The answer after correction; tags that stand without words, or must not; what was lost."""

    tagged: TaggedText
    added: frozenset[Ref] = frozenset()
    removed: frozenset[Ref] = frozenset()
    lost: tuple[int, ...] = ()


@dataclass
class Desk:
    """The answer while it is being corrected."""

    text: str
    mentions: dict[tuple[int, int], Mention]
    statements: dict[tuple[int, int], Statement]
    added: set[Ref] = field(default_factory=set)
    removed: set[Ref] = field(default_factory=set)


def apply_corrections(tagged: TaggedText, corrections: Sequence[CorrectionOf]) -> Corrected:
    """`tagged` with every correction applied in the order in which they were made."""
    desk = Desk(
        tagged.text,
        {(m.start, m.end): m for m in tagged.mentions},
        {(s.start, s.end): s for s in tagged.statements},
    )
    lost = tuple(c.id for c in corrections if not APPLY[c.subject](desk, c))
    return Corrected(
        TaggedText(
            tagged.text,
            tuple(desk.mentions[span] for span in sorted(desk.mentions)),
            tuple(desk.statements[span] for span in sorted(desk.statements)),
        ),
        frozenset(desk.added),
        frozenset(desk.removed),
        lost,
    )


def apply_to_mention(desk: Desk, correction: CorrectionOf) -> bool:
    span = find_anchor(desk.text, correction.anchor)
    if span is None:
        return False
    found = desk.mentions.get(span) or new_mention(desk.text, span, correction)
    if correction.verdict == "reject":
        reject_mention(desk, span, correction)
    else:
        make_room(desk.mentions, span)
        desk.mentions[span] = linked(found, correction)
    return True


def reject_mention(desk: Desk, span: tuple[int, int], correction: CorrectionOf) -> None:
    """Not this entity: the name stays, linked to nobody. With no entity: not a name at all."""
    found = desk.mentions.get(span)
    if correction.entity_from is None:
        make_room(desk.mentions, span)
    elif found and found.ref == correction.entity_from:
        evidence = Evidence("editor", "An editor rejected the link.", found.evidence.against)
        desk.mentions[span] = replace(
            found, ref=None, name=found.surface, confidence=1.0, evidence=evidence, origin="editor"
        )


def linked(mention: Mention, correction: CorrectionOf) -> Mention:
    target = correction.entity_to
    said = "confirmed" if correction.verdict == "confirm" else "set"
    return replace(
        mention,
        ref=target.ref if target else None,
        name=target.name if target else mention.surface,
        kind=target.ref.kind if target and target.ref else mention.kind,
        confidence=1.0,
        evidence=Evidence("editor", f"An editor {said} this link.", mention.evidence.against),
        origin="editor",
    )


def new_mention(text: str, span: tuple[int, int], correction: CorrectionOf) -> Mention:
    kind: Kind = correction.kind or "person"  # type: ignore[assignment]
    surface = text[slice(*span)]
    return Mention(*span, surface, kind, None, surface, 1.0, Evidence("editor", ""))


def apply_to_statement(desk: Desk, correction: CorrectionOf) -> bool:
    span = find_anchor(desk.text, correction.anchor)
    if span is None:
        return False
    found = closest(desk.statements, span) or new_statement(desk.text, span, correction)
    if correction.verdict == "reject":
        desk.statements.pop((found.start, found.end), None)
        return True
    is_edit = correction.verdict == "edit"
    new_span = edited_span(desk.text, span, correction.new_exact) if is_edit else span
    if new_span is None:
        return False
    desk.statements.pop((found.start, found.end), None)
    make_room(desk.statements, new_span)
    desk.statements[new_span] = given_to(at_span(found, desk.text, new_span), correction)
    return True


def closest(
    statements: dict[tuple[int, int], Statement], span: tuple[int, int]
) -> Statement | None:
    """The statement at a span, or the one that shares most with it: taggers trim differently."""

    def closeness(other: tuple[int, int]) -> tuple[int, int, tuple[int, int]]:
        return overlap(other, span), other[0] - other[1], other

    best = max(statements, key=closeness, default=None)
    return statements[best] if best and overlap(best, span) > 0 else None


def edited_span(text: str, span: tuple[int, int], new: str) -> tuple[int, int] | None:
    """Where the new words stand: of several places the one that shares most with the old words."""
    if not new:
        return None
    near = max(0, span[0] - len(new))
    found = places(text[near : span[1] + len(new)], new)
    spans = [(near + place, near + place + len(new)) for place in found]
    best = max(spans, key=lambda each: (overlap(each, span), -each[0]), default=None)
    return best if best and overlap(best, span) > 0 else None


def at_span(statement: Statement, text: str, span: tuple[int, int]) -> Statement:
    return replace(statement, start=span[0], end=span[1], surface=text[slice(*span)])


def given_to(statement: Statement, correction: CorrectionOf) -> Statement:
    """The statement as an editor's: with the speaker named, else with the one that it has."""
    speakers = speakers_after(statement, correction)
    is_remade = correction.verdict in ("add", "edit") and correction.kind
    kind: StatementKind = correction.kind if is_remade else statement.kind  # type: ignore[assignment]
    return replace(
        statement,
        kind=kind,
        speakers=speakers,
        speaker_mention=statement.speaker_mention if speakers == statement.speakers else None,
        confidence=1.0,
        rule="editor",
        origin="editor",
    )


def speakers_after(statement: Statement, correction: CorrectionOf) -> tuple[Speaker, ...]:
    """Whose words they are now; what is only confirmed or trimmed stays that of several people."""
    named, present = correction.speaker, statement.speakers
    if named is None or (correction.verdict in ("confirm", "edit") and says(present, named)):
        return present
    return () if named.kind == "unknown" else (Speaker(named.name, named.kind, named.ref),)


def says(speakers: Sequence[Speaker], named: Target) -> bool:
    """Whether a statement's speakers are, or are among others, the one that is named."""
    if named.ref:
        return named.ref in {speaker.ref for speaker in speakers}
    return named.name == "; ".join(speaker.name for speaker in speakers)


def new_statement(text: str, span: tuple[int, int], correction: CorrectionOf) -> Statement:
    kind: StatementKind = correction.kind or "direct"  # type: ignore[assignment]
    return Statement(*span, text[slice(*span)], kind, (), None, None, 1.0, "editor")


def make_room(
    spans: dict[tuple[int, int], Mention] | dict[tuple[int, int], Statement], span: tuple[int, int]
) -> None:
    """Drops what overlaps a span: an editor's words win over the tagger's."""
    for other in [other for other in spans if overlap(other, span) > 0]:
        del spans[other]


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def apply_to_article(desk: Desk, correction: CorrectionOf) -> bool:
    """A tag without words, given or taken away. It has no anchor that could be lost."""
    ref = correction.entity_to.ref if correction.entity_to else correction.entity_from
    if ref is None:
        return False
    give, take = (
        (desk.removed, desk.added) if correction.verdict == "reject" else (desk.added, desk.removed)
    )
    give.add(ref)
    take.discard(ref)
    return True


APPLY: dict[Subject, Callable[[Desk, CorrectionOf], bool]] = {
    "mention": apply_to_mention,
    "statement": apply_to_statement,
    "article": apply_to_article,
}
