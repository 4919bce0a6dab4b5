"""Whether a short name may stand where it stands: neighbours that make it a name or something else."""

from __future__ import annotations

import re

from articles.tagging.cast import Person
from articles.tagging.reading import Reading
from articles.tagging.segments import DOUBTFUL, GIVEN, SPLITTERS, SURNAMES, Segment
from articles.tagging.shapes import FICTIONAL

SPLIT_OR_DOUBTFUL = SPLITTERS | DOUBTFUL
# "Trump-esque" is an adjective, "Blair-led" holds a name.
HYPHENATED = re.compile(r"-(?!(?:led|backed|run|era|supporting|appointed)\b)[A-Za-z]")
BRAND = re.compile(
    r"(?:'s Law\b| (?:plc|Ltd|[Ss]how|[Pp]rogramme|[Ff]amily|brothers|sisters|clan)\b)"
)
POLITICAL = re.compile(
    r"(?:'s)? (?:government|administration|leadership|era|years|cabinet|premiership|regime|camp|"
    r"supporters|allies|policy|policies)\b"
)
BESIDE_OFFICE = re.compile(
    r"\b(?:President|Inspector|Superintendent|Constable|Sergeant|PC|DC|DS|DI|DCI|Sgt|Insp|Supt|"
    r"Judge|King|Queen|Prince|Princess|Pope|Bishop|Archbishop|Captain|Colonel|Senator|Sheikh|"
    r"Prime Minister|PM|Chancellor|Mayor|General|Father|Governor|Secretary|Minister) $"
)
WORDY_OFFICE = re.compile(r"\b(?:Chancellor|Mayor|General|Father|Governor|Secretary|Minister) $")
WITH_ANCHOR = re.compile(r"\b[A-Z][a-z]+ with $")
ORDINARY = frozenset(
    "Will May April June Hope Grace Faith Joy Rich Pat Mark Rose Penny Dean Dale Drew Frank Grant "
    "Max Said Warren Bill Bob Sue Rob Jack Art Ray".split(" ")
)


def is_barred(segment: Segment, reading: Reading) -> bool:
    """Whether neighbours make a name part of something else, whoever bears it."""
    words = " ".join(part.text.rstrip(".") for part in (*segment.titles[-1:], *segment.words))
    if words in FICTIONAL or HYPHENATED.match(reading.text, segment.end):
        return True
    if BRAND.match(reading.text, segment.end):
        return reading.before(segment.start, 5).endswith(("the ", "The ", "'s ")) or (
            not reading.text.startswith((" family", " brothers", " sisters"), segment.end)
        )
    before = reading.before(segment.start, 24)
    return len(segment.words) == 1 and bool(WITH_ANCHOR.search(before))


def may_be_short(segment: Segment, person: Person, reading: Reading) -> bool:
    """Whether an untitled word that equals part of a known name means that person here."""
    if segment.titles or len(segment.words) > 1:
        return True
    word = segment.words[0].text
    if word == person.family:
        return not (word in SPLITTERS and reading.opens_sentence(segment.start))
    return not (word in ORDINARY and reading.opens_sentence(segment.start))


def stands_alone(segment: Segment, reading: Reading) -> bool:
    """Whether a surname without any full name in the article may still be a person."""
    if segment.titles:
        return len(segment.words) <= 3
    word = segment.words[0].text
    if len(segment.words) > 1 or word in SPLIT_OR_DOUBTFUL:
        return False
    before = reading.before(segment.start)
    if segment.role_before and BESIDE_OFFICE.search(before):
        return word in GIVEN or word in SURNAMES or not WORDY_OFFICE.search(before)
    if POLITICAL.match(reading.text, segment.end):
        return True
    return word not in SURNAMES and not reading.opens_sentence(segment.start)
