"""Does a tagger get right by itself what an editor once decided?

Pure: one correction held against the tagger's answer as it is before any correction is laid over
it. What cannot be judged (the words are gone, or the tag stands without any words) is said so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from articles.tagging.anchors import find_anchor
from articles.tagging.corrections import CorrectionOf, Target, edited_span, overlap, says
from articles.tagging.register import Ref
from articles.tagging.values import Mention, Speaker, Statement, TaggedText

SAME_WORDS = 0.8  # of all characters of both, those that two statements share


class Judged(NamedTuple):
    """`is_right` None: not to be judged. `wanted` and `found` are words for an editor."""

    is_right: bool | None
    wanted: str = ""
    found: str = ""


NOT_JUDGED = Judged(None)
Span = tuple[int, int]


def judge(answer: TaggedText, correction: CorrectionOf) -> Judged:
    """Whether the answer agrees with the correction."""
    if correction.subject == "article":
        return judge_tag(answer, correction)
    span = find_anchor(answer.text, correction.anchor)
    if span is None:
        return NOT_JUDGED
    return JUDGES[correction.subject](answer, correction, span)


def judge_tag(answer: TaggedText, correction: CorrectionOf) -> Judged:
    """A tag taken off must not come again; one given without words is nothing to be found."""
    target = correction.entity_to
    if correction.verdict != "reject" or target is None or target.ref is None:
        return NOT_JUDGED
    found = [m for m in answer.mentions if m.ref == target.ref]
    wanted = f"the article is not about {target.name}"
    return Judged(not found, wanted, f"“{found[0].surface}” means {target.name}" if found else "")


def judge_mention(answer: TaggedText, correction: CorrectionOf, span: Span) -> Judged:
    touching = [m for m in answer.mentions if overlap((m.start, m.end), span) > 0]
    found = "; ".join(map(linked_in_words, touching)) or "no name"
    target = correction.entity_to
    if correction.verdict == "reject" and correction.entity_from is None:
        return Judged(not touching, "no name", found)
    if correction.verdict == "reject":
        is_wrong = any(m.ref == correction.entity_from for m in touching)
        return Judged(not is_wrong, f"not {correction.entity_from.key}", found)  # type: ignore[union-attr]
    ref = target.ref if target else None
    if ref is None:
        return Judged(all(m.ref is None for m in touching), "nobody of the register", found)
    at_place = [m for m in touching if (m.start, m.end) == span]
    return Judged(has_ref(at_place, ref), target.name if target else "", found)


def has_ref(mentions: Iterable[Mention], ref: Ref) -> bool:
    return any(mention.ref == ref for mention in mentions)


def linked_in_words(mention: Mention) -> str:
    who = f"{mention.name} ({mention.ref.key})" if mention.ref else "nobody of the register"
    return f"“{mention.surface}”: {who}"


def judge_statement(answer: TaggedText, correction: CorrectionOf, span: Span) -> Judged:
    wanted_span: Span | None = span
    if correction.verdict == "edit":
        wanted_span = edited_span(answer.text, span, correction.new_exact)
    if wanted_span is None:
        return NOT_JUDGED
    found = same_statement(answer.statements, wanted_span)
    said = speakers_in_words(found.speakers) if found else "no statement"
    if correction.verdict == "reject":
        return Judged(found is None, "nobody’s words", said)
    wanted = target_in_words(correction.speaker)
    return Judged(found is not None and is_said_by(found, correction.speaker), wanted, said)


def same_statement(statements: Iterable[Statement], span: Span) -> Statement | None:
    """The statement of the same words, give or take a fifth."""

    def share(each: Statement) -> float:
        both = max(0, overlap((each.start, each.end), span))
        return both / (each.end - each.start + span[1] - span[0] - both)

    best = max(statements, key=share, default=None)
    return best if best and share(best) >= SAME_WORDS else None


def is_said_by(statement: Statement, speaker: Target | None) -> bool:
    """Somebody outside the register need not be described in the editor's words."""
    if speaker is None:
        return True
    if speaker.kind == "unknown":
        return not statement.speakers
    if speaker.ref is None:
        return bool(statement.speakers) and all(who.ref is None for who in statement.speakers)
    return says(statement.speakers, speaker)


def target_in_words(speaker: Target | None) -> str:
    return "a statement" if speaker is None else speaker.name or "nobody known"


def speakers_in_words(speakers: Iterable[Speaker]) -> str:
    return "; ".join(who.name for who in speakers) or "nobody known"


JUDGES: dict[str, Callable[[TaggedText, CorrectionOf, Span], Judged]] = {
    "mention": judge_mention,
    "statement": judge_statement,
}
