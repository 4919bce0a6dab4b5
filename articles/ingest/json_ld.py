"""What a page says of itself in JSON-LD, in the several shapes in which pages say it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

Node = Mapping[str, Any]
ARTICLES = frozenset({
    "Article", "NewsArticle", "ReportageNewsArticle", "OpinionNewsArticle",
    "AnalysisNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle",
    "BlogPosting", "LiveBlogPosting", "SatiricalArticle", "AdvertiserContentArticle", "Report",
})  # fmt: skip
OTHERS = frozenset({
    "CollectionPage", "SearchResultsPage", "ProfilePage", "AboutPage", "ContactPage", "FAQPage",
    "ItemList", "JobPosting", "Product", "Event", "Recipe", "VideoGallery", "ImageGallery",
})  # fmt: skip
WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*;?\s*$", re.S
)
DEEPEST = 12


def nodes_of(page: HtmlElement) -> list[Node]:
    """Every object of the page's JSON-LD, outermost first; what is no JSON is passed over."""
    found: list[Node] = []
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or "").casefold():
            found += walk(parsed(script.text_content() or ""))
    return found


def parsed(text: str) -> Any:
    for attempt in (text, WRAPPING.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
    return None


def walk(value: Any, depth: int = 0) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from walk(value.get(key), depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from walk(item, depth + 1)


def types_of(node: Node) -> frozenset[str]:
    stated = node.get("@type")
    listed = stated if isinstance(stated, list) else [stated]
    return frozenset(str(name).rpartition("/")[2] for name in listed if name)


def article_of(nodes: list[Node]) -> Node | None:
    """The object that is the article: of several, the one with most of what we look for."""
    found = [node for node in nodes if types_of(node) & ARTICLES]
    wanted = ("headline", "datePublished", "author", "articleBody")
    return max(found, key=lambda node: sum(key in node for key in wanted), default=None)


def other_type(nodes: list[Node]) -> str:
    """What the page says that it is, where that is no article."""
    names = {name for node in nodes for name in types_of(node) & OTHERS}
    return min(names, default="")


def text_at(node: Node | None, *keys: str) -> str:
    """The first of the keys that holds text, or an object with a name or address."""
    for key in keys:
        for value in as_list((node or {}).get(key)):
            if isinstance(value, dict):
                value = value.get("name") or value.get("@value") or value.get("@id")
            if isinstance(value, str) and value.strip():
                return html.unescape(value).strip()
    return ""


def names_at(node: Node | None, key: str, nodes: list[Node]) -> list[str]:
    """The names at a key: texts, objects, lists of both, or references into the graph."""
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and "name" in n}
    names: list[str] = []
    for value in as_list((node or {}).get(key)):
        if isinstance(value, dict):
            value = by_id.get(str(value.get("@id")), value) if "name" not in value else value
            value = value.get("name")
        for name in as_list(value):
            if isinstance(name, str) and name.strip() and not name.startswith("http"):
                names.append(html.unescape(name).strip())
    return list(dict.fromkeys(names))


def as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
