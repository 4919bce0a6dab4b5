"""What a fetcher may do, and how it says that something could not be had."""

from __future__ import annotations

from dataclasses import dataclass


class FetchError(Exception):
    """The address could not be had. The message says why, for a person."""


class MayPassError(FetchError):
    """The same, for a reason that may be gone in a minute: worth another try."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait  # seconds that the server asked for


class NoHostError(MayPassError):
    """There is no such host: whoever keeps the names of hosts was asked, and says so."""


@dataclass(frozen=True)
class FetchPolicy:
    """Limits and manners. Times are in seconds, sizes in bytes."""

    agent: str = "Newsroom"  # who asks, and where to complain
    token: str = "Newsroom"  # noqa: S105  the name by which robots.txt speaks to us
    allow_private: bool = False  # for tests and for a server in one's own network
    largest: int = 50_000_000
    patience: float = 15.0  # for a connection, and for each piece of an answer
    longest: float = 120.0  # for a whole answer
    redirects: int = 5
    tries: int = 3
    back_off: float = 2.0  # before the second try; doubled before each further one
    delay: float = 1.0  # between two requests to one host
    longest_delay: float = 120.0  # that a server may ask for
