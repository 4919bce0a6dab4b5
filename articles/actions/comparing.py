"""Two taggings of one article, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from articles.tagging.register import Kind, Ref
from articles.tagging.values import Mention


class Link(NamedTuple):
    """Words where they stand and whom they mean; `ref` is None of a name linked to nobody."""

    start: int
    end: int
    kind: Kind
    ref: Ref | None
    name: str


class Changed(NamedTuple):
    """What stood at a place before, and what does after; None where there was, or is, no name."""

    before: Link | None
    after: Link | None

    @property
    def start(self) -> int:
        return min(link.start for link in (self.before, self.after) if link)

    @property
    def end(self) -> int:
        return max(link.end for link in (self.before, self.after) if link)


def links_of(mentions: Iterable[Mention]) -> list[Link]:
    return [Link(m.start, m.end, m.kind, m.ref, m.name if m.ref else "") for m in mentions]


def compare(before: Iterable[Link], after: Iterable[Link]) -> list[Changed]:
    """The places where two taggings differ, in text order."""
    old, new = ({(link.start, link.end): link for link in links} for links in (before, after))
    found = []
    for place in sorted(old.keys() | new.keys()):
        was, now = old.get(place), new.get(place)
        if was is None or now is None or (was.ref, was.kind) != (now.ref, now.kind):
            found.append(Changed(was, now))
    return found
