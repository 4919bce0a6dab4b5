"""Visits to addresses, kept in the database; and the policy under which they are made."""

from __future__ import annotations

from django.conf import settings

from articles import models
from articles.fetching import FetchPolicy, Visit


class DatabaseVisits:
    """Implements `articles.fetching.Visits`."""

    def last(self, url: str) -> Visit | None:
        row = models.Visit.objects.filter(address=url).first()
        return Visit(row.etag, row.modified, row.visited_at) if row else None

    def keep(self, url: str, visit: Visit) -> None:
        if len(url) > 1000:
            return
        models.Visit.objects.update_or_create(
            address=url,
            defaults={
                "etag": visit.etag,
                "modified": visit.modified,
                "visited_at": visit.visited_at,
            },
        )


def policy_from_settings() -> FetchPolicy:
    """Who asks and where to complain, from the site's settings."""
    contact = f"; {settings.CONTACT}" if settings.CONTACT else ""
    about = f"{settings.SITE_NAME}; +{settings.SITE_URL}/about/{contact}"
    latin = about.encode("ascii", "replace").decode()
    return FetchPolicy(
        agent=f"Newsroom/0.1 ({latin})",
        allow_private=settings.INGEST_ALLOW_PRIVATE,
        delay=settings.INGEST_DELAY,
    )
