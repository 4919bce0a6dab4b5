"""Forms of one given name: who looks for Bill may mean William."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from articles.search.query import Part, Query

FILE = Path(__file__).with_name("given_names.txt")


@cache
def given_names() -> dict[str, tuple[str, ...]]:
    """By each form, the other forms of its names, in order."""
    forms: dict[str, dict[str, None]] = {}
    for line in FILE.read_text().splitlines():
        names = [] if line.startswith("#") else line.split()
        for name in names:
            forms.setdefault(name, {}).update(dict.fromkeys(names))
    return {name: tuple(other for other in forms[name] if other != name) for name in forms}


def other_forms(word: str) -> tuple[str, ...]:
    return given_names().get(word.lower(), ())


def pairs(query: Query) -> Iterator[tuple[int, tuple[Part, ...]]]:
    """Where a given name stands before another word: the place, and the pair's other forms.

    The word behind makes it a name: "bill" alone may well be a bill.
    """
    taken = -1
    for index, (first, second) in enumerate(zip(query.required, query.required[1:], strict=False)):
        if index > taken and _is_word(first) and _is_word(second):
            forms = other_forms(first[0].text)
            if forms:
                taken = index + 1
                behind = second[0].text
                yield index, tuple(Part(f"{form} {behind}", is_phrase=True) for form in forms)


def _is_word(group: tuple[Part, ...]) -> bool:
    return len(group) == 1 and not group[0].is_phrase
