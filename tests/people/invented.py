"""A small roster of invented people and places: the tables beside this file."""

from __future__ import annotations

import shutil
from pathlib import Path

TABLES = Path(__file__).parent / "tables"


def write_tables(folder: Path) -> Path:
    return Path(shutil.copytree(TABLES, folder, dirs_exist_ok=True))


def rewrite(folder: Path, name: str, old: str, new: str) -> None:
    """Put one table's text otherwise; the old words must stand there."""
    table = folder / name
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new), encoding="utf-8")
