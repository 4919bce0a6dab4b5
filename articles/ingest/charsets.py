"""From bytes to text when nobody can be trusted to say how the text is coded."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
HEAD = 4096  # bytes in which a page says how it is coded
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers take these names to mean (WHATWG, Encoding): Windows-1252 holds all of Latin-1.
MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252"}
UNTOLD = "cp1252"


class Decoded(NamedTuple):
    """A text, and what has to be said about how it was read ("" if nothing)."""

    text: str
    warning: str = ""


def decode(raw: bytes, declared: str = "") -> Decoded:
    """`raw` as text by its byte order mark, what is `declared` outside or in it, or its bytes.

    Never fails: bytes that do not fit a declared UTF-8 are read as Windows-1252, which is what
    they are in pages put together from two sources.
    """
    for mark, marked in MARKS:
        if raw.startswith(mark):
            return Decoded(raw[len(mark) :].decode(marked, "replace"))
    named = declared or declared_in(raw)
    codec = codec_of(named)
    if named and not codec:
        return Decoded(sniffed(raw), f"charset {named[:40]!r} is not known: told by its bytes")
    if codec is None or codec == "utf-8":
        return as_utf8(raw, bool(codec))
    if codec == UNTOLD and is_utf8(raw):
        wrong = "" if raw.isascii() else f"declared as {named}, but the bytes are UTF-8"
        return Decoded(raw.decode("utf-8"), wrong)
    try:
        return Decoded(raw.decode(codec))
    except UnicodeError:
        return Decoded(sniffed(raw), f"does not fit its charset {named}: told by its bytes")


def as_utf8(raw: bytes, is_declared: bool) -> Decoded:
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        bad = f"byte {error.start + 1} is {raw[error.start]:#04x}: read as Windows-1252"
        return Decoded(sniffed(raw), f"declared as UTF-8, but {bad}" if is_declared else "")


def declared_in(raw: bytes) -> str:
    found = DECLARED.search(raw[:HEAD])
    return found[1].decode("ascii", "replace") if found else ""


def codec_of(name: str) -> str | None:
    """Python's name of a charset; None if there is no such one for text."""
    try:
        known = codecs.lookup(name.strip().casefold()) if name else None
    except (LookupError, ValueError):
        return None
    if known is None or not known._is_text_encoding:
        return None
    return MEANT.get(known.name, known.name)


def is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def sniffed(raw: bytes) -> str:
    """UTF-8 where the bytes are, Windows-1252 where they are not."""
    return raw.decode("utf-8", "windows-1252")


def byte_as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error("windows-1252", byte_as_windows_1252)
