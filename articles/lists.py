"""Lists of everybody, everything: filtered, in a chosen order, a page at a time."""

from __future__ import annotations

import string
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django_filters import FilterSet

from articles.counts import with_counts

ROWS = 50
ORDERS = {"name": ("name",), "statements": ("-statement_count", "-story_count", "name")}


def listing(request: HttpRequest, filters: type[FilterSet], rows: QuerySet) -> dict[str, Any]:
    """The filtered page of `rows` that the address asks for, and the links to the others."""
    form = filters(request.GET, queryset=rows)
    order = request.GET.get("order") if request.GET.get("order") in ORDERS else "name"
    ordered = with_counts(form.qs.distinct()).order_by(*ORDERS[order], "pk")
    return {
        "filter": form,
        "page": Paginator(ordered, ROWS).get_page(request.GET.get("page")),
        "order": order,
        "letters": string.ascii_uppercase,
        "letter": request.GET.get("letter", "").upper()[:1],
    }
