"""What goes into the tagger and what comes out of it, as frozen values.

Offsets are code points (Python `str` offsets) into `Document.text`, end exclusive; for every
mention and statement `text[start:end] == surface` holds, whatever the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from articles.tagging.register import Kind, Ref

Precision = Literal["time", "day", "month", "year", "unknown"]
StatementKind = Literal["direct", "mixed", "indirect"]
Channel = Literal[
    "said", "statement", "letter", "open-letter", "post", "meeting", "speech", "court", "broadcast",
    "article", "spokesperson",
]  # fmt: skip
SpeakerKind = Literal["person", "org", "description", "unknown"]


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the tagger reads it.

    text: headline, blank line, paragraphs with a blank line between them.
    published: the day of publication; the middle of the period if only a month or year is known.
    patch: the councils and seats that the publisher reports on.
    publisher: its slug, for what editors said of its articles only.
    """

    text: str
    published: date | None = None
    precision: Precision = "day"
    patch: frozenset[Ref] = frozenset()
    publisher: str = ""

    @property
    def day(self) -> date | None:
        """The day that offices and names are looked up for; None if the date is not known."""
        return None if self.precision == "unknown" else self.published


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that lost, and why, in words for a reader."""

    ref: Ref
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a mention is linked the way it is.

    rule: the slug of the rule that decided, documented in docs/tagging.md.
    why: one sentence for a reader, naming the words and the office that day.
    against: the candidates that lost.
    """

    rule: str
    why: str
    against: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands. `ref` is None for NIL: named, but not linked to the register."""

    start: int
    end: int
    surface: str
    kind: Kind
    ref: Ref | None
    name: str  # the register's name, else the fullest form in the article without title
    confidence: float
    evidence: Evidence
    gender: Literal["male", "female", ""] = ""  # of a person, where title or register tell
    origin: Literal["tagger", "editor"] = "tagger"


@dataclass(frozen=True, slots=True)
class RoleReference:
    """Words that mean the holder of a post ("the Ilford South MP", "the council leader").

    Not a mention; statements use it to find their speaker. `ref` is None where the register
    knows no holder on that day: the speaker is then described by `surface`.
    """

    start: int
    end: int
    surface: str
    ref: Ref | None
    name: str  # the holder's name, or "" if unknown
    gender: Literal["male", "female", ""] = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words a statement is."""

    name: str  # as Mention.name, or a description such as "South Wales Police spokeswoman"
    kind: SpeakerKind
    ref: Ref | None = None
    inferred: bool = False  # by role, pronoun or run rather than by a name beside the words


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that the article gives to somebody. `speakers` is empty for "unknown"."""

    start: int
    end: int
    surface: str
    kind: StatementKind
    speakers: tuple[Speaker, ...]
    cue: str | None
    speaker_mention: tuple[int, int] | None
    confidence: float
    rule: str  # how the speaker was found: a slug documented in docs/tagging.md
    origin: Literal["tagger", "editor"] = "tagger"
    channel: Channel = "said"  # how the words reached the paper


@dataclass(frozen=True, slots=True)
class TaggedText:
    """The tagger's answer for one document: mentions and statements in text order."""

    text: str
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = field(default=())
