"""The editors' side of the archive. Every decision goes through `articles.actions`."""

from articles.admin import archive, audit, desk, lessons, people, sources, tags

__all__ = ["archive", "audit", "desk", "lessons", "people", "sources", "tags"]
