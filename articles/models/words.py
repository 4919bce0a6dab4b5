"""Words that occur in articles, to offer in place of a misspelt one."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Left, Length


class Word(models.Model):
    """A word as it stands, in lower case, in some article: never a name.

    Written as articles are indexed; a word whose article has gone finds nothing and is not offered.
    """

    text = models.CharField(max_length=24, unique=True)

    class Meta:
        indexes = [models.Index(Left("text", 1), Length("text"), name="word_begins")]

    def __str__(self) -> str:
        return self.text
