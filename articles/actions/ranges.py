"""One job of tagging: the articles of one range of ids, repeatable without harm.

A hundred articles are tagged in one transaction. Where that fails, or where an earlier try of the
job did not come to its end, each article has a transaction of its own, and what is in hand is
written down first: an article that takes the whole process with it is known by that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q

from articles.actions.tagging import AT_ONCE, Tagger, tag_articles
from articles.models import MOST_TRIES, Article, TaggingTrouble
from articles.querysets import ArticleQuerySet

IN_HAND = "The worker ended while it was tagging this article."
# The database went away: no fault of an article's.
NO_FAULT = (OperationalError, InterfaceError)


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
    ids = list(waiting_in(wanted, version).values_list("pk", flat=True))
    if is_repeated:
        return one_by_one(ids=ids, tagger=tagger, version=version)
    again: list[int] = []
    for start in range(0, len(ids), AT_ONCE):
        several = ids[start : start + AT_ONCE]
        try:
            tag_locked(ids=several, tagger=tagger, version=version)
        except NO_FAULT:
            raise
        except Exception:  # noqa: BLE001  whatever an article does to the tagger
            again += one_by_one(ids=several, tagger=tagger, version=version)
    return again


@transaction.atomic
def tag_locked(*, ids: list[int], tagger: Tagger, version: str) -> None:
    """Nobody else tags these meanwhile: a job may be tried again while its first worker lives."""
    rows = Article.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids)
    tag_articles(
        articles=list(rows.select_related("publisher").order_by("pk")),
        tagger=tagger, version=version,
    )  # fmt: skip


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
