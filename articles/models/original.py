"""What came in, byte for byte, and what is remembered of the addresses that it came from."""

from __future__ import annotations

import zlib

from django.db import models

from articles.models.article import Article
from articles.models.batch import Batch


class Original(models.Model):
    """One text of an article as it was read: a page, a line, a row. Compressed by zlib."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="originals")
    sha256 = models.CharField(max_length=64, help_text="Of the bytes before compression.")
    media_type = models.CharField(max_length=100, blank=True)
    compressed = models.BinaryField(editable=False)
    captured_at = models.DateTimeField(null=True, blank=True)
    batch = models.ForeignKey(
        Batch, models.SET_NULL, null=True, blank=True, related_name="originals"
    )
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-kept_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "sha256"], name="one_original_a_text")
        ]

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:12]}"

    @property
    def content(self) -> bytes:
        """The bytes as they came in."""
        return zlib.decompress(self.compressed)


class Visit(models.Model):
    """The last visit to an address whose answer was dealt with: the next asks for changes only."""

    address = models.CharField(max_length=1000, unique=True)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    visited_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.address
