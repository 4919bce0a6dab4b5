"""How dates, numbers and words are set for readers."""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from articles import structured
from articles.models import Article, Statement
from articles.revisions import Piece as EditPiece
from articles.search import Pieces
from articles.speakers import shown_name
from articles.story import Piece
from articles.terms import Term
from people.models import Entity

CLOSING = {"”": "“", "’": "‘", '"': '"', "'": "'"}


def site_name() -> str:
    return settings.SITE_NAME


def is_demonstration() -> bool:
    """Whether every person, place and paper of this site is invented."""
    return settings.DEMO


def british(day: date | None) -> str:
    """18 February 2019; of a moment the day that it was here, not in Greenwich."""
    if isinstance(day, datetime):
        day = timezone.localtime(day)
    return f"{day.day} {day:%B %Y}" if day else ""


def percent(share: float) -> str:
    """A share of one as a number of a hundred: 0.9634 is 96.3; the last digit is not rounded up."""
    return f"{int(share * 1000) / 10:.1f}"


def printed_on(article: Article) -> str:
    """The date of publication, as exactly as it is known: "February 2019", "undated"."""
    if article.published_at is None or article.precision == Article.Precision.UNKNOWN:
        return "undated"
    at = timezone.localtime(article.published_at)
    if article.precision == Article.Precision.DAY:
        return british(at)
    if article.precision == Article.Precision.MONTH:
        return f"{at:%B %Y}"
    if article.precision == Article.Precision.YEAR:
        return f"{at.year}"
    return f"{british(at)}, {at.hour % 12 or 12}.{at:%M}{'am' if at.hour < 12 else 'pm'}"


def sentence(statement: Statement) -> str:
    """The words, with the quote mark that closes one in them and the full stop behind.

    Both stand in the article, but are not part of the statement.
    """
    words, behind = statement.surface, statement.article.text[statement.end_char :][:2]
    if behind[:1] in CLOSING and _is_open(words, behind[0]):
        words, behind = words + behind[0], behind[1:]
    return words + ("." if behind[:1] == "." else "")


def in_pieces(statement: Statement) -> Pieces:
    """The words as `sentence` sets them, in pieces; of those that a search found, its hits too."""
    pieces = getattr(statement, "pieces", ())
    if not pieces:
        return ((sentence(statement), False),)
    seen = "".join(text for text, _ in pieces).removeprefix("… ")
    if statement.surface.endswith(seen):
        return (*pieces, (sentence(statement).removeprefix(statement.surface), False))
    return pieces


def _is_open(words: str, mark: str) -> bool:
    """Whether a quotation begins in the words that only `mark`, behind them, closes.

    An apostrophe between letters, or before them, closes nothing.
    """
    opened = re.findall(rf"(?<!\w){CLOSING[mark]}(?=\S)", words)
    closed = re.findall(rf"(?<=\S){mark}(?!\w)", words)
    return len(opened) > len(closed)


def counted(number: int, nouns: str) -> str:
    """ "1 statement", "12,400 statements", "no statements" from "statement,statements"."""
    one, many = nouns.split(",")
    shown = f"{number:,}" if number else "no"
    return f"{shown} {one if number == 1 else many}"


def grouped_digits(number: int) -> str:
    """12,400."""
    return f"{number:,}"


def lasting(term: Term) -> str:
    """When a post was held; what began before the register is not given a beginning."""
    start, end = british(term.start), british(term.end)
    if term.since_before:
        return f"in the register since 1997, until {end}" if end else "in the register since 1997"
    return f"{start} to {end}" if end else f"since {start}"


def share(value: float | None) -> str:
    """0.384 as "38%"; a share too small to round is "under 1%"."""
    if value is None:
        return ""
    return f"{value:.0%}" if value >= 0.005 else "under 1%"


def as_known(article: Article) -> str:
    """The date for machines, as exactly as it is known."""
    return structured.as_known(article) or ""


def full_address(thing: Article | Statement | Entity) -> str:
    return structured.address(thing)


def name_of(entity: Entity) -> str:
    return shown_name(entity)


def first_words(text: str, number: int) -> str:
    """As many words, and " …" where more follow."""
    return Truncator(text).words(number, truncate=" …")


def report_address(page: str, about: str = "", tag: Entity | None = None) -> str:
    """Where one says that a tag or a speaker is wrong, with what is meant filled in."""
    asked = {"page": page, "about": about, "tag": tag.pk if tag else ""}
    return f"/report/?{urlencode({name: value for name, value in asked.items() if value})}"


def linked_piece(piece: Piece) -> SafeString | str:
    """A piece of an article's text, as a link to whom it names."""
    if piece.named is None:
        return piece.text
    who = format_html(' data-who="{} (on this day)"', piece.named.who) if piece.named.who else ""
    href = piece.named.entity.get_absolute_url()
    return format_html('<a class="named" href="{}"{}>{}</a>', href, who, piece.text)


def edited_piece(piece: EditPiece) -> SafeString | str:
    """A piece of a text that was edited; what went and came is said in words too."""
    if piece.kind == "gone":
        return format_html('<del><span class="unseen"> Removed: </span>{}</del>', piece.text)
    if piece.kind == "new":
        return format_html('<ins><span class="unseen"> Added: </span>{}</ins>', piece.text)
    return piece.text
