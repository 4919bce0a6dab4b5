"""RSS and Atom: entries lead to pages; what a feed holds in full stands in for a lost page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from articles.ingest.article_json import LONGEST_HEADLINE, publisher_of
from articles.ingest.cleaning import clean, one_line
from articles.ingest.dates import Dated, parse_date
from articles.ingest.markup import ENTITY, paragraphs_of, without_shortcodes
from articles.ingest.pages import looks_like_html
from articles.ingest.values import (
    IncomingArticle,
    Lead,
    NotAnArticleError,
    Reading,
    Skipped,
    Unreadable,
)

ENDED = re.compile(rb"</(?:rss|feed|rdf:RDF)\s*>", re.I)
FULL = 400  # characters from which an entry's text is taken for the article and not its beginning
DATES = ("published", "created", "updated")


def read_feed(
    raw: bytes, source: str, address: str = "", media_type: str = ""
) -> Iterator[Reading]:
    """A lead for each entry of a feed. `address` is where it was fetched.

    An entry without an address comes out as an article if it holds one in full.
    """
    feed = parsed(raw, address, media_type)
    paper = one_line(feed.feed.get("title", ""))
    if not feed.entries:
        yield Skipped(source, "a feed without entries")
    for number, entry in enumerate(feed.entries, 1):
        yield read_entry(entry, paper, Place(source, number, address))
    if feed.bozo and not ENDED.search(raw[-200:]):
        yield Unreadable(source, "cut off: the feed ends before its end tag", len(feed.entries) + 1)


class Place:
    """Where an entry stands."""

    def __init__(self, source: str, number: int, address: str) -> None:
        self.source, self.number, self.address = source, number, address


def read_entry(entry: Any, paper: str, place: Place) -> Reading:
    url = address_of(entry, place.address)
    article = article_of(entry, url, paper, place)
    if url:
        return Lead(url, place.source, place.number, changed_at(entry), article)
    if article.headline and article.body:
        return article
    reason = "an entry without the address of a page, and without the whole article"
    return Unreadable(place.source, reason, place.number)


def parsed(raw: bytes, address: str, media_type: str) -> Any:
    import feedparser  # here: only fetching needs it

    if ENTITY.search(raw):
        raise NotAnArticleError("defines entities of its own, which may be a trap: not read")
    headers = {"content-location": address} if address else {}
    if media_type:
        headers["content-type"] = media_type
    feed = feedparser.parse(io.BytesIO(raw), response_headers=headers)
    if not feed.version and not feed.entries:
        if looks_like_html(raw):
            raise NotAnArticleError("a web page, not a feed: give the address of the feed itself")
        raise NotAnArticleError("not a feed: neither RSS nor Atom can be read in it")
    return feed


def address_of(entry: Any, base: str) -> str:
    link = entry.get("link") or (entry.get("id", "") if entry.get("guidislink") else "")
    url = urljoin(base, link.strip()) if link else ""
    return url if url.startswith(("http://", "https://")) else ""


def article_of(entry: Any, url: str, paper: str, place: Place) -> IncomingArticle:
    """The article as the feed holds it; without a body where that is a beginning only."""
    texts = [each.get("value", "") for each in entry.get("content", [])]
    html = max(texts, key=len, default="") or entry.get("summary", "")
    body = paragraphs_of(without_shortcodes(html))
    if len(body) < FULL:
        body = ""
    published_at, precision = dated(entry)
    summary = clean(paragraphs_of(entry.get("summary", ""))) if texts else ""
    return IncomingArticle(
        headline=one_line(paragraphs_of(entry.get("title", "")))[:LONGEST_HEADLINE],
        body=body,
        publisher=publisher_of(paper or None),
        url=url,
        standfirst="" if summary.rstrip("….[] ") in body else summary,
        byline=one_line(entry.get("author", ""))[:300],
        published_at=published_at,
        precision=precision,
        source=place.source,
        line=place.number,
        raw=html.encode(),
        media_type="text/html",
        is_lesser=True,
    )


def dated(entry: Any) -> Dated:
    """From the words of the feed: feedparser itself takes BST for GMT."""
    for name in DATES:
        try:
            if entry.get(name):
                return parse_date(re.sub(r"\s+", " ", entry[name]))
        except NotAnArticleError:
            continue
    return None, "unknown"


def changed_at(entry: Any) -> datetime | None:
    """When the entry says that it changed; one that says nothing is looked at each time."""
    try:
        moment, precision = parse_date(entry.get("updated", "") if "updated" in entry else "")
    except NotAnArticleError:
        return None
    return moment if precision == "time" else None
