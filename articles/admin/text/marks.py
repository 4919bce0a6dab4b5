"""What is marked in an article's text, and what an editor is told of each mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from articles.actions.corrections_of import as_value, in_force
from articles.admin.text.candidates import MOST, Candidate, Namesakes, Register
from articles.decisions import name_of
from articles.models import Article, Correction, Mention, Origin, Statement
from articles.reasons import evidence_of, rule_in_words, score_in_words, speaker_in_words
from articles.tagging.anchors import find_anchor
from articles.tagging.confidence import LISTED_FROM
from articles.tagging.corrections import edited_span
from people.models import Entity

SPEAKS = (Entity.Kind.PERSON, Entity.Kind.PARTY, Entity.Kind.COUNCIL)
HIDDEN = "Readers do not see this story now."
EXTRACT = "Readers see only the statements of this story, not its text."


@dataclass(frozen=True)
class Mark:
    """A name or a statement as it stands, with what is shown beside it."""

    subject: str  # mention or statement
    kind: str
    start: int
    end: int
    words: str
    sureness: str  # decided, sure, doubtful, open (linked to nobody)
    form: str
    linked: Candidate | None = None
    speaker: str = ""  # of a statement
    evidence: Sequence[str] = ()
    score: str = ""
    decided: str = ""
    readers: str = ""
    pages: Sequence[str] = ()
    candidates: Sequence[Candidate] = field(default=())
    same: Sequence[tuple[str, int]] = ()  # the words of all mentions of this name here

    @property
    def key(self) -> str:
        return f"{self.subject}-{self.start}"

    @property
    def label(self) -> str:
        """What a screen reader is told of a statement, whose mark has no words of its own."""
        return f"Statement: {Truncator(self.words).words(6, truncate=' …')}"

    @property
    def number_same(self) -> int:
        return sum(times for _, times in self.same)


class Marks:
    """Everything marked in one article, in text order."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.mentions = list(Mention.objects.filter(article=article))
        self.statements = list(statements_of(article))
        self.corrections = corrections_of(article)
        self._namesakes = Namesakes(self.mentions)
        linked = [m.entity_id for m in self.mentions if m.entity_id]
        speakers = [s.speaker_id for s in self.statements if s.speaker_id]
        self.register = Register({*linked, *speakers, *self._namesakes.ids}, article.day)
        self._speaking = [m for m in self.mentions if m.entity_id and m.kind in SPEAKS]
        self._decided = decided_at(article, self.corrections)
        self._same: dict[tuple[int | None, str], Counter[str]] = {}
        for mention in self.mentions:
            self._same.setdefault(name_in(mention), Counter())[mention.surface] += 1

    def all(self) -> list[Mark]:
        marks = [self._of_mention(m) for m in self.mentions]
        marks += [self._of_statement(s) for s in self.statements]
        return sorted(marks, key=lambda mark: (mark.start, -mark.end))

    def _of_mention(self, mention: Mention) -> Mark:
        linked = self.register.candidate(mention.entity_id) if mention.entity_id else None
        others = self._namesakes.of(mention).items()
        return Mark(
            "mention", mention.kind, mention.start_char, mention.end_char, mention.surface,
            sureness_of(mention, is_open=linked is None),
            reverse("admin:articles_mention_change", args=[mention.pk]),
            linked=linked,
            evidence=[*filter(None, [rule_in_words(mention)]), *evidence_of(mention)],
            score=score_of(mention),
            decided=self._said("mention", mention),
            readers=self._readers_of_name(linked),
            candidates=[self.register.candidate(pk, why) for pk, why in others],
            same=list(self._same[name_in(mention)].items()),
        )  # fmt: skip

    def _of_statement(self, statement: Statement) -> Mark:
        linked = self.register.candidate(statement.speaker_id) if statement.speaker_id else None
        return Mark(
            "statement", statement.kind, statement.start_char, statement.end_char,
            statement.surface, sureness_of(statement, is_open=not statement.speaker_text),
            reverse("admin:articles_statement_change", args=[statement.pk]),
            linked=linked,
            speaker=statement.speaker_text,
            evidence=[*filter(None, [speaker_in_words(statement)]), *cue_of(statement)],
            score=score_of(statement),
            decided=self._said("statement", statement),
            readers="" if self.article.is_visible else HIDDEN,
            pages=[each.entity.name for each in statement.listings.all()],
            candidates=[self.register.candidate(pk) for pk in self._may_speak(statement)],
        )  # fmt: skip

    def _may_speak(self, statement: Statement) -> list[int]:
        """Who else in the story may have said it: people first, the nearest to the words first."""
        start, end = statement.start_char, statement.end_char

        def distance(mention: Mention) -> tuple[bool, int]:
            away = max(mention.start_char - end, start - mention.end_char, 0)
            return mention.kind != Entity.Kind.PERSON, away

        near = [mention.entity_id for mention in sorted(self._speaking, key=distance)]
        return [pk for pk in dict.fromkeys(near) if pk and pk != statement.speaker_id][:MOST]

    def _readers_of_name(self, linked: Candidate | None) -> str:
        if not self.article.is_visible:
            return HIDDEN
        if not self.article.shows_body:
            return EXTRACT
        if linked is None:
            return "Readers see these words without a link."
        return f"Readers see a link to {linked.name}, and the story on that page."

    def _said(self, subject: str, found: Mention | Statement) -> str:
        made = self._decided.get((subject, found.start_char, found.end_char))
        if made is None:
            return ""
        return f"{name_of(made.editor)}, {timezone.localtime(made.at):%-d %B %Y, %H:%M}"


def statements_of(article: Article) -> Iterable[Statement]:
    found = Statement.objects.filter(article=article)
    return found.prefetch_related("listings__entity")


def corrections_of(article: Article) -> list[Correction]:
    """All of them, oldest first, each with what it supersedes. One query."""
    related = ("editor", "entity_from", "entity_to", "speaker")
    rows = list(article.corrections.order_by("pk").select_related(*related))
    by_pk = {row.pk: row for row in rows}
    for row in rows:
        if row.supersedes_id:
            row.supersedes = by_pk[row.supersedes_id]
    return rows


def decided_at(
    article: Article, corrections: Iterable[Correction]
) -> dict[tuple[str, int, int], Correction]:
    """The decisions in force by what they are about and where that stands now."""
    found: dict[tuple[str, int, int], Correction] = {}
    for row in in_force(corrections):
        value = as_value(row)
        span = find_anchor(article.text, value.anchor)
        if span and row.new_exact:
            span = edited_span(article.text, span, row.new_exact)
        if span:
            found[str(row.subject), *span] = row
    return found


def name_in(mention: Mention) -> tuple[int | None, str]:
    """What mentions of one name share: the entity, and how the article names it in full."""
    return mention.entity_id, mention.name


def sureness_of(found: Mention | Statement, is_open: bool) -> str:
    if is_open:
        return "open"
    if found.origin == Origin.EDITOR:
        return "decided"
    return "sure" if found.confidence >= LISTED_FROM else "doubtful"


def score_of(found: Mention | Statement) -> str:
    return "" if found.origin == Origin.EDITOR else score_in_words(found.confidence)


def cue_of(statement: Statement) -> list[str]:
    return [f"Cue: “{statement.cue}”"] if statement.cue else []
