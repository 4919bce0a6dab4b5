"""Words that mean the holder of a post: "the Ilford South MP", "the foreign secretary"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.tagging.facts import Facts
from articles.tagging.finder import Hit
from articles.tagging.marking import Span
from articles.tagging.reading import Reading
from articles.tagging.register import Ref, holds
from articles.tagging.values import Mention, RoleReference

COUNCIL_LEADER = re.compile(
    r"[Tt](?<!\w.)he "
    r"(?:council(?:'s)? leader|leader of the (?:council|authority)|leader of council)\b"
)
THE_MEMBER = re.compile(r"\b[Tt]he (?:local )?(MP|MSP|MLA)\b(?! for)")
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
            *self._offices(reading, hits),
            *self._council_leaders(reading, mentions),
            *self._lone_members(reading, people),
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
            elif after and "former" not in after.group():
                word, span = after.group(1), (_with_article(mention.start, reading), after.end())
            else:
                continue
            holders = self._holders(mention.ref, frozenset({SEAT_ROLE[word]}), reading)
            yield self._role(span, holders, reading)

    def _offices(self, reading: Reading, hits: list[Hit]) -> Iterator[RoleReference]:
        day = reading.document.day
        for hit in hits:
            start = _with_article(hit.start, reading) if hit.kind == "office" else hit.start
            if hit.kind != "office" or start == hit.start or day is None:
                continue
            holders = {term.person for term in hit.names if holds(term.start, term.end, day)}
            yield self._role((start, hit.end), sorted(holders), reading)

    def _council_leaders(
        self, reading: Reading, mentions: list[Mention]
    ) -> Iterator[RoleReference]:
        if "leader" not in reading.text:
            return
        councils = [m for m in mentions if m.kind == "council"]
        refs = dict.fromkeys(m.ref for m in councils if m.ref)
        only = next(iter(refs)) if len(refs) == 1 else None
        for match in COUNCIL_LEADER.finditer(reading.text):
            yield self._role(match.span(), self._holders(only, LEADERS, reading), reading)
        for mention in councils:
            if span := _leader_span(mention, reading):
                yield self._role(span, self._holders(mention.ref, LEADERS, reading), reading)

    def _lone_members(self, reading: Reading, people: list[Mention]) -> Iterator[RoleReference]:
        if not any(words in reading.text for words in ("he MP", "he local M", "he MSP", "he MLA")):
            return
        for match in THE_MEMBER.finditer(reading.text):
            role = SEAT_ROLE[match.group(1)]
            met = [m for m in people if m.start < match.start() and m.ref]
            yield self._role(match.span(), self._member(met, role, reading), reading)

    def _member(self, met: list[Mention], role: str, reading: Reading) -> list[str]:
        """The members met so far; of several the one whose seat the article names."""
        day = reading.document.day
        posts = {
            m.ref.key: post
            for m in met
            if m.ref
            for post in self.facts.posts_on(m.ref.key, day)
            if post.role == role
        }
        if len(posts) < 2:
            return list(posts)
        return [
            key for key, p in posts.items() if p.place and self.facts.name(p.place) in reading.text
        ]


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
