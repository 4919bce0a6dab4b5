"""What jobs keep of their own: the sources that are fetched in turn, and articles in trouble."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

from articles.models.article import Article
from articles.models.batch import Batch
from articles.models.publisher import Publisher, Rights

MOST_TRIES = 3


class Source(models.Model):
    """An address that is fetched again and again. Its patch is that of its publisher."""

    class Rhythm(models.IntegerChoices):
        """Minutes between two visits."""

        QUARTER = 15, "every 15 minutes"
        HOURLY = 60, "every hour"
        SIX_HOURS = 360, "every 6 hours"
        DAILY = 1440, "every day"
        WEEKLY = 10_080, "every week"

    address = models.URLField(
        max_length=1000, unique=True, help_text="Of a feed, a sitemap or a page (http or https)."
    )
    publisher = models.ForeignKey(
        Publisher, models.PROTECT, null=True, blank=True, related_name="sources",
        help_text="Who prints it, whatever the pages say. What it reports on is the publisher’s.",
    )  # fmt: skip
    rights = models.CharField(
        max_length=8, choices=Rights.choices, blank=True, help_text="Empty: as the publisher’s."
    )
    rhythm = models.PositiveIntegerField(choices=Rhythm.choices, default=Rhythm.HOURLY)
    is_paused = models.BooleanField("paused", default=False)
    next_at = models.DateTimeField("next visit", default=timezone.now, db_index=True)
    fetched_at = models.DateTimeField("last fetched well", null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    reason = models.CharField("why it fails", max_length=500, blank=True)
    last_batch = models.ForeignKey(
        Batch, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="The last run that brought something.",
    )  # fmt: skip

    class Meta:
        ordering = ["address"]
        permissions = [("fetch_source", "Can have a source fetched now")]

    def __str__(self) -> str:
        return self.address

    @property
    def pause(self) -> timedelta:
        return timedelta(minutes=self.rhythm)


class TaggingTrouble(models.Model):
    """An article that could not be tagged. After three tries it is set aside with the reason."""

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="tagging_trouble"
    )
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=500)
    tried_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-tried_at"]
        verbose_name = "article that cannot be tagged"
        verbose_name_plural = "articles that cannot be tagged"
        permissions = [("retry_taggingtrouble", "Can have an article tried again")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.reason}"

    @property
    def is_set_aside(self) -> bool:
        return self.tries >= MOST_TRIES
