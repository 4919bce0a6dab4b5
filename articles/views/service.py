"""Pages for machines that watch or read the site."""

from __future__ import annotations

import sys

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.defaults import server_error

ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /report/
Disallow: /search/

Sitemap: {site}/sitemap.xml
"""


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; the database is not asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and has every migration."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return _not_ready("The database does not answer.")
    return _not_ready(f"{len(waiting)} migrations wait.") if waiting else _ready()


def _ready() -> HttpResponse:
    return HttpResponse("ready\n", content_type="text/plain")


def _not_ready(reason: str) -> HttpResponse:
    return HttpResponse(f"{reason}\n", status=503, content_type="text/plain")


def robots(request: HttpRequest) -> HttpResponse:
    text = ROBOTS.format(site=settings.SITE_URL.rstrip("/"))
    return HttpResponse(text, content_type="text/plain")


def out_of_order(request: HttpRequest) -> HttpResponse:
    """Why a page failed is in the log. While the database does not answer, all may come again."""
    response = server_error(request)
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        response.status_code = 503
        response["Retry-After"] = "60"
    return response
