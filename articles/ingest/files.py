"""Files and folders of everything that can be read, each by what it is."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from zlib import error as ZlibError

from articles.ingest.article_json import LONGEST_HEADLINE, parse_article
from articles.ingest.charsets import Decoded, decode
from articles.ingest.cleaning import clean, one_line
from articles.ingest.csv_tables import read_csv
from articles.ingest.feeds import read_feed
from articles.ingest.kinds import FURNITURE, Kind, kind_of
from articles.ingest.pages import LARGEST, parse_page
from articles.ingest.sitemaps import read_sitemap
from articles.ingest.values import (
    Finished,
    IncomingArticle,
    NotAnArticleError,
    NothingHereError,
    Reading,
    Skipped,
    Unreadable,
)
from articles.ingest.web_archives import read_wacz, read_warc, unpacked
from articles.ingest.wordpress import read_wxr

HEAD = 4096
LONGEST_LINE = 20_000_000  # bytes of one line of JSON Lines
LARGEST_FEED = 50_000_000


class Opened:
    """A file, decompressed: its stream, its kind, and the `source` to call it by."""

    def __init__(self, source: str, name: str, stream: BinaryIO) -> None:
        self.source, self.packed = source, stream
        self.stream = unpacked(stream)
        head = self.stream.peek(HEAD)[:HEAD]  # type: ignore[attr-defined]
        if not head.strip(b"\0 \t\r\n"):
            raise NotAnArticleError("empty")
        self.kind: Kind = kind_of(head, name)

    def whole(self, largest: int) -> bytes:
        raw = self.stream.read(largest + 1)
        if len(raw) > largest:
            raise NotAnArticleError(f"larger than {largest / 1e6:,.0f} MB: too large to be read")
        return raw


def read_source(path: Path, columns: Mapping[str, str] | None = None) -> Iterator[Reading]:
    """Every article of a file, or of the files below a folder in order of their names.

    What is no article comes out as Unreadable and never stops the rest. `columns` says which
    column of a CSV file is which part of an article.
    """
    if path.is_dir():
        for file in sorted(p for p in path.rglob("*") if not (p.is_dir() or hidden(p, path))):
            if file.suffix.casefold() in FURNITURE:
                yield Skipped(str(file))
            else:
                yield from read_file(file, columns)
    else:
        yield from read_file(path, columns)


def hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def read_file(path: Path, columns: Mapping[str, str] | None = None) -> Iterator[Reading]:
    source = str(path)
    try:
        with path.open("rb") as stream:
            yield from read_opened(Opened(source, path.name, stream), columns or {})
        yield Finished(source)
    except NothingHereError as error:
        yield Skipped(source, str(error))
    except NotAnArticleError as error:
        yield Unreadable(source, str(error))
    except (EOFError, ZlibError, gzip.BadGzipFile) as error:
        cut = isinstance(error, EOFError)
        yield Unreadable(source, "the compressed file is " + ("cut off" if cut else "damaged"))
    except OSError as error:
        yield Unreadable(source, f"cannot be opened: {error.strerror or error}")


def read_opened(file: Opened, columns: Mapping[str, str]) -> Iterator[Reading]:
    if file.kind == "csv":
        return read_csv(file.stream, file.source, columns)
    return READERS[file.kind](file)


def read_jsonl(file: Opened) -> Iterator[Reading]:
    number = 0
    while line := file.stream.readline(LONGEST_LINE):
        number += 1
        if not line.endswith(b"\n") and len(line) == LONGEST_LINE:
            raise NotAnArticleError(f"line {number} is longer than {LONGEST_LINE / 1e6:,.0f} MB")
        if line.strip():
            yield read_one(file, number, line, parse_json)


def read_json(file: Opened) -> Iterator[Reading]:
    yield read_one(file, None, file.whole(LONGEST_LINE), parse_json)


def read_text(file: Opened) -> Iterator[Reading]:
    yield read_one(file, None, file.whole(LARGEST), parse_text)


def read_html(file: Opened) -> Iterator[Reading]:
    yield replace(parse_page(file.whole(LARGEST)), source=file.source)


def read_feed_file(file: Opened) -> Iterator[Reading]:
    return read_feed(file.whole(LARGEST_FEED), file.source)


def parse_json(raw: bytes) -> IncomingArticle:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = f"not UTF-8: byte {error.start + 1} is {raw[error.start]:#04x}"
        raise NotAnArticleError(bad) from None
    return replace(parse_article(text), media_type="application/json")


def parse_text(raw: bytes) -> IncomingArticle:
    """An article in plain text: headline, blank line, paragraphs."""
    decoded: Decoded = decode(raw)
    headline, _, body = clean(decoded.text).partition("\n\n")
    if not headline or not body.strip():
        raise NotAnArticleError("expected a headline, a blank line and the article's paragraphs")
    headline = one_line(headline)
    if len(headline) > LONGEST_HEADLINE:
        raise NotAnArticleError("the text before the first blank line is too long for a headline")
    warnings = (decoded.warning,) if decoded.warning else ()
    return IncomingArticle(
        headline=headline, body=body.strip(), media_type="text/plain", warnings=warnings
    )


def read_one(
    file: Opened, line: int | None, raw: bytes, parse: Callable[[bytes], IncomingArticle]
) -> Reading:
    try:
        return replace(parse(raw), source=file.source, line=line, raw=raw)
    except NotAnArticleError as error:
        kept = raw.decode("utf-8", "replace").replace("\0", "")
        return Unreadable(file.source, str(error), line, kept)


READERS: dict[Kind, Callable[[Opened], Iterator[Reading]]] = {
    "json": read_json,
    "jsonl": read_jsonl,
    "text": read_text,
    "html": read_html,
    "feed": read_feed_file,
    "sitemap": lambda file: read_sitemap(file.stream, file.source),
    "wordpress": lambda file: read_wxr(file.stream, file.source),
    "warc": lambda file: read_warc(file.stream, file.source),
    "wacz": lambda file: read_wacz(file.packed, file.source),
}
