"""What the words around a party's name make of it: another phrase, another country, a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.tagging.finder import Hit
from articles.tagging.reading import Reading
from articles.tagging.wordlists import word_set

NOT_PARTY = word_set("not_party")
ENDINGS: dict[str, tuple[str, ...]] = {
    word: tuple(phrase for phrase in sorted(NOT_PARTY) if phrase.endswith(" " + word))
    for word in sorted({phrase.rpartition(" ")[2] for phrase in NOT_PARTY})
}
NEXT = re.compile(r" ([A-Za-z]+)")
OTHER_BODIES = word_set("party_bodies")
FOREIGN = word_set("nationalities")
COUNTRY = re.compile(r"\b([A-Z][a-z]+(?: Zealand| African| Korean)?)(?:'s)? $")
# What stands between two parties of a list: "Labour, Respect and the Greens".
BETWEEN = re.compile(
    r"(?:,|/| ?- ?|\)|\d| and| or| with| to| from| nor| against| lost| beat|"
    r" for| defect(?:ed|ing)| the|\s)*"
)
WIDEST = 16
# Results come in short: "(Lab)", "Con 12", "Lab gain", "LD hold".
RESULT = re.compile(r"(?::? \d|-\d| (?:gain|hold|maj|majority)\b)")
IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,30}$")
# "Independent Group" is an ordinary phrase in council chambers.
IN_CHAMBER = re.compile(r" (?:(?:of|on|at|in) (?:the )?[\w' ]{0,30}[Cc]ouncil\b|councillors?\b)")
MEMBERS = re.compile(r"\bMPs?\b")


def is_another_phrase(hit: Hit, reading: Reading) -> bool:
    """Whether the words stand in a phrase such as "Department of Labour" or "Reform Act"."""
    words, text = reading.text[hit.start : hit.end], reading.text
    if after := NEXT.match(text, hit.end):
        following = after.group(1)
        if following in OTHER_BODIES or f"{words} {following}" in NOT_PARTY:
            return True
    return text.endswith(ENDINGS.get(words, ()), 0, hit.end)


def country_before(hit: Hit, reading: Reading) -> str:
    """The people or country whose party it is ("Israeli Labour Party"), "" for Britain's."""
    before = COUNTRY.search(reading.before(hit.start, 20))
    return before.group(1) if before and before.group(1) in FOREIGN else ""


def is_in_brackets(hit: Hit, reading: Reading) -> bool:
    """Whether it stands in brackets, as behind the name of a candidate."""
    return bool(IN_BRACKETS.search(reading.before(hit.start)))


def is_a_result(hit: Hit, reading: Reading) -> bool:
    """Whether a count or "gain" follows, as in lists of results."""
    return bool(RESULT.match(reading.text, hit.end))


def may_be_of_a_chamber(hit: Hit, reading: Reading) -> bool:
    """Whether "Independent Group" may be councillors of no party rather than MPs."""
    if "ndependent Group" not in reading.text[hit.start : hit.end]:
        return False
    return bool(IN_CHAMBER.match(reading.text, hit.end)) or not MEMBERS.search(reading.text)


def listed_beside(hits: Iterable[Hit], reading: Reading) -> frozenset[int]:
    """Where hits begin that stand in a row with another party: "Labour, Respect and UKIP"."""
    beside: set[int] = set()
    last: Hit | None = None
    for hit in hits:
        if last and 0 < hit.start - last.end <= WIDEST:
            gap = reading.text[last.end : hit.start]
            if BETWEEN.fullmatch(gap):
                beside.update((last.start, hit.start))
        last = hit
    return frozenset(beside)
