"""CSV with a column map: stated, or guessed from the names in the header."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from articles.ingest.article_json import read_article
from articles.ingest.charsets import Decoded, decode
from articles.ingest.markup import PARAGRAPH, paragraphs_of
from articles.ingest.values import IncomingArticle, NotAnArticleError, Reading, Unreadable

# Headers by which exports call what we look for; the first that is there wins.
GUESSES: dict[str, tuple[str, ...]] = {
    "headline": ("headline", "title", "heading", "post_title", "article_title", "name"),
    "body": ("body", "text", "content", "article", "story", "body_text", "article_text",
             "full_text", "post_content", "copy"),
    "published_at": ("published_at", "published", "date", "pubdate", "pub_date", "publish_date",
                     "publication_date", "date_published", "published_date", "post_date",
                     "datetime"),
    "url": ("url", "link", "permalink", "address", "web_url", "page_url", "canonical_url", "uri"),
    "byline": ("byline", "author", "authors", "writer", "reporter", "journalist"),
    "standfirst": ("standfirst", "summary", "description", "excerpt", "subtitle", "teaser",
                   "abstract", "strapline"),
    "publisher": ("publisher", "paper", "newspaper", "publication", "source", "outlet"),
    "language": ("language", "lang"),
}  # fmt: skip
PARTS = tuple(GUESSES)
NEEDED = ("headline", "body")
LONGEST_FIELD = 10_000_000
DELIMITERS = ",;\t|"
MISQUOTED = "a quotation mark is missing, or one inside a field is not doubled"


class Columns:
    """Which column of the table is which part of an article; raises NotAnArticleError."""

    def __init__(self, header: list[str], stated: Mapping[str, str]) -> None:
        self.header = [name.strip() for name in header]
        folded = {fold(name): name for name in reversed(self.header)}
        self.of: dict[str, str] = {}
        for part, column in stated.items():
            if part not in GUESSES:
                raise NotAnArticleError(f"--columns {part}: expected one of {', '.join(GUESSES)}")
            if fold(column) not in folded:
                raise NotAnArticleError(f"--columns: no column {column!r}; {self.listed()}")
            self.of[part] = folded[fold(column)]
        for part, names in GUESSES.items():
            free = [folded[n] for n in names if n in folded and folded[n] not in self.of.values()]
            if free and part not in self.of:
                self.of[part] = free[0]
        missing = [part for part in NEEDED if part not in self.of]
        if missing:
            raise NotAnArticleError(
                f"no column for {' and '.join(missing)}; {self.listed()}; "
                f"say which is which with --columns {missing[0]}=NAME"
            )

    def listed(self) -> str:
        return "the columns are " + ", ".join(self.header)

    def article(self, fields: list[str]) -> IncomingArticle:
        row = dict(zip(self.header, (field.strip() for field in fields), strict=True))
        value: dict[str, object] = {part: row.pop(column) for part, column in self.of.items()}
        value["publisher"] = value.get("publisher") or None
        value["body"] = paragraphs(str(value["body"]))
        return read_article({**{k: v for k, v in row.items() if k and v}, **value})


def fold(name: str) -> str:
    return "_".join(name.strip().casefold().replace("-", " ").split())


def paragraphs(text: str) -> str:
    """A cell's text: HTML, or lines; where no line is blank, each is a paragraph."""
    if PARAGRAPH.search(text):
        return paragraphs_of(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines if "\n\n" in lines else lines.replace("\n", "\n\n")


def read_csv(
    stream: BinaryIO, source: str, stated: Mapping[str, str] | None = None
) -> Iterator[Reading]:
    """An article for each row after the header."""
    csv.field_size_limit(LONGEST_FIELD)
    text, warning = text_of(stream)
    table = csv.reader(text, delimiter=delimiter_of(text), strict=True)
    header = next(table, None)
    if not header:
        raise NotAnArticleError("empty: expected a header with the names of the columns")
    columns = Columns(header, stated or {})
    warnings = (warning,) if warning else ()
    while True:
        line = table.line_num + 1
        try:
            fields = next(table)
        except StopIteration:
            return
        except csv.Error:
            yield Unreadable(source, MISQUOTED, line)
            continue
        if any(field.strip() for field in fields):
            yield read_row(columns, fields, source, line, warnings)
            warnings = ()


def read_row(
    columns: Columns, fields: list[str], source: str, line: int, warnings: tuple[str, ...]
) -> Reading:
    raw = raw_row(fields)
    if len(fields) != len(columns.header):
        reason = (
            f"{counted(len(fields))} where the header names {len(columns.header)}: "
            "a comma or a line end outside quotation marks shifts the columns"
        )
        return Unreadable(source, reason, line, raw)
    try:
        article = columns.article(fields)
    except NotAnArticleError as error:
        return Unreadable(source, str(error), line, raw)
    return replace(
        article, source=source, line=line, raw=raw.encode("utf-8", "replace"),
        media_type="text/csv", warnings=warnings,
    )  # fmt: skip


def counted(fields: int) -> str:
    return "1 field" if fields == 1 else f"{fields} fields"


def raw_row(fields: list[str]) -> str:
    kept = io.StringIO()
    csv.writer(kept).writerow([field.replace("\0", "") for field in fields])
    return kept.getvalue()


def text_of(stream: BinaryIO) -> tuple[io.TextIOBase, str]:
    """The table as a stream of text: UTF-16 by its mark, else UTF-8 with stray Windows-1252."""
    buffered = io.BufferedReader(stream)  # type: ignore[type-var]
    head = buffered.peek(4096)[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return io.TextIOWrapper(buffered, "utf-16", newline=""), ""
    sniffed: Decoded = decode(head[: head.rfind(b"\n") + 1] or head)
    text = io.TextIOWrapper(buffered, "utf-8-sig", errors="windows-1252", newline="")
    return text, sniffed.warning


def delimiter_of(text: io.TextIOBase) -> str:
    """The one of , ; tab | that stands most often in the first line, where no quote hides it."""
    buffered = text.buffer  # type: ignore[attr-defined]
    head = buffered.peek(4096)[:4096].decode("utf-8", "windows-1252").partition("\n")[0]
    return max(DELIMITERS, key=head.count)
