"""Which stretches of a text match a query, and the passage that shows it best.

Offsets count code points, as the analyzer reports them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import tantivy

from articles.search.results import Pieces

Terms = tuple[str, ...]
Span = tuple[int, int]

PASSAGE = 240  # characters
LEAD = 60  # characters of a passage before its first match
PARAGRAPH = re.compile(r"[^\n]+")


def pieces(text: str, wanted: tuple[Terms, ...], analyzer: tantivy.TextAnalyzer) -> Pieces:
    """A text divided into what matches and what does not; joined again it is the text."""
    divided, end = [], 0
    for start, stop in _merged(_spans(text, wanted, analyzer)):
        divided += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    divided.append((text[end:], False))
    return tuple(piece for piece in divided if piece[0])


def passage(text: str, wanted: tuple[Terms, ...], analyzer: tantivy.TextAnalyzer) -> Pieces:
    """The part of the paragraph in which most of the wanted words stand; empty for no text.

    The ends that were cut are marked with an ellipsis.
    """
    best, most = "", -1
    for match in PARAGRAPH.finditer(text):
        found = len({terms for terms, _ in _found(match[0], wanted, analyzer)})
        if found > most:
            best, most = match[0].strip(), found
        if most == len(set(wanted)):
            break
    return pieces(_cut(best, _spans(best, wanted, analyzer)), wanted, analyzer)


def _cut(text: str, spans: list[Span]) -> str:
    """About `PASSAGE` characters around the first match, cut between words."""
    if len(text) <= PASSAGE:
        return text
    start = max(0, spans[0][0] - LEAD) if spans else 0
    if start:
        start = text.find(" ", start, spans[0][0] + 1) + 1 or spans[0][0]
    end = start + PASSAGE
    if end >= len(text):
        return ("… " if start else "") + text[start:]
    end = max(text.rfind(" ", start, end), spans[0][1] if spans else start + 1)
    return ("… " if start else "") + text[start:end] + " …"


def _spans(text: str, wanted: tuple[Terms, ...], analyzer: tantivy.TextAnalyzer) -> list[Span]:
    return sorted(span for _, span in _found(text, wanted, analyzer))


def _found(
    text: str, wanted: tuple[Terms, ...], analyzer: tantivy.TextAnalyzer
) -> Iterator[tuple[Terms, Span]]:
    """Every place where the words of one of the wanted stand in a row."""
    tokens = analyzer.pre_tokenize(text).tokens
    words = [token.text for token in tokens]
    for terms in wanted:
        for at, word in enumerate(words):
            if word == terms[0] and tuple(words[at : at + len(terms)]) == terms:
                last = tokens[at + len(terms) - 1]
                yield terms, (tokens[at].char_offset_from, last.char_offset_to)


def _merged(spans: list[Span]) -> Iterator[Span]:
    """Spans in order, overlapping ones as one."""
    held: Span | None = None
    for span in spans:
        if held is not None and span[0] < held[1]:
            held = (held[0], max(held[1], span[1]))
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held
