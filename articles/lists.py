"""Lists of everybody, everything: filtered, in a chosen order, a page at a time, or as a table."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.db.models.functions import Left, Upper
from django.http import HttpRequest

from articles.counts import with_counts
from articles.filters import ByName

ROWS = 50
Counted = Callable[[QuerySet], QuerySet]


@dataclass(frozen=True)
class Order:
    """An order that a list may have beside that of names."""

    key: str
    label: str
    fields: tuple[Any, ...]


BY_STATEMENTS = Order("statements", "most statements first", ("-statement_count", "-story_count"))


@dataclass(frozen=True)
class Listing:
    """What can be listed, how it is counted, and how it may be ordered."""

    filters: type[ByName]
    rows: QuerySet
    counted: Counted = with_counts
    orders: tuple[Order, ...] = field(default=(BY_STATEMENTS,))


def listed(request: HttpRequest, what: Listing) -> QuerySet:
    """The rows that the address asks for, in its order."""
    return _ordered(what.filters(request.GET, queryset=what.rows), what, _order(request, what))


def listing(request: HttpRequest, what: Listing) -> dict[str, Any]:
    """The page of rows that the address asks for, and the links to the others."""
    form, order = what.filters(request.GET, queryset=what.rows), _order(request, what)
    letter = request.GET.get("letter", "").upper()[:1]
    page = _page(request.GET.get("page"), form, what, order)
    is_long = bool(letter) or page.paginator.num_pages > 1
    return {
        "filter": form,
        "page": page,
        "order": order.key if order else "name",
        "orders": what.orders,
        "letters": letters(request, what) if is_long else [],
        "letter": letter,
    }


def _order(request: HttpRequest, what: Listing) -> Order | None:
    return next((o for o in what.orders if o.key == request.GET.get("order")), None)


def _page(number: str | None, form: ByName, what: Listing, order: Order | None) -> Page:
    """One page. In the order of names, only what stands on it is counted."""
    if order:
        return Paginator(_ordered(form, what, order), ROWS).get_page(number)
    named = _found(form, what).order_by(*what.filters.alphabet, "pk")
    page = Paginator(named.values_list("pk", flat=True), ROWS).get_page(number)
    counted = what.counted(what.rows.filter(pk__in=list(page.object_list)))
    page.object_list = list(counted.order_by(*what.filters.alphabet, "pk"))
    return page


def _found(form: ByName, what: Listing) -> QuerySet:
    # Not DISTINCT, for which the counts of every row would be read before the first is shown.
    return what.rows.filter(pk__in=form.qs.order_by().values("pk"))


def _ordered(form: ByName, what: Listing, order: Order | None) -> QuerySet:
    first = order.fields if order else ()
    return what.counted(_found(form, what)).order_by(*first, *what.filters.alphabet, "pk")


def letters(request: HttpRequest, what: Listing) -> list[tuple[str, bool]]:
    """The alphabet, each letter with whether any row that is asked for begins with it."""
    asked = request.GET.copy()
    asked.pop("letter", None)
    rows = what.filters(asked, queryset=what.rows).qs.order_by()
    initial = Upper(Left(what.filters.alphabet[0], 1))
    present = set(rows.annotate(initial=initial).values_list("initial", flat=True).distinct())
    return [(letter, letter in present) for letter in string.ascii_uppercase]
