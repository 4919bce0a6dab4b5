"""What the search index has to look at again, written by triggers for every writer."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Archive(models.Model):
    """The one row that says which archive this is, and how far its changes are numbered.

    A restored copy gets a new `identity`, so that no index built from another state is trusted.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    identity = models.UUIDField(default=uuid.uuid4, editable=False)
    numbered_to = models.BigIntegerField(default=0, editable=False)
    pruned_to = models.BigIntegerField(default=0, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_archive")]

    def __str__(self) -> str:
        return str(self.identity)


class Change(models.Model):
    """An article or statement that was written. `seq` is given by whoever follows first.

    Rows commit in any order, so ids cannot be followed; `seq` is given only to committed rows,
    one follower at a time, and so appears in order.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article"
        STATEMENT = "statement"

    kind = models.CharField(max_length=9, choices=Kind.choices)
    object_id = models.BigIntegerField()
    seq = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seq"], name="one_change_a_number"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(seq__isnull=True), name="change_unnumbered")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Number(models.Model):
    """How often something has changed: all rows together, of which a writer takes one."""

    number = models.BigIntegerField(editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.number)


class PageNumber(Number):
    """How often what pages show has changed."""


class RegisterNumber(Number):
    """How often the register has changed."""
