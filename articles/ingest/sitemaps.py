"""Sitemaps, news sitemaps and indexes of them: addresses of pages, with when they changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from articles.ingest.dates import parse_date
from articles.ingest.markup import child_text, elements, local_name
from articles.ingest.values import Lead, NotAnArticleError, Reading, Unreadable


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
        yield Lead(url, source, line, changed_at(child_text(entry, "lastmod")), is_list=is_list)
    if not found:
        raise NotAnArticleError("a sitemap without addresses")


def changed_at(text: str) -> datetime | None:
    """When a page changed; a date that is none, or is only a day, says nothing to rely on."""
    try:
        moment, precision = parse_date(text)
    except NotAnArticleError:
        return None
    return moment if precision == "time" else None
