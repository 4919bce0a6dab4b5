"""Word lists kept as data files in `words/`, one entry a line, `#` lines being notes."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


@cache
def word_lines(name: str) -> tuple[str, ...]:
    """The entries of words/<name>.txt in file order; FileNotFoundError if there is none."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def word_set(name: str) -> frozenset[str]:
    """The entries of words/<name>.txt as a set."""
    return frozenset(word_lines(name))
