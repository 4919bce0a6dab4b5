"""What speaks for and against a person of the register being the one an article names.

Points, not probabilities: `linker` compares candidates by them and asks for a minimum. Each signal
carries the words that a reader is told.
"""

from __future__ import annotations

import re
from datetime import timedelta

from articles.tagging.beside_names import signals_beside
from articles.tagging.cast import Person
from articles.tagging.facts import Facts
from articles.tagging.patterns import any_of
from articles.tagging.reading import Reading
from articles.tagging.register import Ref
from articles.tagging.segments import SURNAMES
from articles.tagging.shapes import AGE_AFTER
from articles.tagging.signals import Signal
from articles.tagging.wordlists import word_lines

IN_OFFICE = 3
ROLE_BESIDE = (
    "named beside words of parliament or government",
    "named beside words of politics",
)
NEAR = 70
CAMPAIGN = timedelta(days=3 * 365)
REMEMBERED = timedelta(days=8 * 365)
APPRENTICE = timedelta(days=12 * 365)
COUNCILLOR = frozenset({"Cllr", "Cllrs", "Councillor", "Coun"})
COUNCIL_ROLES = frozenset({"council_leader", "councillor", "mayor"})
PARLIAMENT = re.compile(
    r"\b(?:MPs?|MSPs?|MLAs?|MEPs?|[Mm]inisters?|[Cc]hancellor|peer|Parliament|Commons)\b"
)
POLITICAL_ROLE = re.compile(
    r"\b(?:MPs?|MSPs?|MLAs?|MEPs?|AMs?|PM|[Mm]inisters?|[Ss]ecretary|[Cc]hancellor|[Ll]eader|"
    r"[Mm]ayor|[Pp]remier|[Ss]peaker|[Bb]ackbencher|frontbencher|[Ww]hip|peer|politician|"
    r"[Cc]andidate|constituency|Labour|Tory|Tories|Conservatives?|Lib(?:eral)? Dem\w*|SNP|"
    r"Plaid|UKIP|Ukip|DUP|Reform UK|[Gg]overnment|Parliament|Commons)\b"
)
TRADES = any_of(sorted(word_lines("trades"), key=len, reverse=True))
OTHER_TRADE = re.compile(rf"\b(?:{TRADES}|Rev)(?: and [a-z-]+)?,? $", re.IGNORECASE)
TRADE_AFTER = re.compile(rf", (?:who is )?(?:a|an|the) (?:[a-z-]+ ){{0,3}}(?:{TRADES})\b")
LEARNED = frozenset({"Dr", "Prof", "Professor", "Rev"})
PEERAGE = re.compile(r"(?:Lord|Baron(?:ess)?|Viscount|Earl) ")
COUNCILLOR_BEFORE = re.compile(r"\b[Cc](?:ouncillors?|llrs?) $")


def weigh(person: Person, ref: Ref, reading: Reading, facts: Facts) -> list[Signal]:
    """The signals for `person` of the article being `ref` of the register."""
    signals = [_time_signal(ref.key, reading, facts)]
    signals += _place_signals(person, ref.key, reading, facts)
    signals += _nearby_signals(person, reading)
    signals += signals_beside(person, ref.key, reading, facts)
    if len([signal for signal in signals if signal.points > 0]) == 1 and not _is_known(
        person, ref, facts
    ):
        signals.append(Signal(-1, "nothing else in the article speaks of politics or the place"))
    in_office = signals[0].points >= IN_OFFICE
    political = any(signal.words in ROLE_BESIDE for signal in signals)
    signals += _name_signals(person, ref, in_office or political)
    signals += _title_signals(person, ref.key, reading, facts, in_office or political)
    return [signal for signal in signals if signal.points]


def _is_known(person: Person, ref: Ref, facts: Facts) -> bool:
    """Whether the person ever held a national office and bears no common surname."""
    return bool(facts.offices.get(ref.key)) and person.family not in SURNAMES


def _time_signal(key: str, reading: Reading, facts: Facts) -> Signal:
    day, service = reading.document.day, facts.service(key)
    if day is None or service is None:
        return Signal(0, "")
    if facts.offices_on(key, day):
        return Signal(5, facts.describe(key, day))
    if facts.posts_on(key, day):
        return Signal(4 if facts.offices.get(key) else 3, facts.describe(key, day))
    if service.end and service.end <= day:
        recent = day - service.end < REMEMBERED
        known = recent or bool(facts.offices.get(key))
        return Signal(2 if known else 1, facts.describe(key, day) or "held office before that day")
    if service.start > day:
        soon = service.start - day < CAMPAIGN
        return Signal(2 if soon else -1, "held no office yet on that day")
    return Signal(2, "between two terms on that day")


def _place_signals(person: Person, key: str, reading: Reading, facts: Facts) -> list[Signal]:
    places = {post.place for post in facts.posts.get(key, ()) if post.place}
    named = sorted(places & reading.places)
    if named:
        return [Signal(3, f"{facts.name(named[0])} is named in the article")]
    if not places.isdisjoint(reading.spotted):
        return [Signal(2, "the place is named in the article")]
    seats = {place.key for place in places if place.kind == "constituency"}
    patch = {ref.key for ref in reading.document.patch}
    councils = {c for seat in seats for c in facts.councils_of_seat.get(seat, ())}
    if patch & (seats | councils):
        return [Signal(2, "the publisher reports from there")]
    return []


def _nearby_signals(person: Person, reading: Reading) -> list[Signal]:
    signals = []
    spans = person.sightings[:6]
    beside = [_beside(reading, span.start, span.end) for span in spans]
    if any(PARLIAMENT.search(words) for words in beside):
        signals.append(Signal(3, ROLE_BESIDE[0]))
    elif any(POLITICAL_ROLE.search(words) for words in beside):
        signals.append(Signal(2, ROLE_BESIDE[1]))
    elif reading.is_political:
        signals.append(Signal(1, "the article is about politics"))
    if any(AGE_AFTER.match(reading.after(span.end)) for span in spans):
        signals.append(Signal(-4, "given an age, as the press does with residents"))
    if any(_has_other_trade(reading, span.start, span.end) for span in spans):
        signals.append(Signal(-5, "introduced by another trade"))
    return signals


def _has_other_trade(reading: Reading, start: int, end: int) -> bool:
    before, after = OTHER_TRADE.search(reading.before(start)), TRADE_AFTER.match(reading.after(end))
    return bool(before or after)


def _beside(reading: Reading, start: int, end: int) -> str:
    return f"{reading.before(start, NEAR)}|{reading.after(end, NEAR)}"


def _name_signals(person: Person, ref: Ref, is_politics: bool) -> list[Signal]:
    signals = []
    if person.family in SURNAMES:
        signals.append(Signal(-1 if is_politics else -2, "a common surname"))
    kinds = {name.kind for name in person.names if name.ref == ref}
    if kinds and kinds <= {"generated", "ambiguous"}:
        signals.append(Signal(-1, "a guessed form of the name"))
    return signals


def _title_signals(
    person: Person, key: str, reading: Reading, facts: Facts, is_politics: bool
) -> list[Signal]:
    entity = facts.entities.get(Ref("person", key))
    signals = []
    if entity and entity.gender and person.told_gender not in ("", entity.gender):
        signals.append(Signal(-6, "the title is of the other sex"))
    if person.titles & LEARNED and not is_politics:
        signals.append(Signal(-2, "a title that the register does not give"))
    if any(PEERAGE.match(name.text) for name in person.names if name.ref.key == key):
        signals.append(_peer_signal(key, reading, facts))
    if person.titles & COUNCILLOR or any(
        COUNCILLOR_BEFORE.search(reading.before(span.start, 20)) for span in person.sightings[:6]
    ):
        signals.append(_councillor_signal(key, reading, facts))
    return signals


def _peer_signal(key: str, reading: Reading, facts: Facts) -> Signal:
    """A title in the Lords is nobody's who still sits in the Commons, or will later."""
    day = reading.document.day
    sits = (p for p in facts.posts.get(key, ()) if p.role == "mp" and day)
    if any(post.end is None or (day and day < post.end) for post in sits):
        return Signal(-9, "was not in the Lords yet")
    return Signal(1, "the title in the Lords is the person’s")


def _councillor_signal(key: str, reading: Reading, facts: Facts) -> Signal:
    day = reading.document.day
    if any(post.role in COUNCIL_ROLES for post in facts.posts_on(key, day)):
        return Signal(2, "held a council post on that day")
    service = facts.service(key)
    if service and day and _is_local(key, reading, facts):
        if day < service.start <= day + APPRENTICE:
            return Signal(4, "a councillor where the person later held a seat")
        if service.end and service.end <= day:
            return Signal(1, "a councillor where the person once held a seat")
    return Signal(-5, "titled councillor, which the register does not bear out")


def _is_local(key: str, reading: Reading, facts: Facts) -> bool:
    """Whether the article or the publisher is of a place where the person ever held a seat."""
    seats = {p.place for p in facts.posts.get(key, ()) if p.place and p.place.kind != "council"}
    councils = {c for seat in seats for c in facts.councils_of_seat.get(seat.key, ())}
    near = reading.places | reading.document.patch
    return not near.isdisjoint(seats) or any(Ref("council", c) in near for c in councils)
