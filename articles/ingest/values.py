"""What comes out of a source: an article, a way to one, or something that could not be read."""

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
    """An article as read; texts are NFC with `\\n` only. `source` and `line` say where it stood.

    `captured_at` is when a crawler saw this text: of two captures the later one stands.
    `is_lesser` marks a poorer rendering (an AMP page, a feed's copy) that replaces nothing.
    """

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
    raw: bytes = b""  # as read: kept as the original, and for another try
    media_type: str = ""  # of `raw`
    captured_at: datetime | None = None
    is_lesser: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that is no article, and why. `raw` is kept for another try."""

    source: str
    reason: str
    line: int | None = None
    raw: str = ""

    def __str__(self) -> str:
        return f"{self.source}:{self.line or 1}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that says itself that it is no article (a front page, a draft): not a failure.

    Without a reason it is of no interest either, and is only counted (an image in a web archive).
    """

    source: str
    reason: str = ""
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.source}:{self.line or 1}: skipped: {self.reason}"


@dataclass(frozen=True, slots=True)
class Unmoved:
    """A page that has not changed since the last visit."""

    source: str


@dataclass(frozen=True, slots=True)
class Lead:
    """An address to visit: an article's page, or with `is_list` a further sitemap.

    `fallback` is what the feed says of the article; its body is empty where the feed does not
    hold the article in full.
    """

    url: str
    source: str
    line: int | None = None
    changed_at: datetime | None = None
    fallback: IncomingArticle | None = None
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """A source was read to its end: earlier failures in it that did not show again are mended."""

    source: str


class NotAnArticleError(ValueError):
    """The message says what is missing or wrong, and what to do about it."""


class NothingHereError(NotAnArticleError):
    """The source says itself that it is no article. The message says how."""


Reading = IncomingArticle | Unreadable | Skipped | Unmoved | Lead | Finished
