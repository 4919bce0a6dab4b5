"""Tables to take away: CSV (RFC 4180) in UTF-8, for `?format=csv`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

# What spreadsheets would run as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


TYPE = "text/csv; charset=utf-8"
Response = TypeVar("Response", bound=HttpResponseBase)


def is_wanted(request: HttpRequest) -> bool:
    return request.GET.get("format") == "csv"


def as_csv(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """`rows` under `columns`, to be saved as NAME.csv; an empty cell is not known."""
    response = HttpResponse("".join(_lines(columns, rows)), content_type=TYPE)
    return _to_be_saved(response, name)


def streamed_csv(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """The same, handed on while `rows` are read, for what is too long to be held."""
    return _to_be_saved(StreamingHttpResponse(_lines(columns, rows), content_type=TYPE), name)


def _to_be_saved(response: Response, name: str) -> Response:
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["X-Robots-Tag"] = "noindex"
    return response


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def _lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow([_cell(value) for value in row])


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
