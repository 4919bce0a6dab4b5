"""What comes out of a source: an article, or something that could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Precision = Literal["time", "day", "month", "year", "unknown"]


@dataclass(frozen=True, slots=True)
class IncomingPublisher:
    """Who printed it. `rights` is "full", "extract" or "" where the source does not say."""

    name: str
    url: str = ""
    rights: str = ""


@dataclass(frozen=True, slots=True)
class IncomingArticle:
    """An article as read; texts are NFC with `\\n` only. `source` and `line` say where it stood."""

    headline: str
    body: str
    publisher: IncomingPublisher | None = None
    url: str = ""
    standfirst: str = ""
    byline: str = ""
    published_at: datetime | None = None
    precision: Precision = "unknown"
    language: str = "en-GB"
    extra: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    line: int | None = None
    raw: str = ""  # as read, so that what cannot be stored can be tried again


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that is no article, and why. `raw` is kept for another try."""

    source: str
    reason: str
    line: int | None = None
    raw: str = ""

    def __str__(self) -> str:
        return f"{self.source}:{self.line or 1}: {self.reason}"


class NotAnArticleError(ValueError):
    """The message says what is missing or wrong, and what to do about it."""
