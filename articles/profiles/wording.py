"""How pages of people, seats, councils and parties put what is theirs in words."""

from __future__ import annotations

from datetime import date, timedelta

from articles.reading import counted
from articles.terms import Term

MEMBERS = {
    "mp": "MP,MPs",
    "msp": "MSP,MSPs",
    "ms": "MS,MSs",
    "mla": "MLA,MLAs",
    "mayor": "mayor,mayors",
    "council_leader": "council leader,council leaders",
    "councillor": "councillor,councillors",
}
# Why a post ended, where that is no election's doing; codes of memberships.csv.
ENDED = {
    "resigned": "resigned",
    "stood down": "stood down",
    "died": "died",
    "recalled": "recalled by petition",
    "disqualified": "disqualified",
    "became_peer": "became a peer",
    "election_voided": "the election was declared void",
    "lost election": "lost the election",
    "dissolution_not_standing": "did not stand again",
    "office abolished": "the office was abolished",
}


def ended(term: Term) -> str:
    """Why a term ended, in words that follow its dates; empty for what goes without saying."""
    return ENDED.get(term.post.end_reason, "") if term.end else ""


def last_day(upper: date) -> date:
    """The last day of a half-open period."""
    return upper - timedelta(days=1)


def of_role(number: int, role: str) -> str:
    """411 of "mp" as "411 MPs"."""
    return counted(number, MEMBERS[role])


def role_of(term: Term) -> str:
    """How the sentence begins that says who leads a council: "Its leader" or the mayor's title."""
    return "Its leader" if term.post.role == "council_leader" else f"The {term.title}"
