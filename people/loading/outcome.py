"""What a load did, table by table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """What became of one table's rows.

    touched: rows that an editor changed, left as they are; absent: rows of an earlier load that
    the tables no longer hold, kept; merged: people who are somebody else since a merge. In words.
    The first of what was added and changed is in words too, where somebody asked for that.
    """

    title: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    touched: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    first_added: list[str] = field(default_factory=list)
    first_changed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        left = len(self.touched)
        return (
            f"{self.title}: {self.added:,} added, {self.changed:,} changed, "
            f"{self.unchanged:,} as before, {left:,} left to their editor"
        )


@dataclass
class Report:
    """The outcomes of one load."""

    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def is_idle(self) -> bool:
        return not any(outcome.added or outcome.changed for outcome in self.outcomes)

    def remarks(self) -> Iterator[str]:
        for outcome in self.outcomes:
            yield from (f"left, an editor touched it: {line}" for line in outcome.touched)
            yield from (f"left, merged by an editor: {line}" for line in outcome.merged)
            yield from (f"kept, the tables no longer hold it: {line}" for line in outcome.absent)
