"""Links to words on somebody else's page: text fragments (WICG, Scroll to Text Fragment).

`#:~:text=[prefix-,]start[,end][,-suffix]`: browsers that know it scroll to the words and mark them,
others open the page as ever.
"""

from __future__ import annotations

import re
from urllib.parse import quote

WORD = re.compile(r"\S+")
LONG = 12  # words: longer ones are given by how they begin and end
EDGE = 5
CONTEXT = 4


def words_at(url: str, text: str, start: int, end: int) -> str:
    """The address of text[start:end] on the page at `url`; of an empty url an empty address.

    `text` is what the page says, as far as we know it: where the words stand in it more than once,
    or begin and end like others, the words around them are given too.
    """
    if not url:
        return ""
    words = text[start:end]
    is_long = len(WORD.findall(words)) > LONG or "\n" in words
    parts = _edges(words) if is_long else [words]
    told = [encoded(part) for part in parts]
    if not all(text.count(part) == 1 for part in parts):
        told = [*_before(text, start), *told, *_after(text, end)]
    return f"{url}{'' if '#' in url else '#'}:~:text={','.join(told)}"


def encoded(words: str) -> str:
    """A dash of the text is encoded too, for bare ones are syntax."""
    return quote(words, safe="").replace("-", "%2D")


def _edges(words: str) -> list[str]:
    """How the words begin and end, each within one paragraph."""
    lines = [line for line in words.split("\n") if line.strip()]
    first, last = list(WORD.finditer(lines[0])), list(WORD.finditer(lines[-1]))
    begin = lines[0][: first[min(EDGE, len(first)) - 1].end()]
    finish = lines[-1][last[-min(EDGE, len(last))].start() :]
    return [begin.strip(), finish.strip()]


def _before(text: str, start: int) -> list[str]:
    """The last words before, in their paragraph."""
    line = text[:start].rsplit("\n", 1)[-1]
    found = list(WORD.finditer(line))[-CONTEXT:]
    return [encoded(line[found[0].start() :].rstrip()) + "-"] if found else []


def _after(text: str, end: int) -> list[str]:
    line = text[end:].split("\n", 1)[0]
    found = list(WORD.finditer(line))[:CONTEXT]
    return ["-" + encoded(line[: found[-1].end()].lstrip())] if found else []
