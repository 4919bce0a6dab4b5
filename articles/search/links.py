"""Addresses of a search with one thing changed: every filter is a link, and every link survives."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.dates import MONTHS
from django.utils.formats import date_format

from articles.models import Publisher
from articles.search.filters import CHANNELS, KINDS, RECENT, SearchFilter
from articles.speakers import shown_name
from people.models import Entity

SEARCH = "/search/"
# In the address, but no filter.
OTHERS = ("q", "order", "page")
NOT_KEPT = ("page", "all", "format")


class Address:
    """The address asked, from which others are made. A change always leads to the first page."""

    def __init__(self, asked: QueryDict) -> None:
        self.shown_whole = asked.get("all", "")
        pairs = [(name, str(value)) for name, value in asked.items()]
        self._pairs = [pair for pair in pairs if pair[0] not in NOT_KEPT]

    def changed(self, **changes: object) -> str:
        """The address with these values; None leaves one out."""
        pairs = [pair for pair in self._pairs if pair[0] not in changes]
        pairs += [(name, str(value)) for name, value in changes.items() if value is not None]
        return f"{SEARCH}?{urlencode(pairs)}" if pairs else SEARCH

    def pairs_but(self, *names: str) -> list[tuple[str, str]]:
        """What a form has to carry on that sets the named ones itself."""
        return [pair for pair in self._pairs if pair[0] not in names]


class Link(NamedTuple):
    label: str
    href: str
    is_current: bool = False


def chips(asked: SearchFilter, address: Address) -> list[Link]:
    """The chosen filters in words, each with the address without it."""
    chosen = {name: value for name, value in asked.chosen.items() if name not in OTHERS}
    if "year" not in chosen:
        chosen.pop("month", None)
    return [
        Link(_in_words(name, value), address.changed(**_without(name)))
        for name, value in chosen.items()
    ]


def _without(name: str) -> dict[str, None]:
    """A month means nothing without its year."""
    return {"year": None, "month": None} if name == "year" else {name: None}


def _in_words(name: str, value: Any) -> str:
    if isinstance(value, Entity):
        return shown_name(value)
    if isinstance(value, Publisher):
        return value.name
    if isinstance(value, date):
        label = "From" if name == "since" else "To"
        return f"{label} {date_format(value, 'j F Y')}"
    words = {
        "kind": dict(KINDS),
        "channel": dict(CHANNELS),
        "within": dict(RECENT),
        "month": {str(number): str(month) for number, month in MONTHS.items()},
    }
    return str(words.get(name, {}).get(value, value))


def choices(name: str, options: list[tuple[str, str]], now: str, address: Address) -> list[Link]:
    """Links of which one is chosen; the first is what goes without saying."""
    first = options[0][0]
    return [
        Link(label, address.changed(**{name: None if value == first else value}), value == now)
        for value, label in options
    ]


def without_filters(asked: SearchFilter, address: Address) -> str:
    """The same words in the whole archive."""
    return address.changed(**{name: None for name in asked.filters if name not in ("q", "order")})
