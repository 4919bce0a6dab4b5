"""Word lists are data: files in `words/`, one entry a line, `#` for notes on where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


@cache
def read_words(name: str) -> tuple[str, ...]:
    """The entries of words/<name>.txt in the order of the file."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def read_forms(name: str) -> tuple[tuple[str, ...], ...]:
    """Entries that are several forms of one word, with commas between: `say, says, said`."""
    return tuple(
        tuple(form.strip() for form in entry.split(",") if form.strip())
        for entry in read_words(name)
    )


def any_of(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
