"""The editors' side of the register."""

from people.admin import entities, names, places, posts

__all__ = ["entities", "names", "places", "posts"]
