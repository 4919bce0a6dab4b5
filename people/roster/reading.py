"""One CSV table into frozen rows, with every fault listed."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from people.roster.problems import Problem
from people.roster.rows import Row

R = TypeVar("R", bound=Row)


class Cell(NamedTuple):
    """Which field of a row is read from which column."""

    field: str
    column: str
    parse: Any
    optional: bool


def cells_of(row_class: type[Row]) -> list[Cell]:
    return [
        Cell(
            field.name,
            column_of(field),
            field.metadata["parse"],
            field.metadata["optional"],
        )
        for field in dataclasses.fields(row_class)
        if "parse" in field.metadata
    ]


def column_of(field: dataclasses.Field) -> str:
    return field.metadata["column"] or field.name


def read_table(path: Path, row_class: type[R], problems: list[Problem]) -> tuple[R, ...]:
    """The rows of the table at `path`; what is wrong with it is added to `problems`."""
    text = _text_of(path, problems)
    if text is None:
        return ()
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(lines, [])
        missing = [cell.column for cell in cells_of(row_class) if not _can_do_without(cell, header)]
        problems += [
            Problem(path.name, 1, name, "", "a column of this name is missing") for name in missing
        ]
        return () if missing else tuple(_rows(path.name, lines, header, row_class, problems))
    except csv.Error as fault:
        problems.append(Problem(path.name, lines.line_num, "", "", f"CSV is expected: {fault}"))
        return ()


def _text_of(path: Path, problems: list[Problem]) -> str | None:
    try:
        raw = path.read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        bad = raw[fault.start : fault.end].hex(" ")
        problems.append(Problem(path.name, line, "bytes", bad, "text in UTF-8 is expected"))
    except OSError as fault:
        expected = f"a table is expected here: {fault.strerror}"
        problems.append(Problem(path.name, 1, "", "", expected))
    return None


def _can_do_without(cell: Cell, header: list[str]) -> bool:
    return cell.column in header or cell.optional


def _rows(
    file: str, lines: Any, header: list[str], row_class: type[R], problems: list[Problem]
) -> Iterator[R]:
    cells = [
        (cell, header.index(cell.column)) for cell in cells_of(row_class) if cell.column in header
    ]
    for values in lines:
        if not any(values):
            continue
        if len(values) != len(header):
            expected = (
                f"{len(header)} values are expected, as in the header; {len(values)} stand here"
            )
            problems.append(Problem(file, lines.line_num, "", "", expected))
            continue
        row = _row(file, lines.line_num, values, cells, row_class, problems)
        if row is not None:
            yield row


def _row(
    file: str,
    line: int,
    values: list[str],
    cells: list[tuple[Cell, int]],
    row_class: type[R],
    problems: list[Problem],
) -> R | None:
    found: dict[str, Any] = {}
    faults = []
    for cell, position in cells:
        value = values[position].strip()
        try:
            found[cell.field] = cell.parse(value)
        except ValueError as expected:
            faults.append(Problem(file, line, cell.column, value, f"expected {expected}"))
    if not faults and _ends_too_early(**found):
        end = next(values[position] for cell, position in cells if cell.field == "end")
        expected = f"expected a day after start_date, {found['start']}"
        faults.append(Problem(file, line, "end_date", end, expected))
    problems += faults
    return None if faults else row_class(line=line, **found)


def _ends_too_early(start: date | None = None, end: date | None = None, **_rest: Any) -> bool:
    return start is not None and end is not None and end <= start
