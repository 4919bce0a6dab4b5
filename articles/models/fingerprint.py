"""By what near copies of an article are found."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from articles.models.article import Article


class Fingerprint(models.Model):
    """MinHash of an article's body: see `articles.ingest.near_copies`.

    Articles that share one of the `bands` are looked at; `packed` tells how alike they are.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="fingerprint"
    )
    bands = ArrayField(models.IntegerField())
    packed = models.BinaryField()

    class Meta:
        # What waits to be sorted in would be read through for each band of each new article.
        indexes = [GinIndex(fields=["bands"], name="fingerprint_bands", fastupdate=False)]

    def __str__(self) -> str:
        return f"fingerprint of {self.article_id}"
