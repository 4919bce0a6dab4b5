"""What the panel of a lesson says: what is remembered, what it changes, how far it has come."""

from __future__ import annotations

from typing import Any, NamedTuple

from articles.actions.applying import STEP, Effect, Sample, effect_of
from articles.actions.comparing import Changed, Link
from articles.actions.teaching import LessonError
from articles.models import Lesson
from articles.proposals import Proposal
from articles.taggers import DatabaseTagger

Kind, State = Lesson.Kind, Lesson.State
AROUND = 90  # letters on each side of a sample's words


class Piece(NamedTuple):
    """A place that changes, with some text on each side."""

    before: str
    words: str
    behind: str
    was: str
    now: str


def state_in_words(lesson: Lesson) -> str:
    """Such as "Applied to all articles: 23 other articles looked at, 21 changed."."""
    of = f" of {lesson.total:,}" if lesson.is_under_way else ""
    articles = "article" if lesson.seen == 1 and not of else "articles"
    done = f"{lesson.seen:,}{of} other {articles} looked at, {lesson.changed:,} changed"
    return f"{lesson.get_state_display().capitalize()}: {done}."


def says(lesson: Lesson) -> str:
    if lesson.kind == Kind.PERSON:
        return f"{lesson.words} is a person of the register"
    return Proposal("", lesson.kind, lesson.words, lesson.entity, publisher=lesson.publisher).says


def panel_of(lesson: Lesson, *, may_apply: bool) -> dict[str, Any]:
    """What the panel of a lesson shows; of one that is new, what applying it would change."""
    effect, problem = None, ""
    if lesson.state == State.NEW:
        try:
            effect = effect_of(lesson, DatabaseTagger())
        except LessonError as error:
            problem = str(error)
    return {
        "lesson": lesson,
        "says": says(lesson),
        "state": state_in_words(lesson),
        "effect": effect,
        "counted": counted_in_words(effect) if effect else problem,
        "samples": [(each.article, pieces(each)) for each in effect.samples] if effect else [],
        "may_apply": may_apply,
        "step": STEP,
    }


def counted_in_words(effect: Effect) -> str:
    if not effect.total:
        return "No other article holds these words."
    one = effect.total == 1
    holds = "1 other article holds" if one else f"{effect.total:,} other articles hold"
    if effect.looked >= effect.total:
        told = ("This changes nothing in it", "This changes it") if one else None
        changes = told[bool(effect.changed)] if told else f"This changes {effect.changed} of them"
        return f"{holds} these words. {changes}."
    return (
        f"About {holds} these words. Of the first {effect.looked}, this changes {effect.changed}."
    )


def pieces(sample: Sample) -> list[Piece]:
    return [piece(sample.article.text, each) for each in sample.changes[:3]]


def piece(text: str, change: Changed) -> Piece:
    start, end = change.start, change.end
    before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    behind = text[end : end + AROUND].partition("\n")[0]
    return Piece(
        f"…{before}" if len(before) == AROUND else before,
        text[start:end],
        f"{behind}…" if len(behind) == AROUND else behind,
        link_in_words(change.before),
        link_in_words(change.after),
    )


def link_in_words(link: Link | None) -> str:
    if link is None:
        return "no name"
    return link.name if link.ref else "nobody of the register"
