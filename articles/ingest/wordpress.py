"""WordPress's own export (WXR): the published posts of a site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from typing import BinaryIO

from lxml import etree

from articles.ingest.article_json import read_article
from articles.ingest.dates import Dated, parse_date
from articles.ingest.markup import (
    child_text,
    elements,
    local_name,
    paragraphs_of,
    without_shortcodes,
)
from articles.ingest.values import (
    IncomingArticle,
    NotAnArticleError,
    Precision,
    Reading,
    Skipped,
    Unreadable,
)

CONTENT = "http://purl.org/rss/1.0/modules/content/"
NEVER = "0000-00-00 00:00:00"  # what WordPress writes for a draft's date


class Export:
    """What the head of the file says: the site, and the names behind the authors' logins."""

    def __init__(self) -> None:
        self.title = self.link = ""
        self.names: dict[str, str] = {}

    def take(self, element: etree._Element) -> None:
        name = local_name(element)
        if name == "author":
            login = child_text(element, "author_login")
            self.names[login] = child_text(element, "author_display_name") or login
        elif local_name(element.getparent()) == "channel":
            setattr(self, name, (element.text or "").strip())


def read_wxr(stream: BinaryIO, source: str) -> Iterator[Reading]:
    """The article of every published post; pages, drafts and pictures are passed over."""
    export = Export()
    for element in elements(stream, "item", "author", "title", "link"):
        parent = element.getparent()
        if local_name(element) == "item":
            yield read_item(element, export, source)
        elif parent is not None and local_name(parent) != "item":
            export.take(element)


def read_item(item: etree._Element, export: Export, source: str) -> Reading:
    line = item.sourceline
    kind, status = child_text(item, "post_type"), child_text(item, "status")
    if kind != "post" or status != "publish":
        reason = f"“{child_text(item, 'title')[:80]}” is not published (its status is {status})"
        return Skipped(source, reason if kind == "post" else "", line)
    try:
        return article_of(item, export, source)
    except NotAnArticleError as error:
        raw = etree.tostring(item, encoding="unicode")
        return Unreadable(source, str(error), line, raw)


def article_of(item: etree._Element, export: Export, source: str) -> IncomingArticle:
    login = child_text(item, "creator")
    article = read_article(
        {
            "headline": paragraphs_of(child_text(item, "title")),
            "body": paragraphs_of(without_shortcodes(child_text(item, "encoded", CONTENT))),
            "standfirst": paragraphs_of(excerpt(item)),
            "byline": export.names.get(login, login),
            "url": child_text(item, "link"),
            "publisher": {"name": export.title, "url": export.link} if export.title else None,
        }
    )
    published_at, precision = dated(item)
    return replace(
        article, published_at=published_at, precision=precision, source=source,
        line=item.sourceline, raw=etree.tostring(item, encoding="utf-8"), media_type="text/xml",
    )  # fmt: skip


def excerpt(item: etree._Element) -> str:
    found = [e for e in item if local_name(e) == "encoded" and etree.QName(e).namespace != CONTENT]
    return (found[0].text or "") if found else ""


def dated(item: etree._Element) -> Dated:
    """The moment in UTC, else the site's own clock, which is London's, else the feed's date."""
    universal = child_text(item, "post_date_gmt")
    if universal and universal != NEVER:
        moment, precision = parse_date(universal)
        time: Precision = precision
        return (moment.replace(tzinfo=UTC) if moment else None), time
    local = child_text(item, "post_date")
    return parse_date(local if local != NEVER else child_text(item, "pubDate"))
