"""Who and what an article names, by place: the mentions and role references of the narrator."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from articles.tagging.quotations import Quotation
from articles.tagging.values import Mention, RoleReference, Speaker, SpeakerKind


class NarratedNames:
    """Mentions and roles in text order. Those inside quotations are kept apart."""

    def __init__(
        self,
        mentions: Sequence[Mention],
        roles: Sequence[RoleReference],
        quotations: Sequence[Quotation],
    ) -> None:
        opens = [quotation.opens for quotation in quotations]

        def narrated(start: int) -> bool:
            at = bisect_right(opens, start) - 1
            return at < 0 or start >= quotations[at].closes

        ordered = sorted(mentions, key=lambda m: (m.start, m.end))
        self.people = [m for m in ordered if m.kind == "person" and narrated(m.start)]
        self.bodies = [m for m in ordered if m.kind in ("party", "council") and narrated(m.start)]
        self.roles = sorted((r for r in roles if narrated(r.start)), key=lambda r: (r.start, r.end))
        self.everyone = [m for m in ordered if m.kind == "person"]
        self._everyone_at = [m.start for m in self.everyone]
        self._people_at = [m.start for m in self.people]
        self._bodies_at = [m.start for m in self.bodies]
        self._roles_at = [r.start for r in self.roles]

    def named_inside(self, quotations: Sequence[Quotation]) -> frozenset[str]:
        """The names of those whom quoted words name: hardly anybody speaks so of himself."""
        return frozenset(
            mention.name
            for quotation in quotations
            for mention in _between(
                self.everyone, self._everyone_at, quotation.opens, quotation.closes
            )
        )

    def people_in(self, start: int, end: int) -> list[Mention]:
        """People that the narrator names between two offsets."""
        return _between(self.people, self._people_at, start, end)

    def bodies_in(self, start: int, end: int) -> list[Mention]:
        """Parties and councils that the narrator names between two offsets."""
        return _between(self.bodies, self._bodies_at, start, end)

    def roles_in(self, start: int, end: int) -> list[RoleReference]:
        """Role references ("the council leader") between two offsets."""
        return _between(self.roles, self._roles_at, start, end)

    def body_before(self, kind: str, at: int) -> Mention | None:
        """The party or council named last before an offset, else the first one after it."""
        of_kind = [m for m in self.bodies if m.kind == kind]
        before = [m for m in of_kind if m.start < at]
        return before[-1] if before else (of_kind[0] if of_kind else None)


def speaker_of(mention: Mention, *, inferred: bool = False) -> Speaker:
    """The person, party or council that a mention means."""
    kind: SpeakerKind = "person" if mention.kind == "person" else "org"
    return Speaker(mention.name, kind, mention.ref, inferred)


def _between(items: Sequence, starts: Sequence[int], start: int, end: int) -> list:
    low = bisect_left(starts, start)
    high = bisect_left(starts, end, low)
    return [item for item in items[low:high] if item.end <= end] if low < high else []
