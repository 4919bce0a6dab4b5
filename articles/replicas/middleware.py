"""Chooses the database that a reader's page is read from, once a request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar, cast

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from articles.page_cache import is_anybodys, page_number
from articles.replicas.asking import goes_to_primary
from articles.replicas.choosing import choose
from articles.replicas.routing import PRIMARY, read_from, replicas

# Pages that answer to what was just written, and those of the service.
PRIMARYS = ("/admin/", "/report/", "/healthz", "/readyz", "/robots.txt")
Piece = TypeVar("Piece")


class ReadFromReplica:
    """Middleware, inside of the page cache: its number of the pages is used where it asked for one.

    Leaves on the request the number that the chosen database shows, by which the cache tells a page
    of a replica that is behind, which may be shown but not kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not replicas():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_readers(request):
            return self.get_response(request)
        alias, number = choose(getattr(request, "page_number", "") or page_number())
        request.page_number = number  # type: ignore[attr-defined]
        with read_from(alias):
            response = self.get_response(request)
        if alias != PRIMARY and isinstance(response, StreamingHttpResponse):
            pieces = cast("Iterable[bytes]", response.streaming_content)
            response.streaming_content = read_on(alias, pieces)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page that its replica failed is made once more, from the primary."""
        found = request.resolver_match
        if found is None or not goes_to_primary(exception):
            return None
        return found.func(request, *found.args, **found.kwargs)


def is_readers(request: HttpRequest) -> bool:
    return (
        is_anybodys(request)
        and "Authorization" not in request.headers
        and not request.path_info.startswith(PRIMARYS)
    )


def read_on(alias: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """What is sent while it is read is read after the middleware has ended."""
    rest = iter(pieces)
    while True:
        with read_from(alias):
            try:
                piece = next(rest)
            except StopIteration:
                return
        yield piece
