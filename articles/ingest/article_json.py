"""Article JSON, the archive's own exchange format (one object an article)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from articles.ingest.cleaning import clean, one_line
from articles.ingest.dates import parse_date
from articles.ingest.values import IncomingArticle, IncomingPublisher, NotAnArticleError

KNOWN = {
    "url", "headline", "standfirst", "byline", "body", "published_at", "publisher", "language",
}  # fmt: skip
RIGHTS = ("", "full", "extract")
LONGEST_HEADLINE = 500
LONGEST_ADDRESS = 1000


def parse_article(raw: str) -> IncomingArticle:
    """The article in a JSON text. Raises NotAnArticleError with a message for a person."""
    try:
        value = json.loads(raw)
    except json.JSONDecodeError as error:
        raise NotAnArticleError(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise NotAnArticleError("not an article: nested too deeply") from None
    if not isinstance(value, dict):
        raise NotAnArticleError(f"not an article: expected an object, found {named(value)}")
    return read_article(value)


def read_article(value: Mapping[str, Any]) -> IncomingArticle:
    """The article in an object of article JSON; unknown keys are kept in `extra`."""
    headline = one_line(text_of(value, "headline"))
    body = clean(text_of(value, "body"))
    if not headline:
        raise NotAnArticleError("headline: missing or empty: every article needs one")
    if not body:
        raise NotAnArticleError("body: missing or empty: expected the article's paragraphs")
    published_at, precision = parse_date(text_of(value, "published_at"))
    return IncomingArticle(
        headline=within("headline", headline, LONGEST_HEADLINE),
        body=body,
        publisher=publisher_of(value.get("publisher")),
        url=address(text_of(value, "url")),
        standfirst=clean(text_of(value, "standfirst")),
        byline=one_line(text_of(value, "byline"))[:300],
        published_at=published_at,
        precision=precision,
        language=text_of(value, "language")[:20] or "en-GB",
        extra={clean(str(key)): cleaned(value[key]) for key in value if key not in KNOWN},
    )


def text_of(value: Mapping[str, Any], key: str) -> str:
    found = value.get(key)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise NotAnArticleError(f"{key}: expected text, found {named(found)}")
    return found


def publisher_of(value: object) -> IncomingPublisher | None:
    if value is None:
        return None
    if isinstance(value, str):
        value = {"name": value}
    if not isinstance(value, dict):
        raise NotAnArticleError(f"publisher: expected an object with a name, found {named(value)}")
    name, rights = one_line(text_of(value, "name")), text_of(value, "rights")
    if not name:
        raise NotAnArticleError("publisher.name: missing or empty")
    if rights not in RIGHTS:
        raise NotAnArticleError(f"publisher.rights: {rights!r}: expected full or extract")
    return IncomingPublisher(
        within("publisher.name", name, 200), address(text_of(value, "url")), rights
    )


def address(text: str) -> str:
    text = one_line(text)
    if text and not text.startswith(("http://", "https://")):
        raise NotAnArticleError(f"url: {text[:80]!r}: expected an http or https address")
    return within("url", text, LONGEST_ADDRESS)


def within(key: str, text: str, longest: int) -> str:
    if len(text) > longest:
        raise NotAnArticleError(f"{key}: {len(text)} characters: at most {longest} fit")
    return text


def cleaned(value: Any) -> Any:
    """A JSON value whose texts a database can hold."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {clean(str(key)): cleaned(item) for key, item in value.items()}
    return value


def named(value: object) -> str:
    """What a person calls a JSON value."""
    if value is None or isinstance(value, bool):
        return "nothing" if value is None else "true or false"
    return {str: "text", int: "a number", float: "a number", list: "a list", dict: "an object"}.get(
        type(value), type(value).__name__
    )
