"""The editors' side of the register."""

from people.admin import entities, history, names, places, posts

__all__ = ["entities", "history", "names", "places", "posts"]
