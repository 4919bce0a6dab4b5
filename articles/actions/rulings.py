"""What an editor may decide about words, each as the place and the values of a correction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from articles.models import Article, Correction, Mention, Origin, Statement
from articles.tagging.corrections import edited_span
from articles.tagging.selecting import kind_of_words
from people.models import Entity

Subject, Verdict = Correction.Subject, Correction.Verdict
Place = tuple[int, int, str]  # start and end in code points, and the words that stand there


class Ruling(NamedTuple):
    place: Place
    values: dict[str, Any]


def place_of(found: Mention | Statement) -> Place:
    return found.start_char, found.end_char, found.surface


def place_at(article: Article, start: int, end: int) -> Place:
    return start, end, article.text[start:end]


def confirming(mention: Mention) -> Ruling:
    """The link is right, and stays whatever a later tagger says."""
    return about_mention(mention, Verdict.CONFIRM, mention.entity, mention.kind)


def rejecting(mention: Mention) -> Ruling:
    """Not this entity. Of a name that is linked to nobody: not a name at all."""
    is_editors = mention.origin == Origin.EDITOR and mention.entity is not None
    # To reject an editor's link must not bring back the tagger's that it replaced.
    return about_mention(mention, Verdict.RELINK if is_editors else Verdict.REJECT)


def relinking(mention: Mention, to: Entity) -> Ruling:
    """The name means somebody else."""
    return about_mention(mention, Verdict.RELINK, to, to.kind)


def about_mention(
    mention: Mention, verdict: str, to: Entity | None = None, kind: str = ""
) -> Ruling:
    values = {
        "subject": Subject.MENTION, "verdict": verdict, "kind": kind or mention.kind,
        "entity_from": mention.entity, "entity_to": to,
    }  # fmt: skip
    return Ruling(place_of(mention), values)


def adding(place: Place, to: Entity) -> Ruling:
    """The tagger missed a name."""
    values = {
        "subject": Subject.MENTION, "verdict": Verdict.ADD, "kind": to.kind, "entity_to": to,
    }  # fmt: skip
    return Ruling(place, values)


def giving(
    statement: Statement, to: Entity | None, words: str = "", verdict: str = Verdict.RELINK
) -> Ruling:
    """The words are those of `to`, of somebody described by `words`, or (neither) of nobody."""
    return about_statement(statement, verdict, to, words)


def standing_by(statement: Statement) -> Ruling:
    """The words are those of the speaker that the tagger found."""
    return giving(statement, statement.speaker, statement.speaker_text, Verdict.CONFIRM)


def dismissing(statement: Statement) -> Ruling:
    """Nobody said this."""
    return about_statement(statement, Verdict.REJECT, None, "")


def about_statement(
    statement: Statement, verdict: str, to: Entity | None, words: str, **values: Any
) -> Ruling:
    return Ruling(
        place_of(statement),
        {
            "subject": Subject.STATEMENT, "verdict": verdict, "kind": statement.kind,
            "entity_from": statement.speaker, "speaker": to, "speaker_text": "" if to else words,
            **values,
        },
    )  # fmt: skip


def marking(article: Article, place: Place, to: Entity | None, words: str = "") -> Ruling:
    """Words that the tagger did not take for anybody's."""
    values = {
        "subject": Subject.STATEMENT, "verdict": Verdict.ADD, "speaker": to,
        "kind": kind_of_words(article.text, *place[:2]), "speaker_text": "" if to else words,
    }  # fmt: skip
    return Ruling(place, values)


def reshaping(statement: Statement, start: int, end: int) -> Ruling:
    """The statement is these words of the article: trimmed, extended, or both.

    Its speaker stays and counts as decided.
    """
    text = statement.article.text
    ruling = about_statement(
        statement, Verdict.EDIT, statement.speaker, statement.speaker_text,
        new_exact=text[start:end], kind=kind_of_words(text, start, end),
    )  # fmt: skip
    span = statement.start_char, statement.end_char
    if edited_span(text, span, text[start:end]) == (start, end):
        return ruling
    # Which of several equal places is meant is said by an anchor on the new words themselves.
    return ruling._replace(place=(start, end, text[start:end]))


def splitting(statement: Statement, first: Place, second: Place) -> list[Ruling]:
    """Two statements of one speaker out of one."""
    article = statement.article
    other = marking(article, second, statement.speaker, statement.speaker_text)
    return [reshaping(statement, *first[:2]), other]


def joining(statements: Sequence[Statement]) -> Ruling:
    """One statement, the first one's speaker's, from the first word to the last."""
    end = max(statement.end_char for statement in statements)
    return reshaping(statements[0], statements[0].start_char, end)
