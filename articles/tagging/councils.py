"""Mentions of councils: named authorities, and places that speak or act as one."""

from __future__ import annotations

import re

from articles.tagging.acting import acting_cue, led_by
from articles.tagging.council_places import CouncilPlaces
from articles.tagging.facts import Facts
from articles.tagging.finder import Hit
from articles.tagging.folding import fold
from articles.tagging.marking import Covered, Span, living, mark
from articles.tagging.reading import Reading
from articles.tagging.register import Ref
from articles.tagging.segments import ROLES, TITLES
from articles.tagging.values import Evidence, Mention, Rejected
from articles.tagging.wordlists import word_set

LEADERS = frozenset({"council_leader"})
NOT_COUNCILS = word_set("not_councils")
NOT_PLACES = (
    word_set("sentence_openers") | ROLES | frozenset(TITLES) | {"Only", "MP", "MPs", "Police"}
)
HOUSES = word_set("council_followers")
PLACE = r"[A-Z][A-Za-z']+(?:-[A-Za-z]+)*"
LINKS = r"upon|the|le|under|next|of|and|&|cum|with|super"
NAMED = re.compile(
    rf"({PLACE}(?:,? (?:(?:{LINKS}) )*{PLACE}){{0,5}}?)"
    r"((?: (?:[Tt]own|[Pp]arish|[Cc]ity|[Cc]ounty|[Bb]orough|[Dd]istrict|[Cc]ommunity|"
    r"[Mm]etropolitan))*)"
    r" [Cc]ouncil$"
)
# "Ambridge, Fenny and Larch (AFL) Council"
INITIALS = re.compile(r" \([A-Z][A-Za-z&]{1,6}\) [Cc]ouncil\b(?!lor)")
# "Ambridge Council for Mosques"
OF_OTHERS = re.compile(r" (?:for|of) [A-Z]")
# "Greater Ambridge Council" is not Ambridge's.
DIRECTION = re.compile(
    r"\b(?:NE|NW|SE|SW|Greater|Great|North|South|East|West|Mid|New|Upper|Lower|Royal) $"
)
NEXT = re.compile(r" ([A-Za-z]+)")
FIRST = re.compile(r"(\S+),? ")
LINK_WORDS = frozenset(LINKS.split("|"))
NEVER_BARE = frozenset({"Westminster"})
OTHER = re.compile(
    r".*\b[Cc]ouncil(?:,| and| or) "
)  # "Larch Parish Council and Fenny Town Council"
OWN_WORDS = ("ouncil", "London Borough", "Royal Borough", "OUNCIL", " MBC", " BC", " DC")


class CouncilFinder:
    """Finds the councils that an article names."""

    def __init__(self, facts: Facts, places: CouncilPlaces) -> None:
        self.facts = facts
        self.places = places

    def __call__(self, reading: Reading, hits: list[Hit], parties: list[Mention]) -> list[Mention]:
        """Mentions of councils in text order, clear of the `parties`."""
        councils = [hit for hit in hits if hit.kind == "council"]
        found = [m for hit in councils if (m := self._named(hit, reading))]
        refs = {m.ref for m in found}
        found += [m for hit in councils if (m := self._acting(hit, reading, refs))]
        covered = Covered((m.start, m.end) for m in (*found, *parties))
        found += self._outside_register(reading, covered)
        return sorted(found, key=lambda mention: mention.start)

    def _named(self, hit: Hit, reading: Reading) -> Mention | None:
        words = reading.text[hit.start : hit.end]
        if not self._is_own_name(words, hit) or _is_housing((hit.start, hit.end), reading):
            return None
        if DIRECTION.search(reading.before(hit.start, 10)):
            return None
        refs = self._likeliest(self._bearers(hit, words, reading), reading)
        ref = refs[0] if len(refs) == 1 else None
        name = self.facts.name(ref) if ref else reading.document.text[hit.start : hit.end]
        if ref:
            evidence = Evidence("council-name", self._why_named(words, ref, reading))
        else:
            evidence = self._no_council(words, refs)
        confidence = 0.98 if ref else 0.6
        return mark((hit.start, hit.end), "council", ref, name, reading, evidence, confidence)

    def _why_named(self, words: str, ref: Ref, reading: Reading) -> str:
        name = self.facts.name(ref)
        why = "the council’s own name" if words == name else f"a name of {name}"
        if not self.facts.exists(ref, reading.document.day):
            why += ", which did not exist on that day"
        return f"“{words}” is {why}"

    def _no_council(self, words: str, refs: list[Ref]) -> Evidence:
        if not refs:
            return Evidence("unknown-council", f"no council of the name “{words}” sat on that day")
        losers = tuple(Rejected(r, self.facts.name(r), "bears the same name") for r in refs)
        why = f"“{words}” names several councils, and nothing tells which is meant"
        return Evidence("council-namesakes", why, losers)

    def _is_own_name(self, words: str, hit: Hit) -> bool:
        """Whether the words name a body: "Ambridge Council", not "Ambridge"."""
        if any(own in words for own in OWN_WORDS):
            return True
        return any(self.facts.name(name.ref) == words for name in hit.names)

    def _bearers(self, hit: Hit, words: str, reading: Reading) -> list[Ref]:
        """Whose name it is: of the day, else by its place, else of an earlier day."""
        if names := living(hit.names, reading, self.facts):
            return sorted({name.ref for name in names})
        day = reading.document.day
        if ref := self.places.council(words, day):
            return [ref]
        ended = [self.facts.entities[n.ref] for n in hit.names if n.ref in self.facts.entities]
        past = [e for e in ended if e.end and day and e.end <= day]
        return [max(past, key=lambda e: (e.end, e.ref)).ref] if past else []

    def _likeliest(self, refs: list[Ref], reading: Reading) -> list[Ref]:
        local = [ref for ref in refs if ref in reading.document.patch]
        return local or refs

    def _acting(self, hit: Hit, reading: Reading, refs: set[Ref | None]) -> Mention | None:
        names = [n for n in living(hit.names, reading, self.facts) if _is_place_name(n.text)]
        if len({n.ref for n in names}) != 1 or not _stands_free(hit, reading):
            return None
        if reading.text[hit.start : hit.end] in NEVER_BARE:
            return None
        ref = names[0].ref
        met = ref in refs or ref in reading.document.patch
        if initials := INITIALS.match(reading.text, hit.end):
            hit, cue = hit._replace(end=initials.end()), initials.group().strip()
        elif not (cue := acting_cue(hit, reading, met) or self._led_by(ref, hit, reading)):
            return None
        name, words = self.facts.name(ref), reading.document.text[hit.start : hit.end]
        evidence = Evidence("place-acts-as-council", f"“{words}” acts as {name} here: “{cue}”")
        return mark((hit.start, hit.end), "council", ref, name, reading, evidence, 0.9)

    def _led_by(self, ref: Ref, hit: Hit, reading: Reading) -> str:
        holders = self.facts.holders_on(ref, reading.document.day, LEADERS)
        name = fold(self.facts.name(Ref("person", holders[0]))) if len(holders) == 1 else ""
        return led_by(hit, reading, name) if name else ""

    def _outside_register(self, reading: Reading, covered: Covered) -> list[Mention]:
        mentions = []
        position = reading.text.find("ouncil")
        while position >= 0:
            end = position + len("ouncil")
            span = _named_before(end, reading)
            if span and not covered.touches(*span):
                mentions.append(self._by_place(span, reading))
            position = reading.text.find("ouncil", end)
        return mentions

    def _by_place(self, span: Span, reading: Reading) -> Mention:
        """A council named in words that the register has not, though it may have the place."""
        words = reading.document.text[slice(*span)]
        if ref := self.places.council(words, reading.document.day):
            name = self.facts.name(ref)
            why = f"“{words}” can only be {name} on that day"
            return mark(span, "council", ref, name, reading, Evidence("council-place", why), 0.9)
        evidence = Evidence("unknown-council", f"“{words}” is a council outside the register")
        return mark(span, "council", None, words, reading, evidence, 0.8)


ONE_OF_MANY = re.compile(r"\b(?:[Aa]n?|another|any|no|every) $")  # "a North-East council"


def _is_place_name(words: str) -> bool:
    return not any(own in words for own in (*OWN_WORDS, " BC", " DC", "LB "))


def _named_before(end: int, reading: Reading) -> Span | None:
    if reading.text[end : end + 1].isalnum():
        return None
    low = max(0, end - 70)
    window = reading.text[
        reading.text.rfind("\n", low, end) + 1 if "\n" in reading.text[low:end] else low : end
    ]
    match = NAMED.search(window)
    if not match or not _is_place(match.group(1), match.group(2)):
        return None
    span = (end - len(window) + match.start() + _opener(match.group(1)), end)
    if ONE_OF_MANY.search(reading.before(span[0], 10)):
        return None
    return None if _is_housing(span, reading) else span


def _is_place(words: str, level: str) -> bool:
    body = words[_opener(words) :]
    first, last = body.partition(" ")[0], body.rpartition(" ")[2]
    if not body or first in NOT_PLACES or last in NOT_PLACES or last.endswith("'"):
        return False
    return bool(level) or not (last in NOT_COUNCILS or last.endswith("'s"))


def _opener(words: str) -> int:
    """How many characters before the place are no part of it ("Leader of ")."""
    cut = other.end() if (other := OTHER.match(words)) else 0
    while (match := FIRST.match(words, cut)) and (
        match.group(1) in NOT_PLACES or (cut and match.group(1) in LINK_WORDS)
    ):
        cut = match.end()
    return cut


def _is_housing(span: Span, reading: Reading) -> bool:
    if OF_OTHERS.match(reading.text, span[1]):
        return True
    following = NEXT.match(reading.text, span[1])
    return following is not None and following.group(1) in HOUSES


def _stands_free(hit: Hit, reading: Reading) -> bool:
    run = reading.run_at(hit.start)
    return (
        bool(run)
        and run[0].start <= hit.start
        and run[-1].end <= hit.end
        and (run[0].start == hit.start or reading.opens_sentence(run[0].start))
    )
