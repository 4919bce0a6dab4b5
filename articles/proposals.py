"""What a decision about a name could teach the tagger for other articles: reads only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.backends.postgresql.psycopg_any import DateRange

from articles.actions.corrections_of import as_value, in_force
from articles.models import Article, Correction, Lesson, Publisher
from articles.tagging.anchors import find_anchor
from articles.tagging.folding import fold
from articles.tagging.segments import TITLES
from people.models import Alias, Entity
from people.models.entity import always
from people.periods import dates_in_words

Kind, Subject = Lesson.Kind, Correction.Subject
KEYS = "rfgh"  # free on the desk and in the queue alike
LONGEST = 200  # letters of a name
BEFORE = re.compile(r"(?:[A-Z][\w'’-]*[ ])+$")
OPENERS = re.compile(r"^(?:The|A|An) ")  # written small within a sentence
BEHIND = re.compile(r"(?:[ ][A-Z][\w'’-]*)+")


@dataclass(frozen=True)
class Proposal:
    """One thing to remember. `name` says which it is in a form; `entity` None: no name at all."""

    name: str
    kind: str
    words: str
    entity: Entity | None = None
    during: DateRange | None = None
    worth: str = Alias.Kind.STATED
    publisher: Publisher | None = None

    @property
    def says(self) -> str:
        """Such as "“Ms Holt” never means Ada Holt in Harrowmere Echo"."""
        if self.kind == Kind.PERSON:
            return f"{self.words} is a person whom the register lacks"
        where = f" in {self.publisher.name}" if self.publisher else ""
        if self.kind == Kind.NEVER:
            means = f"never means {self.entity}" if self.entity else "is never a name"
            return f"“{self.words}” {means}{where}"
        dated = self.during and (self.during.lower or self.during.upper)
        when = f", {dates_in_words(self.during.lower, self.during.upper)}" if dated else ""  # type: ignore[union-attr]
        return f"“{self.words}” means {self.entity}{when}"


@dataclass(frozen=True)
class Remember:
    """A decision and what it could teach, each with its key."""

    correction: Correction
    proposals: list[Proposal]

    @property
    def keyed(self) -> list[tuple[str, Proposal]]:
        return list(zip(KEYS, self.proposals, strict=False))


def remember(correction: Correction | None) -> Remember | None:
    """What a decision could teach; None if it can teach nothing, or does not stand."""
    if correction is None or correction.subject != Subject.MENTION:
        return None
    article = correction.article
    if correction.pk not in {row.pk for row in in_force(article.corrections.order_by("pk"))}:
        return None
    found = untaught(list(Decided(correction).proposals()))
    return Remember(correction, found[: len(KEYS)]) if found else None


def untaught(proposals: list[Proposal]) -> list[Proposal]:
    """Those that no lesson says; names are asked of the register itself. One query."""
    rules = Lesson.objects.standing().filter(words__in={each.words for each in proposals})
    taught = set(rules.values_list("kind", "words", "entity", "publisher"))
    people = {words for kind, words, *_ in taught if kind == Kind.PERSON}
    return [
        each
        for each in proposals
        if (each.kind, each.words, pk_of(each.entity), pk_of(each.publisher)) not in taught
        and (each.kind != Kind.PERSON or each.words not in people)
    ]


def pk_of(row: Entity | Publisher | None) -> int | None:
    return row.pk if row else None


@dataclass(frozen=True)
class Decided:
    """A decision about a name, as its proposals need it."""

    correction: Correction

    @property
    def article(self) -> Article:
        return self.correction.article

    @property
    def words(self) -> str:
        return self.correction.exact[:LONGEST]

    def proposals(self) -> Iterator[Proposal]:
        meant, not_meant = self.correction.entity_to, self.correction.entity_from
        if meant and self.correction.verdict != Correction.Verdict.CONFIRM:
            yield from self.names(meant)
        if self.is_no_name or (not_meant and not_meant != meant):
            yield from self.nevers(not_meant)
        if meant is None and self.is_full_name:
            yield Proposal("person", Kind.PERSON, self.name)

    @property
    def is_no_name(self) -> bool:
        verdict = self.correction.verdict
        return verdict == Correction.Verdict.REJECT and self.correction.entity_from is None

    @property
    def name(self) -> str:
        """The words without titles."""
        return " ".join(word for word in self.words.split() if word.rstrip(".") not in TITLES)

    @property
    def is_full_name(self) -> bool:
        words = self.name.split()
        is_person = self.correction.kind == Entity.Kind.PERSON and not self.is_no_name
        return is_person and len(words) in (2, 3, 4) and all(word[0].isupper() for word in words)

    def names(self, entity: Entity) -> Iterator[Proposal]:
        """The words as a name of whom they mean, for good or for a time, if they are a new one."""
        if not self.is_new_name(entity) or self.is_of_another_kind(entity):
            return
        worth = self.worth(entity)
        yield Proposal("name", Kind.NAME, self.words, entity, always(), worth)
        if self.article.day and (during := period_of(entity, self.article.day)):
            yield Proposal("dated", Kind.NAME, self.words, entity, during, worth)

    def is_new_name(self, entity: Entity) -> bool:
        """Titles, first names and surnames by themselves are how the press writes anybody."""
        parts = {fold(word) for word in entity.name.split()}
        if entity.kind == Entity.Kind.PERSON and {fold(w) for w in self.name.split()} <= parts:
            return False
        day, known = self.article.day, entity.aliases.all()
        return not any(
            fold(alias.text) == fold(self.words) and (day is None or covers(alias.during, day))
            for alias in known
        )

    def is_of_another_kind(self, entity: Entity) -> bool:
        """A place's or a party's name is not made a person's too, whatever one article means."""
        if entity.kind != Entity.Kind.PERSON:
            return False
        others = Alias.objects.filter(text__iexact=self.words).exclude(kind=Alias.Kind.NEVER)
        return others.exclude(entity__kind=entity.kind).exists()

    def worth(self, entity: Entity) -> str:
        """A word alone for a person, or what is a name of others too, needs evidence beside it."""
        is_shared = Alias.objects.filter(text=self.words).exclude(entity=entity).exists()
        is_bare = entity.kind == Entity.Kind.PERSON and " " not in self.words
        return Alias.Kind.AMBIGUOUS if is_shared or is_bare else Alias.Kind.STATED

    def nevers(self, entity: Entity | None) -> Iterator[Proposal]:
        """The longer phrase first; never that an entity's own name does not mean it anywhere."""
        if self.phrase != self.words:
            yield Proposal("never-phrase", Kind.NEVER, self.phrase, entity)
        publisher = self.article.publisher
        yield Proposal("never-here", Kind.NEVER, self.words, entity, publisher=publisher)
        if entity is None or fold(entity.name) != fold(self.words):
            yield Proposal("never", Kind.NEVER, self.words, entity)

    @cached_property
    def phrase(self) -> str:
        """The words with the capitalised ones around them: "Labour" of "Labour Day"."""
        place = find_anchor(self.article.text, as_value(self.correction).anchor)
        if place is None:
            return self.words
        text, (start, end) = self.article.text, place
        before = BEFORE.search(text, max(0, start - 80), start)
        behind = BEHIND.match(text, end, end + 80)
        start, end = before.start() if before else start, behind.end() if behind else end
        return OPENERS.sub("", text[start:end])[:LONGEST]


def covers(during: DateRange, day: date) -> bool:
    begins = during.lower is None or during.lower <= day
    return begins and (during.upper is None or day < during.upper)


def period_of(entity: Entity, day: date) -> DateRange:
    """How long a name of that day may have been in use: a post's, a body's time, or the year."""
    held = entity.person.memberships if entity.kind == Entity.Kind.PERSON else None
    post = held.filter(during__contains=day).order_by("during").first() if held else None
    if post:
        return post.during
    return DateRange(date(day.year, 1, 1), date(day.year + 1, 1, 1), "[)")
