"""One run of ingest, what it could not read, and what there was to say of the rest."""

from __future__ import annotations

from django.db import models


class Batch(models.Model):
    """One run of ingest with its counts. Without an end it was interrupted, and can be resumed."""

    name = models.CharField(max_length=120, unique=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField("taken back at", null=True, blank=True)

    class Meta:
        verbose_name_plural = "batches"
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return self.name


class BatchNote(models.Model):
    """A warning about something that came in, or why something was passed over."""

    class Kind(models.TextChoices):
        WARNING = "warning"
        SKIPPED = "skipped"

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    source = models.CharField(max_length=1000)
    line = models.PositiveIntegerField(null=True, blank=True)
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.source}:{self.line or 1}: {self.text}"


class Failure(models.Model):
    """Something that could not be read, kept for another try. A later success removes it."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="failures")
    source = models.CharField(max_length=1000, help_text="File or address.")
    line = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=500)
    raw = models.TextField(blank=True, help_text="What was read, as far as it is text.")
    failed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["source", "line"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "line"], name="one_failure_a_line", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.line or 0}: {self.reason}"
