"""Text as the archive keeps it: NFC, `\\n` only, nothing that a database cannot hold."""

from __future__ import annotations

import re
import unicodedata

LINE_ENDS = re.compile("\r\n?|\u2028|\u0085")
PARAGRAPH_ENDS = re.compile("\u2029")
# Lone surrogates come from broken JSON escapes; NUL and the other controls from broken exports.
SURROGATES = re.compile("[\ud800-\udfff]")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff]")
BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def clean(text: str) -> str:
    """`text` in NFC with `\\n` line ends, without controls, and no more than one blank line."""
    text = PARAGRAPH_ENDS.sub("\n\n", LINE_ENDS.sub("\n", text))
    text = CONTROLS.sub("", SURROGATES.sub("\ufffd", text))
    return BLANK_LINES.sub("\n\n", unicodedata.normalize("NFC", text)).strip()


def one_line(text: str) -> str:
    """`text` cleaned, with every run of white space a single space."""
    return " ".join(clean(text).split())
