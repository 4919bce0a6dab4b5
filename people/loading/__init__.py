"""Bringing the roster's tables into the database: nothing is overwritten, nothing deleted."""

from people.loading.outcome import Outcome, Report
from people.loading.roster import load_local_posts, load_roster

__all__ = ["Outcome", "Report", "load_local_posts", "load_roster"]
