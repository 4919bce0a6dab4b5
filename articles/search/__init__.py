"""Search over articles and statements: an index that can be rebuilt from the database any time."""

from articles.search.entities import matching_entities
from articles.search.filters import SearchFilter
from articles.search.finding import find
from articles.search.following import catch_up
from articles.search.links import Address, chips, choices
from articles.search.periods import chart
from articles.search.refining import refinements
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
    "Address",
    "ArticleHit",
    "Facets",
    "Pieces",
    "Results",
    "Search",
    "SearchFilter",
    "StatementHit",
    "catch_up",
    "chart",
    "chips",
    "choices",
    "find",
    "matching_entities",
    "refinements",
]
