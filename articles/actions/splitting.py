"""One person of the register becomes two, and the archive is tagged again to see who is meant.

Whose a name or a statement is, is decided by the tagger over the new register: by office, area and
date. What it cannot decide, and what editors decided before, waits in the queue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from articles.actions.merging import articles_of, decided_about, tag_all
from articles.models import Article, Correction, Mention, ReviewItem, Statement
from people.actions import splitting as register
from people.actions.splitting import Parting
from people.models import Person

Places = dict[int, list[Mention]]  # by article


@dataclass(frozen=True)
class Fate:
    """What becomes of one article's names and statements of the person.

    words: the name as it first stands there.
    decided: how many of the names an editor linked before; they stay, and wait in the queue.
    """

    article: Article
    words: str
    going: int
    staying: int
    doubtful: int
    decided: int
    statements_going: int
    why: str

    @property
    def is_doubtful(self) -> bool:
        return bool(self.doubtful or self.decided)


@dataclass(frozen=True)
class Split:
    """The new person, and the fate of every article that named the old one."""

    new: Person
    fates: tuple[Fate, ...]

    @property
    def going(self) -> list[Fate]:
        return [fate for fate in self.fates if fate.going and not fate.is_doubtful]

    @property
    def staying(self) -> list[Fate]:
        return [fate for fate in self.fates if not fate.going and not fate.is_doubtful]

    @property
    def doubtful(self) -> list[Fate]:
        return [fate for fate in self.fates if fate.is_doubtful]


def preview_split(*, person: Person, parting: Parting, by: User) -> Split:
    """What `split_person` would do: it is done, looked at and rolled back."""
    with transaction.atomic():
        split = split_person(person=person, parting=parting, by=by)
        transaction.set_rollback(True)
    return split


@transaction.atomic
def split_person(*, person: Person, parting: Parting, by: User, reason: str = "") -> Split:
    """Makes the new person and tags again what named the old one. Raises CannotSplitError."""
    articles = articles_of(person)
    before = named(person, articles)
    said_before = said_by(person, articles)
    new = register.split_person(person=person, parting=parting, by=by, reason=reason)
    tag_all(articles)
    said_now = said_by(new, articles)
    rows = Article.objects.filter(pk__in=articles).select_related("publisher")
    links = links_of(articles)
    decided = decisions(person, articles)
    fates = tuple(
        fate_of(
            article,
            was=before.get(article.pk, []),
            now=links.get(article.pk, {}),
            people=(person, new),
            decided=decided[article.pk],
            said=len(said_before.get(article.pk, set()) & said_now.get(article.pk, set())),
        )
        for article in rows.order_by("-published_at", "-pk")
    )
    queue_doubtful(person, new, (fate for fate in fates if fate.is_doubtful))
    return Split(new, fates)


def named(person: Person, articles: set[int]) -> Places:
    found: Places = {}
    for mention in Mention.objects.filter(entity=person, article__in=articles):
        found.setdefault(mention.article_id, []).append(mention)
    return found


def said_by(person: Person, articles: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows = Statement.objects.filter(speaker=person, article__in=articles)
    for article, pk in rows.values_list("article", "pk"):
        found.setdefault(article, set()).add(pk)
    return found


def links_of(articles: set[int]) -> dict[int, dict[int, Mention]]:
    """The names of each article by where they begin."""
    found: dict[int, dict[int, Mention]] = {}
    for mention in Mention.objects.filter(article__in=articles):
        found.setdefault(mention.article_id, {})[mention.start_char] = mention
    return found


def decisions(person: Person, articles: set[int]) -> Counter[int]:
    rows = Correction.objects.filter(decided_about(person), article__in=articles)
    return Counter(rows.filter(superseded_by=None).values_list("article", flat=True))


def fate_of(
    article: Article,
    *,
    was: list[Mention],
    now: dict[int, Mention],
    people: tuple[Person, Person],
    decided: int,
    said: int,
) -> Fate:
    person, new = people
    links = [now.get(mention.start_char) for mention in was]
    whose = Counter(link.entity_id if link else None for link in links)
    told = next((m.evidence.get("why", "") for m in links if m and m.entity_id), "")
    unlinked = [m for m, link in zip(was, links, strict=True) if not link or not link.entity_id]
    return Fate(
        article=article,
        words=next((mention.surface for mention in unlinked or was), person.name),
        going=whose[new.pk],
        staying=whose[person.pk],
        doubtful=len(was) - whose[new.pk] - whose[person.pk],
        decided=decided,
        statements_going=said,
        why=str(told),
    )


def queue_doubtful(person: Person, new: Person, fates: Iterable[Fate]) -> None:
    """Each story once: a name that waits already as one of two namesakes is not asked twice."""
    both = [person.pk, new.pk]
    waiting = ReviewItem.objects.filter(closed_at=None, candidates__overlap=both)
    for fate in fates:
        if waiting.filter(article=fate.article).exists():
            continue
        why = "No office, area or date of the story says which of the two is meant."
        if fate.decided:
            why = "An editor decided about the name while the two were one person."
        ReviewItem.objects.create(
            article=fate.article,
            reason=ReviewItem.Reason.SPLIT,
            words=fate.words,
            candidates=both,
            detail=f"{person} was split, and {new} is somebody else. {why}",
        )
