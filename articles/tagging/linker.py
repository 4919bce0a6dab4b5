"""Chooses who of the register a person of the article is, by the day and by what the article says.

Nobody is an answer: without enough evidence, or with two who fit equally, there is no link.
"""

from __future__ import annotations

from typing import NamedTuple

from articles.tagging.cast import Person
from articles.tagging.facts import Facts
from articles.tagging.folding import fold
from articles.tagging.misprints import meant_by_misprint
from articles.tagging.reading import Reading
from articles.tagging.register import Post, Ref
from articles.tagging.segments import SURNAMES, TITLES, Segment
from articles.tagging.standing import POLITICAL
from articles.tagging.values import Rejected
from articles.tagging.weighing import Signal, weigh
from articles.tagging.wordlists import word_set

ENOUGH = 3
LED = frozenset({"prime-minister", "labour-leader", "conservative-leader"})
COUNCILLORS = frozenset({"Cllr", "Coun", "Councillor"})
BESIDE = 24  # characters between a councillor's name and the party
TOP_OFFICES = word_set("top_offices")


class Verdict(NamedTuple):
    """Whom a name was linked to; `ref` None for nobody."""

    ref: Ref | None
    rule: str
    why: str
    confidence: float
    against: tuple[Rejected, ...] = ()


def link_person(person: Person, reading: Reading, facts: Facts) -> Verdict:
    """The verdict on somebody whom the article names in full."""
    refs = sorted({name.ref for name in person.names})
    if not refs:
        return _by_misprint(person, reading, facts)
    weighed = sorted(
        ((ref, weigh(person, ref, reading, facts)) for ref in refs),
        key=lambda pair: (-_total(pair[1]), pair[0]),
    )
    best, signals = weighed[0]
    losers = tuple(_rejected(ref, found, reading, facts) for ref, found in weighed[1:])
    if reading.document.day is None and len(refs) > 1:
        return _nobody(
            "no-date", "the date is not known and several people bear this name", weighed, facts
        )
    if _total(signals) < ENOUGH:
        return _nobody(
            "too-little-evidence",
            "too little speaks for the person in the register",
            weighed,
            facts,
        )
    if len(weighed) > 1 and _total(weighed[1][1]) >= _total(signals):
        return _nobody("namesakes", "several people of this name fit equally well", weighed, facts)
    return Verdict(
        best, "full-name", _because(person, best, signals, facts), _confidence(signals), losers
    )


def link_relative(person: Person, verdict: Verdict) -> Verdict:
    """The verdict on somebody named by a first name and a relation, put as what it is."""
    if verdict.ref is None:
        why = f"a relative of {person.relative_of}, whose surname is taken for theirs"
        return Verdict(None, "surname-alone", why, 0.75, verdict.against)
    why = verdict.why.replace("is named in full", f"is named as a relative of {person.relative_of}")
    return Verdict(verdict.ref, "relative", why, verdict.confidence - 0.02, verdict.against)


def _by_misprint(person: Person, reading: Reading, facts: Facts) -> Verdict:
    ref = meant_by_misprint(person, reading, facts)
    if ref is None:
        return Verdict(None, "unknown-person", "nobody of this name is in the register", 0.8)
    office = facts.describe(ref.key, reading.document.day)
    why = f"{facts.name(ref)} is named in full, a letter wrong; {office}, a place the article names"
    return Verdict(ref, "misprint", why, 0.92)


def _total(signals: list[Signal]) -> int:
    return sum(signal.points for signal in signals)


def _confidence(signals: list[Signal]) -> float:
    return min(0.995, 0.9 + 0.015 * _total(signals))


def _because(person: Person, ref: Ref, signals: list[Signal], facts: Facts) -> str:
    name, words = facts.name(ref), " ".join(person.parts)
    other = "" if fold(name) == words else f", as “{words}”"
    return "; ".join(
        (f"{name} is named in full{other}", *(s.words for s in signals if s.points > 0))
    )


def _rejected(ref: Ref, signals: list[Signal], reading: Reading, facts: Facts) -> Rejected:
    con = "; ".join(signal.words for signal in signals if signal.points < 0)
    return Rejected(ref, facts.name(ref), con or "less speaks for this person")


def _nobody(rule: str, why: str, weighed: list[tuple[Ref, list[Signal]]], facts: Facts) -> Verdict:
    against = tuple(
        Rejected(ref, facts.name(ref), "; ".join(s.words for s in signals) or "no evidence")
        for ref, signals in weighed
    )
    return Verdict(None, rule, why, 0.7, against)


def link_surname(segment: Segment, reading: Reading, facts: Facts) -> Verdict:
    """The verdict on a surname, with or without title, whose full name the article never gives."""
    keys = facts.by_family.get(" ".join(segment.parts), [])
    told = {TITLES[title.text.rstrip(".")] for title in segment.titles} - {""}
    found = [
        (key, reason)
        for key in keys
        if (reason := _office_reason(key, segment, reading, facts))
        and not (told and facts.entities[Ref("person", key)].gender not in (*told, ""))
    ]
    if len(found) != 1:
        why = "no full name in the article, and no office in it that one of this surname held"
        against = tuple(
            Rejected(Ref("person", key), facts.name(Ref("person", key)), reason)
            for key, reason in found
        )
        return Verdict(None, "surname-alone", why, 0.75, against)
    key, reason = found[0]
    name = facts.name(Ref("person", key))
    why = f"{name}, {reason}; nobody else of that surname had such a post"
    return Verdict(Ref("person", key), "surname-and-office", why, 0.93)


def _office_reason(key: str, segment: Segment, reading: Reading, facts: Facts) -> str:
    day = reading.document.day
    for post in facts.posts_on(key, day):
        if _sits_around(post, segment, reading, facts):
            return f"{facts.describe_post(post)} on that day, for the party named beside it"
        if post.place in reading.places and segment.titles:
            return f"{facts.describe_post(post)} on that day, a place that the article names"
    for term in facts.offices_on(key, day):
        if term in reading.spotted:
            return f"{term.title} on that day, an office that the article names"
        if term.office in TOP_OFFICES and reading.is_national and _plain(segment):
            return f"{term.title} on that day"
    if day and POLITICAL.match(reading.text, segment.end):
        led = [t for t in facts.offices.get(key, ()) if t.office in LED and t.start <= day]
        return f"{led[-1].title} before that day" if led else ""
    return ""


def _sits_around(post: Post, segment: Segment, reading: Reading, facts: Facts) -> bool:
    """Whether "Cllr Roe (Lab)" can hold a post: that party's, at the council of a seat named."""
    titles = {title.text.rstrip(".") for title in segment.titles}
    if not (post.place and titles & COUNCILLORS and post.role in ("councillor", "council_leader")):
        return False
    beside = reading.marks_between(max(0, segment.start - BESIDE), segment.end + BESIDE)
    if not any(mark.kind == "party" and mark.ref.key == post.party for mark in beside if mark.ref):
        return False
    around = (facts.councils_of_seat.get(p.key, ()) for p in reading.places)
    return any(post.place.key in councils for councils in around)


def _plain(segment: Segment) -> bool:
    return bool(segment.titles) or segment.words[0].text not in SURNAMES
