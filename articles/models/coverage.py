"""Counts kept while tagging, so that pages and lists never count a big table."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from people.models import Entity


class Coverage(models.Model):
    """How many published stories and statements an entity has in one month.

    `month` is its first day; articles without a date count under 0001-01-01.
    """

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="coverage")
    month = models.DateField()
    articles = models.PositiveIntegerField(default=0)
    statements = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "coverage"
        constraints = [
            models.UniqueConstraint(fields=["entity", "month"], name="one_count_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} {self.month:%Y-%m}: {self.articles}, {self.statements}"


class MonthTogether(models.Model):
    """How many published stories of one month name two people of the register, each pair once."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    other = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    month = models.DateField()
    articles = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "other", "month"], name="one_count_a_pair_and_month"
            ),
            models.CheckConstraint(condition=Q(entity__lt=F("other")), name="a_pair_stands_once"),
        ]
        indexes = [models.Index(fields=["month", "entity"], name="pairs_of_a_month")]

    def __str__(self) -> str:
        return f"{self.entity_id} and {self.other_id} {self.month:%Y-%m}: {self.articles}"


class Together(models.Model):
    """The sum of a pair's months, in both directions: whom an entity is named with most."""

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="together")
    other = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    articles = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "together"
        ordering = ["entity", "-articles", "other"]
        constraints = [models.UniqueConstraint(fields=["entity", "other"], name="one_sum_a_pair")]
        indexes = [
            models.Index(F("entity"), F("articles").desc(), F("other"), name="together_most_first")
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} with {self.other_id}: {self.articles}"
