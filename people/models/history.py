"""What editors did to the register, row by row, and which people they made one."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from people.models.person import Person


class Merge(models.Model):
    """Two people who turned out to be one: who stays, and what the other was called.

    As long as it is not taken back, the other's key means the person who stays, for the tables
    and for what the tagger once answered. `edits` are the rows that it changed; `carried` says
    what moved in tables that the register does not know of, in the shape of whoever moved it.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    kept_key = models.CharField(max_length=120)
    key = models.CharField(max_length=120, help_text="The register's key of the one who went.")
    name = models.CharField(max_length=200)
    reason = models.CharField(max_length=300, blank=True)
    carried = models.JSONField(default=dict, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField("taken back at", null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        permissions = [
            ("merge_people", "Can merge and split people"),
            ("import_posts", "Can bring a list of local posts into the register"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(undone_at=None), name="merged_into_one_person_only"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.key}) is {self.person}"


class Edit(models.Model):
    """One row of the register that an editor added, changed or removed, before and after.

    `about` holds the ids of the entities that the row speaks of, so that a person's history
    includes the posts and names. Kept for good: taking an edit back is another edit.
    """

    class Action(models.TextChoices):
        ADDED = "added", "added"
        CHANGED = "changed", "changed"
        REMOVED = "removed", "removed"

    table = models.CharField(max_length=60, help_text="The model's name, such as membership.")
    row = models.BigIntegerField()
    label = models.CharField(max_length=300)
    about = ArrayField(models.BigIntegerField(), default=list)
    action = models.CharField(max_length=7, choices=Action.choices)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    merge = models.ForeignKey(Merge, models.PROTECT, null=True, blank=True, related_name="edits")
    takes_back = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="taken_back_by"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["table", "row"], name="edits_of_a_row")]

    def __str__(self) -> str:
        return f"{self.label}: {self.action}"
