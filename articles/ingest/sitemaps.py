"""Sitemaps, news sitemaps and indexes of them: addresses of pages, with when they changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from lxml import etree

from articles.ingest.article_json import LONGEST_HEADLINE, publisher_of
from articles.ingest.cleaning import one_line
from articles.ingest.dates import parse_date
from articles.ingest.markup import child_text, elements, local_name
from articles.ingest.values import IncomingArticle, Lead, NotAnArticleError, Reading, Unreadable


def read_sitemap(stream: BinaryIO, source: str) -> Iterator[Reading]:
    """A lead for each address; those of an index lead to further sitemaps."""
    found = 0
    for found, entry in enumerate(elements(stream, "url", "sitemap"), 1):
        line = entry.sourceline or found
        url = child_text(entry, "loc")
        if not url.startswith(("http://", "https://")):
            yield Unreadable(source, f"loc: {url[:80]!r}: expected an http or https address", line)
            continue
        is_list = local_name(entry) == "sitemap"
        yield Lead(
            url, source, line, changed_at(child_text(entry, "lastmod")), news_of(entry), is_list
        )
    if not found:
        raise NotAnArticleError("a sitemap without addresses")


def news_of(entry: etree._Element) -> IncomingArticle | None:
    """What a news sitemap says of the article."""
    news = next(entry.iterchildren("{*}news"), None)
    if news is None:
        return None
    try:
        published_at, precision = parse_date(child_text(news, "publication_date"))
        name = one_line(news.findtext("{*}publication/{*}name") or "")
        publisher = publisher_of(name or None)
    except NotAnArticleError:
        return None
    headline = one_line(child_text(news, "title"))[:LONGEST_HEADLINE]
    return IncomingArticle(
        headline, "", publisher, published_at=published_at, precision=precision, is_lesser=True
    )


def changed_at(text: str) -> datetime | None:
    """When a page changed; a date that is none, or is only a day, says nothing to rely on."""
    try:
        moment, precision = parse_date(text)
    except NotAnArticleError:
        return None
    return moment if precision == "time" else None
