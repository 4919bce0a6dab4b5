"""What an editor marked in a text, as a span that a correction can stand on."""

from __future__ import annotations

import unicodedata

from articles.tagging.quotations import find_quotations
from articles.tagging.values import StatementKind

OPENING, CLOSING = "“„«‘‚‹\"'`", "”“»’›\"'´"
JOINS = "\u200d\ufe0e\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"  # within one emoji


def tidy(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space or quote marks around it, and with whole characters at its ends.

    Empty (start == end) if there are no words in it.
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 2 and text[start] in OPENING and text[end - 1] in CLOSING:
        return tidy(text, start + 1, end - 1)
    if start == end:
        return start, end
    while start and is_inside_character(text, start):
        start -= 1
    while end < len(text) and is_inside_character(text, end):
        end += 1
    return start, end


def is_inside_character(text: str, at: int) -> bool:
    """Whether a cut at `at` would part an accent from its letter, or an emoji."""
    joins = unicodedata.combining(text[at]) or text[at] in JOINS or text[at - 1] == "\u200d"
    return bool(joins) and not text[at - 1].isspace()


def kind_of_words(text: str, start: int, end: int) -> StatementKind:
    """Direct if they stand between quote marks, mixed if some of them do, else indirect."""
    quoted = [q for q in find_quotations(text) if q.opens < end and start < q.closes]
    outside = list(text[start:end])
    for q in quoted:
        for at in range(max(start, q.opens), min(end, q.closes)):
            outside[at - start] = " "
    if not quoted:
        return "indirect"
    return "mixed" if any(character.isalnum() for character in outside) else "direct"
