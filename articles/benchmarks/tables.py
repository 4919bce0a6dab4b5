"""What a benchmark is and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Table(NamedTuple):
    """Figures of one run: rows of (what was measured, figure with its unit)."""

    title: str
    rows: list[tuple[str, str]]

    def __str__(self) -> str:
        lines = [f"| {what} | {figure} |" for what, figure in self.rows]
        return "\n".join([f"| {self.title} | |", "|---|---:|", *lines])


class Suite(NamedTuple):
    """A benchmark.

    about: what it measures. articles: on how many, if nobody says otherwise. run: the number of
    articles -> figures.
    """

    about: str
    articles: int
    run: Callable[[int], Table]
