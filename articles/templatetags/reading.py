"""How dates, numbers and words are set for readers."""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from articles import structured
from articles.models import Article, Statement
from articles.revisions import Piece as EditPiece
from articles.search import Pieces
from articles.speakers import party_page, shown_name
from articles.story import Piece
from articles.terms import Term
from people.models import Entity, Party

register = template.Library()

CLOSING = {"”": "“", "’": "‘", '"': '"', "'": "'"}
FORMATS = {"time": "j F Y, g.i", "day": "j F Y", "month": "F Y", "year": "Y"}


@register.simple_tag
def site_name() -> str:
    return settings.SITE_NAME


@register.simple_tag
def is_demonstration() -> bool:
    """Whether every person, place and paper of this site is invented."""
    return settings.DEMO


@register.filter
def british(day: date | None) -> str:
    """18 February 2019."""
    return date_format(day, "j F Y") if day else ""


@register.filter
def percent(share: float) -> str:
    """A share of one as a number of a hundred: 0.9634 is 96.3; the last digit is not rounded up."""
    return f"{int(share * 1000) / 10:.1f}"


@register.filter
def printed_on(article: Article) -> str:
    """The date of publication, as exactly as it is known: "February 2019", "undated"."""
    if article.published_at is None or article.precision == Article.Precision.UNKNOWN:
        return "undated"
    at = timezone.localtime(article.published_at)
    return date_format(at, FORMATS[article.precision]) + _half(at, article.precision)


def _half(at: datetime, precision: str) -> str:
    return at.strftime("%p").lower() if precision == Article.Precision.TIME else ""


@register.filter
def sentence(statement: Statement) -> str:
    """The words, with the quote mark that closes one in them and the full stop behind.

    Both stand in the article, but are not part of the statement.
    """
    words, behind = statement.surface, statement.article.text[statement.end_char :][:2]
    if behind[:1] in CLOSING and _is_open(words, behind[0]):
        words, behind = words + behind[0], behind[1:]
    return words + ("." if behind[:1] == "." else "")


@register.simple_tag
def with_stop(statement: Statement) -> SafeString:
    """The words as `sentence` sets them; of those that a search found, its hits marked."""
    pieces = getattr(statement, "pieces", ())
    if not pieces:
        return format_html("{}", sentence(statement))
    shown = "".join(text for text, _ in pieces).removeprefix("… ")
    if statement.surface.endswith(shown):
        pieces = (*pieces, (sentence(statement).removeprefix(statement.surface), False))
    return with_hits(pieces)


def _is_open(words: str, mark: str) -> bool:
    """Whether a quotation begins in the words that only `mark`, behind them, closes.

    An apostrophe between letters, or before them, closes nothing.
    """
    opened = re.findall(rf"(?<!\w){CLOSING[mark]}(?=\S)", words)
    closed = re.findall(rf"(?<=\S){mark}(?!\w)", words)
    return len(opened) > len(closed)


@register.filter
def counted(number: int, nouns: str) -> str:
    """ "1 statement", "12,400 statements", "no statements" from "statement,statements"."""
    one, many = nouns.split(",")
    shown = f"{number:,}" if number else "no"
    return f"{shown} {one if number == 1 else many}"


@register.filter
def grouped_digits(number: int) -> str:
    """12,400."""
    return f"{number:,}"


@register.filter
def lasting(term: Term) -> str:
    """When a post was held; what began before the register is not given a beginning."""
    start, end = british(term.start), british(term.end)
    if term.since_before:
        return f"in the register since 1997, until {end}" if end else "in the register since 1997"
    return f"{start} to {end}" if end else f"since {start}"


@register.filter
def share(value: float | None) -> str:
    """0.384 as "38%"; a share too small to round is "under 1%"."""
    if value is None:
        return ""
    return f"{value:.0%}" if value >= 0.005 else "under 1%"


@register.filter
def as_known(article: Article) -> str:
    """The date for machines, as exactly as it is known."""
    return structured.as_known(article) or ""


@register.filter
def full_address(thing: Article | Statement | Entity) -> str:
    return structured.address(thing)


@register.filter
def name_of(entity: Entity) -> str:
    return shown_name(entity)


@register.filter
def page_of_party(party: Party) -> Entity | None:
    """Where a party is read about; "Independent" has no page."""
    page = party_page(party)
    return None if page.is_label else page


# These are tags and no partials, for a partial ends in a line break, which would be a space.


@register.simple_tag
def linked(piece: Piece) -> SafeString | str:
    """A piece of an article's text, as a link to whom it names."""
    if piece.named is None:
        return piece.text
    who = format_html(' data-who="{} (on this day)"', piece.named.who) if piece.named.who else ""
    href = piece.named.entity.get_absolute_url()
    return format_html('<a class="named" href="{}"{}>{}</a>', href, who, piece.text)


@register.simple_tag
def edited(piece: EditPiece) -> SafeString | str:
    """A piece of a text that was edited; what went and came is said in words too."""
    if piece.kind == "gone":
        return format_html('<del><span class="unseen"> Removed: </span>{}</del>', piece.text)
    if piece.kind == "new":
        return format_html('<ins><span class="unseen"> Added: </span>{}</ins>', piece.text)
    return piece.text


@register.simple_tag
def report_link(page: str, about: str = "", tag: Entity | None = None) -> SafeString:
    """The way to say that a tag or a speaker is wrong, with what is meant filled in."""
    asked = {"page": page, "about": about, "tag": tag.pk if tag else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    label = "tag" if tag and tag.kind != Entity.Kind.PERSON else "person"
    return format_html('<a href="/report/?{}" rel="nofollow">Wrong {}?</a>', query, label)


@register.simple_tag
def mark(statement: Statement) -> SafeString:
    """The link to a statement's own page, which a no-break space ties to the last word."""
    words = Truncator(statement.surface).words(6, truncate=" …")
    label = format_html("Link to the words “{}”", words)
    href = statement.get_absolute_url()
    return format_html('<a class="mark" href="{}" aria-label="{}">\u00a0¶</a>', href, label)


@register.simple_tag
def with_hits(pieces: Pieces) -> SafeString:
    """A text in pieces, those that match a search marked."""
    parts = (
        (format_html('<b class="found">{}</b>', text) if hit else text,) for text, hit in pieces
    )
    return format_html_join("", "{}", parts)
