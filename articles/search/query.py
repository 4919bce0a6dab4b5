"""What a reader typed, as values. Pure: no index, no database, and every text has an answer.

Words must all occur; "words in quotes" occur in a row; -word and -"a phrase" must not occur;
one OR other asks for either. Nothing else has a meaning, so nothing can be an error.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

MAX_CHARS = 500
MAX_PARTS = 40

# Quote marks of every keyboard open and close a phrase, whichever way they lean.
QUOTES = '"“”„«»'
TOKEN = re.compile(
    rf"(?P<minus>-?)[{QUOTES}](?P<phrase>[^{QUOTES}]*)(?P<close>[{QUOTES}]?)"
    rf"|(?P<words>[^\s{QUOTES}]+)"
)


@dataclass(frozen=True)
class Part:
    """A word, or the words of a phrase as they were typed."""

    text: str
    is_phrase: bool = False


@dataclass(frozen=True)
class Query:
    """All of `required` (of each group at least one part), none of `excluded`.

    `notes` are sentences for the reader: what of the typed text was read how, or not at all.
    """

    required: tuple[tuple[Part, ...], ...] = ()
    excluded: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[Part, ...]:
        return tuple(part for group in self.required for part in group)


@dataclass(frozen=True)
class Token:
    part: Part | None
    excluded: bool = False
    note: str = ""

    @property
    def is_or(self) -> bool:
        return self.part is None and not self.note


def parse(typed: str) -> Query:
    """Read a search box. Never raises; `notes` say what was read in another way than typed."""
    clean = unicodedata.normalize("NFC", typed.encode("utf-8", "replace").decode())
    tokens = list(islice(map(_token, TOKEN.finditer(clean[:MAX_CHARS])), MAX_PARTS + 1))
    notes = [token.note for token in tokens if token.note]
    if len(clean) > MAX_CHARS or len(tokens) > MAX_PARTS:
        notes.append("The search was long: only its beginning was used.")
    kept = [token for token in tokens[:MAX_PARTS] if token.part or token.is_or]
    excluded = tuple(token.part for token in kept if token.part and token.excluded)
    if _has_dangling_or(kept):
        notes.append("OR stands between two words or phrases; here it was left out.")
    return Query(_groups(kept), excluded, tuple(dict.fromkeys(notes)))


def _token(match: re.Match[str]) -> Token:
    if match["words"] is not None:
        return _word(match["words"])
    words = " ".join(match["phrase"].split())
    if not words:
        return Token(None, note="A pair of quote marks had no words in it.")
    note = "" if match["close"] else f"The quote mark was not closed: read as “{words}”."
    return Token(Part(words, is_phrase=True), bool(match["minus"]), note)


def _word(typed: str) -> Token:
    if typed == "OR":
        return Token(None)
    word = typed.lstrip("-")
    if not word:
        return Token(None, note="A dash stood alone; it leaves out the word that it touches.")
    return Token(Part(word), excluded=typed.startswith("-"))


def _has_dangling_or(tokens: list[Token]) -> bool:
    """Whether an OR lacks a wanted part on one of its sides."""
    sides = [None, *tokens, None]
    return any(
        token is not None and token.is_or and not (_is_wanted(before) and _is_wanted(after))
        for before, token, after in zip(sides, sides[1:], sides[2:], strict=False)
    )


def _is_wanted(token: Token | None) -> bool:
    return token is not None and token.part is not None and not token.excluded


def _groups(tokens: list[Token]) -> tuple[tuple[Part, ...], ...]:
    """Parts joined by OR stand in one group; every other part is a group of its own."""
    groups: list[tuple[Part, ...]] = []
    joined = False
    for token in tokens:
        if token.part is not None and not token.excluded:
            before = groups.pop() if joined else ()
            groups.append((*before, token.part))
        joined = token.is_or and bool(groups)
    return tuple(groups)
