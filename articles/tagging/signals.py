"""Evidence for a person of the register being the one an article names."""

from __future__ import annotations

from typing import NamedTuple


class Signal(NamedTuple):
    """One piece of evidence: points for (or, below zero, against) and words for a reader."""

    points: int
    words: str
