"""Posts as a reader thinks of them: terms that run on over elections are one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from articles.speakers import holds, party_page
from people.descriptions import REGISTER_BEGINS
from people.held_posts import from_membership, place_of
from people.models import Entity, Membership, OfficeHolding, Party
from people.periods import Period

REGISTER_ENDS = date(2026, 8, 20)
# From the end of one term to the start of the next: a dissolution, never a whole parliament.
RUNS_ON_OVER = timedelta(days=80)
LANES = {
    "mp": "House of Commons",
    "msp": "Scottish Parliament",
    "ms": "Senedd",
    "mla": "Northern Ireland Assembly",
    "mayor": "Mayor",
    "council_leader": "Council leader",
    "councillor": "Councillor",
}
TITLES = {
    "mp": "MP for {}",
    "msp": "MSP for {}",
    "ms": "MS for {}",
    "mla": "MLA for {}",
    "mayor": "{}",
    "council_leader": "Leader of {}",
    "councillor": "Councillor of {}",
}


@dataclass(frozen=True)
class Term:
    """A post held without a break for one party; `end` None is still held.

    `known_to`: the day after the last that the page speaks of, if it is an earlier one than today.
    """

    post: Membership
    start: date
    end: date | None
    known_to: date | None = None

    @cached_property
    def title(self) -> str:
        return title_of(self.post)

    @property
    def lane(self) -> str:
        return LANES[self.post.role]

    @property
    def place(self) -> Entity | None:
        return self.post.place

    @property
    def party(self) -> Party | None:
        return self.post.party

    @property
    def parties(self) -> list[Party]:
        return [self.post.party] if self.post.party else []

    @property
    def party_page(self) -> Party | None:
        party = self.post.party and party_page(self.post.party)
        return None if party is None or party.is_label else party

    @cached_property
    def party_name(self) -> str:
        return party_names(self.post, Period(self.start, self.end or self.known_to))

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    @property
    def since_before(self) -> bool:
        """Held when the register begins, so nobody knows from here since when."""
        return self.start <= REGISTER_BEGINS


def title_of(post: Membership) -> str:
    """Such as "MP for Ilford South" or "Leader of Redbridge Council"."""
    return TITLES[post.role].format(place_of(post))


def party_names(post: Membership, during: Period) -> str:
    """The party as it was written then: "The Independent Group, then Change UK"."""
    named = from_membership(post).party_names
    return ", then ".join(name for name, used in named if used.overlaps(during))


def terms_of(posts: Iterable[Membership], known_to: date | None = None) -> list[Term]:
    """Posts, each with its place and party, as terms, the latest first."""
    terms: list[Term] = []
    for post in sorted(posts, key=lambda p: (p.role, p.person_id, p.during.lower)):
        if terms and _runs_on(terms[-1], post):
            terms[-1] = Term(post, terms[-1].start, post.during.upper, known_to)
        else:
            terms.append(Term(post, post.during.lower, post.during.upper, known_to))
    return sorted(terms, key=lambda t: (t.end or date.max, t.start), reverse=True)


def _runs_on(term: Term, post: Membership) -> bool:
    before = term.post
    same = (before.role, before.place_id, before.party_id, before.person_id) == (
        post.role,
        post.place_id,
        post.party_id,
        post.person_id,
    )
    return same and term.end is not None and post.during.lower - term.end <= RUNS_ON_OVER


def heading_of(
    posts: Iterable[Membership], day: date, offices: Iterable[OfficeHolding] = ()
) -> str:
    """One line that says who this is: "Former MP for Ilford South".

    National offices are named only of people without a post; without either it is empty.
    """
    begun = [post for post in posts if post.during.lower <= day]
    now = [title_of(post) for post in ranked(post for post in begun if holds(post, day))]
    if now:
        return ", ".join(dict.fromkeys(now))
    if begun:
        return f"Former {_mid_sentence(max(begun, key=_ended))}"
    held = [office for office in offices if office.during.lower <= day]
    return _office_heading(max(held, key=_ended), day) if held else ""


def ranked(held: Iterable[Membership]) -> list[Membership]:
    """Seats first, leaders before councillors; who leads a council is no mere councillor of it."""
    order = [*Membership.Role]
    posts = sorted(held, key=lambda post: order.index(Membership.Role(post.role)))
    led = {post.place_id for post in posts if post.role == Membership.Role.COUNCIL_LEADER}
    councillor = Membership.Role.COUNCILLOR
    return [post for post in posts if post.role != councillor or post.place_id not in led]


def _ended(row: Membership | OfficeHolding) -> tuple[date, date]:
    return row.during.upper or date.max, row.during.lower


def _office_heading(office: OfficeHolding, day: date) -> str:
    return office.title if holds(office, day) else f"Former {office.title}"


def current_or_last(posts: Iterable[Membership], day: date) -> Term | None:
    """The latest term, if one is held on `day` that one; None for somebody without a post."""
    terms = terms_of(posts)
    held = [term for term in terms if term.holds_on(day)]
    return next(iter([*held, *terms]), None)


def _mid_sentence(post: Membership) -> str:
    title = title_of(post)
    is_common_noun = post.role in (Membership.Role.COUNCIL_LEADER, Membership.Role.COUNCILLOR)
    return title[:1].lower() + title[1:] if is_common_noun else title
