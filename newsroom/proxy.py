"""Whose request it is when a proxy in front hands it on."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]


def readers_address(respond: Respond) -> Respond:
    """Middleware: with BEHIND_TLS, REMOTE_ADDR is whom the proxy names, not the proxy itself.

    Reports and wrong passwords are counted by address: counted together, anybody's eight wrong
    passwords would keep every editor out.
    """
    if not settings.BEHIND_TLS:
        raise MiddlewareNotUsed

    def responded(request: HttpRequest) -> HttpResponse:
        if named := last_of(request.META.get("HTTP_X_FORWARDED_FOR", "")):
            request.META["REMOTE_ADDR"] = named
        return respond(request)

    return responded


def last_of(addresses: str) -> str:
    """Return the last of X-Forwarded-For: those before it are what the sender claims."""
    last = addresses.rpartition(",")[2].strip()
    try:
        return str(ip_address(last))
    except ValueError:
        return ""
