"""Progress of long work: a moving line on a terminal, now and then a plain line in a log."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")
EVERY_ON_TERMINAL = 0.1  # seconds
EVERY_IN_LOG = 10.0


class Stream(Protocol):
    def write(self, msg: str, /, *, ending: str | None = None) -> object: ...
    def isatty(self) -> bool: ...
    def flush(self) -> None: ...


def with_progress(
    items: Iterable[T], stream: Stream, what: str, total: int | None = None
) -> Iterator[T]:
    """Hands on `items` while telling `stream` how many of `what` went by, and how fast."""
    terminal = stream.isatty()
    every = EVERY_ON_TERMINAL if terminal else EVERY_IN_LOG
    began = told = time.monotonic()
    for number, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if now - told >= every:
            tell(stream, line(number, total, now - began, what), terminal)
            told = now
    if terminal:
        tell(stream, "", terminal)


def line(number: int, total: int | None, seconds: float, what: str) -> str:
    rate = number / seconds if seconds else 0.0
    of_all = f" of {total:,}" if total else ""
    left = f", {(total - number) / rate:,.0f} s left" if total and rate else ""
    return f"{number:,}{of_all} {what}, {rate:,.0f} a second{left}"


def tell(stream: Stream, text: str, terminal: bool) -> None:
    stream.write(f"\r\x1b[K{text}" if terminal else text, ending="" if terminal else "\n")
    stream.flush()
