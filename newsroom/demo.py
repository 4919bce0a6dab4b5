"""What the demonstration edition tells machines: list nothing of it."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]


def unlisted(respond: Respond) -> Respond:
    """Middleware: pages, feeds and exports alike ask search engines to leave them out."""
    if not settings.DEMO:
        raise MiddlewareNotUsed

    def responded(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response["X-Robots-Tag"] = "noindex"
        return response

    return responded
