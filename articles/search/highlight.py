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
PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")


class Marker:
    """Marks the words of one query in texts. Pure; the time it takes grows with the text."""

    def __init__(self, wanted: tuple[Terms, ...], analyzer: tantivy.TextAnalyzer) -> None:
        self.wanted = tuple(dict.fromkeys(wanted))
        self._analyzer = analyzer
        self._hint = _hint(self.wanted)

    def pieces(self, text: str) -> Pieces:
        """A text divided into what matches and what does not; joined again it is the text."""
        return _divided(text, sorted(span for _, span in self._found(text)))

    def passage(self, text: str) -> Pieces:
        """The part of the paragraph in which most of the wanted words stand; empty for no text.

        The ends that were cut are marked with an ellipsis.
        """
        best, spans = self._best_paragraph(text)
        start, end = _window(best, spans)
        inside = [(at - start, to - start) for at, to in spans if start <= at and to <= end]
        before = (("… ", False),) if start else ()
        after = ((" …", False),) if end < len(best) else ()
        return (*before, *_divided(best[start:end], inside), *after)

    def _best_paragraph(self, text: str) -> tuple[str, list[Span]]:
        best, spans, most = "", [], -1
        for paragraph in PARAGRAPH.findall(text):
            found = list(self._found(paragraph))
            told = len({terms for terms, _ in found})
            if told > most:
                best, spans, most = paragraph, sorted(span for _, span in found), told
            if most == len(self.wanted):
                break
        return best, spans

    def _found(self, text: str) -> Iterator[tuple[Terms, Span]]:
        """Every place where the words of one of the wanted stand in a row."""
        if self._hint.search(text) is None:
            return
        tokens = self._analyzer.pre_tokenize(text).tokens
        words = [token.text for token in tokens]
        for terms in self.wanted:
            for at, word in enumerate(words):
                if word == terms[0] and tuple(words[at : at + len(terms)]) == terms:
                    last = tokens[at + len(terms) - 1]
                    yield terms, (tokens[at].char_offset_from, last.char_offset_to)


def _hint(wanted: tuple[Terms, ...]) -> re.Pattern[str]:
    """Matches every text in which a wanted word may stand, and few others.

    Dividing a text into stemmed words takes a hundred times as long as this. A stem keeps the
    beginning of its words, but for the last two letters ("dying" is "die"); letters that are
    folded away may stand for any other.
    """
    begins = [terms[0][: max(1, len(terms[0]) - 2)] for terms in wanted]
    if not begins or not all(begin.isascii() for begin in begins):
        return re.compile("")
    plain = "|".join(map(re.escape, dict.fromkeys(begins)))
    return re.compile(rf"(?<![^\W_])(?:{plain})|[^\W\x00-\x7f]", re.IGNORECASE)


def _window(text: str, spans: list[Span]) -> Span:
    """About `PASSAGE` characters around the first match, cut between words."""
    if len(text) <= PASSAGE:
        return 0, len(text)
    first, last = spans[0] if spans else (0, 0)
    start = max(0, first - LEAD)
    if start:
        start = text.find(" ", start, first) + 1 or first
    end = start + PASSAGE
    if end >= len(text):
        return start, len(text)
    cut = text.rfind(" ", start + 1, end)
    return start, max(cut, last) if cut > 0 else max(end, last)


def _divided(text: str, spans: list[Span]) -> Pieces:
    divided, end = [], 0
    for start, stop in _merged(spans):
        divided += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    divided.append((text[end:], False))
    return tuple(piece for piece in divided if piece[0])


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
