"""A statistical model's opinion on who is a person: evidence beside other evidence, no verdict.

No model is needed. One that is installed can be named by SPACY_MODEL: a package or a folder that
spaCy loads. What it takes for a person counts one point where the words alone leave it open
whether a name is one, and the reason given with such a name says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

Hint = Callable[[str], Iterable[tuple[int, int]]]  # a text -> the spans of people in it

PEOPLE = frozenset({"PERSON", "PER"})  # what models of different makers call them


class NoModelError(ValueError):
    """spaCy finds no model of this name. Install it, or leave SPACY_MODEL empty."""


def spacy_hint(model: str) -> Hint:
    """The people whom a model of spaCy's finds. Raises NoModelError."""
    import spacy

    try:
        read = spacy.load(model)
    except OSError as error:
        raise NoModelError(f"{model}: {NoModelError.__doc__}") from error
    return lambda text: [(e.start_char, e.end_char) for e in read(text).ents if e.label_ in PEOPLE]
