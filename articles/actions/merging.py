"""Two people of the register become one, and the archive follows.

What was found in articles is derived anew from the tagger's kept answers, in which the key of the
one who went means the one who stays; decisions of editors are moved row by row, so that they can
be moved back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Q, QuerySet

from articles.actions.counting import Counted, refresh_coverage
from articles.actions.tagging import derive_again, tag_article
from articles.models import (
    Article,
    Correction,
    Coverage,
    Mention,
    MonthTogether,
    ReviewItem,
    Statement,
    StatementListing,
    Tag,
    Together,
)
from articles.taggers import DatabaseTagger
from people.actions import merging as register
from people.actions.editing import CannotTakeBackError, columns_pointing_at
from people.models import Entity, Merge, Person

# What follows from answers and corrections, and is made anew rather than moved.
DERIVED: tuple[type[models.Model], ...] = (
    Mention, Tag, Statement, StatementListing, Coverage, MonthTogether, Together,
)  # fmt: skip


class Reach(NamedTuple):
    """How much of the archive speaks of a person."""

    articles: int
    mentions: int
    statements: int
    corrections: int


def reach_of(person: Person) -> Reach:
    return Reach(
        Tag.objects.filter(entity=person).count(),
        Mention.objects.filter(entity=person).count(),
        Statement.objects.filter(speaker=person).count(),
        Correction.objects.filter(decided_about(person)).count(),
    )


def decided_about(person: Person) -> Q:
    return Q(entity_from=person) | Q(entity_to=person) | Q(speaker=person)


def articles_of(person: Person) -> set[int]:
    """Every article in which anything points at the person."""
    rows: tuple[QuerySet, ...] = (
        Tag.objects.filter(entity=person),
        Mention.objects.filter(entity=person),
        Statement.objects.filter(speaker=person),
        Correction.objects.filter(decided_about(person)),
    )
    found = {pk for each in rows for pk in each.values_list("article", flat=True)}
    listed = StatementListing.objects.filter(entity=person)
    return found | set(listed.values_list("statement__article", flat=True))


def merge_people(*, kept: Person, other: Person, by: User, reason: str = "") -> Merge:
    """Everything of `other`, in the register and in the archive, becomes `kept`'s.

    One transaction. Raises people.actions.merging.CannotMergeError.
    """
    gained = said_in_posts_of(kept, other)

    def carry(merge: Merge, gone: Person) -> dict[str, Any]:
        articles = articles_of(gone)
        moved, candidates = move_decisions(gone, kept), move_candidates(gone, kept)
        derive_all(articles | gained)
        return {
            "articles": sorted(articles),
            "gained": sorted(gained),
            "moved": moved,
            "candidates": candidates,
        }

    return register.merge_people(kept=kept, other=other, by=by, reason=reason, carry=carry)


def said_in_posts_of(speaker: Person, holder: Person) -> set[int]:
    """Articles whose words of `speaker` will stand on the pages of posts of `holder` too."""
    listed = StatementListing.objects.filter(entity=speaker, because="speaker")
    found: set[int] = set()
    for post in holder.memberships.all():
        during = Q(published__date__gte=post.during.lower) if post.during.lower else Q()
        if post.during.upper:
            during &= Q(published__date__lte=post.during.upper)
        found.update(listed.filter(during).values_list("statement__article", flat=True))
    return found


def move_decisions(gone: Person, kept: Person) -> dict[str, list[int]]:
    """Points what editors decided from one person to the other: the rows by table and column."""
    moved = {}
    for model, column in pointing_columns():
        rows = model._base_manager.filter(**{column: gone.pk})
        if found := list(rows.values_list("pk", flat=True)):
            rows.update(**{column: kept.pk})
            moved[f"{model._meta.model_name}.{column}"] = found
    return moved


def move_candidates(gone: Person, kept: Person) -> dict[str, list[int]]:
    """Names the one who stays among those whom items of the queue may mean; what stood there."""
    before = {}
    for item in ReviewItem.objects.filter(candidates__contains=[gone.pk]):
        before[str(item.pk)] = item.candidates
        ids = (kept.pk if pk == gone.pk else pk for pk in item.candidates)
        item.candidates = list(dict.fromkeys(ids))
        item.save(update_fields=["candidates"])
    return before


def pointing_columns() -> Iterator[tuple[type[models.Model], str]]:
    """Every column of the archive that may point at a person and is not derived."""
    for model, column in columns_pointing_at(Person):
        if model._meta.app_label == "articles" and model not in DERIVED:
            yield model, column


def derive_all(articles: set[int], *, tagger: DatabaseTagger | None = None) -> None:
    """Derives each article from its answer; one without an answer is tagged."""
    tagger = tagger or DatabaseTagger()
    counted: Counted = set()
    rows = Article.objects.filter(pk__in=articles).select_related("publisher", "tagger_answer")
    for article in rows.order_by("pk").iterator():
        if hasattr(article, "tagger_answer"):
            counted |= derive_again(article=article)
        else:
            counted |= tag_article(article=article, tagger=tagger, version=tagger.version)
    refresh_coverage(counted=counted)


def why_not_undone(merge: Merge) -> list[str]:
    """What has touched a merge since, in the register and in the archive."""
    decided = Correction.objects.filter(decided_about(merge.person), at__gt=merge.at)
    in_moved = decided.filter(article__in=merge.carried.get("articles", []))
    return register.why_not_undone(merge) + [
        f"{correction.editor} decided about “{correction.exact or correction.article}” since, "
        "for the person who stayed: split the person instead."
        for correction in in_moved.select_related("editor", "article")
    ]


@transaction.atomic
def undo_merge(*, merge: Merge, by: User) -> Person:
    """Both people stand as before the merge. Raises CannotTakeBackError with the reasons."""
    if reasons := why_not_undone(merge):
        raise CannotTakeBackError(*reasons)
    kept = merge.person
    tagged_since = Q(tagger_answer__made_at__gt=merge.at)
    anew = set(Article.objects.filter(tagged_since, tags__entity=kept).values_list("pk", flat=True))

    def carry_back(merge: Merge, other: Person) -> None:
        move_back(merge, other)
        tag_all(anew)
        derive_all({*merge.carried["articles"], *merge.carried["gained"]} - anew)

    return register.undo_merge(merge=merge, by=by, carry_back=carry_back)


def move_back(merge: Merge, other: Entity) -> None:
    columns = {f"{m._meta.model_name}.{column}": (m, column) for m, column in pointing_columns()}
    for name, rows in merge.carried["moved"].items():
        model, column = columns[name]
        moved = model._base_manager.filter(pk__in=rows, **{column: merge.person_id})
        moved.update(**{column: other.pk})
    for item, candidates in merge.carried["candidates"].items():
        ReviewItem.objects.filter(pk=int(item)).update(candidates=candidates)


def tag_all(articles: set[int]) -> None:
    """Tags anew what was tagged while two people were one: those answers know one only."""
    tagger = DatabaseTagger()
    counted: Counted = set()
    for article in Article.objects.filter(pk__in=articles).select_related("publisher"):
        counted |= tag_article(article=article, tagger=tagger, version=tagger.version)
    refresh_coverage(counted=counted)
