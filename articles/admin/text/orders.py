"""What the page asks for, as one JSON object, and what it means for the article's words."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from articles.actions import rulings
from articles.actions.meanwhile import State
from articles.actions.rulings import Place, Ruling
from articles.admin.text.marks import name_in
from articles.models import Article, Mention, Statement
from articles.tagging.selecting import tidy
from people.models import Entity

LONGEST = 500  # of a description of a speaker, and of a reason
GONE = "These words are not marked any more. Look at the text as it is now, then decide."


class OrderError(ValueError):
    """What is wrong with what was asked, and what to do."""


@dataclass(frozen=True)
class Order:
    """A decision about the words from `start` to `end`, in code points of the article's text.

    subject: mention, statement, or words (which are marked as neither).
    exact: the words as the page shows them. span: of trim, the new words; of split, where the
    second part begins and ends. to, words: an entity, or the description of a speaker.
    every: all mentions of this name in the article.
    """

    known: State
    subject: str
    action: str
    start: int = 0
    end: int = 0
    exact: str = ""
    span: tuple[int, int] = (0, 0)
    to: int | None = None
    words: str = ""
    reason: str = ""
    every: bool = False
    correction: int | None = None


KINDS: dict[str, type | tuple[type, ...]] = {
    "known": str, "subject": str, "action": str, "start": int, "end": int, "exact": str,
    "span": list, "to": (int, type(None)), "words": str, "reason": str, "every": bool,
    "correction": (int, type(None)),
}  # fmt: skip


def read_order(body: bytes) -> Order:
    """The order in a request's body. Raises OrderError if it is none."""
    try:
        values = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise OrderError("This is not JSON. Load the page again.") from error
    if not isinstance(values, dict) or not {"known", "subject", "action"} <= values.keys():
        raise OrderError("Send an object with known, subject and action.")
    for name, value in values.items():
        kind = KINDS.get(name)
        is_wrong = kind is None or not isinstance(value, kind)
        if is_wrong or (isinstance(value, bool) and kind is not bool):
            raise OrderError(f"“{name}” is not known here, or is not what it has to be.")
    return checked(values)


def checked(values: dict[str, Any]) -> Order:
    span = values.get("span", [0, 0])
    if len(span) != 2 or not all(type(each) is int for each in span):
        raise OrderError("“span” is two numbers, where the words begin and end.")
    try:
        known = State.read(values["known"])
    except ValueError as error:
        raise OrderError("“known” is not the state of an article. Load the page again.") from error
    for name in ("words", "reason"):
        if len(values.get(name, "")) > LONGEST:
            raise OrderError(f"That is too long: at most {LONGEST} characters.")
    return Order(**{**values, "known": known, "span": (span[0], span[1])})


def rulings_of(article: Article, order: Order) -> list[Ruling]:
    """What an order decides. Raises OrderError if it cannot be decided of these words."""
    act = ACTS.get((order.subject, order.action))
    if act is None:
        raise OrderError(f"“{order.action}” cannot be decided of a {order.subject}.")
    if article.text[order.start : order.end] != order.exact or not order.exact:
        raise OrderError(GONE)
    return act(article, order)


def mentions_of(article: Article, order: Order) -> list[Mention]:
    """The mention that was chosen or, first it, all mentions of its name."""
    every = list(article.mentions.select_related("article", "entity"))
    chosen = next(
        (m for m in every if (m.start_char, m.end_char) == (order.start, order.end)), None
    )
    if chosen is None:
        raise OrderError(GONE)
    if not order.every:
        return [chosen]
    same = [m for m in every if m != chosen and name_in(m) == name_in(chosen)]
    return [chosen, *same]


def statement_of(article: Article, order: Order) -> Statement:
    rows = article.statements.select_related("article", "speaker")
    found = rows.filter(start_char=order.start, end_char=order.end).first()
    if found is None:
        raise OrderError(GONE)
    return found


def entity_of(order: Order) -> Entity:
    found = Entity.objects.filter(pk=order.to).first() if order.to else None
    if found is None:
        raise OrderError("Choose somebody of the register: this one is not in it.")
    return found


def speaker_of(order: Order) -> Entity | None:
    return entity_of(order) if order.to else None


def confirm_names(article: Article, order: Order) -> list[Ruling]:
    mentions = mentions_of(article, order)
    if mentions[0].entity is None:
        raise OrderError("This name is linked to nobody, so there is no link to confirm.")
    return [rulings.confirming(mention) for mention in mentions]


def reject_names(article: Article, order: Order) -> list[Ruling]:
    return [rulings.rejecting(mention) for mention in mentions_of(article, order)]


def link_names(article: Article, order: Order) -> list[Ruling]:
    to = entity_of(order)
    return [rulings.relinking(mention, to) for mention in mentions_of(article, order)]


def link_words(article: Article, order: Order) -> list[Ruling]:
    return [rulings.adding(selected(article, order.start, order.end), entity_of(order))]


def selected(article: Article, start: int, end: int) -> Place:
    """The words that were selected, without what does not belong to them."""
    start, end = tidy(article.text, max(0, start), min(end, len(article.text)))
    if start >= end:
        raise OrderError("There are no words in what you selected.")
    if start < len(article.headline) < end:
        raise OrderError("Select words of the headline or of the text, not of both.")
    return rulings.place_at(article, start, end)


def confirm_statement(article: Article, order: Order) -> list[Ruling]:
    return [rulings.standing_by(statement_of(article, order))]


def dismiss_statement(article: Article, order: Order) -> list[Ruling]:
    return [rulings.dismissing(statement_of(article, order))]


def give_statement(article: Article, order: Order) -> list[Ruling]:
    return [rulings.giving(statement_of(article, order), speaker_of(order), order.words.strip())]


def mark_words(article: Article, order: Order) -> list[Ruling]:
    place = selected(article, order.start, order.end)
    return [rulings.marking(article, place, speaker_of(order), order.words.strip())]


def trim_statement(article: Article, order: Order) -> list[Ruling]:
    """To the words selected, which have to share some with it: else it would be another one."""
    statement = statement_of(article, order)
    start, end, _ = selected(article, *order.span)
    if start >= statement.end_char or end <= statement.start_char:
        raise OrderError("Select words of this statement: those are elsewhere.")
    return [rulings.reshaping(statement, start, end)]


def split_statement(article: Article, order: Order) -> list[Ruling]:
    statement = statement_of(article, order)
    at = order.span[0]
    if not statement.start_char < at < statement.end_char:
        raise OrderError("Move into the statement, to the word that begins its second part.")
    first = selected(article, statement.start_char, at)
    second = selected(article, at, statement.end_char)
    return rulings.splitting(statement, first, second)


def join_statement(article: Article, order: Order) -> list[Ruling]:
    statement = statement_of(article, order)
    later = article.statements.filter(start_char__gte=statement.end_char).order_by("start_char")
    following = later.first()
    if following is None:
        raise OrderError("There is no statement after this one to join it with.")
    selected(article, statement.start_char, following.end_char)
    return [rulings.joining([statement, following])]


Act = Callable[[Article, Order], list[Ruling]]
ACTS: dict[tuple[str, str], Act] = {
    ("mention", "confirm"): confirm_names,
    ("mention", "reject"): reject_names,
    ("mention", "link"): link_names,
    ("words", "link"): link_words,
    ("words", "mark"): mark_words,
    ("statement", "confirm"): confirm_statement,
    ("statement", "reject"): dismiss_statement,
    ("statement", "give"): give_statement,
    ("statement", "trim"): trim_statement,
    ("statement", "split"): split_statement,
    ("statement", "join"): join_statement,
}
