"""Counts kept while tagging, so that pages and lists never count a big table."""

from __future__ import annotations

from django.db import models

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
