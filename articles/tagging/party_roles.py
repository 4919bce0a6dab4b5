"""Words that mean somebody of a party whom the article has named: "the Labour councillor"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator

from articles.tagging.facts import Facts
from articles.tagging.marking import Span
from articles.tagging.reading import Reading
from articles.tagging.values import Mention

PARTISAN = re.compile(
    r"\b[Tt]he (?:[A-Z][\w-]* ){1,3}(?:group )?(?P<post>councillor|leader|mayor)\b(?!,)"
)
POSTS_OF = {
    "councillor": frozenset({"councillor", "council_leader"}),
    "leader": frozenset({"council_leader"}),
    "mayor": frozenset({"mayor"}),
}
COUNCILLOR = re.compile(r"(?:Cllr|Coun|Councillor)\b")
BESIDE = 40  # characters
LOOK_BACK = 40  # mentions: keeps the time linear


def partisans(reading: Reading, people: list[Mention], facts: Facts) -> Iterator[tuple[Span, str]]:
    """Where a party and a post stand for a person, with that person's key.

    Of the people named before it the last who held such a post that day for the party; nobody
    where another named since, whom the register does not know, may be meant.
    """
    if not any(mark.kind == "party" for mark in reading.marks):
        return
    for match in PARTISAN.finditer(reading.text):
        parties = parties_in(match, reading)
        posts = POSTS_OF[match.group("post")]
        last = bisect_left(people, match.start(), key=mention_start) if parties else 0
        for person in reversed(people[max(0, last - LOOK_BACK) : last]):
            if person.ref is None and _may_be(person, parties, match.start(), reading):
                break
            if person.ref and holds_any(person.ref.key, posts, reading, facts, parties):
                yield match.span(), person.ref.key
                break


def mention_start(mention: Mention) -> int:
    """Where a mention begins, to sort by."""
    return mention.start


def parties_in(match: re.Match[str], reading: Reading) -> set[str]:
    """The keys of the parties that the matched words name."""
    marks = reading.marks_between(*match.span())
    return {mark.ref.key for mark in marks if mark.kind == "party" and mark.ref}


def holds_any(
    key: str, roles: frozenset[str], reading: Reading, facts: Facts, parties: Collection[str] = ()
) -> bool:
    """Whether somebody held such a post that day, for one of the parties if any are given."""
    return any(
        post.role in roles and (not parties or post.party in parties)
        for post in facts.posts_on(key, reading.document.day)
    )


def _may_be(person: Mention, parties: set[str], before: int, reading: Reading) -> bool:
    """Whether somebody outside the register has a councillor's title or the party beside it."""
    if COUNCILLOR.match(person.surface):
        return True
    low, high = max(0, person.start - BESIDE), min(person.end + BESIDE, before)
    marks = reading.marks_between(low, high)
    return any(mark.kind == "party" and mark.ref and mark.ref.key in parties for mark in marks)
