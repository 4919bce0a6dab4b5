"""robots.txt, as RFC 9309 has it: missing allows everything, out of order forbids everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from protego import Protego

LARGEST = 500_000  # bytes that have to be read of it


class Answer(NamedTuple):
    """What a host gave for its robots.txt; `status` None if it gave nothing."""

    status: int | None
    body: bytes = b""


class Robots:
    """The rules of one host for us."""

    def __init__(self, answer: Answer, token: str) -> None:
        self.token = token
        self.is_missing = answer.status is None or answer.status >= 500
        self.rules = Protego.parse(answer.body[:LARGEST].decode("utf-8", "replace"))
        if answer.status is not None and answer.status != 200:
            self.rules = Protego.parse("")

    def complaint(self, url: str) -> str:
        """Why an address may not be fetched; "" if it may."""
        if self.is_missing:
            return "its robots.txt cannot be had just now, so nothing is fetched"
        return "" if self.rules.can_fetch(url, self.token) else "its robots.txt forbids it"

    def delay(self) -> float:
        """Seconds between two requests that the host asks for."""
        asked = self.rules.crawl_delay(self.token)
        rate = self.rules.request_rate(self.token)
        return max(float(asked or 0), rate.seconds / max(1, rate.requests) if rate else 0.0)


class RobotsByHost:
    """The rules of each host, asked for once a run. `fetch` gets the address of a robots.txt."""

    def __init__(self, fetch: Callable[[str], Answer], token: str) -> None:
        self.fetch, self.token = fetch, token
        self.known: dict[str, Robots] = {}

    def of(self, origin: str) -> Robots:
        if origin not in self.known:
            self.known[origin] = Robots(self.fetch(f"{origin}/robots.txt"), self.token)
        return self.known[origin]
