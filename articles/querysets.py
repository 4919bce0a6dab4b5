"""Reads of the archive that chain as phrases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from people.models import Entity


CLAIMED = timedelta(minutes=10)  # how long an item is one editor's


def visible(prefix: str = "") -> Q:
    """The condition under which an article may be seen now; `prefix` leads to the article."""
    return Q(**{f"{prefix}status": "published"}) | Q(
        **{f"{prefix}status": "embargoed", f"{prefix}embargo_until__lte": timezone.now()}
    )


def hidden(prefix: str = "") -> Q:
    """The opposite, in a form that the index of what is not published answers."""
    return ~Q(**{f"{prefix}status": "published"}) & ~Q(
        **{f"{prefix}status": "embargoed", f"{prefix}embargo_until__lte": timezone.now()}
    )


class ArticleQuerySet(models.QuerySet):
    def published(self) -> ArticleQuerySet:
        return self.filter(visible())

    def mentioning(self, entity: Entity) -> ArticleQuerySet:
        return self.filter(tags__entity=entity)

    def leading(self) -> ArticleQuerySet:
        """Each story once: near copies of an earlier article are left out."""
        return self.filter(lead=None)

    def not_tagged_by(self, version: str) -> ArticleQuerySet:
        """Those without an answer of this version of the tagger on their present text."""
        answered = Q(tagger_answer__version=version, tagger_answer__checksum=F("checksum"))
        return self.exclude(answered)

    def untouched(self) -> ArticleQuerySet:
        """Those that readers may see, and that nobody has tagged or decided anything about."""
        nothing = dict.fromkeys(
            ["tagger_answer", "mentions", "tags", "statements", "former_statements",
             "corrections", "review_items"],
        )  # fmt: skip
        return self.filter(status="published", removal="", **nothing)

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by(F("published_at").desc(nulls_last=True), F("id").desc())


class MentionQuerySet(models.QuerySet):
    def linked(self) -> MentionQuerySet:
        return self.filter(entity__isnull=False)


class TagQuerySet(models.QuerySet):
    def published(self) -> TagQuerySet:
        return self.filter(visible("article__"))

    def newest_first(self) -> TagQuerySet:
        return self.order_by(F("published_at").desc(nulls_last=True), F("article").desc())


class StatementQuerySet(models.QuerySet):
    def published(self) -> StatementQuerySet:
        return self.filter(visible("article__"))

    def listed_under(self, entity: Entity) -> StatementQuerySet:
        """The statements that stand on an entity's page."""
        return self.filter(listings__entity=entity)

    def by(self, speaker: Entity) -> StatementQuerySet:
        return self.filter(speaker=speaker)

    def for_cards(self) -> StatementQuerySet:
        """With what a card shows, and `is_sure`: whether its speaker may be named."""
        listing = apps.get_model("articles", "StatementListing")
        own = listing.objects.filter(statement=OuterRef("pk"), entity=OuterRef("speaker"))
        return self.annotate(is_sure=Exists(own)).select_related(
            "article__publisher", "speaker__localauthority", "speaker__party"
        )

    def newest_first(self) -> StatementQuerySet:
        return self.order_by(F("published").desc(nulls_last=True), F("id").desc())


class StatementListingQuerySet(models.QuerySet):
    def published(self) -> StatementListingQuerySet:
        return self.filter(visible("statement__article__"))

    def newest_first(self) -> StatementListingQuerySet:
        return self.order_by(F("published").desc(nulls_last=True), F("statement").desc())


class ReviewItemQuerySet(models.QuerySet):
    def waiting(self) -> ReviewItemQuerySet:
        return self.filter(closed_at=None)

    def free_for(self, editor: User) -> ReviewItemQuerySet:
        """Those that no other editor has in front of them."""
        lapsed = timezone.now() - CLAIMED
        return self.filter(Q(claimed_by=None) | Q(claimed_by=editor) | Q(claimed_at__lt=lapsed))

    def most_urgent_first(self) -> ReviewItemQuerySet:
        """Readers' reports, then corrections that lost their words, then the rest; oldest first."""
        return self.order_by("urgency", "made_at", "pk")

    def concerning(self, entity_ids: Iterable[int]) -> ReviewItemQuerySet:
        """Those that are about any of the entities, or could be."""
        return self.filter(candidates__overlap=list(entity_ids))


class LessonQuerySet(models.QuerySet):
    def standing(self) -> LessonQuerySet:
        """Those that nobody has taken back."""
        return self.filter(taken_back_at=None)

    def under_way(self) -> LessonQuerySet:
        """Those that earlier articles do not all follow yet, the oldest first."""
        return self.filter(state__in=["applying", "leaving"]).order_by("pk")
