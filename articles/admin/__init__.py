"""The editors' side of the archive. Every decision goes through `articles.actions`."""

from articles.admin import archive, desk, tags

__all__ = ["archive", "desk", "tags"]
