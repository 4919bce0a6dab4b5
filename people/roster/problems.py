"""What is wrong with a table, in words that lead to the cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Problem(NamedTuple):
    """One fault: where it stands, what is written there, what is expected instead."""

    file: str
    line: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        cell = f"{self.column}: {self.value!r}: " if self.column else ""
        return f"{where}{cell}{self.expected}"


class RosterError(Exception):
    """The tables are refused as a whole; `problems` lists every fault."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
