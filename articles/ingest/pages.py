"""A web page: its text by trafilatura, everything else by what the page says of itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from lxml import etree, html

from articles.ingest.article_json import LONGEST_ADDRESS, LONGEST_HEADLINE
from articles.ingest.charsets import decode
from articles.ingest.cleaning import clean, one_line
from articles.ingest.page_facts import PageFacts, absolute, facts_of, headings, title_of
from articles.ingest.values import (
    IncomingArticle,
    IncomingPublisher,
    NotAnArticleError,
    NothingHereError,
)

LARGEST = 10_000_000  # bytes of a page; the largest of newspapers are a tenth of it
SHORTEST = 60  # characters of text in an article
MOSTLY_LINKS = 0.6  # share of a page's words that stand in links on a front or section page
FEEDS = ("application/rss+xml", "application/atom+xml")
HTML_HEAD = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)[\s>]", re.I)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)


def looks_like_html(head: bytes) -> bool:
    return HTML_HEAD.search(head[:4096].replace(b"\0", b"")) is not None


def parse_page(
    raw: bytes, address: str = "", charset: str = "", captured_at: datetime | None = None
) -> IncomingArticle:
    """The article on a page. `address` is where it was found, `charset` what the server said.

    Raises NothingHereError for a page that says itself that it is no article, NotAnArticleError
    for one in which none can be found.
    """
    page, warning = read_page(raw, charset)
    facts = facts_of(page, address)
    if facts.other:
        raise NothingHereError(f"says that it is a {facts.other}, not an article")
    if not facts.headline:
        raise NotAnArticleError("a page without a headline: no title, no h1, nothing stated")
    body = body_of(page, facts)
    published_at, precision = facts.dated
    elsewhere = {"canonical": facts.elsewhere} if facts.elsewhere else {}
    return IncomingArticle(
        headline=shortened(facts.headline),
        body=body,
        publisher=IncomingPublisher(facts.publisher[:200]) if facts.publisher else None,
        url=facts.address if len(facts.address) <= LONGEST_ADDRESS else "",
        standfirst=standfirst_of(facts, body),
        byline=facts.byline,
        published_at=published_at,
        precision=precision,
        language=facts.language or "en-GB",
        extra=elsewhere,
        raw=raw,
        media_type="text/html",
        captured_at=captured_at,
        is_lesser=facts.is_amp,
        warnings=tuple(filter(None, (warning, facts.date_warning))),
    )


def read_page(raw: bytes, charset: str) -> tuple[html.HtmlElement, str]:
    """The page's tree, and what has to be said of its charset."""
    if len(raw) > LARGEST:
        raise NotAnArticleError(f"larger than {LARGEST / 1e6:,.0f} MB: too large to be read")
    if not raw.strip():
        raise NotAnArticleError("empty")
    text, warning = decode(raw, charset)
    text = XML_DECLARATION.sub("", text.replace("\0", ""))
    try:
        return html.document_fromstring(text), warning
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise NotAnArticleError("not a web page: nothing in it can be read as HTML") from None


def feed_named(raw: bytes, address: str) -> str:
    """The address of the feed that a page names; "" if it names none."""
    try:
        page, _ = read_page(raw, "")
    except NotAnArticleError:
        return ""
    for link in page.iter("link"):
        if link.get("type") in FEEDS and "alternate" in (link.get("rel") or "").casefold():
            return absolute(link.get("href") or "", address)
    return ""


def body_of(page: html.HtmlElement, facts: PageFacts) -> str:
    from trafilatura import bare_extraction  # here: web workers never need it

    share, titles = share_of_links(page), {facts.headline, title_of(page), *headings(page)}
    for dateline in page.xpath("//time[not(ancestor::p)]"):
        dateline.drop_tree()
    found = bare_extraction(
        page, fast=True, include_comments=False, include_tables=False, with_metadata=False
    )
    text: str = getattr(found, "text", None) or ""
    paragraphs = [one_line(line) for line in text.split("\n")]
    while paragraphs and paragraphs[0] in {"", *titles}:
        paragraphs.pop(0)
    body = clean("\n\n".join(paragraphs))
    if len(body) < SHORTEST and not (facts.is_article and body):
        raise NothingHereError("holds no text of an article")
    if share > MOSTLY_LINKS and not facts.is_article:
        raise NothingHereError("holds links to articles, but is none")
    return body


def share_of_links(page: html.HtmlElement) -> float:
    body = page.find("body") if page.find("body") is not None else page
    texts = body.xpath(".//text()[not(ancestor::script or ancestor::style)]")
    linked = body.xpath(".//a//text()")
    return sum(map(visible, linked)) / max(1, sum(map(visible, texts)))


def visible(text: str) -> int:
    return len("".join(text.split()))


def standfirst_of(facts: PageFacts, body: str) -> str:
    """What stands above the text; a description that only repeats the text's beginning is none."""
    standfirst = clean(facts.standfirst)
    beginning = standfirst.rstrip(".… ")
    return "" if not beginning or beginning in body or standfirst == facts.headline else standfirst


def shortened(headline: str) -> str:
    return headline if len(headline) <= LONGEST_HEADLINE else headline[: LONGEST_HEADLINE - 1] + "…"


def with_place(article: IncomingArticle, source: str, line: int | None = None) -> IncomingArticle:
    return replace(article, source=source, line=line)
