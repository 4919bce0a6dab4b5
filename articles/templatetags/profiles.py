"""How pages of people, seats, councils and parties set what is theirs."""

from __future__ import annotations

from datetime import date, timedelta

from django import template

from articles.templatetags.reading import counted
from articles.terms import REGISTER_ENDS, Term

register = template.Library()

MEMBERS = {
    "mp": "MP,MPs",
    "msp": "MSP,MSPs",
    "ms": "MS,MSs",
    "mla": "MLA,MLAs",
    "mayor": "mayor,mayors",
    "council_leader": "council leader,council leaders",
    "councillor": "councillor,councillors",
}


@register.simple_tag
def register_ends() -> date:
    """The last day that the register knows of: what is current is so as of then."""
    return REGISTER_ENDS


@register.filter
def last_day(upper: date) -> date:
    """The last day of a half-open period."""
    return upper - timedelta(days=1)


@register.filter
def of_role(number: int, role: str) -> str:
    """411 of "mp" as "411 MPs"."""
    return counted(number, MEMBERS[role])


@register.filter
def role_of(term: Term) -> str:
    """How the sentence begins that says who leads a council: "Its leader" or the mayor's title."""
    return "Its leader" if term.post.role == "council_leader" else f"The {term.title}"
