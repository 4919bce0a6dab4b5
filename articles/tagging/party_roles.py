"""Words that mean somebody of a party whom the article has named: "the Labour councillor"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from articles.tagging.cast import Person
from articles.tagging.facts import Facts
from articles.tagging.marking import Span
from articles.tagging.reading import Reading
from articles.tagging.segments import Segment
from articles.tagging.values import Mention

POST = re.compile(r" (?:group )?(councillor|leader|mayor)\b(?!,)")
POSTS_OF = {
    "councillor": frozenset({"councillor", "council_leader"}),
    "leader": frozenset({"council_leader"}),
    "mayor": frozenset({"mayor"}),
}
THE = ("The ", "the ")
COUNCILLOR = re.compile(r"(?:Cllr|Coun|Councillor)\b")
COUNCILLORS = frozenset({"Cllr", "Coun", "Councillor"})
BESIDE = 40  # characters
LOOK_BACK = 40  # mentions: keeps the time linear


def partisans(reading: Reading, people: list[Mention], facts: Facts) -> Iterator[tuple[Span, str]]:
    """Where a party and a post stand for a person, with that person's key.

    Of the people named before it the last who held such a post that day for the party; nobody
    where another named since, whom the register does not know, may be meant.
    """
    for party in reading.marks:
        post = POST.match(reading.text, party.end) if party.kind == "party" and party.ref else None
        if not post or not party.ref or reading.text[party.start - 4 : party.start] not in THE:
            continue
        start, posts = party.start - len("the "), POSTS_OF[post.group(1)]
        last = bisect_left(people, start, key=mention_start)
        for person in reversed(people[max(0, last - LOOK_BACK) : last]):
            if person.ref is None and _may_be(person, party.ref.key, start, reading):
                break
            if person.ref and holds_any(person.ref.key, posts, reading, facts, party.ref.key):
                yield (start, post.end()), person.ref.key
                break


def councillors_first(
    people: list[Person], segment: Segment, reading: Reading, facts: Facts
) -> list[Person]:
    """Of several whom "Cllr Quogle" may mean those whom article or register calls councillors."""
    if len(people) < 2 or not COUNCILLORS.intersection(t.text for t in segment.titles):
        return people

    def is_none(person: Person) -> bool:
        held = (holds_any(n.ref.key, POSTS_OF["councillor"], reading, facts) for n in person.names)
        return not (COUNCILLORS & person.titles or any(held))

    return sorted(people, key=is_none)


def mention_start(mention: Mention) -> int:
    """Where a mention begins, to sort by."""
    return mention.start


def parties_in(match: re.Match[str], reading: Reading) -> set[str]:
    """The keys of the parties that the matched words name."""
    marks = reading.marks_between(*match.span())
    return {mark.ref.key for mark in marks if mark.kind == "party" and mark.ref}


def holds_any(
    key: str, roles: frozenset[str], reading: Reading, facts: Facts, party: str = ""
) -> bool:
    """Whether somebody held such a post that day, for a party if one is given."""
    return any(
        post.role in roles and party in (post.party, "")
        for post in facts.posts_on(key, reading.document.day)
    )


def _may_be(person: Mention, party: str, before: int, reading: Reading) -> bool:
    """Whether somebody outside the register has a councillor's title or the party beside it."""
    if COUNCILLOR.match(person.surface):
        return True
    low, high = max(0, person.start - BESIDE), min(person.end + BESIDE, before)
    marks = reading.marks_between(low, high)
    return any(mark.kind == "party" and mark.ref and mark.ref.key == party for mark in marks)
