"""What kind of source some bytes are, by their beginning or, where that is silent, their name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

from articles.ingest.pages import looks_like_html
from articles.ingest.values import NotAnArticleError

Kind = Literal[
    "json", "jsonl", "text", "html", "csv", "feed", "sitemap", "wordpress", "warc", "wacz"
]
BY_NAME: dict[str, Kind] = {
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".txt": "text", ".csv": "csv",
    ".tsv": "csv", ".warc": "warc", ".arc": "warc", ".wacz": "wacz",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".rss": "feed", ".atom": "feed",
}  # fmt: skip
XML_NAMES = (".xml", ".rss", ".atom", ".wxr", ".rdf")
# What a saved site has beside its pages.
FURNITURE = frozenset({
    ".css", ".js", ".map", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico",
    ".woff", ".woff2", ".ttf", ".eot", ".mp4", ".mp3", ".webm", ".cdx", ".cdxj",
})  # fmt: skip
ROOT = re.compile(rb"<(?!\?|!)(?:[\w.-]+:)?([\w.-]+)([^>]*)")
COMMENTS = re.compile(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", re.S | re.I)
WORDPRESS = b"wordpress.org/export"
BINARY = {
    b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "a document of an office program", b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive", b"SQLite format 3": "a database",
}  # fmt: skip


def kind_of(head: bytes, name: str) -> Kind:
    """The kind by the first bytes (decompressed) and the name. Raises NotAnArticleError."""
    suffix = suffix_of(name)
    for mark, what in BINARY.items():
        if head.startswith(mark):
            raise NotAnArticleError(f"not a kind of file that is read here: it is {what}")
    if head.startswith(b"PK\x03\x04"):
        return "wacz"
    if re.match(rb"WARC/\d|filedesc://", head):
        return "warc"
    if suffix in ("", ".txt", ".php", ".asp", ".aspx", ".jsp", *XML_NAMES) or suffix not in BY_NAME:
        found = kind_of_markup(head)
        if found:
            return "feed" if (found, BY_NAME.get(suffix)) == ("html", "feed") else found
    if suffix == ".html" and (found := kind_of_markup(head)) in ("feed", "sitemap", "wordpress"):
        return found
    if suffix in BY_NAME:
        return BY_NAME[suffix]
    kinds = ", ".join(dict.fromkeys((*BY_NAME, ".xml")))
    raise NotAnArticleError(f"not a kind of file that is read here (these are: {kinds})")


def suffix_of(name: str) -> str:
    """The end of a name that says its kind, whether compressed or not."""
    return PurePosixPath(name.casefold().removesuffix(".gz")).suffix


def kind_of_markup(head: bytes) -> Kind | None:
    """A feed, a sitemap, WordPress's export or a page; None if it is no markup at all."""
    text = COMMENTS.sub(b"", head.replace(b"\0", b"")).lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not text.startswith(b"<"):
        return "html" if looks_like_html(head) else None
    found = ROOT.match(text)
    root = found[1].decode("ascii", "replace").casefold() if found else ""
    if root == "rss" and WORDPRESS in head:
        return "wordpress"
    if root in ("rss", "feed", "rdf"):
        return "feed"
    if root in ("urlset", "sitemapindex"):
        return "sitemap"
    return "html" if looks_like_html(head) else None
