"""The editors' side of the archive. Every decision goes through `articles.actions`."""

from articles.admin import archive, desk, people, tags

__all__ = ["archive", "desk", "people", "tags"]
