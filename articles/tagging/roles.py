"""Words that mean the holder of a post: "the Ilford South MP", "the foreign secretary"."""

from __future__ import annotations

import re

from articles.tagging.facts import Facts
from articles.tagging.reading import Reading
from articles.tagging.register import Ref
from articles.tagging.values import Mention, RoleReference

COUNCIL_LEADER = re.compile(
    r"\b[Tt]he (?:council(?:'s)? leader|leader of the (?:council|authority)|council's leader)\b"
)
THE_MP = re.compile(r"\b[Tt]he (?:local )?(MP|MSP|MLA)\b(?! for)")
SEAT_ROLE = {"MP": "mp", "MSP": "msp", "MLA": "mla"}


class RoleFinder:
    """Finds references by role and who held it on the day."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        words = {n for terms in facts.offices.values() for term in terms for n in term.names}
        words = {re.sub(r"^[Tt]he ", "", word) for word in words}
        options = "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))
        self.office = re.compile(rf"\b[Tt]he ({options})\b") if words else None
        self.terms: dict[str, list] = {}
        for terms in facts.offices.values():
            for term in terms:
                for name in term.names:
                    self.terms.setdefault(re.sub(r"^[Tt]he ", "", name), []).append(term)

    def __call__(self, reading: Reading, mentions: list[Mention]) -> list[RoleReference]:
        """Role references in text order, without those that stand beside the holder's name."""
        found = [
            *self._seats(reading, mentions),
            *self._offices(reading),
            *self._leaders(reading, mentions),
            *self._lone_members(reading, mentions),
        ]
        starts = {m.start for m in mentions if m.kind == "person"}
        free = [role for role in found if not _is_apposed(role, starts, reading)]
        return _without_overlap(sorted(free, key=lambda role: (role.start, -role.end)))

    def _role(self, span: tuple[int, int], keys: list[str], reading: Reading) -> RoleReference:
        surface = reading.document.text[slice(*span)]
        if len(keys) != 1:
            return RoleReference(*span, surface, None, "", "", "no holder in the register")
        ref = Ref("person", keys[0])
        entity = self.facts.entities.get(ref)
        why = self.facts.describe(keys[0], reading.document.day)
        gender = entity.gender if entity else ""
        return RoleReference(*span, surface, ref, self.facts.name(ref), gender, why)

    def _seats(self, reading: Reading, mentions: list[Mention]) -> list[RoleReference]:
        found = []
        for m in mentions:
            if m.kind != "constituency":
                continue
            before = re.search(
                r"\b([Tt]he (?:[A-Za-z]+ )?(MP|MSP|MLA) for |[Tt]he (Member) of Parliament for )$",
                reading.before(m.start),
            )
            after = re.match(
                r"(?:'s)? (?:[A-Z][a-z]+ )?(MP|MSP|MLA)\b", reading.text[m.end : m.end + 30]
            )
            if not (before or after):
                continue
            word = (before and (before.group(2) or "MP")) or (after and after.group(1)) or "MP"
            start = m.start - len(before.group()) if before else _with_article(m.start, reading)
            end = m.end if before else m.end + after.end()
            holders = (
                self.facts.holders_on(m.ref, reading.document.day, frozenset({SEAT_ROLE[word]}))
                if m.ref
                else []
            )
            found.append(self._role((start, end), holders, reading))
        return found

    def _offices(self, reading: Reading) -> list[RoleReference]:
        if not self.office:
            return []
        found = []
        for match in self.office.finditer(reading.text):
            holders = {
                term.person
                for term in self.terms.get(match.group(1), ())
                if self.facts.offices_on(term.person, reading.document.day).count(term)
            }
            found.append(self._role(match.span(), sorted(holders), reading))
        return found

    def _leaders(self, reading: Reading, mentions: list[Mention]) -> list[RoleReference]:
        councils = [m for m in mentions if m.kind == "council"]
        refs = list(dict.fromkeys(m.ref for m in councils if m.ref))
        found = []
        for match in COUNCIL_LEADER.finditer(reading.text):
            found.append(self._role(match.span(), self._leader(refs, reading), reading))
        for m in councils:
            before = re.search(r"\b[Tt]he leader of $", reading.before(m.start))
            if before:
                after = re.match(r"(?:'s [A-Za-z-]+ council)?", reading.text[m.end : m.end + 50])
                span = (m.start - len(before.group()), m.end + (after.end() if after else 0))
                found.append(
                    self._role(span, self._leader([m.ref] if m.ref else [], reading), reading)
                )
        return found

    def _leader(self, refs: list[Ref], reading: Reading) -> list[str]:
        if len(refs) != 1:
            return []
        return self.facts.holders_on(refs[0], reading.document.day, frozenset({"council_leader"}))

    def _lone_members(self, reading: Reading, mentions: list[Mention]) -> list[RoleReference]:
        found = []
        for match in THE_MP.finditer(reading.text):
            role = SEAT_ROLE[match.group(1)]
            people = dict.fromkeys(m.ref for m in mentions if m.kind == "person" and m.ref)
            day = reading.document.day
            members = [
                r.key
                for r in people
                if any(p.role == role for p in self.facts.posts_on(r.key, day))
            ]
            found.append(self._role(match.span(), members, reading))
        return found


def _with_article(start: int, reading: Reading) -> int:
    before = re.search(r"\b[Tt]he $", reading.before(start))
    return start - 4 if before else start


def _is_apposed(role: RoleReference, starts: set[int], reading: Reading) -> bool:
    gap = re.match(r",? ", reading.text[role.end : role.end + 2])
    return bool(gap) and role.end + gap.end() in starts


def _without_overlap(roles: list[RoleReference]) -> list[RoleReference]:
    kept: list[RoleReference] = []
    for role in roles:
        if not kept or role.start >= kept[-1].end:
            kept.append(role)
    return kept
