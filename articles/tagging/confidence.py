"""How sure a statement is: its span by kind and cue, its speaker by the rule that found them.

The figures are shares measured on development articles, rounded; they order statements and are
calibrated where they are used.
"""

from __future__ import annotations

from articles.tagging.talk import Voice
from articles.tagging.values import StatementKind

_BY_RULE = {
    "name-before": 0.98,
    "name-after": 0.98,
    "name-according": 0.97,
    "name-label": 0.96,
    "joint": 0.93,
    "organisation": 0.9,
    "description": 0.82,
    "role": 0.92,
    "described-name": 0.9,
    "pronoun": 0.96,
    "pronoun-recent": 0.75,
    "pronoun-ahead": 0.7,
    "subject": 0.86,
    "run": 0.97,
    "continued": 0.97,
    "colon": 0.93,
    "focus": 0.75,
    "last-speaker": 0.88,
    "author": 0.8,
    "same-person": 0.7,
    "between": 0.75,
    "introduced": 0.8,
    "echo": 0.72,
    "headline-name": 0.75,
    "headline-first": 0.6,
    "unknown": 0.5,
}
_BY_KIND: dict[StatementKind, float] = {"direct": 1.0, "mixed": 0.99, "indirect": 0.98}
_SURE_CUES = frozenset({"said", "says", "say", "told", "added", "adds", "tells", "according to"})


def confidence_of(kind: StatementKind, voice: Voice, cue: str | None) -> float:
    """Between 0 and 1: the chance that span and speaker are both right."""
    known = _BY_RULE.get(voice.rule, 0.6)
    cue_share = 1.0 if cue is None or cue in _SURE_CUES else 0.97
    return round(known * _BY_KIND[kind] * cue_share, 3)


# A statement stands on its speaker's page only from here on: below, it stays in its article and
# waits for an editor, whose decision is always enough. docs/tagging.md says how it was measured.
LISTED_FROM = 0.8
