"""Why somebody is listed under another party than before: the register's reasons, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from people.held_posts import from_membership
from people.models import Membership, Party

# Reasons of memberships.csv; {old} and {new} are party names of that time.
REASONS = {
    "whip_withdrawn": "the {old} whip was withdrawn",
    "whip_restored": "the {new} whip was restored",
    "resigned_whip": "gave up the {old} whip",
    "elected_speaker": "was elected Speaker, who belongs to no party",
    "elected_presiding_officer": "was elected to the chair, which belongs to no party",
    "general_election": "was returned at the general election",
    "by_election": "was returned at the by-election",
    "co_opted": "was co-opted",
    "list_replacement": "took over a seat from the party’s list",
    "reinstated": "was reinstated",
}
CONFIDENCE = {
    "sourced": "stated by the source",
    "corroborated": "confirmed by a second source",
    "own-knowledge": "compiled by the register’s editors, not yet checked against a list",
    "approximate": "certain as a fact; the day may be a little off",
}
# What the register calls its sources, and what they are.
SOURCES = (
    ("parlparse", "mySociety’s parliamentary records"),
    ("psephology", "published election results"),
    ("mp-lookup", "mp-lookup’s list of members"),
    ("snapshot", "a dated list of members"),
    ("msp-ceasefire", "a list of members of the Scottish Parliament"),
    ("press", "press reports"),
)
DATED = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class PartyChange:
    """One change: the day, the parties by their names of the time, why, and how it is known."""

    day: date
    old: str
    new: str
    post: Membership
    reason: str
    sources: str
    confidence: str

    @property
    def sentence(self) -> str:
        """ "left Labour and joined The Independent Group"; begins with the verb or the event."""
        if words := REASONS.get(self.reason):
            said = words.format(old=self.old or "party", new=self.new)
            sits = self.reason in ("elected_speaker", "elected_presiding_officer", "whip_restored")
            return said if sits else f"{said}; sat {self._as_what} from then on"
        if not self.new or self.new.startswith("independent"):
            return f"left {self.old} and sat {self._as_what}"
        leaving = "" if not self.old or self.old.startswith("independent") else f"left {self.old}"
        return " and ".join(filter(None, (leaving, f"joined {self.new}")))

    @property
    def _as_what(self) -> str:
        if not self.new:
            return "without a party"
        article = "an" if self.new[:1].lower() in "aeiou" else "a"
        return f"as an {self.new}" if article == "an" else f"for {self.new}"


def changes_of(posts: Iterable[Membership]) -> list[PartyChange]:
    """Changes of party within one kind of post, the latest first. Takes what `terms_of` takes."""
    by_role: dict[str, list[Membership]] = {}
    for post in sorted(posts, key=lambda p: p.during.lower):
        by_role.setdefault(post.role, []).append(post)
    found = [
        _change(before, after)
        for held in by_role.values()
        for before, after in pairwise(held)
        if before.party != after.party and not _is_formality(before.party, after.party)
    ]
    return sorted(found, key=lambda change: change.day, reverse=True)


def _is_formality(old: Party | None, new: Party | None) -> bool:
    """ "Labour" and "Labour (Co-op)" are one party, whichever the ballot paper had."""
    return bool(old and new and (old.label_of or old) == (new.label_of or new))


def _change(before: Membership, after: Membership) -> PartyChange:
    day = after.during.lower
    old, new = from_membership(before), from_membership(after)
    return PartyChange(
        day=day,
        old=old.party_on(old.last_day),
        new=new.party_on(day),
        post=after,
        reason=after.start_reason,
        sources=sources_in_words(after.source.partition(" | end:")[0]),
        confidence=CONFIDENCE.get(after.confidence, ""),
    )


def sources_in_words(source: str) -> str:
    """ "own-knowledge + snapshot x/y 2019-03-28" as words that a reader knows."""
    said = []
    for part in re.split(r"\s*\+\s*|\s+and\s+", source):
        name = next((words for key, words in SOURCES if part.startswith(key)), "")
        dated = DATED.search(part)
        said.append(f"{name} ({_day(date.fromisoformat(dated[0]))})" if name and dated else name)
    return ", ".join(dict.fromkeys(filter(None, said)))


def question_of(name: str, changes: Sequence[PartyChange]) -> str:
    """ "Why is Ada Holt listed as an independent?", or what fits those who never were one."""
    if not changes:
        return ""
    latest = changes[0]
    if latest.new.startswith("independent"):
        over = latest.post.during.upper
        return f"Why {'was' if over else 'is'} {name} listed as an independent?"
    if any(change.new.startswith("independent") for change in changes):
        return f"Why was {name} listed as an independent?"
    return f"Why did {name}’s party change?"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
