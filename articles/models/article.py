"""Articles and the texts that they had before."""

from __future__ import annotations

import hashlib
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from articles.models.batch import Batch
from articles.models.publisher import Publisher, Rights
from articles.querysets import ArticleQuerySet


def checksum(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Article(models.Model):
    """One story as one publisher printed it.

    `identity` is the canonical address, or publisher and text where there is none: the same
    identity is the same article. Offsets of mentions and statements count code points in `text`.
    """

    class Precision(models.TextChoices):
        TIME = "time"
        DAY = "day"
        MONTH = "month"
        YEAR = "year"
        UNKNOWN = "unknown"

    class Status(models.TextChoices):
        PUBLISHED = "published", "published"
        EMBARGOED = "embargoed", "embargoed: appears when the embargo ends"
        WITHDRAWN = "withdrawn", "withdrawn: its address says so and shows nothing else"
        RESTRICTED = "restricted", "restricted: for editors only"

    class Notice(models.TextChoices):
        CORRECTION = "correction", "Correction"
        APOLOGY = "apology", "Apology"
        LEGAL = "legal", "Legal notice"

    class Removal(models.TextChoices):
        ERASED = "erased", "erased for good: it never comes in again"
        TAKEN_BACK = "taken_back", "taken back with its batch: it may come in again"

    publisher = models.ForeignKey(Publisher, models.PROTECT, related_name="articles")
    batch = models.ForeignKey(
        Batch, models.SET_NULL, null=True, blank=True, related_name="articles"
    )
    url = models.URLField("canonical address", max_length=1000, blank=True)
    lead = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="copies",
        help_text="The earliest of the near copies of this story; none for that one itself.",
    )  # fmt: skip
    identity = models.CharField(max_length=64, unique=True, editable=False)
    headline = models.CharField(max_length=500)
    standfirst = models.TextField(blank=True)
    byline = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    language = models.CharField(max_length=20, default="en-GB")
    published_at = models.DateTimeField(null=True, blank=True)
    precision = models.CharField(
        max_length=7,
        choices=Precision.choices,
        default=Precision.DAY,
        help_text="How exactly the date is known.",
    )
    rights = models.CharField(max_length=8, choices=Rights.choices, default=Rights.EXTRACT)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PUBLISHED)
    status_reason = models.CharField(max_length=300, blank=True)
    removal = models.CharField(
        max_length=10, choices=Removal.choices, blank=True, editable=False,
        help_text="Why nothing is left of it but its address.",
    )  # fmt: skip
    embargo_until = models.DateTimeField(null=True, blank=True)
    notice = models.CharField(max_length=10, choices=Notice.choices, blank=True)
    notice_text = models.TextField(blank=True)
    checksum = models.CharField(max_length=64, editable=False)
    extra = models.JSONField(default=dict, blank=True, editable=False)
    captured_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When its text was seen at the publisher."
    )
    gone_since = models.DateTimeField(
        null=True, blank=True, editable=False,
        help_text="When its page at the publisher was first found gone; see LinkCheck.",
    )  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="embargoed") | Q(embargo_until__isnull=False),
                name="an_embargo_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(precision="unknown") | Q(published_at__isnull=False),
                name="a_precise_date_is_a_date",
            ),
        ]
        indexes = [
            models.Index(
                models.F("published_at").desc(nulls_last=True),
                models.F("id").desc(),
                name="article_newest_first",
            ),
            models.Index(
                models.F("publisher"),
                models.F("published_at").desc(nulls_last=True),
                models.F("id").desc(),
                name="article_of_publisher",
            ),
            # Few: coverage counts all that there is, and takes these away.
            models.Index(
                fields=["id"], condition=~Q(status="published"), name="article_not_published"
            ),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return f"/articles/{self.pk}/{self.slug}/"

    @property
    def text(self) -> str:
        """What the tagger reads: headline, blank line, body."""
        return f"{self.headline}\n\n{self.body}"

    @property
    def day(self) -> date | None:
        """The day, in Europe/London, on which offices and parties are looked up."""
        if self.precision == self.Precision.UNKNOWN or self.published_at is None:
            return None
        return timezone.localtime(self.published_at).date()

    @property
    def is_visible(self) -> bool:
        """Whether readers may see it now."""
        if self.status == self.Status.EMBARGOED:
            return self.embargo_until is not None and self.embargo_until <= timezone.now()
        return self.status == self.Status.PUBLISHED

    @property
    def gone_on(self) -> date | None:
        """The day on which its page at the publisher was found gone; None if it came back since."""
        if self.gone_since is None or (self.captured_at and self.captured_at > self.gone_since):
            return None
        return timezone.localtime(self.gone_since).date()

    @property
    def shows_body(self) -> bool:
        return self.rights == Rights.FULL

    @property
    def slug(self) -> str:
        return slugify(self.headline)[:80].strip("-") or "article"


class ArticleRevision(models.Model):
    """A text that the article had before its source, or an editor, changed it.

    `batch` is the run that put another text in its place, `editor` who did, and `reason` why. Two
    kinds never stood as the article's text, and `batch` is the run that brought them: with
    `is_earlier_capture` an old text of an article whose newer one was there already; with
    `is_beside` a new text of the source that came while an editor's stood.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions")
    headline = models.CharField(max_length=500)
    standfirst = models.TextField(blank=True)
    byline = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    checksum = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True, blank=True)
    precision = models.CharField(
        max_length=7, choices=Article.Precision.choices, default=Article.Precision.UNKNOWN
    )
    reason = models.CharField(max_length=300, blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="revisions",
        help_text="Who put another text in its place; nobody if the source did.",
    )  # fmt: skip
    batch = models.ForeignKey(
        Batch, models.SET_NULL, null=True, blank=True, related_name="revisions"
    )
    captured_at = models.DateTimeField(null=True, blank=True)
    is_earlier_capture = models.BooleanField(default=False)
    is_beside = models.BooleanField(default=False)
    replaced_at = models.DateTimeField(
        default=timezone.now, help_text="When another text was first seen in its place."
    )
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-replaced_at", "-id"]

    def __str__(self) -> str:
        return f"{self.headline} until {self.replaced_at:%Y-%m-%d}"
