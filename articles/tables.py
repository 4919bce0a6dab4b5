"""Tables to take away: CSV (RFC 4180) in UTF-8, for `?format=csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse

# What spreadsheets would run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def is_wanted(request: HttpRequest) -> bool:
    return request.GET.get("format") == "csv"


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """`rows` under `columns`, to be saved as NAME.csv; an empty cell is not known."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["X-Robots-Tag"] = "noindex"
    writer = csv.writer(response)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return response


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
