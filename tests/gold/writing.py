"""Article JSON and gold from the marked articles: what `python -m tests.gold` writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from people.roster import Roster
from people.roster.names import names_of, newest_spellings
from tests.gold.marking import Marked, MarkingError, Mention, Ref, Statement

Row = dict[str, Any]
# How many of the stories, in the order of their numbers, may be looked at when the tagger errs.
DEVELOPMENT = 15
# The last of the hard stories; the ordinary ones that follow are a part of their own.
FIRST_SET = 40
# The last of those ordinary ones; the parts that follow are not in the edition, only annotated.
SECOND_SET = 60
THIRD_SET = 80


class Gold:
    """Turns marks into the rows of annotations.jsonl, by the names of a roster."""

    def __init__(self, roster: Roster) -> None:
        self.names = {("person", row.id): row.name for row in roster.people}
        self.names |= {("party", row.id): row.name for row in roster.parties}
        self.names |= {("council", row.id): row.name for row in roster.councils}
        seats = newest_spellings(roster)
        self.names |= {("constituency", slug): row.name for slug, row in seats.items()}
        self.also = names_of(roster)
        self.posts = roster.memberships

    def name(self, ref: Ref) -> str:
        """Raises KeyError for a key that the roster does not know."""
        return self.names[ref.kind, ref.key] if ref.kind in KINDS else ref.key

    def row(self, name: str, part: str, marked: Marked) -> Row:
        published = marked.head["published"][:10]
        return {
            "id": name,
            "set": part,
            "published": published,
            "mentions": [
                self.mention(marked, m, date.fromisoformat(published)) for m in marked.mentions
            ],
            "statements": [self.statement(marked, s) for s in marked.statements],
        }

    def mention(self, marked: Marked, mention: Mention, day: date) -> Row:
        ref = mention.ref
        row = {
            "start": mention.start,
            "end": mention.end,
            "surface": marked.text[mention.start : mention.end],
            "kind": OUTSIDE.get(ref.kind, ref.kind),
            "entity": self.name(ref),
            "entity_id": None if ref.kind in OUTSIDE else ref.key,
        }
        if row["kind"] == "person":
            row["role"] = "other" if ref.kind == "name" else self.role(ref.key, day)
        return row

    def role(self, key: str, day: date) -> str:
        """What somebody of the register held on the day, such as `mp, Dunmarsh (guild)`."""
        held = [row for row in self.posts if row.person == key and row.during.covers(day)]
        said = "; ".join(f"{row.role}, {row.post} ({row.party})" for row in held)
        return said or "politician without a post on this day"

    def statement(self, marked: Marked, statement: Statement) -> Row:
        by = named_beside(marked, statement)
        return {
            "start": statement.start,
            "end": statement.end,
            "type": statement.type,
            "speaker": "; ".join(self.name(ref) for ref in statement.speakers),
            "speaker_kind": SPEAKER_KINDS[statement.speakers[0].kind],
            "cue": statement.cue or None,
            "speaker_mention": [by.start, by.end] if by else None,
        }

    def entities(self, rows: Iterable[Row]) -> list[Row]:
        """Every entity that the rows name, with what else it is called."""
        seen: dict[tuple[str, str], str | None] = {}
        for row in rows:
            for m in row["mentions"]:
                seen[m["kind"], m["entity"]] = m["entity_id"]
        return [self.entity(kind, name, key) for (kind, name), key in sorted(seen.items(), key=str)]

    def entity(self, kind: str, name: str, key: str | None) -> Row:
        texts = {row.text for row in self.also if (row.entity_kind, row.key) == (kind, key)}
        row: Row = {"kind": kind, "name": name, "aliases": sorted(texts - {name})}
        return row | ({"politician": key is not None} if kind == "person" else {})


KINDS = ("person", "party", "council", "constituency")
# What the kind of a mention is that the register does not know.
OUTSIDE = {"name": "person", "body": "council"}
SPEAKER_KINDS = {
    "body": "org",
    "person": "person",
    "name": "person",
    "party": "org",
    "council": "org",
    "description": "description",
    "unknown": "unknown",
}


def named_beside(marked: Marked, statement: Statement) -> Mention | None:
    """The speaker's mention nearest to the statement in its paragraph, where its mark says."""
    begin = marked.text.rfind("\n", 0, statement.start) + 1
    end = marked.text.find("\n", statement.end) % (len(marked.text) + 1)
    theirs = [
        m
        for m in marked.mentions
        if m.ref in statement.speakers and begin <= m.start and m.end <= end
    ]
    before = [m for m in theirs if m.end <= statement.start]
    behind = [m for m in theirs if m.start >= statement.end]
    found = {"": [None], "<": before[-1:], ">": behind[:1]}[statement.side]
    if not found:
        words = marked.text[statement.start : statement.end]
        raise MarkingError(f"no mention of the speaker stands {statement.side} {words[:60]!r}")
    return found[0]


def article_json(marked: Marked, papers: dict[str, Row]) -> str:
    """The article as `ingest` reads it, without any mark."""
    head, paper = marked.head, papers[marked.head["paper"]]
    row = {
        "url": paper["url"] + head["url"],
        "headline": marked.headline,
        "standfirst": head.get("standfirst", ""),
        "byline": head.get("byline", ""),
        "body": marked.body,
        "published_at": head["published"],
        "publisher": {key: paper[key] for key in ("name", "url", "rights")},
        "language": "en-GB",
    }
    return json.dumps(row, ensure_ascii=False, indent=1) + "\n"


def parts(stories: Iterable[tuple[str, Marked]]) -> Iterator[tuple[str, str, Marked]]:
    """Every story that is annotated with its part; of one that was edited, the last version."""
    annotated = [(name, m) for name, m in stories if m.head.get("gold") != "no"]
    for name, marked in annotated:
        yield name, part_of(number_of(name)), marked


def number_of(name: str) -> int:
    return int(name.partition("-")[0])


def part_of(number: int) -> str:
    if number > THIRD_SET:
        return "fourth"
    if number > SECOND_SET:
        return "third"
    if number > FIRST_SET:
        return "second"
    return "dev" if number <= DEVELOPMENT else "held"
