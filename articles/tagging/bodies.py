"""Mentions of parties and councils: names that mean what they say, unless their neighbours say no."""

from __future__ import annotations

import re

from articles.tagging.facts import Facts
from articles.tagging.finder import Hit
from articles.tagging.reading import Reading
from articles.tagging.register import Kind, Name, Ref, holds
from articles.tagging.values import Evidence, Mention, Rejected
from articles.tagging.wordlists import word_lines, word_set

NOT_PARTY = re.compile(r"\b(?:" + "|".join(map(re.escape, word_lines("not_party"))) + r")\b")


def mention_of(
    hit_span: tuple[int, int],
    kind: Kind,
    ref: Ref | None,
    reading: Reading,
    name: str,
    evidence: Evidence,
    confidence: float,
) -> Mention:
    """A mention at `hit_span` with its words taken from the original text."""
    start, end = hit_span
    surface = reading.document.text[start:end]
    return Mention(start, end, surface, kind, ref, name, confidence, evidence)


def living(names: tuple[Name, ...], reading: Reading, facts: Facts) -> list[Name]:
    """The names that held on the day, of entities that existed on the day."""
    day = reading.document.day
    return [n for n in names if holds(n.start, n.end, day) and facts.exists(n.ref, day)]


class PartyFinder:
    """Finds the parties that an article names."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __call__(self, reading: Reading, hits: list[Hit]) -> list[Mention]:
        """Mentions of parties in text order."""
        parties = [hit for hit in hits if hit.kind == "party"]
        barred = [m.span() for m in NOT_PARTY.finditer(reading.text)]
        sure = {
            name.ref
            for hit in parties
            for name in living(hit.names, reading, self.facts)
            if name.kind == "stated"
        }
        return [
            mention
            for hit in parties
            if not any(a < hit.end and hit.start < b for a, b in barred)
            and (mention := self._mention(hit, reading, sure))
        ]

    def _mention(self, hit: Hit, reading: Reading, sure: set[Ref]) -> Mention | None:
        names = living(hit.names, reading, self.facts)
        if len({name.ref for name in names}) != 1:
            return None
        name = names[0]
        words = reading.document.text[hit.start : hit.end]
        if name.kind == "stated":
            rule, why = "party-name", f"“{words}” is a name of {self.facts.name(name.ref)}"
        elif reason := self._shown(hit, name, reading, sure):
            rule, why = "party-word", f"“{words}”: {reason}"
        else:
            return None
        evidence = Evidence(rule, why)
        label = self.facts.name(name.ref)
        return mention_of((hit.start, hit.end), "party", name.ref, reading, label, evidence, 0.98)

    def _shown(self, hit: Hit, name: Name, reading: Reading, sure: set[Ref]) -> str:
        after = re.match(r"(?:'s)?[ -]([A-Za-z]+)", reading.text[hit.end : hit.end + 30])
        if len(name.text) <= 3:
            in_brackets = re.search(r"\([^)]{0,30}$", reading.before(hit.start))
            return "in brackets after a name" if in_brackets else ""
        if after and after.group(1) in word_set("party_followers"):
            return f"followed by “{after.group(1)}”"
        if name.ref in sure and not reading.opens_sentence(hit.start):
            return "the party is named in full in this article"
        if name.ref.key == "change-uk" and reading.is_political:
            return "the group of MPs of that name sat on that day"
        others = sure - {name.ref}
        run = reading.run_at(hit.start)
        alone = bool(run) and run[0].start == hit.start and run[-1].end == hit.end
        if others and alone and name.ref.key in ("reform-uk", "green"):
            return "named among other parties"
        return ""


UNKNOWN_COUNCIL = re.compile(
    r"(?<![A-Za-z'-])((?:[A-Z][A-Za-z']+(?:-[A-Za-z]+)*)(?:(?: |-)(?:[A-Z][A-Za-z']+|upon|on|and|&|in|the|le|under|next)(?:-[A-Za-z]+)*){0,5}) "
    r"(?:(?:[Tt]own|[Pp]arish|[Cc]ity|[Cc]ounty|[Bb]orough|[Dd]istrict|[Cc]ommunity|[Mm]etropolitan) )*[Cc]ouncil\b"
)
ACTS_AS_COUNCIL = re.compile(
    r"(?:'s? (?:[A-Z][A-Za-z]+-(?:led|run|controlled) )?(?:council|cabinet|planning committee|"
    r"ruling group|town hall)\b"
    r"| (?:has |have |had |also )*(?:says|said|claims|claimed|insists|insisted|argues|argued|told)\b)"
)


class CouncilFinder:
    """Finds the councils that an article names."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __call__(self, reading: Reading, hits: list[Hit]) -> list[Mention]:
        """Mentions of councils in text order."""
        councils = [hit for hit in hits if hit.kind == "council"]
        found = [m for hit in councils if (m := self._named(hit, reading))]
        refs = {m.ref for m in found}
        found += [m for hit in councils if (m := self._acting(hit, reading, refs))]
        found += self._unknown(reading, found)
        return sorted(found, key=lambda mention: mention.start)

    def _named(self, hit: Hit, reading: Reading) -> Mention | None:
        words = reading.text[hit.start : hit.end]
        if "ouncil" not in words and not words.startswith(("London Borough", "Royal Borough")):
            return None
        if not _is_body(hit.end, words, reading):
            return None
        names = living(hit.names, reading, self.facts)
        refs = self._near(sorted({name.ref for name in names}), reading)
        ref = refs[0] if len(refs) == 1 else None
        against = tuple(Rejected(r, self.facts.name(r), "bears the same name") for r in refs)
        name = self.facts.name(ref) if ref else reading.document.text[hit.start : hit.end]
        evidence = Evidence(
            "council-name", f"“{words}” is a name of {name}", () if ref else against
        )
        span = (hit.start, hit.end)
        return mention_of(span, "council", ref, reading, name, evidence, 0.98 if ref else 0.6)

    def _near(self, refs: list[Ref], reading: Reading) -> list[Ref]:
        local = [ref for ref in refs if ref in reading.document.patch]
        return local or refs

    def _acting(self, hit: Hit, reading: Reading, refs: set[Ref | None]) -> Mention | None:
        names = [n for n in living(hit.names, reading, self.facts) if n.kind == "ambiguous"]
        after = ACTS_AS_COUNCIL.match(reading.text, hit.end)
        if not names or not after or len({n.ref for n in names}) != 1:
            return None
        ref = names[0].ref
        possessive = after.group().startswith("'")
        if not possessive and ref not in refs and ref not in reading.document.patch:
            return None
        name = self.facts.name(ref)
        words = reading.document.text[hit.start : hit.end]
        evidence = Evidence("place-acts-as-council", f"“{words}” acts as {name} here")
        return mention_of((hit.start, hit.end), "council", ref, reading, name, evidence, 0.9)

    def _unknown(self, reading: Reading, found: list[Mention]) -> list[Mention]:
        spans = [(m.start, m.end) for m in found]
        mentions = []
        for match in UNKNOWN_COUNCIL.finditer(reading.text):
            start = match.start() + _opener(match.group(1))
            span = (start, match.end())
            if any(a < span[1] and span[0] < b for a, b in spans):
                continue
            if not _is_place(reading.text[start : match.end(1)]):
                continue
            if not _is_body(match.end(), match.group(), reading):
                continue
            name = reading.document.text[slice(*span)]
            evidence = Evidence("unknown-council", f"“{name}” is no council of the register")
            mentions.append(mention_of(span, "council", None, reading, name, evidence, 0.8))
        return mentions


def _opener(words: str) -> int:
    first, space, _ = words.partition(" ")
    return len(first) + 1 if space and first in word_set("sentence_openers") else 0


def _is_place(words: str) -> bool:
    last = words.rpartition(" ")[2]
    if words in word_set("sentence_openers") or last in word_set("not_councils"):
        return False
    return bool(words) and not words.startswith(("Mr ", "Cllr "))


def _is_body(end: int, words: str, reading: Reading) -> bool:
    following = re.match(r" ([A-Za-z]+)", reading.text[end : end + 20])
    return not (following and following.group(1) in word_set("council_followers"))
