"""What editors decided, what waits for them, and what readers reported."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Q, Value, When

from articles.models.article import Article
from articles.models.statement import Statement
from articles.querysets import ReviewItemQuerySet
from people.models import Entity


class Correction(models.Model):
    """One decision of an editor, anchored to words and their context, never to offsets or ids.

    The anchor is a W3C text quote selector: the exact words, some text before and after, and
    which of several equal places is meant. Kept for good; a later one may supersede it. One that
    takes another back supersedes it and decides nothing itself: what that one had superseded is in
    force again.
    """

    class Subject(models.TextChoices):
        MENTION = "mention"
        STATEMENT = "statement"
        ARTICLE = "article"

    class Verdict(models.TextChoices):
        CONFIRM = "confirm"
        REJECT = "reject"
        RELINK = "relink"
        ADD = "add"
        EDIT = "edit"
        UNDO = "undo", "take back"

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections")
    subject = models.CharField(max_length=9, choices=Subject.choices)
    verdict = models.CharField(max_length=7, choices=Verdict.choices)
    exact = models.TextField(blank=True)
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    occurrence = models.PositiveIntegerField(default=0, help_text="Of equal places, from 0.")
    new_exact = models.TextField(blank=True, help_text="The words that an edit makes of it.")
    kind = models.CharField(max_length=12, blank=True, help_text="Of what an add or edit makes.")
    entity_from = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="corrections_from"
    )
    entity_to = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="corrections_to"
    )
    speaker = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="corrections_as_speaker"
    )
    speaker_text = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts",
        help_text="The first of several that were decided at once.",
    )  # fmt: skip
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="corrections")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.verdict} {self.subject} “{self.exact[:60]}”"


class ReviewItem(models.Model):
    """Something that waits for an editor, with its reason in words.

    `words` are those of the article that are meant: of a name where it first stands.
    """

    class Reason(models.TextChoices):
        LOST_ANCHOR = "lost_anchor", "the words of a correction are gone"
        SOURCE_CHANGED = "source_changed", "the paper changed a text that an editor had edited"
        UNSURE_SPEAKER = "unsure_speaker", "not sure enough whose words these are"
        REPORT = "report", "reported by a reader"
        NEW_NAME = "new_name", "in local office, not in the register"
        SPLIT = "split", "the person was split in two"
        DOUBTFUL_LINK = "doubtful_link", "not sure enough who is meant"
        NAMESAKES = "namesakes", "several people bear this name"

    class Answer(models.TextChoices):
        CONFIRM = "confirm", "confirmed"
        REJECT = "reject", "rejected"
        CHOOSE = "choose", "chose another"
        NOBODY = "nobody", "nobody in the register"
        CLOSE = "close", "nothing to do"

    article = models.ForeignKey(Article, models.CASCADE, related_name="review_items")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    words = models.TextField(blank=True)
    detail = models.TextField(blank=True)
    correction = models.ForeignKey(
        Correction, models.CASCADE, null=True, blank=True, related_name="review_items"
    )
    # What is answered stays answered when its words are no statement any more.
    statement = models.ForeignKey(
        Statement, models.SET_NULL, null=True, blank=True, related_name="review_items"
    )
    report = models.OneToOneField(
        "Report", models.CASCADE, null=True, blank=True, related_name="review_item"
    )
    candidates = ArrayField(
        models.BigIntegerField(), default=list, blank=True,
        help_text="The ids of the entities that it is about, or could be.",
    )  # fmt: skip
    made_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    decision = models.ForeignKey(
        Correction, models.SET_NULL, null=True, blank=True, related_name="answers",
        help_text="The first of the corrections that the answer made.",
    )  # fmt: skip
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="claims"
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    # Readers wait for their answers, and editors' own decisions are worth more than the tagger's.
    urgency = models.GeneratedField(
        expression=Case(
            When(reason="report", then=Value(0)),
            When(reason="lost_anchor", then=Value(1)),
            default=Value(2),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    objects = ReviewItemQuerySet.as_manager()

    class Meta:
        ordering = ["closed_at", "made_at"]
        indexes = [
            models.Index(
                fields=["urgency", "made_at", "id"],
                condition=Q(closed_at=None),
                name="review_next",
            ),
            models.Index(
                fields=["reason", "made_at", "id"],
                condition=Q(closed_at=None),
                name="review_next_of_a_reason",
            ),
            GinIndex(fields=["candidates"], condition=Q(closed_at=None), name="review_candidates"),
            models.Index(
                fields=["closed_by", "-closed_at"],
                condition=Q(closed_at__isnull=False),
                name="review_last_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.words[:60]}"


def reference() -> str:
    """A short name for a report that its sender can follow and nobody can guess."""
    return secrets.token_hex(6)


class Report(models.Model):
    """A mistake that a reader reported, from any page."""

    reference = models.CharField(max_length=12, unique=True, default=reference)
    page = models.CharField(max_length=500, help_text="The address reported.")
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="reports"
    )
    tag = models.ForeignKey(
        Entity, models.SET_NULL, null=True, blank=True, related_name="reports",
        help_text="Whom or what the reader says the article does not mean.",
    )  # fmt: skip
    message = models.TextField(max_length=4000)
    contact = models.EmailField("e-mail address", blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="answers"
    )

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.reference}: {self.message[:60]}"
