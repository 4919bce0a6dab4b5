"""The two indexes: their fields, their analyzers, and how dates are packed.

No text is stored: what is shown comes from the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain, repeat
from zlib import crc32

import tantivy
from django.utils import timezone

# Folders of another version are built anew.
VERSION = 4

# A word; an apostrophe divides (O'Brien is two words), except before the s of a possessive,
# which the stemmer takes off. A pictograph is a word of its own.
WORD = r"[\p{L}\p{N}\p{M}]+(?:['’][sS]\b)?|[\x{1F000}-\x{1FAFF}]"
LONGEST_WORD = 80  # bytes

# What a document is filed under, each a field of ids. A statement stands under whoever it is
# listed for, so under its speaker's party of that day; an article under whom it mentions.
ENTITIES = ("person", "party", "council", "seat")

# All that a document is filed under, once more, for counting, and what of it finds no lane of its
# own among a document's `Kind.lanes`. Each value is an id and, in the last bits, which of ENTITIES.
FILED, MORE = "filed", "more"
FIELD_BITS = 3

ID_BITS = 28
ID_MASK = (1 << ID_BITS) - 1
EARLIEST = -(1 << 35)  # the packed integer has 64 bits, which leaves 36 for seconds and sign
LATEST = (1 << 35) - 1
FIRST = (EARLIEST + 1) << ID_BITS  # everything undated lies below it in "newest"
LAST = (LATEST << ID_BITS) | ID_MASK


@dataclass(frozen=True)
class TextField:
    """A field that is searched; a hit in it counts `weight` times."""

    name: str
    analyzer: str
    weight: float = 1.0


@dataclass(frozen=True)
class Kind:
    """One of the two indexes.

    `fields` hold what is searched. A match in `also` lifts a document without making it one.
    `lanes` hold what a document is filed under a third time, one value each, 0 where there is none:
    such fields are counted in a quarter of the time of one with several values, but what stands in
    several of them comes several times, which is dear where little is found.
    """

    name: str
    holds: str
    fields: tuple[TextField, ...]
    lanes: tuple[str, ...]
    also: tuple[TextField, ...] = ()


NAMES = TextField("names", "exact", 2.0)
ARTICLES = Kind(
    "articles",
    "article",
    (TextField("headline", "words", 3.0), TextField("text", "words")),
    tuple(f"lane{number}" for number in range(8)),
    (NAMES,),
)
# Words are also found by who said them: "harbour Okafor" finds what Okafor said of the harbour.
STATEMENTS = Kind(
    "statements",
    "statement",
    (TextField("text", "words"), NAMES),
    tuple(f"lane{number}" for number in range(4)),
)
KINDS = (ARTICLES, STATEMENTS)


def analyzers() -> dict[str, tantivy.TextAnalyzer]:
    """`words`: folded and stemmed. `exact`: folded. They live in a process, not in the index."""
    folded = [
        tantivy.Filter.remove_long(LONGEST_WORD),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
    ]
    return {
        "words": _analyzer([*folded, tantivy.Filter.stemmer("english")]),
        "exact": _analyzer(folded),
    }


def _analyzer(filters: list[tantivy.Filter]) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(WORD))
    for each in filters:
        builder = builder.filter(each)
    return builder.build()


def build_schema(kind: Kind) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in (*kind.fields, *kind.also):
        builder.add_text_field(field.name, tokenizer_name=field.analyzer)
    for name in ("id", "article", "publisher", "newest", "oldest", "month", "channel"):
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in ("year", *ENTITIES):
        builder.add_integer_field(name, indexed=True)
    for name in (*kind.lanes, MORE, FILED):
        builder.add_integer_field(name, fast=True)
    # The one document that says how far this index has followed the changes.
    builder.add_integer_field("position", stored=True, indexed=True)
    builder.add_integer_field("looked_at", stored=True)
    builder.add_text_field("archive", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def channel_number(channel: str) -> int:
    """What stands in the index for how words reached us; the same whatever channels are added."""
    return crc32(channel.encode())


def file_under(kind: Kind, document: tantivy.Document, filed: Iterable[tuple[str, int]]) -> None:
    """Make a document found, and counted, under these fields and ids.

    Places come first, of which most documents have one: what comes to stand in the same lane again
    and again makes lanes of few different values.
    """
    in_order = sorted(((ENTITIES.index(field), pk) for field, pk in filed), key=_places_first)
    lanes = chain(kind.lanes, repeat(MORE))
    for (number, pk), lane in zip(in_order, lanes, strict=False):
        value = pk << FIELD_BITS | number
        document.add_integer(ENTITIES[number], pk)
        document.add_integer(FILED, value)
        document.add_integer(lane, value)
    for lane in kind.lanes[len(in_order) :]:
        document.add_integer(lane, 0)


def _places_first(filed: tuple[int, int]) -> tuple[int, int]:
    return -filed[0], filed[1]


def packed(at: datetime | None, object_id: int, undated: int) -> int:
    """Seconds since 1970 << 28 | id: an order in which ties are stable.

    `undated` (EARLIEST or LATEST) stands for a missing date.
    """
    seconds = undated if at is None else int(at.timestamp())
    return max(EARLIEST, min(seconds, LATEST)) << ID_BITS | object_id & ID_MASK


def first_of_day(day: date, days_later: int = 0) -> int:
    """The smallest packed integer of a day in Europe/London."""
    try:
        start = datetime.combine(day + timedelta(days=days_later), time.min)
        seconds = int(timezone.make_aware(start).timestamp())
    except OverflowError:
        seconds = LATEST if day.year > 1970 else EARLIEST + 1
    return max(EARLIEST + 1, min(seconds, LATEST)) << ID_BITS


def add_date(document: tantivy.Document, at: datetime | None, object_id: int) -> None:
    """Undated documents come last in either order and belong to no year; their month is 0."""
    document.add_integer("newest", packed(at, object_id, EARLIEST))
    document.add_integer("oldest", packed(at, object_id, LATEST))
    day = None if at is None else timezone.localtime(at).date()
    document.add_integer("month", day.year * 100 + day.month if day else 0)
    if day:
        document.add_integer("year", day.year)


def fill_columns(kind: Kind, document: tantivy.Document) -> None:
    """For the document of the position, which no search finds.

    Where a single document lacks a value, all others take longer to read.
    """
    add_date(document, None, 0)
    file_under(kind, document, ())
    document.add_integer("publisher", 0)
    document.add_integer("channel", 0)
