"""Fetching from the web, politely and safely. Knows no Django: what it may do is handed in."""

from articles.fetching.fetcher import Fetched, Fetcher
from articles.fetching.following import Follower
from articles.fetching.policy import FetchError, FetchPolicy
from articles.fetching.visits import Visit, Visits

__all__ = ["FetchError", "FetchPolicy", "Fetched", "Fetcher", "Follower", "Visit", "Visits"]
