"""What changed in a story after it was printed, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from django.db.models import Max, Q

from articles.models import Article, ArticleRevision

TOKEN = re.compile(r"\s+|\w+(?:[’'-]\w+)*|[^\w\s]")
# difflib takes the square of the length: beyond this it may leave common words out of account.
PATIENCE = 1_000_000
FIELDS = (("headline", "Headline"), ("standfirst", "Standfirst"), ("byline", "Byline"))
Version = Article | ArticleRevision


class Piece(NamedTuple):
    """Text that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True)
class Passage:
    """One part of a story that changed; `left_out` paragraphs before it did not."""

    label: str
    pieces: Sequence[Piece]
    left_out: int = 0


@dataclass(frozen=True)
class Edit:
    """One change of the text: when, why, and what; nothing to show if only spaces moved.

    `by_archive` says that an editor of the archive made it, and not the paper.
    """

    at: datetime
    reason: str
    passages: Sequence[Passage]
    by_archive: bool = False


def edits_of(article: Article, *, body: bool) -> list[Edit]:
    """Every change, the newest first; without `body` only those of the headline are told.

    A text of the paper that only waits beside an editor's changed nothing.
    """
    earlier = list(article.revisions.filter(is_beside=False).order_by("replaced_at", "id"))
    versions: list[Version] = [*earlier, article]
    edits = [
        Edit(
            before.replaced_at,
            before.reason,
            list(passages(before, after, body=body)),
            before.editor_id is not None,
        )
        for before, after in pairwise(versions)
        if isinstance(before, ArticleRevision)
    ]
    return edits[::-1]


def last_of_source(article: Article) -> Version:
    """The text that the source had last: the article itself unless an editor's text stands."""
    last: Version = article
    for row in article.revisions.filter(is_earlier_capture=False).order_by("-pk"):
        if row.editor_id is None and not row.is_beside and row.checksum != last.checksum:
            break  # the source put `last` in the place of this one
        last = row
        if row.is_beside:
            break
    return article if last.checksum == article.checksum else last


def is_beside(version: Version) -> bool:
    """Whether it is a text of the paper that waits beside an editor's."""
    return isinstance(version, ArticleRevision) and version.is_beside


class EditedAt(NamedTuple):
    """When the paper, and when an editor of the archive, changed the text last."""

    paper: datetime | None
    archive: datetime | None

    @property
    def last(self) -> datetime | None:
        return max(filter(None, self), default=None)


def edited_at(article: Article) -> EditedAt:
    """One query."""
    by_editor = Q(editor__isnull=False)
    return EditedAt(
        **article.revisions.filter(is_beside=False).aggregate(
            paper=Max("replaced_at", filter=~by_editor),
            archive=Max("replaced_at", filter=by_editor),
        )
    )


def passages(before: Version, after: Version, *, body: bool) -> Iterator[Passage]:
    for field, label in FIELDS if body else FIELDS[:1]:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield Passage(label, compare(old, new))
    if body:
        yield from changed_paragraphs(before.body, after.body)


def changed_paragraphs(old: str, new: str) -> Iterator[Passage]:
    """The paragraphs that differ, each with how many equal ones stand before it."""
    left, right = _paragraphs(old), _paragraphs(new)
    equal = 0
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            equal = b - a
        else:
            pieces = compare("\n\n".join(left[a:b]), "\n\n".join(right[c:d]))
            yield Passage("", pieces, equal)
            equal = 0


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def compare(old: str, new: str) -> list[Piece]:
    """`old` turned into `new`: the same and gone pieces make `old`, the same and new ones `new`."""
    left, right = TOKEN.findall(old), TOKEN.findall(new)
    is_long = len(left) * len(right) > PATIENCE
    matcher = SequenceMatcher(None, left, right, autojunk=is_long)
    return list(_joined(_pieces(matcher, left, right)))


def _pieces(matcher: SequenceMatcher, left: list[str], right: list[str]) -> Iterator[Piece]:
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(left[a:b]))
            continue
        if a < b:
            yield Piece("gone", "".join(left[a:b]))
        if c < d:
            yield Piece("new", "".join(right[c:d]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Two words that changed with a mere space between them read as one change."""
    gone = new = ""
    found = list(pieces)
    for at, piece in enumerate(found):
        is_gap = piece.kind == "same" and not piece.text.strip() and "\n" not in piece.text
        if piece.kind == "same" and not (is_gap and 0 < at < len(found) - 1):
            yield from _flush(gone, new)
            gone = new = ""
            yield piece
        else:
            gone += piece.text if piece.kind != "new" else ""
            new += piece.text if piece.kind != "gone" else ""
    yield from _flush(gone, new)


def _flush(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", gone)
    if new:
        yield Piece("new", new)
