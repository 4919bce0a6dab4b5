"""How articles' pages at their publishers stand."""

from __future__ import annotations

from django.db import models

from articles.models.article import Article


class LinkCheck(models.Model):
    """What was found when an article's page at its publisher was last asked for.

    A page that is not there is `missing`; only a second visit, a day later at least, makes it
    `gone`. Whether it is gone stands in `Article.gone_since` too, for pages to show: this table is
    written with each visit, and no page reads it.
    """

    class State(models.TextChoices):
        UNKNOWN = "", "not known"
        THERE = "there", "there"
        MOVED = "moved", "moved for good"
        MISSING = "missing", "not there, at one visit so far"
        GONE = "gone", "gone"

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="link_check"
    )
    state = models.CharField(
        max_length=7, choices=State.choices, blank=True, default=State.UNKNOWN, db_index=True
    )
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When it was last there.")
    missing_since = models.DateTimeField(null=True, blank=True)
    moved_to = models.URLField(max_length=1000, blank=True)
    asked_at = models.DateTimeField(help_text="The last visit, or the last attempt at one.")
    reason = models.CharField(
        max_length=300, blank=True, help_text="Why it was not seen at the last visit."
    )
    next_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.get_state_display()
