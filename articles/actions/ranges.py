"""One job of tagging: the articles of one range of ids, repeatable without harm.

Articles that nobody has tagged yet are tagged by COPY, all others as ever, a hundred in one
transaction. Where that fails each article has a transaction of its own. Where an earlier try of the
job did not come to its end, fewer go together and are written down first: if the worker ends again
they go one by one, and an article that takes the whole process with it is known by that.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q

from articles.actions.adding_many import Answer, answer_of, tag_many
from articles.actions.statistics import refresh_statistics
from articles.actions.tagging import AT_ONCE, Tagger, document_of, patch_of, tag_articles
from articles.models import MOST_TRIES, Article, TaggingTrouble
from articles.querysets import ArticleQuerySet
from articles.tagging.register import Ref

FEWER = 25  # articles that go together after a worker ended
IN_HAND = "The worker ended while it was tagging this article."
# The database went away: no fault of an article's.
NO_FAULT = (OperationalError, InterfaceError)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Range:
    """Ids from `first` to `last`, both included; of these what was published since `since`.

    With `before`, what was tagged before that moment is tagged again; without it only what has no
    answer of this version of the tagger on its present text.
    """

    first: int
    last: int
    since: datetime | None = None
    before: datetime | None = None


def waiting_in(wanted: Range, version: str) -> ArticleQuerySet:
    """The articles of a range that are still to be tagged."""
    articles = Article.objects.filter(pk__range=(wanted.first, wanted.last))
    if wanted.since:
        articles = articles.filter(published_at__gte=wanted.since)
    if wanted.before is None:
        articles = articles.not_tagged_by(version)
    else:
        articles = articles.exclude(
            tagger_answer__version=version,
            tagger_answer__checksum=F("checksum"),
            tagger_answer__made_at__gte=wanted.before,
        )
    return articles.exclude(tagging_trouble__tries__gte=MOST_TRIES).order_by("pk")


def tag_range(*, wanted: Range, tagger: Tagger, version: str, is_repeated: bool) -> list[int]:
    """Tags what waits in a range; the ids of those that have to be tried again.

    `is_repeated` says that an earlier try did not end well.
    """
    waiting = waiting_in(wanted, version)
    untouched = waiting.untouched()
    if is_repeated:
        for several in in_turn(ids_of(untouched.filter(tagging_trouble=None)), FEWER):
            note_in_hand(several)
            tag_untouched(ids=several, tagger=tagger, version=version)
        return one_by_one(ids=ids_of(waiting), tagger=tagger, version=version)
    for several in in_turn(ids_of(untouched), AT_ONCE):
        tag_untouched(ids=several, tagger=tagger, version=version)
    again: list[int] = []
    for several in in_turn(ids_of(waiting), AT_ONCE):
        try:
            tag_locked(ids=several, tagger=tagger, version=version)
        except NO_FAULT:
            raise
        except Exception:  # noqa: BLE001  whatever an article does to the tagger
            again += one_by_one(ids=several, tagger=tagger, version=version)
    return again


def ids_of(articles: ArticleQuerySet) -> list[int]:
    """Their ids as they are now."""
    return list(articles.values_list("pk", flat=True))


def in_turn(ids: list[int], at_once: int) -> Iterator[list[int]]:
    return (ids[start : start + at_once] for start in range(0, len(ids), at_once))


def note_in_hand(ids: list[int]) -> None:
    """Of these one may take the process with it: that is no try of any of them yet."""
    TaggingTrouble.objects.bulk_create(
        (TaggingTrouble(article_id=pk, reason=IN_HAND) for pk in ids), ignore_conflicts=True
    )


def tag_untouched(*, ids: list[int], tagger: Tagger, version: str) -> None:
    """Tags articles of which nothing is known yet by COPY; leaves those that cannot be."""
    try:
        tag_untouched_locked(ids=ids, tagger=tagger, version=version)
        refresh_statistics()
    except NO_FAULT:
        raise
    except Exception as error:  # noqa: BLE001  whatever an article does to the database
        # Its message may hold words, which do not belong in a log.
        why = type(error).__name__
        logger.warning("Articles %s to %s go another way: %s", ids[0], ids[-1], why)


@transaction.atomic
def tag_untouched_locked(*, ids: list[int], tagger: Tagger, version: str) -> None:
    patches: dict[int, frozenset[Ref]] = {}
    answers: dict[Article, Answer] = {}
    for article in locked(ids).untouched():
        paper = article.publisher
        if paper.pk not in patches:
            patches[paper.pk] = patch_of(paper)
        with suppress(Exception):  # it is tried by itself, and its reason noted then
            answers[article] = answer_of(tagger, document_of(article, patches[paper.pk]))
    tag_many(list(answers), list(answers.values()), version=version)
    TaggingTrouble.objects.filter(article__in=answers).delete()


@transaction.atomic
def tag_locked(*, ids: list[int], tagger: Tagger, version: str) -> None:
    tag_articles(articles=locked(ids), tagger=tagger, version=version)


def locked(ids: list[int]) -> ArticleQuerySet:
    """Nobody else tags these meanwhile: a job may be tried again while its first worker lives.

    They are read after the lock was had, with what somebody else did until then.
    """
    rows = Article.objects.filter(pk__in=ids).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))
    return rows.select_related("publisher")


def one_by_one(*, ids: list[int], tagger: Tagger, version: str) -> list[int]:
    """Tags each article for itself; what fails is noted, and comes back unless it is set aside."""
    again = []
    for pk in ids:
        if take_in_hand(pk) > MOST_TRIES:
            continue
        try:
            tag_locked(ids=[pk], tagger=tagger, version=version)
        except NO_FAULT:
            give_back(pk)
            raise
        except Exception as error:  # noqa: BLE001  whatever an article does to the tagger
            if say_why(pk, f"{type(error).__name__}: {error}") < MOST_TRIES:
                again.append(pk)
    return again


def take_in_hand(pk: int) -> int:
    """Counts a try before it is made; which one it is. One too many changes nothing."""
    trouble, _ = TaggingTrouble.objects.get_or_create(article_id=pk, defaults={"reason": IN_HAND})
    if trouble.tries < MOST_TRIES:
        TaggingTrouble.objects.filter(pk=pk).update(tries=F("tries") + 1, reason=IN_HAND)
    return trouble.tries + 1


def give_back(pk: int) -> None:
    """The try did not count. Where the database is away still, the count stays one too high."""
    try:
        TaggingTrouble.objects.filter(Q(pk=pk) & Q(tries__gt=0)).update(tries=F("tries") - 1)
    except NO_FAULT:
        return


def say_why(pk: int, reason: str) -> int:
    """Puts the reason to the try that was counted; how many there were."""
    TaggingTrouble.objects.filter(pk=pk).update(reason=reason.replace("\0", "")[:500])
    return TaggingTrouble.objects.values_list("tries", flat=True).get(pk=pk)
