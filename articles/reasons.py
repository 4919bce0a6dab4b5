"""Why a story is tagged with somebody: what a reader is told of the tagger's evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.models import Mention, Origin, Statement
from people.models import Entity

# The rules that link a name (docs/tagging.md), for readers.
RULES = {
    "full-name": "A full name, with enough beside it to say who is meant",
    "short-form": "A short form of a name that stands in full in the story",
    "relative": "A first name beside a relative’s full name",
    "surname-and-office": "A surname beside an office that one person of that name held",
    "misprint": "A full name with one letter wrong, beside the seat or council of that person",
    "party-name": "A name of the party that means nothing else",
    "party-word": "A word that means the party where it stands",
    "council-name": "A name of the council on that day",
    "place-acts-as-council": "A place that acts as its council",
    "used-as-seat": "A place that is named as a seat of parliament",
    "council-place": "A short form of a council’s name that no other council of that day has",
    "short-seat": "The first words of a seat’s name, beside “MP” or “by-election”",
    "seat-again": "A place that the story names as a seat elsewhere, among words of an election",
    "editor": "Decided by an editor",
}
# The rules that find a speaker (docs/tagging.md), for readers.
SPEAKER_RULES = {
    "name-before": "The name stands before the words, with a verb of speaking",
    "name-after": "The name stands behind the words, with a verb of speaking",
    "name-label": "The words are called theirs",
    "name-according": "The story says “according to”",
    "joint": "The words are given to several people at once",
    "organisation": "The words are given to an organisation",
    "role": "The words are given to whoever held a post that day",
    "description": "The words are given to somebody who is described, not named",
    "described-name": "The words are given to somebody by a description used before",
    "same-person": "The words are given to somebody by a description of the person named before",
    "pronoun": "He or she is the person that the sentence before is about",
    "pronoun-recent": "He or she is the person of that sex named last",
    "pronoun-ahead": "He or she is the person named next",
    "subject": "The sentence is about this person",
    "author": "The words are from something that this person wrote",
    "run": "The quotation began in the paragraph before",
    "continued": "The quotation goes on after its speaker was named",
    "colon": "The person named before the colon",
    "focus": "The person that the paragraph is about",
    "last-speaker": "Nobody else has spoken since",
    "between": "The words stand between two sentences of this person",
    "introduced": "The sentence announces somebody who is named after it",
    "echo": "The same words are given to this person elsewhere in the story",
    "headline-name": "The headline names the person",
    "headline-first": "The headline’s words are those of the story’s first speaker",
    "seat-again": "A place that the story names as a seat elsewhere, among words of an election",
    "editor": "Decided by an editor",
}
SCORES = ((0.975, "As good as certain"), (0.9, "Very likely"), (0.75, "Likely"), (0, "Doubtful"))


@dataclass(frozen=True)
class Other:
    """Who else it could have been, and why not; without `entity` it is not in the register."""

    name: str
    reason: str
    entity: Entity | None = None


@dataclass(frozen=True)
class Reason:
    """Why an entity is tagged: its words with how often each stands, rules, evidence, score."""

    words: Sequence[tuple[str, int]]
    rules: Sequence[str]
    evidence: Sequence[str]
    score: str
    others: Sequence[Other] = ()


ADDED = Reason([], ["Added by an editor, without words of the story"], [], "")


class Reasons:
    """The reasons of all tags of one article; who lost is looked up in one query, if anybody."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._by_entity: dict[int, list[Mention]] = {}
        for mention in sorted(mentions, key=lambda each: each.start_char):
            if mention.entity_id:
                self._by_entity.setdefault(mention.entity_id, []).append(mention)
        self._losers = self._look_up()

    def _look_up(self) -> dict[tuple[str, str], Entity]:
        every = (m for found in self._by_entity.values() for m in found)
        keys = {lost["key"] for mention in every for lost in mention.evidence.get("against", ())}
        if not keys:
            return {}
        return {(e.kind, e.key): e for e in Entity.objects.filter(key__in=keys)}

    def of(self, entity_id: int) -> Reason:
        """An entity without words was added by an editor."""
        found = self._by_entity.get(entity_id)
        if not found:
            return ADDED
        return Reason(
            words=list(Counter(mention.surface for mention in found).items()),
            rules=list(dict.fromkeys(filter(None, map(rule_in_words, found)))),
            evidence=evidence_of(found[0]),
            score=score_in_words(max(mention.confidence for mention in found)),
            others=self._others(found),
        )

    def _others(self, found: Iterable[Mention]) -> list[Other]:
        lost = {
            (each["kind"], each["key"]): each
            for mention in found
            for each in mention.evidence.get("against", ())
        }
        return [Other(row["name"], row["reason"], self._losers.get(at)) for at, row in lost.items()]


def rule_in_words(mention: Mention) -> str:
    rule = "editor" if mention.origin == Origin.EDITOR else str(mention.evidence.get("rule", ""))
    return RULES.get(rule, "")


def speaker_in_words(statement: Statement) -> str:
    """By which rule the words were given to their speaker; empty for a rule without words."""
    rule = "editor" if statement.origin == Origin.EDITOR else statement.rule
    return SPEAKER_RULES.get(rule, "")


def evidence_of(mention: Mention) -> list[str]:
    """The tagger's sentence in its parts: “Ms Holt”: named in full; MP for Saltmarsh that day."""
    why = str(mention.evidence.get("why", ""))
    return why.removeprefix(f"“{mention.surface}”: ").split("; ") if why else []


def score_in_words(confidence: float) -> str:
    """Such as "Very likely (93 in 100)"."""
    words = next(words for least, words in SCORES if confidence >= least)
    return f"{words} ({min(99, round(confidence * 100))} in 100)"
