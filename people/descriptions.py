"""Who somebody was on a day, in words.

`describe` is pure: it takes the posts of one person, from the database or from the tables, and a
day. The day is that of publication. On a handover day both sides are named; between a dissolution
and polling day nobody is a member; before the first post there is nothing to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from people.elections import POLLING_DAYS, polling_day_after
from people.periods import Period

REGISTER_BEGINS = date(1997, 5, 1)
SEATS = {"mp": "MP", "msp": "MSP", "mla": "MLA", "ms": "MS"}
ORDER = ("office", "mp", "msp", "mla", "ms", "mayor", "council_leader", "councillor")
# Who leads the government comes first, who leads a party after who serves in the government.
HEAD = re.compile(r"Prime Minister$|First (Minister|Secretary) of ")
OF_A_PARTY = re.compile(
    r"(Deputy |Parliamentary |Founding co-)?leader of (?!the (Opposition|House))|President of ",
    re.I,
)


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
        """The party's name on a day, empty for none."""
        return next((name for name, during in self.party_names if during.covers(day)), "")

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1) if self.end else date.max

    def ended_by_dissolution(self, day: date) -> bool:
        """Whether `day` falls in the campaign after it: polling day is not known or not over."""
        if self.end is None or day < self.end or not self.end_reason.startswith("dissolution"):
            return False
        polling_day = polling_day_after(self.role, self.end)
        return polling_day is None or day <= polling_day


def describe(posts: Iterable[HeldPost], day: date | None) -> str:
    """Such as "Labour MP for Ilford South" or "former Labour MP for Ilford South".

    Empty on no day (the date is not known) and before the first post.
    """
    if day is None:
        return ""
    begun = sorted((post for post in posts if post.start <= day), key=rank)
    said = list(dict.fromkeys(said_of_present(begun, day)))
    if said:
        return " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
    return said_of_past(begun, day)


def rank(post: HeldPost) -> tuple[int, int, date]:
    """Offices first, the highest before the others; then seats, then posts of councils."""
    weight = 0
    if post.role == "office" and not HEAD.match(post.place):
        weight = 2 if OF_A_PARTY.match(post.place) else 1
    return ORDER.index(post.role), weight, post.start


def said_of_present(begun: Sequence[HeldPost], day: date) -> Iterator[str]:
    """What is held on the day, and what ended on it or with a dissolution that is still open."""
    # The mayors stand among the offices too; the row that names their party counts.
    mayoralties = {post.place for post in begun if post.role == "mayor"}
    offices = [p for p in begun if p.role == "office" and p.place not in mayoralties]
    held = [post for post in offices if post.holds_on(day)]
    left = [post for post in offices if post.end == day]
    yield from filter(None, (titled(post, begun, day) for post in [*left[:1], *held[:1]]))
    led = {post.place for post in begun if post.role == "council_leader" and post.holds_on(day)}
    others = (
        post
        for post in begun
        if post.role != "office" and not (post.role == "councillor" and post.place in led)
    )
    yield from filter(None, (titled(post, begun, day) for post in others))


def titled(post: HeldPost, begun: Sequence[HeldPost], day: date) -> str:
    """One post on the day; empty if it is over, or if the row that replaced it says so."""
    if post.holds_on(day):
        return titled_while_held(post, begun, day)
    if is_followed(post, begun, day):
        return ""
    said = with_party(post, post.party_on(post.last_day))
    if post.ended_by_dissolution(day):
        return f"{said} until the dissolution"
    return f"{said} until this day" if post.end == day else ""


def titled_while_held(post: HeldPost, begun: Iterable[HeldPost], day: date) -> str:
    party = post.party_on(day)
    if post.start != day or day == REGISTER_BEGINS:
        return with_party(post, party)
    before = next((other for other in begun if other.end == day and same_post(other, post)), None)
    was = before.party_on(before.last_day) if before else party
    if was != party:
        return f"{bare(post)} ({was or 'no party'} until this day, then {party or 'no party'})"
    if is_elected_on(post, day):
        return f"elected this day as {with_party(post, party)}"
    return with_party(post, party) if before else f"{with_party(post, party)} from this day"


def is_elected_on(post: HeldPost, day: date) -> bool:
    """Whether `day`, on which the post begins, is its polling day."""
    if post.start_reason == "by_election":
        return True
    polling_days = POLLING_DAYS.get(post.role, ())
    return post.start_reason == "general_election" and (post.role == "mp" or day in polling_days)


def is_followed(post: HeldPost, begun: Iterable[HeldPost], day: date) -> bool:
    """Whether the person sat again, or held the same post on, by the day."""
    return any(
        other.start >= (post.end or date.max)
        and (same_post(other, post) or (other.role == post.role and post.role in SEATS))
        for other in begun
        if other.start <= day
    )


def same_post(one: HeldPost, other: HeldPost) -> bool:
    return (one.role, one.place) == (other.role, other.place)


def said_of_past(begun: Sequence[HeldPost], day: date) -> str:
    """Of somebody who holds no post any more: the last one."""
    ended = [post for post in begun if post.end and post.end <= day]
    if not ended:
        return ""
    last = max(ended, key=lambda post: (post.last_day, -ORDER.index(post.role)))
    return f"former {with_party(last, last.party_on(last.last_day))}"


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


def since(posts: Iterable[HeldPost]) -> str:
    """From when somebody has been in the register: "since 12 December 2019".

    Of those whom its first day finds in place "in the register since 1997": nobody is said to have
    been elected first on a day before which it knows nothing.
    """
    first = min((post.start for post in posts), default=None)
    if first is None:
        return ""
    if first <= REGISTER_BEGINS:
        return f"in the register since {REGISTER_BEGINS.year}"
    return f"since {first.day} {first:%B %Y}"


def party_name_on(names: Sequence[tuple[str, Period]], day: date) -> str:
    """A party's name of the day and, where it goes on under another, that one too.

    "Brexit Party (now Reform UK)" in 2019; "The Independent Group" as long as it was called so.
    """
    then = next((name for name, during in names if during.covers(day)), "")
    now = next((name for name, during in names if during.end is None), then)
    return f"{then} (now {now})" if then and now != then else then
