"""The lines at the head of a person's page that say who this is.

Together they read: "Former MP for Ilford South: Labour (Co-op) until 18 February 2019, then The
Independent Group until the dissolution of 6 November 2019."
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from articles.speakers import holds
from articles.terms import RUNS_ON_OVER, Term, heading_of, ranked, terms_of, title_of
from people.descriptions import HEAD, HeldPost
from people.held_posts import from_membership
from people.models import Membership, OfficeHolding

ENDS = {
    "resigned": "until resigning on {}",
    "died": "until death on {}",
    "recalled": "until recalled by petition on {}",
    "disqualified": "until disqualified on {}",
    "became_peer": "until becoming a peer on {}",
    "election_voided": "until the election was declared void on {}",
    "lost election": "until losing the election of {}",
    "office abolished": "until the office was abolished on {}",
}
EARLIER_SHOWN = 3


def kicker_of(posts: Sequence[Membership], offices: Sequence[OfficeHolding], day: date) -> str:
    """What somebody is, or was last: "Former Prime Minister, former MP for Henley"."""
    offices = national(offices, posts)
    if not posts:
        return heading_of(posts, day, offices)
    heading = heading_of(posts, day)
    office = _office_in_kicker(offices, day)
    if not office:
        return heading
    return f"{office}, {_mid_line(heading)}"


def _mid_line(heading: str) -> str:
    return f"f{heading[1:]}" if heading.startswith("Former ") else heading


def national(offices: Iterable[OfficeHolding], posts: Iterable[Membership]) -> list[OfficeHolding]:
    """Offices without the mayoralties among them that are posts, with a party, too."""
    mayoralties = {post.post for post in posts if post.role == "mayor"}
    return [office for office in offices if office.title not in mayoralties]


def _office_in_kicker(offices: Iterable[OfficeHolding], day: date) -> str:
    """The first office held now, else that of a former head of a government."""
    ranked = sorted(offices, key=lambda row: (not HEAD.match(row.title), row.during.lower))
    held = [row.title for row in ranked if holds(row, day)]
    headed = [f"Former {row.title}" for row in ranked if HEAD.match(row.title)]
    return next(iter([*held, *headed]), "")


def main_post(posts: Iterable[Membership], day: date) -> Membership | None:
    """The post by which somebody is known on the day: one held, else the last."""
    posts = list(posts)
    held = ranked(post for post in posts if holds(post, day))
    last = max(
        posts, key=lambda post: (post.during.upper or date.max, post.during.lower), default=None
    )
    return next(iter(held), last)


def lead_of(posts: Sequence[Membership], day: date) -> str:
    """For which party somebody held the main post, from when until when; then earlier posts."""
    main = main_post(posts, day)
    if main is None:
        return ""
    same = (main.role, main.place_id, main.post if main.place_id is None else "")
    own = [p for p in posts if _which(p) == same]
    others = [p for p in posts if _which(p) != same and not holds(p, day)]
    said = [parties_line(terms_of(own)[::-1]), earlier_line(terms_of(others)[::-1])]
    return " ".join(filter(None, said))


def _which(post: Membership) -> tuple[str, int | None, str]:
    return post.role, post.place_id, post.post if post.place_id is None else ""


def parties_line(terms: Sequence[Term]) -> str:
    """ "Labour until 18 February 2019, then The Independent Group." Terms of one post, in order."""
    parts = [
        _part(term, before, terms) for before, term in zip([None, *terms], terms, strict=False)
    ]
    joined = ", then ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    return f"{joined[:1].upper()}{joined[1:]}." if joined else ""


def _part(term: Term, before: Term | None, terms: Sequence[Term]) -> str:
    party = "again" if before and before.party == term.party else party_in_words(term)
    begins = _beginning(term, before, alone=len(terms) == 1)
    ends = _ending(term, from_membership(term.post), last=term is terms[-1])
    return " ".join(filter(None, (party, begins, ends)))


def party_in_words(term: Term) -> str:
    """The party under the name that it had when the term began."""
    if term.party and term.party.key == "speaker":
        return "Speaker"
    return from_membership(term.post).party_on(term.start)


def _beginning(term: Term, before: Term | None, *, alone: bool) -> str:
    """Said where it is not the end of the part before, and where nothing else dates the line."""
    if before and before.end and term.start - before.end <= RUNS_ON_OVER:
        return ""
    if term.since_before:
        return "" if term.end else "in the register since 1997"
    if term.end is None:
        return f"since {_day(term.start)}"
    return f"from {_day(term.start)}" if before or alone else ""


def _ending(term: Term, post: HeldPost, *, last: bool) -> str:
    if term.end is None:
        return ""
    if post.end_reason.startswith("dissolution"):
        return f"until the dissolution of {_day(term.end)}"
    return (ENDS.get(post.end_reason, "until {}") if last else "until {}").format(_day(term.end))


def earlier_line(terms: Sequence[Term]) -> str:
    """ "Earlier MP for Henley (2001 to 2008) and Mayor of London (2008 to 2016)." """
    spans: dict[str, list[Term]] = {}
    for term in terms:
        spans.setdefault(title_of(term.post), []).append(term)
    said = [f"{title} ({_years(held)})" for title, held in spans.items()][-EARLIER_SHOWN:]
    return f"Earlier {_listed(said)}." if said else ""


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _years(terms: Sequence[Term]) -> str:
    """Of posts that are over: "2008 to 2016", "until 2001", or the one year."""
    start, end = terms[0].start.year, (terms[-1].end or date.max).year
    if terms[0].since_before:
        return f"until {end}"
    return f"{start}" if start == end else f"{start} to {end}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
