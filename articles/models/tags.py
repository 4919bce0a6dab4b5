"""What was found in an article: names, and the article-level claim derived from them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from articles.models.article import Article
from articles.querysets import MentionQuerySet, TagQuerySet
from people.models import Entity


class Origin(models.TextChoices):
    TAGGER = "tagger", "found by the tagger"
    EDITOR = "editor", "decided by an editor"


class TaggerAnswer(models.Model):
    """What the tagger said before any correction, so that corrections can be laid over it anew.

    `answer` has the shape of `articles.tagging.answers`; `checksum` is that of the text it read.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="tagger_answer"
    )
    version = models.CharField(max_length=40)
    checksum = models.CharField(max_length=64)
    answer = models.JSONField()
    made_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.version} on {self.article_id}"


class Mention(models.Model):
    """A name where it stands. Without `entity` it is named but linked to nobody (NIL)."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions")
    start_char = models.PositiveIntegerField()
    end_char = models.PositiveIntegerField()
    surface = models.TextField()
    kind = models.CharField(max_length=12, choices=Entity.Kind.choices)
    entity = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="mentions"
    )
    name = models.CharField(max_length=300, help_text="The register's, else the fullest form here.")
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.TAGGER)
    confidence = models.FloatField(default=1.0)
    evidence = models.JSONField(default=dict, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["article_id", "start_char"]
        constraints = [
            models.UniqueConstraint(fields=["article", "start_char"], name="one_mention_a_place"),
            models.CheckConstraint(
                condition=Q(end_char__gt=F("start_char")), name="a_mention_has_words"
            ),
        ]
        indexes = [models.Index(fields=["entity", "article"], name="mention_entity_article")]

    def __str__(self) -> str:
        return self.surface


class Tag(models.Model):
    """This article speaks of this entity. The date is copied for ordering."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="tags")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="tags")
    published_at = models.DateTimeField(null=True, blank=True)
    mentions = models.PositiveIntegerField(default=1, help_text="How often it is named.")

    objects = TagQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "entity"], name="one_tag_a_pair")]
        indexes = [
            models.Index(
                F("entity"),
                F("published_at").desc(nulls_last=True),
                F("article").desc(),
                name="tag_newest_first",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} in {self.article_id}"
