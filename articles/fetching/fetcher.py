"""One address at a time: allowed, in turn, within limits, tried again where that may help."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import requests

from articles.fetching.addresses import check_address
from articles.fetching.connecting import session_for
from articles.fetching.policy import FetchError, FetchPolicy, MayPassError
from articles.fetching.robots import Answer, RobotsByHost
from articles.fetching.visits import Visit

MOVED = (301, 302, 303, 307, 308)
BUSY = (429, 500, 502, 503, 504)
UNCHANGED = 304
CHUNK = 1 << 16
Result = TypeVar("Result")
MEANINGS = {401: "needs a password", 403: "is forbidden", 404: "is not there", 410: "is gone"}


@dataclass(frozen=True)
class Fetched:
    """An answer. `address` is where it came from in the end; `body` is empty if `is_unchanged`."""

    address: str
    body: bytes
    media_type: str
    charset: str
    visit: Visit
    is_unchanged: bool = False


class Fetcher:
    """Fetches addresses under a policy. Safe to share between threads: hosts are asked in turn."""

    def __init__(
        self,
        policy: FetchPolicy,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.policy, self.sleep, self.clock = policy, sleep, clock
        self.session = session_for(policy)
        self.robots = RobotsByHost(self.robots_answer, policy.token)
        self.turns: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self.free_at: dict[str, float] = {}

    def get(self, url: str, last: Visit | None = None) -> Fetched:
        """What is at an address, unless it is as it was at the `last` visit. Raises FetchError."""
        conditions = last.conditions() if last else {}
        return self.with_tries(lambda: self.follow(url, conditions, is_asked_first=True))

    def with_tries(self, attempt: Callable[[], Result]) -> Result:
        wait = self.policy.back_off
        for tries_left in range(self.policy.tries - 1, -1, -1):
            try:
                return attempt()
            except MayPassError as error:
                if not tries_left or error.wait > self.policy.longest_delay:
                    raise
                self.sleep(max(wait, error.wait))
                wait *= 2
        raise FetchError("was not tried")

    def follow(self, url: str, headers: dict[str, str], is_asked_first: bool) -> Fetched:
        """The answer at the end of all redirects, each hop checked like the first."""
        seen = [url]
        while True:
            check_address(url, self.policy.allow_private)
            if is_asked_first and (complaint := self.robots.of(origin_of(url)).complaint(url)):
                raise FetchError(complaint)
            with self.turn(url), self.answer(url, headers) as answer:
                if answer.status_code not in MOVED:
                    return self.received(url, answer)
                url = urljoin(url, answer.headers.get("location", ""))
            if url in seen:
                raise FetchError(f"redirects in a circle, to {url}")
            seen.append(url)
            if len(seen) > self.policy.redirects + 1:
                raise FetchError(f"more than {self.policy.redirects} redirects, the last to {url}")

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """One request a host at a time, and a pause between two."""
        origin = origin_of(url)
        host = urlsplit(url).hostname or ""
        known = self.robots.known.get(origin)
        pause = max(self.policy.delay, known.delay() if known else 0.0)
        with self.turns[host]:
            wait = self.free_at.get(host, 0.0) - self.clock()
            if wait > 0:
                self.sleep(wait)
            try:
                yield
            finally:
                self.free_at[host] = self.clock() + min(pause, self.policy.longest_delay)

    @contextmanager
    def answer(
        self, url: str, headers: dict[str, str], method: str = "GET"
    ) -> Iterator[requests.Response]:
        """An answer whose body is not read yet; every fault comes out as a FetchError."""
        try:
            with self.session.request(
                method, url, headers=headers, stream=True, allow_redirects=False,
                timeout=self.policy.patience,
            ) as answer:  # fmt: skip
                self.session.cookies.clear()
                yield answer
        except requests.exceptions.SSLError:
            raise FetchError("its certificate is not valid") from None
        except requests.exceptions.Timeout:
            raise MayPassError(f"no answer within {self.policy.patience:.0f} seconds") from None
        except requests.exceptions.ContentDecodingError:
            raise FetchError("the answer is compressed wrongly") from None
        except (requests.exceptions.ConnectionError, requests.exceptions.ChunkedEncodingError):
            raise MayPassError("the connection broke off") from None
        except (requests.exceptions.RequestException, ValueError) as error:
            raise FetchError(f"cannot be asked for: {str(error)[:200]}") from None

    def received(self, url: str, answer: requests.Response) -> Fetched:
        status = answer.status_code
        if status in BUSY:
            asked = seconds_asked(answer.headers.get("retry-after", ""))
            raise MayPassError(f"the server answers {status} {answer.reason}", asked)
        if status not in (200, 203, UNCHANGED):
            meaning = MEANINGS.get(status, "cannot be had")
            raise FetchError(f"{meaning}: the server answers {status} {answer.reason}")
        message = Message()
        message["content-type"] = answer.headers.get("content-type", "")
        headers = answer.headers
        return Fetched(
            address=url,
            body=b"" if status == UNCHANGED else self.body_of(answer),
            media_type=message["content-type"].partition(";")[0].strip().casefold(),
            charset=str(message.get_param("charset", "") or ""),
            visit=Visit(
                headers.get("etag", "")[:200], headers.get("last-modified", "")[:100],
                datetime.now(UTC),
            ),
            is_unchanged=status == UNCHANGED,
        )  # fmt: skip

    def body_of(self, answer: requests.Response) -> bytes:
        """The body, given up as soon as it gets too long or takes too long."""
        largest, began = self.policy.largest, self.clock()
        too_large = FetchError(f"larger than {largest / 1e6:,.0f} MB")
        stated = answer.headers.get("content-length", "")
        if stated.isdigit() and int(stated) > largest:
            raise too_large
        body = bytearray()
        for piece in answer.iter_content(CHUNK):
            body += piece
            if len(body) > largest:
                raise too_large
            if self.clock() - began > self.policy.longest:
                raise FetchError(f"took longer than {self.policy.longest:.0f} seconds")
        return bytes(body)

    def robots_answer(self, url: str) -> Answer:
        """A host's robots.txt; a status where it has none to give."""
        try:
            fetched = self.with_tries(lambda: self.follow(url, {}, is_asked_first=False))
        except MayPassError:
            return Answer(None)
        except FetchError as error:
            if "the server answers 4" in str(error):
                return Answer(404)
            raise
        return Answer(200, fetched.body)


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def seconds_asked(text: str) -> float:
    """What Retry-After says, in seconds from now."""
    if text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return 0.0
    return max(0.0, (moment - datetime.now(moment.tzinfo or UTC)).total_seconds())
