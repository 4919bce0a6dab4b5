"""The register as plain values, in the shape that the tagger is handed.

Built from the database or from the roster's tables by `articles.registers`; the tagger never asks
where it came from. Dates are half-open: a row holds from `start` until the day before `end`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["person", "party", "council", "constituency"]
NameKind = Literal["stated", "generated", "ambiguous", "never"]


class Ref(NamedTuple):
    """Points at one entity of the register; keys are unique within a kind only."""

    kind: Kind
    key: str


def holds(start: date | None, end: date | None, day: date | None) -> bool:
    """Whether a half-open period covers `day`; an unknown day is covered by every period."""
    return day is None or ((start is None or start <= day) and (end is None or day < end))


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, party, council or constituency. Labels such as "Independent" are none."""

    ref: Ref
    name: str
    gender: Literal["male", "female", ""] = ""
    family_name: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """One way the press writes an entity's name.

    kind: stated (a fact), generated (a guess such as Mike for Michael: needs context), ambiguous
    (also an ordinary word or somebody else's name: needs more evidence), never (must not match).
    """

    ref: Ref
    text: str
    kind: NameKind = "stated"
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Never:
    """What editors said words are not: no name of `ref` or, without one, no name at all.

    words: a name, or a longer phrase with the name in it. publisher: the slug of the one whose
    articles it is said of; empty for all.
    """

    words: str
    ref: Ref | None = None
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A membership: who held which seat or council post, for which party, when."""

    person: str
    role: str  # mp, msp, mla, ms, mayor, council_leader, councillor
    place: Ref | None
    party: str | None  # the party's key, None for independents and the Speaker
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class OfficeTerm:
    """A national office held by a person; `names` are the press's words for it in that term."""

    office: str
    person: str
    title: str
    names: tuple[str, ...]
    kind: str  # government, opposition, party, devolved, mayor, speaker
    start: date
    end: date | None


@dataclass(frozen=True)
class Register:
    """Everything the tagger knows about the world outside the article."""

    entities: tuple[Entity, ...] = ()
    names: tuple[Name, ...] = ()
    posts: tuple[Post, ...] = ()
    offices: tuple[OfficeTerm, ...] = ()
    councils_of_seat: Mapping[str, frozenset[str]] = field(default_factory=dict)
    nevers: tuple[Never, ...] = ()

    @classmethod
    def of(
        cls,
        entities: Iterable[Entity],
        names: Iterable[Name] = (),
        posts: Iterable[Post] = (),
        offices: Iterable[OfficeTerm] = (),
        councils_of_seat: Mapping[str, frozenset[str]] | None = None,
        nevers: Iterable[Never] = (),
    ) -> Register:
        """A register in a fixed order, so that equal facts tag equally wherever they came from."""
        return cls(
            tuple(sorted(set(entities), key=lambda e: e.ref)),
            tuple(sorted(set(names), key=lambda n: (n.text, n.ref, n.kind, str(n.start)))),
            tuple(sorted(set(posts), key=lambda p: (p.person, p.start, p.role, str(p.place)))),
            tuple(sorted(set(offices), key=lambda o: (o.person, o.start, o.office))),
            dict(sorted((councils_of_seat or {}).items())),
            tuple(sorted(set(nevers), key=lambda n: (n.words, str(n.ref), n.publisher))),
        )
