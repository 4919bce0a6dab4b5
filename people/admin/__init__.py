"""The register's care: every table with the ways to find a row among thousands."""

from people.admin import entities, posts

__all__ = ["entities", "posts"]
