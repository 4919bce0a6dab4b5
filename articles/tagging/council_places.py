"""Which council is meant by a place and a word such as "council" or "borough council".

The press shortens names ("Basingstoke council" for Basingstoke and Deane Borough Council, "Notts
County Council") and gets the level wrong ("Cardiff city council"). A place and the day decide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from articles.tagging.facts import Facts
from articles.tagging.folding import fold
from articles.tagging.register import Ref, Register
from articles.tagging.wordlists import word_lines

SHIRES = dict(line.split(" ", 1) for line in word_lines("shires"))
LEVELS = re.compile(
    r" (?:(?:metropolitan|london|royal|county|city|borough|district|and|unitary|islands) )*"
    r"council$",
    re.IGNORECASE,
)
PARISH = re.compile(r"\b(?:town|parish|community|shadow)\b", re.IGNORECASE)
COUNTY = re.compile(r"\bcounty\b", re.IGNORECASE)
PARTS = re.compile(r", | and | & | with ")
BODY = re.compile(r"ouncil|OUNCIL|Borough|Authority|Corporation| [BD]C$|^LB ")


class CouncilPlaces:
    """The councils of a register by the places they are called after."""

    def __init__(self, register: Register, facts: Facts) -> None:
        self._facts = facts
        self._whole: dict[str, set[Ref]] = defaultdict(set)
        self._part: dict[str, set[Ref]] = defaultdict(set)
        for name in register.names:
            if name.ref.kind == "council" and not BODY.search(name.text):
                place = _plain(name.text)
                self._whole[place].add(name.ref)
                for part in PARTS.split(fold(name.text))[:3] if PARTS.search(place) else ():
                    self._part[_plain(part)].add(name.ref)

    def council(self, words: str, day: date | None) -> Ref | None:
        """The one council that `words` ("Cardiff city council") can mean on `day`."""
        level = LEVELS.search(words)
        if level is None or PARISH.search(words):
            return None
        place = _plain(words[: level.start()])
        for places in (self._whole, self._part):
            refs = self._fitting(places.get(place, set()), level.group(), day)
            if refs:
                return refs[0] if len(refs) == 1 else None
        return None

    def _fitting(self, refs: set[Ref], level: str, day: date | None) -> list[Ref]:
        """Those that existed on the day; a county's council only where the level allows."""
        alive = sorted(ref for ref in refs if self._facts.exists(ref, day))
        if not COUNTY.search(level):
            return alive
        return [ref for ref in alive if "County" in self._facts.name(ref)]


def _plain(place: str) -> str:
    words = fold(place).replace("'", "").replace(" & ", " and ").removeprefix("The ").split()
    return " ".join(SHIRES.get(word, word) for word in words)
