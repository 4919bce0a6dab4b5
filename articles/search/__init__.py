"""Search over articles and statements: an index that can be rebuilt from the database any time."""

from articles.search.filters import SearchFilter
from articles.search.finding import find
from articles.search.following import catch_up
from articles.search.results import (
    PAGE_SIZE,
    ArticleHit,
    Facets,
    Pieces,
    Results,
    Search,
    StatementHit,
)

__all__ = [
    "PAGE_SIZE",
    "ArticleHit",
    "Facets",
    "Pieces",
    "Results",
    "Search",
    "SearchFilter",
    "StatementHit",
    "catch_up",
    "find",
]
