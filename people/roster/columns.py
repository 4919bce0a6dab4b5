"""Cells of the tables: how each is read, and what its words are when it cannot be.

A parser takes the cell's text and returns its value, or raises ValueError with what is expected.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
COLOUR = re.compile(r"(#[0-9A-Fa-f]{6})?")
A_DAY = "a day such as 2019-02-18"


def column(
    parse: Callable[[str], Any],
    *,
    name: str = "",
    refers: str = "",
    optional: bool = False,
    **options: Any,
) -> dataclasses.Field:
    """A dataclass field that is read from a column of the table.

    name: the column, where it is called otherwise than the field; refers: the table of the roster
    whose ids the value (or each of the values) must be among; optional: a table may lack it.
    """
    about = {"parse": parse, "column": name, "refers": refers, "optional": optional}
    return dataclasses.field(metadata=about, **options)


def text(cell: str, longest: int = 200) -> str:
    if "\0" in cell or len(cell) > longest:
        raise ValueError(f"at most {longest} characters of text")
    return cell


def long_text(cell: str) -> str:
    return text(cell, 500)


def required(cell: str) -> str:
    if not cell:
        raise ValueError("a value")
    return text(cell)


def key(cell: str) -> str:
    """An id: it becomes part of an address."""
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]{0,119}", cell, re.ASCII):
        raise ValueError("an id of letters, digits and hyphens")
    return cell


def one_of(*words: str) -> Callable[[str], str]:
    def parse(cell: str) -> str:
        if cell not in words:
            raise ValueError("one of " + ", ".join(word or "(empty)" for word in words))
        return cell

    return parse


def listed(cell: str) -> tuple[str, ...]:
    """Values separated by `|`, each once, in the order of the cell."""
    values = tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))
    for value in values:
        text(value)
    return values


@cache
def day(cell: str) -> date:
    if not ISO_DAY.fullmatch(cell):
        raise ValueError(A_DAY)
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise ValueError(A_DAY) from None


def day_or_none(cell: str) -> date | None:
    return day(cell) if cell else None


def day_after(cell: str) -> date | None:
    """The half-open end of a period whose last day is written."""
    return day(cell) + timedelta(days=1) if cell else None


def share(cell: str) -> float:
    """A share of a population, 0 to 1."""
    expected = "a share from 0 to 1"
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(expected) from None
    if not 0 <= value <= 1:
        raise ValueError(expected)
    return value


def share_or_none(cell: str) -> float | None:
    return share(cell) if cell else None


def whole_number(cell: str) -> int:
    if not re.fullmatch(r"-?\d{1,4}", cell):
        raise ValueError("a whole number")
    return int(cell)


def colour(cell: str) -> str:
    if not COLOUR.fullmatch(cell):
        raise ValueError("a colour such as #0087DC, or nothing")
    return cell
