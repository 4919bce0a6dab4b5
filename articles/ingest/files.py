"""Files and folders of article JSON, JSON Lines and plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from articles.ingest.article_json import LONGEST_HEADLINE, parse_article
from articles.ingest.cleaning import clean, one_line
from articles.ingest.values import IncomingArticle, NotAnArticleError, Unreadable

Reading = IncomingArticle | Unreadable


def read_source(path: Path) -> Iterator[Reading]:
    """Every article of a file, or of the files below a folder in order of their names.

    What is no article comes out as Unreadable and never stops the rest.
    """
    if path.is_dir():
        for file in sorted(p for p in path.rglob("*") if p.is_file() and not hidden(p, path)):
            yield from read_file(file)
    else:
        yield from read_file(path)


def hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def read_file(path: Path) -> Iterator[Reading]:
    reader = READERS.get(path.suffix.casefold())
    if reader is None:
        kinds = ", ".join(READERS)
        yield Unreadable(str(path), f"not a kind of file that is read here (these are: {kinds})")
        return
    try:
        yield from reader(path)
    except OSError as error:
        yield Unreadable(str(path), f"cannot be opened: {error.strerror or error}")


def read_jsonl(path: Path) -> Iterator[Reading]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield read_one(path, number, line, parse_article)


def read_json(path: Path) -> Iterator[Reading]:
    yield read_one(path, None, path.read_bytes(), parse_article)


def read_text(path: Path) -> Iterator[Reading]:
    yield read_one(path, None, path.read_bytes(), parse_text)


def parse_text(text: str) -> IncomingArticle:
    """An article in plain text: headline, blank line, paragraphs."""
    headline, _, body = clean(text).partition("\n\n")
    if not headline or not body.strip():
        raise NotAnArticleError("expected a headline, a blank line and the article's paragraphs")
    headline = one_line(headline)
    if len(headline) > LONGEST_HEADLINE:
        raise NotAnArticleError("the text before the first blank line is too long for a headline")
    return IncomingArticle(headline=headline, body=body.strip())


def read_one(
    path: Path, line: int | None, raw: bytes, parse: Callable[[str], IncomingArticle]
) -> Reading:
    kept = raw.decode("utf-8", "replace").replace("\0", "")
    try:
        article = parse(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        reason = f"not UTF-8: byte {error.start + 1} is {raw[error.start]:#04x}"
        return Unreadable(str(path), reason, line, kept)
    except NotAnArticleError as error:
        return Unreadable(str(path), str(error), line, kept)
    return replace(article, source=str(path), line=line, raw=kept)


READERS: dict[str, Callable[[Path], Iterator[Reading]]] = {
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".txt": read_text,
}
