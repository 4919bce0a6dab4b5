"""Headline, author, time and address of a page: JSON-LD first, then meta tags, then the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from articles.ingest import json_ld
from articles.ingest.cleaning import one_line
from articles.ingest.dates import Dated, parse_date
from articles.ingest.values import NotAnArticleError

HEADLINES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title")
TIMES = (
    "article:published_time", "og:article:published_time", "parsely-pub-date", "sailthru.date",
    "datepublished", "publish-date", "pubdate", "date", "dc.date.issued", "dcterms.created",
    "dc.date", "dcterms.date", "article.published", "published-date", "publication_date",
)  # fmt: skip
AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
STANDFIRSTS = ("og:description", "description", "twitter:description")
BY = re.compile(r"^\s*(?:words\s+)?by\s*:?\s+", re.I)
DAY_IN_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:/|$)"
)
OTHER_KINDS = ("profile", "video.other")
GENERAL = ("www.", "m.", "amp.", "mobile.")


@dataclass(frozen=True)
class PageFacts:
    """What a page says of itself. `is_article` and `other` are its own words on what it is."""

    headline: str
    byline: str
    standfirst: str
    publisher: str
    language: str
    address: str
    elsewhere: str  # a canonical address at another site
    dated: Dated
    date_warning: str
    is_article: bool
    other: str
    is_amp: bool


def facts_of(page: HtmlElement, address: str = "") -> PageFacts:
    """What the page says of itself. `address` is where it was found."""
    nodes = json_ld.nodes_of(page)
    article = json_ld.article_of(nodes)
    metas = metas_of(page)
    own, elsewhere = addresses(page, article, metas, address)
    dated, warning = date_of(page, article, metas, own or address)
    is_article = article is not None or metas.get("og:type", "").casefold().startswith("article")
    return PageFacts(
        headline=headline_of(page, article, metas),
        byline=byline_of(page, article, nodes, metas),
        standfirst=json_ld.text_at(article, "alternativeHeadline", "description")
        or first(metas, STANDFIRSTS),
        publisher=next(iter(json_ld.names_at(article, "publisher", nodes)), "")
        or metas.get("og:site_name", ""),
        language=(page.get("lang") or json_ld.text_at(article, "inLanguage"))[:20],
        address=own,
        elsewhere=elsewhere,
        dated=dated,
        date_warning=warning,
        is_article=is_article,
        other="" if is_article else other_of(nodes, metas),
        is_amp=page.get("amp") is not None or page.get("⚡") is not None,
    )


def metas_of(page: HtmlElement) -> dict[str, str]:
    """Meta tags by name in lower case, the first of each; lists of authors are joined."""
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = one_line(meta.get("content") or "")
        if name and content:
            found.setdefault(name.casefold(), content)
    return found


def first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def headline_of(page: HtmlElement, article: json_ld.Node | None, metas: dict[str, str]) -> str:
    stated = json_ld.text_at(article, "headline", "name") or itemprop(page, "headline")
    if stated:
        return one_line(stated)
    heading = sole_heading(page)
    title = first(metas, HEADLINES) or title_of(page)
    # A page title carries the paper's name; the one h1 does not.
    return heading if heading and heading in title else one_line(title) or heading


def sole_heading(page: HtmlElement) -> str:
    found = headings(page)
    return found[0] if len(found) == 1 else ""


def headings(page: HtmlElement) -> list[str]:
    return [text for h1 in page.iter("h1") if (text := one_line(h1.text_content()))]


def title_of(page: HtmlElement) -> str:
    title = one_line(page.findtext(".//title") or "")
    return re.split(r" [|–—»] ", title)[0] or title


def byline_of(
    page: HtmlElement, article: json_ld.Node | None, nodes: list[json_ld.Node],
    metas: dict[str, str],
) -> str:  # fmt: skip
    names = json_ld.names_at(article, "author", nodes) or json_ld.names_at(
        article, "creator", nodes
    )
    if not names:
        stated = (first(metas, AUTHORS), itemprop(page, "author"), *named_author(page))
        names = [name for name in stated if name and not name.startswith("http")][:1]
    return one_line(", ".join(BY.sub("", name) for name in names))[:300]


def named_author(page: HtmlElement) -> Iterator[str]:
    for element in page.xpath("//*[@rel='author'] | //*[contains(@class, 'byline')]"):
        text = one_line(element.text_content())
        if 0 < len(text) <= 100:
            yield text


def itemprop(page: HtmlElement, name: str) -> str:
    for element in page.xpath("//*[@itemprop=$name]", name=name):
        text = element.get("content") or element.get("datetime") or element.text_content()
        if one_line(text):
            return one_line(text)
    return ""


def date_of(
    page: HtmlElement, article: json_ld.Node | None, metas: dict[str, str], address: str
) -> tuple[Dated, str]:
    """The first stated date that is one; else the day in the address. And what was no date."""
    wrong = ""
    for stated in dates_stated(page, article, metas):
        try:
            return parse_date(stated), ""
        except NotAnArticleError:
            wrong = wrong or f"states {stated[:40]!r} as its date, which is none"
    if found := DAY_IN_ADDRESS.search(urlsplit(address).path):
        try:
            return parse_date("{}-{:0>2}-{:0>2}".format(*found.groups())), wrong
        except NotAnArticleError:
            pass
    return (None, "unknown"), wrong or "states no date of publication"


def dates_stated(
    page: HtmlElement, article: json_ld.Node | None, metas: dict[str, str]
) -> Iterator[str]:
    yield from filter(None, [json_ld.text_at(article, "datePublished", "dateCreated")])
    yield from (metas[name] for name in TIMES if name in metas)
    yield from filter(None, [itemprop(page, "datePublished")])
    for element in page.xpath("//time[@pubdate] | //article//time | //main//time | //header//time"):
        yield from filter(None, [element.get("datetime") or one_line(element.text_content())])


def addresses(
    page: HtmlElement, article: json_ld.Node | None, metas: dict[str, str], address: str
) -> tuple[str, str]:
    """The page's own address, and the canonical one where that is at another site.

    A page may move itself within its site; it may not take an address of another site's.
    """
    links = (
        link.get("href", "")
        for link in page.iter("link")
        if "canonical" in (link.get("rel") or "").casefold().split()
    )
    stated = (
        *links, metas.get("og:url", ""),
        json_ld.text_at(article, "url", "mainEntityOfPage", "@id"),
    )  # fmt: skip
    for text in stated:
        url = absolute(one_line(text), address)
        if not url or (is_front(url) and not is_front(address or url)):
            continue
        return (url, "") if not address or same_site(url, address) else (address, url)
    return address, ""


def absolute(text: str, base: str) -> str:
    try:
        url = urljoin(base, text) if text else ""
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""


def is_front(url: str) -> bool:
    return urlsplit(url).path in ("", "/")


def same_site(one: str, other: str) -> bool:
    return site_of(one) == site_of(other)


def site_of(url: str) -> str:
    host = (urlsplit(url).hostname or "").casefold()
    for prefix in GENERAL:
        host = host.removeprefix(prefix)
    return host


def other_of(nodes: list[json_ld.Node], metas: dict[str, str]) -> str:
    kind = metas.get("og:type", "").casefold()
    return json_ld.other_type(nodes) or (kind if kind in OTHER_KINDS else "")
