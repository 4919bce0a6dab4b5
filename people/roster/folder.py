"""A folder of tables, read and checked as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from people.roster.checks import problems_in
from people.roster.holders import with_office_holders
from people.roster.local_posts import Known, with_local_posts
from people.roster.problems import Problem, RosterError
from people.roster.reading import read_table
from people.roster.tables import TABLES, Roster


def read_roster(directory: Path) -> Roster:
    """The tables of a folder. Raises RosterError with every fault if there is one."""
    problems: list[Problem] = []
    found: dict[str, Any] = {
        name: read_table(directory / table.file, table.row_class, problems)
        for name, table in TABLES.items()
        if not table.optional or (directory / table.file).exists()
    }
    _refuse(problems)
    roster = with_office_holders(Roster(**found))
    roster = with_local_posts(roster, Known.in_roster(roster), problems)
    problems += problems_in(roster)
    _refuse(problems)
    return roster


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise RosterError(problems)
