"""When two readings are the same article."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from articles.ingest.values import IncomingArticle

# What newsletters and social networks append; it never says which article is meant.
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")


def canonical_address(url: str) -> str:
    """`url` without fragment and tracking, host in lower case; http and https are one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = [pair for pair in parse_qsl(parts.query, True) if not pair[0].startswith(TRACKING)]
    return urlunsplit(("https", parts.netloc.casefold(), parts.path or "/", urlencode(query), ""))


def identity_of(article: IncomingArticle, publisher: str) -> str:
    """SHA-256 of the canonical address or, lacking one, of publisher and text; hexadecimal."""
    if article.url:
        words = canonical_address(article.url)
    else:
        words = "\n".join((publisher, article.headline, "", article.body))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
