"""Finds what stands between quote marks, as the British and American press set them.

Double and single marks, curly and straight, also mixed; a quotation that runs over paragraphs
(each paragraph opens, only the last closes); one that opens again in the middle of a run-on
paragraph without having closed. Apostrophes are not quote marks. One pass, linear in length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.tagging.patterns import any_word

_MARKS = "[\"“”„‟«»＂‘’‚‛'`´‹›]"
_APOSTROPHE = "(?<=[^\\W_]['’‘´`])(?=[^\\W_])"  # between two letters; no mark at all
_MARK = re.compile(rf"{_MARKS}(?!{_APOSTROPHE})(?:{_MARKS}{{6,}}|(?<=')'|(?<=`)`)?")
_RUN = 7  # so many marks in a row are decoration
_PARAGRAPH = re.compile(r"[^\s][^\n]*")
_SENTENCE_END = re.compile(r"[.?!…](?=\s)")
_DOUBLE = frozenset('"“”„‟«»＂') | {"''", "``"}
_ALWAYS_OPENS, _NEVER_OPENS = frozenset("“„«‘‚‹`") | {"``"}, frozenset("”»’›´")
_BEFORE_OPENING = frozenset("([{-–—/\"“”‘'\u2026|*•>")
_AFTER_CLOSING = frozenset(".,;:!?)]}-–—/\"”’'\u2026")
_ELISION = re.compile(rf"(?:{any_word('elisions')})\b|\d0s\b", re.IGNORECASE)
_SHORT = 40  # characters: a weakly closed quotation longer than this has probably not ended


class Quotation(NamedTuple):
    """A quoted stretch inside one paragraph.

    start, end: the words without outer marks and final . , ; :
    opens, closes: the same with the marks.
    closed: whether a closing mark stands at its end; if not, it may go on in the next paragraph.
    """

    start: int
    end: int
    opens: int
    closes: int
    closed: bool


class _Mark(NamedTuple):
    start: int
    end: int
    double: bool
    opens: bool
    closes: bool
    weak: bool  # closes, but may be the apostrophe of a plural: residents' homes


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the non-empty lines without surrounding white space."""
    spans = []
    for match in _PARAGRAPH.finditer(text):
        spans.append((match.start(), match.start() + len(match.group().rstrip())))
    return spans


def find_quotations(
    text: str, paragraphs: Sequence[tuple[int, int]] | None = None
) -> list[Quotation]:
    """Every quoted stretch of the text, in order, none inside another."""
    spans = find_paragraphs(text) if paragraphs is None else paragraphs
    return [quotation for span in spans for quotation in _quotations_of(text, *span)]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space around it and without final . , ; :"""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
        end -= 1
    return start, end


def _quotations_of(text: str, start: int, end: int) -> Iterator[Quotation]:
    marks = [
        _read_mark(text, match, start, end)
        for match in _MARK.finditer(text, start, end)
        if match.end() - match.start() < _RUN
    ]
    if not marks:
        return
    closers = _Closers(marks)
    index = 0
    while index < len(marks):
        mark = marks[index]
        if not mark.opens:
            index += 1
            continue
        find = _end_of_double if mark.double else _end_of_single
        stop, closes, following, closed = find(text, marks, index, closers, (start, end))
        if stop > mark.end:
            words = trim(text, mark.end, stop)
            if words[0] < words[1]:
                yield Quotation(*words, mark.start, closes, closed)
        index = max(following, index + 1)


def _read_mark(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    """What a mark can be, by its shape and its neighbours within the paragraph."""
    shape, at, after_at = match.group(), match.start(), match.end()
    before = text[at - 1] if at > start else " "
    after = text[after_at] if after_at < end else " "
    free_before = before.isspace() or before in _BEFORE_OPENING
    free_after = after.isspace() or after in _AFTER_CLOSING
    if shape in _DOUBLE:
        opens = _double_opens(shape, before, after)
        return _Mark(at, after_at, True, opens, not before.isspace() or after.isspace(), False)
    opens = free_before and not after.isspace() and shape not in _NEVER_OPENS
    opens = opens and not _ELISION.match(text, after_at)
    closes = not before.isspace() and not after.isalnum() and shape not in _ALWAYS_OPENS
    weak = closes and before in "sSxz" and after.isspace() and after_at < end
    return _Mark(at, after_at, False, opens, closes and free_after, weak)


def _double_opens(shape: str, before: str, after: str) -> bool:
    free_before = before.isspace() or before in _BEFORE_OPENING
    if shape in _NEVER_OPENS:
        return before.isspace() and not after.isspace() and after not in _AFTER_CLOSING
    if shape in _ALWAYS_OPENS:
        return free_before or not after.isspace()
    return free_before and not (after.isspace() and not before.isspace())


class _Closers:
    """For each mark, the nearest one further on that closes a single quotation or opens one."""

    def __init__(self, marks: Sequence[_Mark]) -> None:
        singles = [i for i, mark in enumerate(marks) if not mark.double]
        self.strong = [i for i in singles if marks[i].closes and not marks[i].weak]
        self.weak = [i for i in singles if marks[i].weak]
        self.openers = [i for i in singles if marks[i].opens]

    @staticmethod
    def after(places: Sequence[int], index: int) -> int | None:
        """The first place behind `index`, or None."""
        found = bisect_left(places, index + 1)
        return places[found] if found < len(places) else None


def _end_of_double(
    text: str, marks: Sequence[_Mark], index: int, _: _Closers, span: tuple[int, int]
) -> tuple[int, int, int, bool]:
    """Where the words end, where the marks end, the next mark to look at, whether it closed."""
    depth = 0
    for at in range(index + 1, len(marks)):
        mark = marks[at]
        if not mark.double:
            continue
        if _opens_again(text, mark):
            if _is_nested(text, mark):
                depth += 1
                continue
            return mark.start, mark.start, at, False
        if mark.closes and depth:
            depth -= 1
        elif mark.closes:
            return mark.start, mark.end, at + 1, True
    stop = _end_of_unclosed(text, marks[index], span)
    return stop, stop, len(marks), False


def _opens_again(text: str, mark: _Mark) -> bool:
    """An opening shape inside a quotation: white space before it, none behind."""
    return (
        mark.opens
        and text[mark.start - 1].isspace()
        and not text[mark.end : mark.end + 1].isspace()
    )


def _is_nested(text: str, mark: _Mark) -> bool:
    """A curly mark in the middle of a sentence is a quotation inside the quotation."""
    if text[mark.start] != "“":
        return False
    before = text[max(0, mark.start - 3) : mark.start].rstrip()
    return bool(before) and before[-1] not in ".?!…\"”’'"


def _end_of_unclosed(text: str, mark: _Mark, span: tuple[int, int]) -> int:
    """The paragraph's end if speech was announced, else the sentence's: a mark was forgotten."""
    if _announced(text, mark, span[0]):
        return span[1]
    stop = _SENTENCE_END.search(text, mark.end, span[1])
    return stop.end() if stop else span[1]


def _announced(text: str, mark: _Mark, start: int) -> bool:
    before = text[max(start, mark.start - 3) : mark.start].rstrip()
    return not before or before[-1] in ".?!…:;,\"”’'-–—"


def _end_of_single(
    text: str, marks: Sequence[_Mark], index: int, closers: _Closers, span: tuple[int, int]
) -> tuple[int, int, int, bool]:
    """As for double marks; without a mark that closes, most are apostrophes (stop is then 0)."""
    mark = marks[index]
    strong, weak = closers.after(closers.strong, index), closers.after(closers.weak, index)
    opener = closers.after(closers.openers, index)
    if weak is not None and (strong is None or weak < strong):
        cut_off = opener is not None and weak < opener and (strong is None or opener < strong)
        short = marks[weak].start - mark.end <= _SHORT
        if cut_off or (strong is None and short):
            return marks[weak].start, marks[weak].end, weak + 1, True
    if opener is not None and (strong is None or opener < strong):
        start = marks[opener].start
        again = start > mark.end and _announced(text, marks[opener], span[0])
        if again and _announced_single(text, mark):
            return start, start, opener, False
    if strong is not None:
        return marks[strong].start, marks[strong].end, strong + 1, True
    if _announced(text, mark, span[0]) and _announced_single(text, mark):
        return span[1], span[1], len(marks), False
    return 0, 0, index + 1, False


def _announced_single(text: str, mark: _Mark) -> bool:
    """Speech that runs on begins with a capital."""
    first = text[mark.end : mark.end + 1]
    return first.isupper() or first.isdigit() or first in "[£$…"
