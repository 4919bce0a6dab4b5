"""Who printed it."""

from __future__ import annotations

from django.db import models

from people.models import Entity


class Rights(models.TextChoices):
    FULL = "full", "full: the whole text may be shown"
    EXTRACT = "extract", "extract: headline, link and statements only"


class Publisher(models.Model):
    """A paper. `patch` is where it reports from; it is evidence for who is meant."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    url = models.URLField(blank=True)
    patch = models.ManyToManyField(
        Entity,
        blank=True,
        related_name="publishers",
        limit_choices_to={"kind__in": ["council", "constituency"]},
        help_text="The councils and constituencies that the paper reports on.",
    )
    rights = models.CharField(max_length=8, choices=Rights.choices, default=Rights.EXTRACT)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/publishers/{self.slug}/"
