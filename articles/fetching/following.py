"""From an address to articles: feeds and sitemaps are followed to the pages that they name."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from articles.fetching.fetcher import Fetched, Fetcher
from articles.fetching.policy import FetchError
from articles.fetching.visits import Visits
from articles.ingest.feeds import read_feed
from articles.ingest.files import Opened, read_opened
from articles.ingest.identity import canonical_address
from articles.ingest.pages import feed_named, parse_page
from articles.ingest.values import (
    Finished,
    IncomingArticle,
    Lead,
    NotAnArticleError,
    NothingHereError,
    Reading,
    Skipped,
    Unmoved,
    Unreadable,
)

DEEPEST = 4  # sitemaps within sitemaps


class Follower:
    """Follows leads, each address once a run.

    An address is remembered as visited only if nothing of it failed: `failures` counts what
    failed so far, and whoever takes our readings has dealt with one before asking for the next.
    """

    def __init__(self, fetcher: Fetcher, visits: Visits, failures: Callable[[], int]) -> None:
        self.fetcher, self.visits, self.failures = fetcher, visits, failures
        self.seen: set[str] = set()

    def read_address(
        self, url: str, columns: Mapping[str, str] | None = None, depth: int = 0
    ) -> Iterator[Reading]:
        """Everything that a feed, a sitemap, a page or a file at an address leads to."""
        self.seen.add(canonical_address(url))
        failed = self.failures()
        try:
            fetched = self.fetcher.get(url, self.visits.last(url))
            if fetched.is_unchanged:
                yield Unmoved(url)
                return
            yield from self.follow(read_fetched(fetched, url, columns or {}), depth)
            yield Finished(url)
        except (FetchError, NotAnArticleError) as error:
            yield Unreadable(url, str(error))
        if self.failures() == failed:
            self.visits.keep(url, fetched.visit)

    def follow(self, readings: Iterable[Reading], depth: int = 0) -> Iterator[Reading]:
        """The readings, with each lead replaced by what it leads to."""
        for reading in readings:
            if not isinstance(reading, Lead):
                yield reading
            elif canonical_address(reading.url) not in self.seen:
                yield from self.visit(reading, depth)

    def visit(self, lead: Lead, depth: int) -> Iterator[Reading]:
        if lead.is_list:
            if depth < DEEPEST:
                yield from self.read_address(lead.url, depth=depth + 1)
            else:
                yield Unreadable(lead.url, f"a sitemap {DEEPEST} sitemaps deep: not followed")
            return
        self.seen.add(canonical_address(lead.url))
        last, failed = self.visits.last(lead.url), self.failures()
        if last and lead.changed_at and lead.changed_at <= last.visited_at:
            yield Unmoved(lead.url)
            return
        try:
            fetched = self.fetcher.get(lead.url, last)
            yield Unmoved(lead.url) if fetched.is_unchanged else completed(page_of(fetched), lead)
        except NothingHereError as error:
            yield Skipped(lead.url, str(error))
        except (FetchError, NotAnArticleError) as error:
            yield instead(lead, str(error))
            return
        if self.failures() == failed:
            self.visits.keep(lead.url, fetched.visit)


def read_fetched(fetched: Fetched, url: str, columns: Mapping[str, str]) -> Iterator[Reading]:
    file = Opened(url, urlsplit(url).path, io.BufferedReader(io.BytesIO(fetched.body)))
    if file.kind == "html":
        yield single_page(fetched, url)
    elif file.kind == "feed":
        yield from read_feed(file.whole(len(fetched.body)), url, fetched.address)
    else:
        yield from read_opened(file, columns)


def single_page(fetched: Fetched, url: str) -> IncomingArticle:
    """The article at an address that somebody named; a front page tells its feed instead."""
    try:
        return replace(page_of(fetched), source=url)
    except NotAnArticleError as error:
        feed = feed_named(fetched.body, fetched.address)
        raise NotAnArticleError(f"{error}; its feed is {feed}" if feed else str(error)) from None


def page_of(fetched: Fetched) -> IncomingArticle:
    return parse_page(
        fetched.body, fetched.address, fetched.charset, captured_at=fetched.visit.visited_at
    )


def completed(page: IncomingArticle, lead: Lead) -> IncomingArticle:
    """The page's article, with what only the feed or sitemap says of it."""
    page = replace(page, source=lead.url)
    if not (hint := lead.fallback):
        return page
    if page.published_at is None:
        page = replace(page, published_at=hint.published_at, precision=hint.precision)
    return replace(
        page, byline=page.byline or hint.byline, publisher=page.publisher or hint.publisher
    )


def instead(lead: Lead, reason: str) -> Reading:
    """What stands in for a page that cannot be had: the feed's own full text, if it has one."""
    if lead.fallback and lead.fallback.headline and lead.fallback.body:
        warning = f"its page cannot be read ({reason}): taken from the feed"
        return replace(lead.fallback, source=lead.url, line=None, warnings=(warning,))
    return Unreadable(lead.url, reason)
