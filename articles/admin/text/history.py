"""What was decided about an article, newest first, and what of it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from articles.actions.corrections_of import in_force
from articles.decisions import in_words, name_of
from articles.models import Correction

MOST = 40


@dataclass(frozen=True)
class Decision:
    """What was decided at once, in the words of its first correction."""

    correction: Correction
    more: int
    is_standing: bool

    @property
    def words(self) -> str:
        also = f", and {self.more} more with it" if self.more else ""
        return f"{in_words(self.correction)}{also}"

    @property
    def editor(self) -> str:
        return name_of(self.correction.editor)

    @property
    def at(self) -> datetime:
        return self.correction.at


def decisions_in(corrections: Sequence[Correction]) -> list[Decision]:
    standing = {row.pk for row in in_force(corrections)}
    parts: dict[int, list[Correction]] = {}
    for row in corrections:
        parts.setdefault(row.part_of_id or row.pk, []).append(row)
    found = [
        Decision(rows[0], len(rows) - 1, all(row.pk in standing for row in rows))
        for rows in parts.values()
    ]
    return found[::-1][:MOST]


def latest_of(corrections: Sequence[Correction], editor: User) -> Correction | None:
    """What an editor decided last and nobody has taken back or replaced since."""
    own = (d for d in decisions_in(corrections) if d.correction.editor_id == editor.pk)
    return next((decision.correction for decision in own if decision.is_standing), None)
