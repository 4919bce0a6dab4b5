"""What an article would gain, lose and change: its text, names, statements, tags and questions."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from articles.actions.corrections_of import in_force
from articles.actions.listing import is_sure
from articles.actions.tagging import laid_over
from articles.decisions import in_words, name_of
from articles.models import Article, Correction, ReviewItem, Statement, TaggerAnswer
from articles.revisions import Passage, Piece, Version, compare, passages
from articles.tagging.answers import answer_from_json

Key = TypeVar("Key", bound=Hashable)
KINDS: dict[str, str] = {
    Statement.Kind.DIRECT: "own words",
    Statement.Kind.MIXED: "partly own words",
    Statement.Kind.INDIRECT: "as reported",
}


@dataclass(frozen=True)
class Said:
    """A statement: its words, and whose they are and of which kind."""

    words: str
    whose: str


@dataclass(frozen=True)
class Findings:
    """What stands in an article, in words, so that it can be compared with what stood before.

    names: of the words of each name, whom its places are linked to, in the order of the text.
    statements: by their ids. decisions: those in force, in words. lost: those whose words are gone.
    """

    names: Mapping[str, tuple[str, ...]]
    statements: Mapping[int, Said]
    tags: frozenset[str]
    decisions: Mapping[int, str]
    lost: frozenset[int]
    waiting: Mapping[int, str]


@dataclass(frozen=True)
class Change:
    """What is said of some words, before and after; empty where they are not marked.

    `reworded` is how the words of a statement change, if they do.
    """

    words: str
    before: str
    after: str
    reworded: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Difference:
    """All that differs between two states of an article, and what becomes of the decisions.

    is_edit: whether the text is another, be it by its spaces alone.
    carried: decisions that hold as before. going: their words are gone, so they wait in the
    queue. returning: their words are back. away: gone before and still gone.
    asked, settled: questions of the review queue that are new, and that are answered by itself.
    """

    checksum: str
    is_edit: bool
    passages: tuple[Passage, ...]
    names: tuple[Change, ...]
    statements: tuple[Change, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    carried: tuple[str, ...]
    going: tuple[str, ...]
    returning: tuple[str, ...]
    away: tuple[str, ...]
    asked: tuple[str, ...]
    settled: tuple[str, ...]

    @cached_property
    def digest(self) -> str:
        """Equal for equal differences, whichever ids new rows were given."""
        return hashlib.sha256(repr(self).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def is_nothing(self) -> bool:
        changes = (self.names, self.statements, self.gained, self.lost, self.asked, self.settled)
        return not any((self.is_edit, *changes, self.going, self.returning))


def findings_in(article: Article) -> Findings:
    """What stands in an article now. Seven queries at most."""
    rows = article.corrections.select_related("editor", "entity_from", "entity_to", "speaker")
    standing = in_force(rows.order_by("pk"))
    return Findings(
        names=names_in(article),
        statements=statements_in(article),
        tags=frozenset(str(tag.entity) for tag in article.tags.select_related("entity")),
        decisions={row.pk: told(row) for row in standing},
        lost=lost_in(article),
        waiting={item.pk: asked(item) for item in article.review_items.filter(closed_at=None)},
    )


def names_in(article: Article) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for mention in article.mentions.select_related("entity").order_by("start_char"):
        whom = str(mention.entity) if mention.entity else "linked to nobody"
        found[mention.surface] = (*found.get(mention.surface, ()), whom)
    return found


def statements_in(article: Article) -> dict[int, Said]:
    rows = article.statements.select_related("speaker").order_by("start_char", "pk")
    return {row.pk: Said(row.surface, whose(row)) for row in rows}


def whose(row: Statement) -> str:
    """Such as "Ada Holt, own words" or "Piet Oster (linked to nobody), as reported"."""
    unlinked = f"{row.speaker_text} (linked to nobody)" if row.speaker_text else "nobody known"
    doubt = [] if is_sure(row) or not row.speaker else ["speaker not certain"]
    return ", ".join([str(row.speaker or unlinked), KINDS[row.kind], *doubt])


def told(row: Correction) -> str:
    return f"{name_of(row.editor)} {in_words(row)}"


def asked(item: ReviewItem) -> str:
    words = f": “{item.words}”" if item.words else ""
    return f"{item.get_reason_display()}{words}"


def lost_in(article: Article) -> frozenset[int]:
    """The decisions whose words are not in the text that was tagged."""
    answer = TaggerAnswer.objects.filter(article=article, checksum=article.checksum).first()
    if answer is None:
        return frozenset()
    return frozenset(laid_over(article, answer_from_json(article.text, answer.answer)).lost)


def difference(
    before: Findings, after: Findings, *, old: Version, new: Version
) -> Difference:  # fmt: skip
    """What becomes of one state of an article, with the text `old`, in another."""
    decisions = after.decisions
    return Difference(
        checksum=new.checksum,
        is_edit=old.checksum != new.checksum,
        passages=tuple(passages(old, new, body=True)),
        names=names_changed(before.names, after.names),
        statements=statements_changed(before.statements, after.statements),
        gained=tuple(sorted(after.tags - before.tags)),
        lost=tuple(sorted(before.tags - after.tags)),
        carried=of(decisions, decisions.keys() - before.lost - after.lost),
        going=of(decisions, after.lost - before.lost),
        returning=of(decisions, before.lost - after.lost),
        away=of(decisions, before.lost & after.lost),
        asked=tuple(sorted(of(after.waiting, after.waiting.keys() - before.waiting.keys()))),
        settled=tuple(sorted(of(before.waiting, before.waiting.keys() - after.waiting.keys()))),
    )


def of(told: Mapping[int, str], ids: Iterable[int]) -> tuple[str, ...]:
    return tuple(told[pk] for pk in sorted(ids) if pk in told)


def names_changed(
    before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]]
) -> tuple[Change, ...]:
    changed = [words for words in both(before, after) if before.get(words) != after.get(words)]
    return tuple(
        Change(words, counted(before.get(words, ())), counted(after.get(words, ())))
        for words in changed
    )


def both(before: Iterable[Key], after: Iterable[Key]) -> list[Key]:
    """The keys of both, those of the new state first."""
    return list(dict.fromkeys((*after, *before)))


def counted(whom: Sequence[str]) -> str:
    """Such as "Ada Holt (2 times), linked to nobody": in the order of the text."""
    runs = [(each, len(list(group))) for each, group in groupby(whom)]
    return ", ".join(f"{each} ({times} times)" if times > 1 else each for each, times in runs)


def statements_changed(
    before: Mapping[int, Said], after: Mapping[int, Said]
) -> tuple[Change, ...]:  # fmt: skip
    """A statement that keeps its address is one that changed; others went or came."""
    return tuple(
        statement_changed(before.get(pk), after.get(pk))
        for pk in both(before, after)
        if before.get(pk) != after.get(pk)
    )


def statement_changed(before: Said | None, after: Said | None) -> Change:
    if before and after:
        is_reworded = before.words != after.words
        pieces = tuple(compare(before.words, after.words)) if is_reworded else ()
        return Change(after.words, before.whose, after.whose, pieces)
    words = (after or before or Said("", "")).words
    return Change(words, before.whose if before else "", after.whose if after else "")
