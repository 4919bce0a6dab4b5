"""Spelling differences taken out of a text without moving a single code point.

Every character is replaced by exactly one character, so an offset into the folded text is the
same offset into the text. Case is kept: it is what tells a name from a word.
"""

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


TABLE: dict[int, str] = (
    _letters()
    | {ord(letter): plain for letter, plain in UNDECOMPOSED.items()}
    | {ord(mark): "'" for mark in APOSTROPHES}
    | {ord(mark): "-" for mark in HYPHENS}
    | {ord(space): " " for space in SPACES}
)


def fold(text: str) -> str:
    """`text` in plain letters, apostrophes and spaces; the same length, the same case."""
    return (
        text if text.isascii() and "\t" not in text and "`" not in text else text.translate(TABLE)
    )
