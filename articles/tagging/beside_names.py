"""The party and the seat that stand right beside a person's name: "Labour MP Jane Roe (Dover)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.tagging.cast import Person
from articles.tagging.facts import Facts
from articles.tagging.reading import Reading
from articles.tagging.register import holds
from articles.tagging.segments import Segment
from articles.tagging.signals import Signal
from articles.tagging.values import Mention

FURTHEST = 60
LOOKED_AT = 6
MEMBER = r"(?:MPs?|MSPs?|MLAs?|AMs?|MSs?|[Mm]ember(?: of [Pp]arliament)?|[Cc]andidate|PPC)"
ROLE_OF = {"MP": "mp", "MSP": "msp", "MLA": "mla"}
ROLE_BEFORE = re.compile(r"\b(MP|MSP|MLA) $")
ROLE_AFTER = re.compile(r",? (?:the |a )?(?:[A-Z][a-z]+ ){0,2}(MP|MSP|MLA)\b")
PARTY_BEFORE = re.compile(r"(?:'s)?(?: [a-z-]+){0,3}(?: MP| MSP| MLA| AM| Cllr| Councillor)? ")
PARTY_AFTER = re.compile(rf"(?: {MEMBER})?(?:,? \(|, (?:the |a |an )?(?:former |then )?|, now )")
SEAT_BEFORE = re.compile(rf"(?:'s)?(?: [A-Z]?[A-Za-z-]+){{0,3}}? {MEMBER},? ")
SEAT_AFTER = re.compile(
    rf"(?:, | \(|, who (?:is|was) )[^.;()]{{0,34}}?(?:{MEMBER} (?:for|in) |, |represents )(?:the )?"
)


def signals_beside(person: Person, key: str, reading: Reading, facts: Facts) -> list[Signal]:
    """What the parties and seats right beside the name say about `key` being the person."""
    marks = list(_marks_beside(person.sightings[:LOOKED_AT], reading))
    signals = []
    parties = [m for m in marks if m.kind == "party" and m.ref]
    if parties:
        signals.append(_party_signal(parties, key, facts))
    if (word := _role_beside(person, reading)) and not _ever_was(word, key, facts):
        signals.append(Signal(-2, f"named as {word}, which this person was not"))
    if any(_sat_for(mention, key, reading, facts) for mention in marks):
        signals.append(Signal(2, "the seat is named right beside"))
    return signals


def _marks_beside(sightings: list[Segment], reading: Reading) -> Iterator[Mention]:
    for sighting in sightings:
        low, high = sighting.start - 2 * FURTHEST, sighting.end + FURTHEST
        for mark in reading.marks_between(low, high):
            if _is_beside(mark, sighting, reading):
                yield mark


def _is_beside(mark: Mention, sighting: Segment, reading: Reading) -> bool:
    before, after = (
        (PARTY_BEFORE, PARTY_AFTER) if mark.kind == "party" else (SEAT_BEFORE, SEAT_AFTER)
    )
    if mark.end <= sighting.start:
        return bool(before.fullmatch(reading.text, mark.end, sighting.start))
    return bool(after.fullmatch(reading.text, sighting.end, mark.start))


def _party_signal(parties: list[Mention], key: str, facts: Facts) -> Signal:
    own = {post.party for post in facts.posts.get(key, ()) if post.party}
    named = {mention.ref.key for mention in parties if mention.ref}
    if not own:
        return Signal(0, "")
    if own & named:
        return Signal(2, f"named with the person’s party, “{parties[0].surface}”")
    return Signal(-2, f"named with another party, “{parties[0].surface}”")


def _role_beside(person: Person, reading: Reading) -> str:
    for span in person.sightings[:LOOKED_AT]:
        before = ROLE_BEFORE.search(reading.before(span.start, 8))
        if found := before or ROLE_AFTER.match(reading.text, span.end):
            return found.group(1)
    return ""


def _ever_was(word: str, key: str, facts: Facts) -> bool:
    return any(post.role == ROLE_OF[word] for post in facts.posts.get(key, ()))


def _sat_for(mention: Mention, key: str, reading: Reading, facts: Facts) -> bool:
    day = reading.document.day
    return mention.kind == "constituency" and any(
        post.place == mention.ref and holds(post.start, post.end, day)
        for post in facts.posts.get(key, ())
    )
