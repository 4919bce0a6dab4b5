"""Who a person was on a day, by the register's key: from the tables, or from the database."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache

from articles.annotating import Describe
from people.descriptions import HeldPost, describe
from people.held_posts import from_membership, from_office, held_posts_of_roster
from people.models import Membership, OfficeHolding
from people.roster import Roster

CACHED = 10_000  # people and days


def describer_of_roster(roster: Roster) -> Describe:
    return describer(held_posts_of_roster(roster))


def describer_of_database() -> Describe:
    """Reads all posts once: for long runs over many people."""
    posts: dict[str, list[HeldPost]] = defaultdict(list)
    for row in Membership.objects.with_names().select_related("person"):
        posts[row.person.key].append(from_membership(row))
    for office in OfficeHolding.objects.select_related("person"):
        posts[office.person.key].append(from_office(office))
    return describer(posts)


def describer(posts: dict[str, list[HeldPost]]) -> Describe:
    @lru_cache(maxsize=CACHED)  # an article names the same people again and again
    def described(key: str, day: date | None) -> str:
        return describe(posts.get(key, ()), day)

    return described
