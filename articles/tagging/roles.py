"""Words that mean the holder of a post: "the Ilford South MP", "the foreign secretary"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from articles.tagging.facts import Facts
from articles.tagging.finder import Hit
from articles.tagging.marking import Span
from articles.tagging.party_roles import (
    COUNCILLOR,
    holds_any,
    mention_start,
    parties_in,
    partisans,
)
from articles.tagging.reading import Reading
from articles.tagging.register import OfficeTerm, Ref, holds
from articles.tagging.values import Mention, RoleReference

COUNCIL_LEADER = re.compile(
    r"[Tt](?<!\w.)he "
    r"(?:council(?:'s)? leader|leader of the (?:council|authority)|leader of council)\b"
)
# "The county council leader", where the article names councils of several kinds.
LEADER_OF_KIND = re.compile(
    r"\b[Tt]he (?P<kind>county|city|borough|district|town|parish) council(?:'s)? leader\b"
)
ITS_LEADER = re.compile(r"\b[Ii]ts leader\b(?! of)")
KIND_OF_MEMBER = (
    r"(?:local|veteran|long-serving|backbench|senior|sitting|outgoing|new|town's|city's|borough's|"
    r"area's|Labour|Conservative|Tory|Lib Dem|Liberal Democrat|SNP|Green|Reform(?: UK)?|UKIP|Ukip|"
    r"Plaid Cymru|DUP|[Ii]ndependent|Change UK)"
)
THE_MEMBER = re.compile(
    rf"\b[Tt]he (?P<former>former |ex-)?(?:{KIND_OF_MEMBER} )*(?P<post>MP|MSP|MLA)\b(?! for)"
)
THE_MAYOR = re.compile(r"\b[Tt]he (?:elected |metro |directly-elected )?[Mm]ayor\b(?! of)")
FORMER = re.compile(r"\b(?:[Ff]ormer|[Ee]x-|[Ff]irst) ?$")
MEMBER_FOR = re.compile(
    r"\b(?:[Tt]he (?:[A-Za-z]+ )?(MP|MSP|MLA) for|[Tt]he [Mm]ember of [Pp]arliament for) $"
)
SEAT_MEMBER = re.compile(r"(?:'s)? (?:(?:[A-Z][a-z]+|former) )?(MP|MSP|MLA)\b")
LEADER_OF = re.compile(r"\b[Tt]he leader of $")
OWN_COUNCIL = re.compile(r"'s [A-Za-z -]{0,30}?council\b")
COUNCIL_LEADER_AFTER = re.compile(r"(?:'s)? leader\b")
ARTICLE = re.compile(r"\b[Tt]he $")
SEAT_ROLE = {"MP": "mp", "MSP": "msp", "MLA": "mla"}
LEADERS = frozenset({"council_leader"})
MAYORS = frozenset({"mayor"})


class RoleFinder:
    """Finds references by role, and who held the role on the day."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __call__(
        self, reading: Reading, hits: list[Hit], mentions: list[Mention]
    ) -> list[RoleReference]:
        """Role references in text order, without those that stand beside a person's name."""
        people = [m for m in mentions if m.kind == "person"]
        found = [
            *self._members_of_seats(reading, mentions),
            *self._offices(reading, hits, people),
            *self._council_leaders(reading, mentions),
            *self._own_leaders(reading, mentions),
            *self._partisans(reading, people),
            *self._lone_members(reading, people),
            *self._mayors(reading, people),
        ]
        starts, ends = {m.start for m in people}, {m.end for m in people}
        free = [role for role in found if not _is_apposed(role, starts, ends, reading)]
        return _without_overlap(sorted(free, key=lambda role: (role.start, -role.end)))

    def _role(self, span: Span, keys: list[str], reading: Reading) -> RoleReference:
        surface = reading.document.text[slice(*span)]
        if len(keys) != 1:
            why = "several held it" if keys else "no holder in the register on that day"
            return RoleReference(*span, surface, None, "", "", why)
        ref = Ref("person", keys[0])
        entity = self.facts.entities.get(ref)
        gender = entity.gender if entity else ""
        why = self.facts.describe(keys[0], reading.document.day)
        return RoleReference(*span, surface, ref, self.facts.name(ref), gender, why)

    def _holders(self, place: Ref | None, roles: frozenset[str], reading: Reading) -> list[str]:
        return self.facts.holders_on(place, reading.document.day, roles) if place else []

    def _members_of_seats(
        self, reading: Reading, mentions: list[Mention]
    ) -> Iterator[RoleReference]:
        for mention in mentions:
            if mention.kind != "constituency":
                continue
            before = MEMBER_FOR.search(reading.before(mention.start))
            after = SEAT_MEMBER.match(reading.text, mention.end)
            if before:
                word = before.group(1) or "MP"
                span = (mention.start - len(before.group()), mention.end)
            elif (
                after
                and "former" not in after.group()
                and not FORMER.search(reading.before(mention.start, 12))
            ):
                word, span = after.group(1), (_with_article(mention.start, reading), after.end())
            else:
                continue
            holders = self._holders(mention.ref, frozenset({SEAT_ROLE[word]}), reading)
            yield self._role(span, holders, reading)

    def _offices(
        self, reading: Reading, hits: list[Hit], people: list[Mention]
    ) -> Iterator[RoleReference]:
        day, met = reading.document.day, {m.ref.key for m in people if m.ref}
        in_chamber = any(place.kind == "council" for place in reading.places) or any(
            COUNCILLOR.match(person.surface) for person in people
        )
        for hit in hits:
            start = _with_article(hit.start, reading) if hit.kind == "office" else hit.start
            if hit.kind != "office" or start == hit.start or day is None:
                continue
            terms = [term for term in hit.names if holds(term.start, term.end, day)]
            holders = {term.person for term in terms}
            if in_chamber and any(_is_of_chambers_too(term) for term in terms):
                holders &= met
            elif len(holders) > 1:
                holders = holders & met or holders
            yield self._role((start, hit.end), sorted(holders), reading)

    def _council_leaders(
        self, reading: Reading, mentions: list[Mention]
    ) -> Iterator[RoleReference]:
        if "leader" not in reading.text:
            return
        councils = [m for m in mentions if m.kind == "council"]
        refs = dict.fromkeys(m.ref for m in councils if m.ref)
        only = next(iter(refs)) if len(refs) == 1 else None
        people = [m for m in mentions if m.kind == "person"]
        for match, met in _with_met(COUNCIL_LEADER.finditer(reading.text), people):
            holders = self._holders(only, LEADERS, reading)
            if not councils:
                holders = sorted(k for k in met if holds_any(k, LEADERS, reading, self.facts))
            yield self._role(match.span(), holders, reading)
        for match in LEADER_OF_KIND.finditer(reading.text):
            kind = match.group("kind").title()
            of_kind = [ref for ref in refs if kind in self.facts.name(ref).split()]
            if len(of_kind) == 1:
                yield self._role(match.span(), self._holders(of_kind[0], LEADERS, reading), reading)
        for mention in councils:
            if span := _leader_span(mention, reading):
                yield self._role(span, self._holders(mention.ref, LEADERS, reading), reading)

    def _own_leaders(self, reading: Reading, mentions: list[Mention]) -> Iterator[RoleReference]:
        """ "Its leader": of the council that was named last, unless a party was since."""
        if "ts leader" not in reading.text:
            return
        bodies = [m for m in mentions if m.kind in ("council", "party")]
        for match in ITS_LEADER.finditer(reading.text):
            before = bisect_left(bodies, match.start(), key=mention_start)
            if before and bodies[before - 1].kind == "council":
                holders = self._holders(bodies[before - 1].ref, LEADERS, reading)
                yield self._role(match.span(), holders, reading)

    def _partisans(self, reading: Reading, people: list[Mention]) -> Iterator[RoleReference]:
        for span, key in partisans(reading, people, self.facts):
            yield self._role(span, [key], reading)

    def _lone_members(self, reading: Reading, people: list[Mention]) -> Iterator[RoleReference]:
        if not any(post in reading.text for post in SEAT_ROLE):
            return
        for match, met in _with_met(THE_MEMBER.finditer(reading.text), people):
            find = self._former_members if match.group("former") else self._members
            yield self._role(match.span(), find(sorted(met), match, reading), reading)

    def _members(self, met: list[str], match: re.Match[str], reading: Reading) -> list[str]:
        """The members met so far, of the party if one is named; of several whose seat is named."""
        day, role = reading.document.day, SEAT_ROLE[match.group("post")]
        parties = parties_in(match, reading)
        posts = {
            key: post
            for key in met
            for post in self.facts.posts_on(key, day)
            if post.role == role and (not parties or post.party in parties)
        }
        if len(posts) < 2:
            return list(posts)
        return [
            key for key, p in posts.items() if p.place and self.facts.name(p.place) in reading.text
        ]

    def _former_members(self, met: list[str], match: re.Match[str], reading: Reading) -> list[str]:
        """Those met so far who sat before that day and do not on it."""
        day, role = reading.document.day, SEAT_ROLE[match.group("post")]
        if day is None:
            return []
        return [
            key
            for key in met
            if any(p.role == role and p.end and p.end <= day for p in self.facts.posts.get(key, ()))
            and not any(post.role == role for post in self.facts.posts_on(key, day))
        ]

    def _mayors(self, reading: Reading, people: list[Mention]) -> Iterator[RoleReference]:
        """ "The mayor": the one met so far, else the holder at the only council of the article."""
        if "ayor" not in reading.text:
            return
        day = reading.document.day
        councils = [place for place in reading.places if place.kind == "council"]
        for match, met in _with_met(THE_MAYOR.finditer(reading.text), people):
            holders = sorted(key for key in met if self._is_mayor(key, day))
            if not holders and len(councils) == 1:
                holders = self._holders(councils[0], MAYORS, reading)
            if holders:
                yield self._role(match.span(), holders, reading)

    def _is_mayor(self, key: str, day: date | None) -> bool:
        if any(post.role == "mayor" for post in self.facts.posts_on(key, day)):
            return True
        return any(term.kind == "mayor" for term in self.facts.offices_on(key, day))


def _is_of_chambers_too(term: OfficeTerm) -> bool:
    """Councils have leaders of their oppositions and of each party too."""
    return term.office == "leader-of-the-opposition" or term.kind == "party"


def _with_met(
    matches: Iterator[re.Match[str]], people: list[Mention]
) -> Iterator[tuple[re.Match[str], set[str]]]:
    """Each match with the keys of the register's people who are named before it."""
    met: set[str] = set()
    at = 0
    for match in matches:
        while at < len(people) and people[at].start < match.start():
            if ref := people[at].ref:
                met.add(ref.key)
            at += 1
        yield match, met


def _leader_span(mention: Mention, reading: Reading) -> Span | None:
    if before := LEADER_OF.search(reading.before(mention.start)):
        own = OWN_COUNCIL.match(reading.text, mention.end)
        return mention.start - len(before.group()), own.end() if own else mention.end
    if after := COUNCIL_LEADER_AFTER.match(reading.text, mention.end):
        return _with_article(mention.start, reading), after.end()
    return None


def _with_article(start: int, reading: Reading) -> int:
    return start - 4 if ARTICLE.search(reading.text, max(0, start - 5), start) else start


def _is_apposed(role: RoleReference, starts: set[int], ends: set[int], reading: Reading) -> bool:
    """Whether a person is named right beside the role: then the name speaks for itself."""
    text = reading.text
    if text.startswith(" ", role.end) and role.end + 1 in starts:
        return True
    if text.startswith(", ", role.end) and role.end + 2 in starts:
        return True
    return text[role.start - 2 : role.start] == ", " and role.start - 2 in ends


def _without_overlap(roles: list[RoleReference]) -> list[RoleReference]:
    kept: list[RoleReference] = []
    for role in roles:
        if not kept or role.start >= kept[-1].end:
            kept.append(role)
    return kept
