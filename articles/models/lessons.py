"""What the tagger was taught by an editor's decision."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from articles.models.editing import Correction
from articles.models.publisher import Publisher
from articles.querysets import LessonQuerySet
from people.models import Entity


class Lesson(models.Model):
    """A decision remembered: words that mean an entity, or that never do.

    A name and a person stand in the register, through `edits` of its history; a rule of words that
    never mean something stands here. `seen` of `total` earlier articles with the words were looked
    at since the lesson was applied or taken back, up to the id `upto`; `changed` of them changed.
    """

    class Kind(models.TextChoices):
        NAME = "name", "a name"
        NEVER = "never", "never"
        PERSON = "person", "a new person"

    class State(models.TextChoices):
        NEW = "new", "for articles to come"
        APPLYING = "applying", "being applied to earlier articles"
        APPLIED = "applied", "applied to all articles"
        LEAVING = "leaving", "being taken back"
        TAKEN_BACK = "taken_back", "taken back"

    correction = models.ForeignKey(Correction, models.CASCADE, related_name="lessons")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    words = models.CharField(max_length=200)
    entity = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="lessons",
        help_text="Whom the words mean, or never mean. Empty of a rule: they are no name at all.",
    )  # fmt: skip
    publisher = models.ForeignKey(
        Publisher, models.PROTECT, null=True, blank=True, related_name="lessons",
        help_text="In whose articles only.",
    )  # fmt: skip
    edits = ArrayField(models.BigIntegerField(), default=list, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    total = models.PositiveIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    upto = models.BigIntegerField(default=0, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="lessons")
    at = models.DateTimeField(auto_now_add=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(state__in=["applying", "leaving"]),
                name="lessons_under_way",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: “{self.words}”"

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.APPLYING, self.State.LEAVING)

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None
