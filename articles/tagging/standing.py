"""Whether a short name may stand where it stands: what its neighbours make of it."""

from __future__ import annotations

import re

from articles.tagging.cast import Person
from articles.tagging.reading import Reading, Word
from articles.tagging.segments import DOUBTFUL, GIVEN, LIKELY, SPLITTERS, SURNAMES, Segment
from articles.tagging.shapes import FICTIONAL, SPEECH
from articles.tagging.wordlists import word_set

SPLIT_OR_DOUBTFUL = SPLITTERS | DOUBTFUL
# "Trump-esque" is an adjective, "Blair-led" holds a name.
HYPHENATED = re.compile(r"-(?!(?:led|backed|run|era|supporting|appointed)\b)[A-Za-z]")
BRAND = re.compile(
    r"(?:'s Law\b| (?:plc|Ltd|[Ss]how|[Pp]rogramme|[Ff]amily|brothers|sisters|clan)\b)"
)
POLITICAL = re.compile(
    r"-(?:led|backed|run|era)\b|(?:'s)? (?:government|administration|leadership|era|years|cabinet|"
    r"premiership|regime|camp|"
    r"supporters|allies|policy|policies)\b"
)
BESIDE_OFFICE = re.compile(
    r"\b(?:President|Inspector|Superintendent|Constable|Sergeant|PC|DC|DS|DI|DCI|Sgt|Insp|Supt|"
    r"Judge|King|Queen|Prince|Princess|Pope|Bishop|Archbishop|Captain|Colonel|Senator|Sheikh|"
    r"Prime Minister|PM|Chancellor|Mayor|General|Father|Governor|Secretary|Minister) $"
)
RELATIVE = re.compile(
    r"\b(?:husband|wife|son|daughter|brother|sister|mother|father|mum|dad|partner|fianc[a-z]+|"
    r"boyfriend|girlfriend|grandson|granddaughter|baby|nephew|niece|uncle|aunt|widow|widower)s?,? "
    r"(?:[A-Z][a-z]+ and )?$"
)
FULL_COUPLE = re.compile(r" and ([A-Z][a-z]+) ([A-Z][A-Za-z'-]+[a-z])\b(?! [A-Z])")
COUPLE = re.compile(r" and ([A-Z][a-z]+) [A-Z][a-z]+")
WORDY_OFFICE = re.compile(r"\b(?:Chancellor|Mayor|General|Father|Governor|Secretary|Minister) $")
TRADE_BEFORE = re.compile(
    r"\b(?:MP|MSP|[Cc]ouncillor|leader|resident|campaigner|chair(?:man|woman)?|"
    r"spokes(?:man|woman|person)|[Cc]lerk|[Oo]fficer) $"
)
NEXT = re.compile(r" ([a-z]+)")
KIN = frozenset({" family", " Family", " brothers", " sisters", " clan"})
WITH_ANCHOR = re.compile(r"\b[A-Z][a-z]+ with $")
ORDINARY_SURNAMES = word_set("surnames_ordinary") | SPLITTERS
AUXILIARY = frozenset({"has", "had", "is", "was", "will", "would", "and", "also", "himself"})
ORDINARY = word_set("given_names_ordinary")

LOWER_TITLES = (" councillor ", " cllr ", " coun ")


def is_councillors(run: tuple[Word, ...], reading: Reading) -> bool:
    """Whether "councillor" stands before a run of words, without a capital."""
    return reading.text.endswith(LOWER_TITLES, max(0, run[0].start - 12), run[0].start)


def is_barred(segment: Segment, reading: Reading) -> bool:
    """Whether neighbours make a name part of something else, whoever bears it."""
    text, end = reading.text, segment.end
    if segment.titles or len(segment.words) > 1:
        words = " ".join(w.text.rstrip(".") for w in (*segment.titles[-1:], *segment.words))
        if words in FICTIONAL and not TRADE_BEFORE.search(reading.before(segment.start)):
            return True
    following = text[end : end + 1]
    if following == "-" and HYPHENATED.match(text, end):
        return True
    if following in (" ", "'") and (brand := BRAND.match(text, end)):
        kin = brand.group() in KIN
        return not kin or reading.before(segment.start, 5).endswith(("the ", "The ", "'s "))
    lone = len(segment.words) == 1 and text.endswith("with ", 0, segment.start)
    return lone and bool(WITH_ANCHOR.search(reading.before(segment.start, 24)))


def may_be_short(segment: Segment, person: Person, reading: Reading) -> bool:
    """Whether an untitled word that equals part of a known name means that person here."""
    if segment.titles or len(segment.words) > 1:
        return True
    word = segment.words[0].text
    if word == person.family:
        return not is_ordinary(segment, reading)
    return not (word in ORDINARY and reading.opens_sentence(segment.start))


def is_ordinary(segment: Segment, reading: Reading) -> bool:
    """Whether a surname that is also a word may be just that, at the head of a sentence."""
    word = segment.words[-1].text
    if segment.titles or word not in ORDINARY_SURNAMES or not reading.opens_sentence(segment.start):
        return False
    text, end = reading.text, segment.end
    verb = NEXT.match(text, end)
    speaks = verb is not None and (verb.group(1) in SPEECH or verb.group(1) in AUXILIARY)
    return not (speaks or text.startswith("'", end) or POLITICAL.match(text, end))


def is_relative(segment: Segment, reading: Reading) -> bool:
    """Whether a relative of somebody's is introduced by that name: "her husband, Trevor Quogle"."""
    return bool(RELATIVE.search(reading.before(segment.start)))


def shared_family(segment: Segment, reading: Reading) -> str:
    """The family name that a lone first name shares: "Quogle" for "Trevor and Mary Quogle"."""
    if segment.titles or len(segment.words) > 1 or segment.words[0].text not in LIKELY:
        return ""
    couple = FULL_COUPLE.match(reading.text, segment.end)
    return couple.group(2) if couple and couple.group(1) in LIKELY else ""


def stands_alone(segment: Segment, reading: Reading) -> bool:
    """Whether a surname without any full name in the article may still be a person."""
    if segment.titles:
        return len(segment.words) <= 3
    word = segment.words[0].text
    if len(segment.words) > 1 or len(word) == 1:
        return False
    if is_introduced(segment, reading):
        return True
    if word in SPLIT_OR_DOUBTFUL:
        return False
    if POLITICAL.match(reading.text, segment.end):
        return True
    return word not in SURNAMES and not reading.opens_sentence(segment.start)


def is_introduced(segment: Segment, reading: Reading) -> bool:
    """Whether a title, an office, a relative or a spouse's name makes a lone word a person."""
    if segment.titles:
        return True
    word = segment.words[0].text
    if not segment.role_before and word not in LIKELY:
        return False
    before = reading.before(segment.start)
    if segment.role_before and BESIDE_OFFICE.search(before):
        return word in GIVEN or word in SURNAMES or not WORDY_OFFICE.search(before)
    if word not in LIKELY:
        return False
    couple = COUPLE.match(reading.text, segment.end)
    return bool(RELATIVE.search(before)) or (couple is not None and couple.group(1) in LIKELY)
