"""Public pages are kept whole, and forgotten with the next change of the archive.

Every table that a page may show has a trigger that turns a number over with the transaction
(`articles_turn_pages`, migration 0003). A page is kept under the number that stood before it was
read, so that whoever asks after a commit, in whatever process, finds nothing old. What changes by
time alone, the day and embargoes that end, is part of the number.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, has_vary_header
from django.utils.translation import get_language

# Pages of one reader, or that must be asked anew: the search index follows on its own, /report/
# holds a form, and the pages of the service need no database.
NEVER = ("/admin/", "/api/", "/report/", "/search/", "/healthz", "/readyz", "/robots.txt")
SECONDS = 600
LARGEST = 1_000_000  # bytes
OF_A_READER = (settings.SESSION_COOKIE_NAME, "messages")
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")

# Tables that no page shows. A table that is not named here turns the pages.
UNSEEN = {
    "articles_archive", "articles_batch", "articles_change", "articles_failure", "articles_lesson",
    "articles_linkcheck", "articles_pagenumber", "articles_registernumber", "articles_report",
    "articles_reviewitem",
    "articles_source", "articles_taggeranswer", "articles_taggingtrouble", "articles_word",
    "people_edit", "people_merge", "people_postcode",
}  # fmt: skip

# Row by row: two servers that have seen different changes have no number in common.
NUMBER = """
SELECT pg_is_in_recovery(),
       (SELECT identity FROM articles_archive),
       (SELECT string_agg(number::text, ' ' ORDER BY id) FROM articles_pagenumber),
       (SELECT max(embargo_until) FROM articles_article
        WHERE status = 'embargoed' AND embargo_until <= %s)
"""

# Statements, not rows: a bulk write turns the number once.
WATCH = """
CREATE OR REPLACE TRIGGER {trigger} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION articles_{trigger}()
"""
UNWATCHED = """
SELECT relname FROM pg_class
WHERE relname = ANY(%s) AND relnamespace = current_schema()::regnamespace
  AND to_regproc(%s) IS NOT NULL
  AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname = %s)
ORDER BY relname
"""


class Stand(NamedTuple):
    """How one database stands: the number of the pages that it shows."""

    number: str
    is_replica: bool


def page_number() -> str:
    """Another after each committed change, each ended embargo and each midnight. One query."""
    return stand_of(DEFAULT_DB_ALIAS).number


def stand_of(alias: str) -> Stand:
    with connections[alias].cursor() as cursor:
        cursor.execute(NUMBER, [timezone.now()])
        is_replica, *number = cursor.fetchone()
    return Stand(f"{number} {timezone.localdate()}", is_replica)


def watch_tables(*, using: str, **_: object) -> None:
    """After each `migrate`: a table that came with it is watched too."""
    watched = {"turn_pages": tables_of_pages(), "turn_register": tables_of_register()}
    connection = connections[using]
    with connection.cursor() as cursor:
        for trigger, tables in watched.items():
            cursor.execute(UNWATCHED, [list(tables), f"articles_{trigger}", trigger])
            for (table,) in cursor.fetchall():
                name = connection.ops.quote_name(table)
                cursor.execute(WATCH.format(trigger=trigger, table=name))


def tables_of_pages() -> set[str]:
    return _tables_of("articles", "people") - UNSEEN


def tables_of_register() -> set[str]:
    return _tables_of("people") - UNSEEN


def _tables_of(*labels: str) -> set[str]:
    found = (m for label in labels for m in _models_of(label) if m._meta.managed)
    return {model._meta.db_table for model in found}


def _models_of(label: str) -> list[type[models.Model]]:
    return list(apps.get_app_config(label).get_models(include_auto_created=True))


class PageCache:
    """Middleware: answers from the kept pages, and keeps what may be kept.

    Stands outside of GZip, so that pages are kept compressed, and inside of what adds headers to
    each answer. Who is logged in, and whoever has a message waiting, is never answered from it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.PAGE_CACHE or not may_be_kept(request):
            return self.get_response(request)
        number = page_number()
        key = key_of(request, number)
        kept = caches["pages"].get(key)
        if kept is None:
            request.page_number = number  # type: ignore[attr-defined]
            asked = _without_conditions(request)
            response = self.get_response(request)
            request.META.update(asked)
            if not is_public(response):
                return response
            kept = _kept(response)
            # Read from a replica that is behind, it is an older page: see articles.replicas.
            if request.page_number == number:  # type: ignore[attr-defined]
                caches["pages"].set(key, kept, SECONDS)
        return _answer(request, *kept)


def may_be_kept(request: HttpRequest) -> bool:
    return is_anybodys(request) and not request.path_info.startswith(NEVER)


def is_anybodys(request: HttpRequest) -> bool:
    """Whether this is a question that anybody might ask, and that changes nothing."""
    is_read = request.method in ("GET", "HEAD")
    return is_read and not any(name in request.COOKIES for name in OF_A_READER)


def key_of(request: HttpRequest, number: str) -> str:
    """Whatever makes one page differ from another: its whole address, language and encoding."""
    parts = (
        number,
        request.method or "",
        request.build_absolute_uri(),
        get_language() or "",
        "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else "",
    )
    return sha256("\n".join(parts).encode()).hexdigest()


def is_public(response: HttpResponseBase) -> bool:
    """Whether everybody else may be answered the same; not with a form's secret, or a cookie."""
    control = response.headers.get("Cache-Control", "")
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not has_vary_header(response, "Cookie")
        and "no-store" not in control
        and "private" not in control
        and len(response.content) <= LARGEST
    )


def _without_conditions(request: HttpRequest) -> dict[str, str]:
    """Takes the reader's conditions off, so that the whole page is made and can be kept."""
    return {name: request.META.pop(name) for name in CONDITIONS if name in request.META}


def _kept(response: HttpResponseBase) -> tuple[bytes, dict[str, str]]:
    # Browsers and proxies may keep it, and ask each time whether it still stands.
    response.headers.setdefault("Cache-Control", "no-cache")
    return response.content, dict(response.headers)  # type: ignore[attr-defined]


def _answer(request: HttpRequest, content: bytes, headers: dict[str, str]) -> HttpResponseBase:
    response = HttpResponse(content, headers=headers)
    answer = get_conditional_response(request, etag=headers.get("ETag"), response=response)
    return answer or response
