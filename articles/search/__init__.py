"""Search over articles and statements: an index that can be rebuilt from the database any time."""

from articles.search.entities import matching_entities
from articles.search.finding import find
from articles.search.following import catch_up
from articles.search.results import (
    PAGE_SIZE,
    ArticleHit,
    Pieces,
    Results,
    Search,
    StatementHit,
)

__all__ = [
    "PAGE_SIZE",
    "ArticleHit",
    "Pieces",
    "Results",
    "Search",
    "StatementHit",
    "catch_up",
    "find",
    "matching_entities",
]
