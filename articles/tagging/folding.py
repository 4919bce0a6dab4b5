"""Spelling differences taken out of a text without moving a single code point.

Every character is replaced by exactly one character, so an offset into the folded text is the
same offset into the text. Case is kept: it is what tells a name from a word.
"""

import re
import unicodedata

APOSTROPHES = "’‘ʼʻ`´＇"
HYPHENS = "‐‑\u2212"
SPACES = "\u00a0\u2007\u2009\u200a\u202f\t"
UNDECOMPOSED = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "s"}


def _letters() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code))
        if len(base) > 1 and base[0].isascii() and unicodedata.combining(base[1]):
            table[code] = base[0]
    return table


TABLE: dict[str, str] = (
    {chr(code): plain for code, plain in _letters().items()}
    | UNDECOMPOSED
    | dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(HYPHENS, "-")
    | dict.fromkeys(SPACES, " ")
)
SPECIAL = re.compile(r"[^\x00-\x08\n-_a-\x7f]")  # all but ASCII; the tab and ` of ASCII


def fold(text: str) -> str:
    """`text` in plain letters, apostrophes and spaces; the same length, the same case."""
    # Replacing the few different characters that a text has is faster than looking at each place.
    for character in TABLE.keys() & SPECIAL.findall(text):
        text = text.replace(character, TABLE[character])
    return text
