"""A site to fetch from, and a fetcher whose clock is ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from articles.fetching import Fetcher, FetchPolicy
from tests.articles.fetching.site import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def fetcher_of(clock: Clock, **policy: object) -> Fetcher:
    values: dict = {"allow_private": True, "agent": "Newsroom/0.1 (Echo; +https://echo.example/)"}
    return Fetcher(FetchPolicy(**values | policy), clock.sleep, clock)


@pytest.fixture
def fetcher(clock: Clock) -> Fetcher:
    return fetcher_of(clock)
