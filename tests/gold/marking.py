r"""Articles with their annotations written into the text, and how they are read.

A file is a head of `key: value` lines, a line `---`, the headline, a blank line and the paragraphs.

    [Mr Holt@ada-holt]          a mention; behind the @ whom it names:
                                a person of the roster (its key without x-), `p:` a party, `c:` a
                                council, `s:` a seat by their keys; a Full Name for anybody else;
                                `c=` and a name for a council that the roster lacks; nothing: the
                                words themselves, less their title, are that name
    {d<|ada-holt|said|Words.}   a statement: d direct, m mixed, i indirect; then where the named
                                mention of its attribution stands, < before or > behind it, if
                                there is one; the speaker (several joined by `;`, `~words` describe
                                somebody unnamed, `?` is unknown); the cue, if any; the words
    \[ \] \{ \} \\              the character itself

Mentions may stand inside statements; nothing else nests. Spans are what GUIDELINES call for: marks,
full stops and titles are left out or in by where the brackets stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PREFIXES = {"p:": "party", "c:": "council", "s:": "constituency"}
TYPES = {"d": "direct", "m": "mixed", "i": "indirect"}
TITLE = re.compile(
    r"(Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Cllr|Coun|Councillor|Rev)\.? "
)
HEADER = re.compile(r"([dmi])([<>]?)\|([^|{}]+)\|([^|{}]*)\|")


class MarkingError(ValueError):
    """A mark that cannot be read, with the words around it."""


@dataclass(frozen=True)
class Ref:
    """Whom a mark names: a kind and the register's key, or a name that the register lacks.

    kind: person, party, council, constituency; name and body for the latter; description, unknown.
    """

    kind: str
    key: str


@dataclass(frozen=True)
class Mention:
    start: int
    end: int
    ref: Ref


@dataclass(frozen=True)
class Statement:
    start: int
    end: int
    type: str
    speakers: tuple[Ref, ...]
    cue: str
    side: str


@dataclass(frozen=True)
class Marked:
    """One version of an article: its head, its plain text, and what is marked in it."""

    head: Mapping[str, str]
    text: str
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]

    @property
    def headline(self) -> str:
        return self.text.partition("\n\n")[0]

    @property
    def body(self) -> str:
        return self.text.partition("\n\n")[2]


def read_marked(path: Path) -> Marked:
    head, _, marked = path.read_text(encoding="utf-8").partition("\n---\n")
    pairs = (line.partition(": ") for line in head.splitlines())
    try:
        return Marked({key: value for key, _, value in pairs}, *unmarked(marked.strip()))
    except MarkingError as error:
        raise MarkingError(f"{path.name}: {error}") from None


def unmarked(marked: str) -> tuple[str, tuple[Mention, ...], tuple[Statement, ...]]:
    """The plain text, and the marks as spans of it."""
    reader = Reader(marked)
    reader.read()
    return reader.text, tuple(reader.mentions), tuple(reader.statements)


class Reader:
    """Goes through a marked text once, from mark to mark."""

    marks = re.compile(r"[\[\]{}\\]")

    def __init__(self, marked: str) -> None:
        self.marked = marked
        self.at = 0
        self.text = ""
        self.mentions: list[Mention] = []
        self.statements: list[Statement] = []
        self.open: tuple[int, re.Match[str]] | None = None

    def read(self) -> None:
        steps = {
            "\\": self.escape,
            "[": self.mention,
            "{": self.begin_statement,
            "}": self.end_statement,
        }
        while mark := self.marks.search(self.marked, self.at):
            self.text += self.marked[self.at : mark.start()]
            self.at = mark.start()
            steps.get(mark[0], self.refuse)()
        self.text += self.marked[self.at :]
        if self.open:
            raise MarkingError(f"a statement is not closed: {self.text[self.open[0] :][:60]!r}")

    def escape(self) -> None:
        self.text += self.marked[self.at + 1]
        self.at += 2

    def mention(self) -> None:
        end = self.marked.find("]", self.at)
        surface, at, named = self.marked[self.at + 1 : end].rpartition("@")
        if end < 0 or not at or not surface or self.marks.search(surface):
            self.refuse()
        ref = ref_of(named or TITLE.sub("", surface))
        self.mentions.append(Mention(len(self.text), len(self.text) + len(surface), ref))
        self.text += surface
        self.at = end + 1

    def begin_statement(self) -> None:
        header = HEADER.match(self.marked, self.at + 1)
        if self.open or not header:
            self.refuse()
        else:
            self.open = (len(self.text), header)
            self.at = header.end()

    def end_statement(self) -> None:
        if not self.open:
            self.refuse()
        else:
            start, (kind, side, speakers, cue) = self.open[0], self.open[1].groups()
            refs = tuple(ref_of(speaker.strip()) for speaker in speakers.split(";"))
            self.statements.append(
                Statement(start, len(self.text), TYPES[kind], refs, cue.strip(), side)
            )
            self.open = None
            self.at += 1

    def refuse(self) -> None:
        around = self.marked[max(0, self.at - 30) : self.at + 50]
        raise MarkingError(f"a mark that cannot be read: {around!r}")


def ref_of(named: str) -> Ref:
    if named == "?":
        return Ref("unknown", "unknown")
    if named.startswith("~"):
        return Ref("description", named[1:])
    if named.startswith("c="):
        return Ref("body", named[2:])
    if named[:2] in PREFIXES:
        return Ref(PREFIXES[named[:2]], named[2:])
    return Ref("person", f"x-{named}") if named.islower() else Ref("name", named)
