"""Whether a page is still where it was. Its text is not asked for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from urllib.parse import urljoin, urlsplit

from articles.fetching.addresses import check_address, resolve
from articles.fetching.fetcher import BUSY, MEANINGS, MOVED, Fetcher, origin_of, seconds_asked
from articles.fetching.policy import FetchError, MayPassError, NoHostError
from articles.ingest.identity import canonical_address

THERE = (200, 203, 206, 304, 416)
MISSING = (404, 410)
FOR_GOOD = (301, 308)
A_BYTE = {"Range": "bytes=0-0"}


class Finding(Enum):
    THERE = "there"
    MOVED = "moved for good to another address"
    MISSING = "not there"
    UNASKED = "could not be asked"


@dataclass(frozen=True)
class Look:
    """What came of it. `reason` is a server's answer in words; `address` is where it has moved.

    `is_hosts`: the host as a whole could not be asked, and it is no use to ask for its other pages.
    """

    finding: Finding
    reason: str = ""
    address: str = ""
    is_hosts: bool = False


@dataclass(frozen=True)
class Answered:
    status: int
    words: str
    location: str


def look(fetcher: Fetcher, url: str) -> Look:
    """How a page stands. Never raises: what stands in the way of asking is the answer."""
    try:
        return fetcher.with_tries(lambda: follow(fetcher, url))
    except MayPassError as error:
        return Look(Finding.UNASKED, str(error), is_hosts=True)
    except FetchError as error:
        return Look(Finding.UNASKED, str(error))


def follow(fetcher: Fetcher, url: str) -> Look:
    """Asks along the redirects, each hop checked like the first."""
    at, seen, is_for_good = url, [url], True
    while True:
        try:
            answered = ask(fetcher, at)
        except NoHostError as error:
            return Look(Finding.MISSING, str(error))
        if answered.status not in MOVED:
            return judged(url, at, answered, is_for_good)
        is_for_good = is_for_good and answered.status in FOR_GOOD
        at = urljoin(at, answered.location)
        if at in seen or len(seen) > fetcher.policy.redirects:
            raise FetchError(f"redirects in a circle, or too often, the last to {at}")
        seen.append(at)


def ask(fetcher: Fetcher, url: str) -> Answered:
    """By HEAD; a server that refuses that, or has nothing there, is asked for the first byte."""
    check_address(url, fetcher.policy.allow_private)
    parts = urlsplit(url)
    resolve(parts.hostname or "", parts.port or 443, fetcher.policy.allow_private)
    if complaint := fetcher.robots.of(origin_of(url)).complaint(url):
        raise FetchError(complaint)
    answered = answer(fetcher, url, "HEAD", {})
    if answered.status in (*THERE, *MOVED):
        return answered
    return answer(fetcher, url, "GET", A_BYTE)


def answer(fetcher: Fetcher, url: str, method: str, headers: dict[str, str]) -> Answered:
    with fetcher.turn(url), fetcher.answer(url, headers, method) as response:
        status, words = response.status_code, f"the server answers {response.status_code}"
        if response.reason:
            words += f" {response.reason}"
        if status in BUSY and method == "GET":
            raise MayPassError(words, seconds_asked(response.headers.get("retry-after", "")))
        return Answered(status, words, response.headers.get("location", ""))


def judged(url: str, at: str, answered: Answered, is_for_good: bool) -> Look:
    status = answered.status
    if status in MISSING:
        return Look(Finding.MISSING, f"{MEANINGS[status]}: {answered.words}")
    if status not in THERE:
        return Look(Finding.UNASKED, f"{MEANINGS.get(status, 'cannot be had')}: {answered.words}")
    if is_same(url, at):
        return Look(Finding.THERE)
    if is_front(at):
        return Look(
            Finding.MISSING, f"its address leads to the front page of {urlsplit(at).netloc}"
        )
    if is_for_good:
        return Look(Finding.MOVED, address=at)
    return Look(Finding.UNASKED, f"its address leads to {at} for the time being")


def is_same(one: str, other: str) -> bool:
    """Whether two addresses differ only in what servers add or take away."""
    return bare(one) == bare(other)


def bare(url: str) -> str:
    return canonical_address(url).replace("//www.", "//", 1).removesuffix("/")


def is_front(url: str) -> bool:
    """Where many sites lead whoever asks for what they have no more."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
