"""Lists of everybody, everything: filtered, in a chosen order, a page at a time."""

from __future__ import annotations

import string
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.counts import with_counts
from articles.filters import ByName

ROWS = 50
BY_STATEMENTS = ("-statement_count", "-story_count")


def listing(request: HttpRequest, filters: type[ByName], rows: QuerySet) -> dict[str, Any]:
    """The filtered page of `rows` that the address asks for, and the links to the others."""
    form = filters(request.GET, queryset=rows)
    order = "statements" if request.GET.get("order") == "statements" else "name"
    first = BY_STATEMENTS if order == "statements" else ()
    ordered = with_counts(form.qs.distinct()).order_by(*first, *filters.alphabet, "pk")
    return {
        "filter": form,
        "page": Paginator(ordered, ROWS).get_page(request.GET.get("page")),
        "order": order,
        "letters": string.ascii_uppercase,
        "letter": request.GET.get("letter", "").upper()[:1],
    }
