"""What is remembered of an address, so that the next visit asks only for what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Visit:
    """An answer's own marks (ETag and Last-Modified, word for word), and when it was given."""

    etag: str
    modified: str
    visited_at: datetime

    def conditions(self) -> dict[str, str]:
        """Headers that ask for the page only if it has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


class Visits(Protocol):
    """Where visits are kept."""

    def last(self, url: str) -> Visit | None: ...
    def keep(self, url: str, visit: Visit) -> None: ...
