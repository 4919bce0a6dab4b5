"""Who somebody was on a day, in words.

`describe` is pure: it takes the posts of one person, from the database or from the tables, and a
day. The day is that of publication. On a handover day both sides are named; between a dissolution
and polling day nobody is a member; before the first post there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from people.periods import Period

REGISTER_BEGINS = date(1997, 5, 1)
# From a dissolution to polling day is at most 39 days (2024: 30 May to 4 July).
CAMPAIGN = timedelta(days=45)
SEATS = {"mp": "MP", "msp": "MSP", "mla": "MLA", "ms": "MS"}
ORDER = ("office", "mp", "msp", "mla", "ms", "mayor", "council_leader", "councillor")
ELECTED = ("general_election", "by_election")


@dataclass(frozen=True)
class HeldPost:
    """A post as a sentence needs it.

    place: the seat as spelled then, the council's title, or the office's or mayoralty's title.
    party_names: how its party was written in which period; empty for none.
    """

    role: str
    place: str
    start: date
    end: date | None = None
    party_names: tuple[tuple[str, Period], ...] = field(default=())
    start_reason: str = ""
    end_reason: str = ""

    def holds_on(self, day: date) -> bool:
        return Period(self.start, self.end).covers(day)

    def party_on(self, day: date) -> str:
        """The party's name on a day; before or after its names, the nearest one."""
        return next((name for name, during in self.party_names if during.covers(day)), "")

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1) if self.end else date.max


def describe(posts: Iterable[HeldPost], day: date | None) -> str:
    """Such as "Labour MP for Ilford South" or "former Labour MP for Ilford South"."""
    if day is None:
        return ""
    begun = sorted((post for post in posts if post.start <= day), key=rank)
    held = [post for post in begun if post.holds_on(day)]
    if held:
        return " and ".join(titled(post, begun, day) for post in leading(held))
    return after(begun, day)


def rank(post: HeldPost) -> tuple[int, date]:
    return ORDER.index(post.role), post.start


def leading(held: Sequence[HeldPost]) -> list[HeldPost]:
    """Of several posts the first office and the first other post."""
    offices = [post for post in held if post.role == "office"][:1]
    return offices + [post for post in held if post.role != "office"][:1]


def titled(post: HeldPost, begun: Iterable[HeldPost], day: date) -> str:
    party = post.party_on(day)
    before = replaced(post, begun, day)
    was = before.party_on(before.last_day) if before else party
    if was != party:
        return f"{bare(post)} ({was or 'no party'} until this day, then {party or 'no party'})"
    if post.start == day and post.start_reason in ELECTED and day != REGISTER_BEGINS:
        return f"elected this day as {with_party(post, party)}"
    return with_party(post, party)


def replaced(post: HeldPost, begun: Iterable[HeldPost], day: date) -> HeldPost | None:
    """The row of the same post that ended on the day on which this one began."""
    if post.start != day:
        return None
    same = (p for p in begun if p.end == day and (p.role, p.place) == (post.role, post.place))
    return next(same, None)


def with_party(post: HeldPost, party: str) -> str:
    if not party or post.role == "office":
        return bare(post)
    if post.role in SEATS:
        return f"{party} {bare(post)}"
    return f"{bare(post)} ({party})"


def bare(post: HeldPost) -> str:
    if post.role in SEATS:
        return f"{SEATS[post.role]} for {post.place}"
    if post.role == "council_leader":
        return f"Leader of {post.place}"
    return f"councillor, {post.place}" if post.role == "councillor" else post.place


def after(begun: Iterable[HeldPost], day: date) -> str:
    """Of somebody who holds no post any more: the last one, and how it ended."""
    ended = [post for post in begun if post.end and post.end <= day]
    if not ended:
        return ""
    last = max(ended, key=lambda post: (post.last_day, -ORDER.index(post.role)))
    said = with_party(last, last.party_on(last.last_day))
    if last.end_reason.startswith("dissolution") and day - (last.end or day) < CAMPAIGN:
        return f"{said} until the dissolution"
    return f"{said} until this day" if last.end == day else f"former {said}"
