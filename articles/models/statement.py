"""Words that an article gives to somebody."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from articles.models.article import Article
from articles.models.tags import Origin
from articles.querysets import StatementListingQuerySet, StatementQuerySet
from people.models import Entity, Membership


class Statement(models.Model):
    """A stretch of words and whose they are. Its id is its permanent address.

    `memberships` are all that the speaker held that day. On which pages it stands is in
    `StatementListing`: none, as long as nobody is sure enough whose words they are.
    """

    class Kind(models.TextChoices):
        DIRECT = "direct", "in the speaker's own words"
        MIXED = "mixed", "reported, partly in the speaker's own words"
        INDIRECT = "indirect", "reported"

    class SpeakerKind(models.TextChoices):
        PERSON = "person"
        ORG = "org"
        DESCRIPTION = "description"
        UNKNOWN = "unknown"

    class Channel(models.TextChoices):
        """How the words reached the paper, as a reader is told after the speaker's name."""

        SAID = "said", ""
        STATEMENT = "statement", "in a statement"
        LETTER = "letter", "in a letter"
        OPEN_LETTER = "open-letter", "in an open letter"
        POST = "post", "in a post online"
        MEETING = "meeting", "at a meeting"
        SPEECH = "speech", "in a speech"
        COURT = "court", "in court"
        BROADCAST = "broadcast", "on air"
        ARTICLE = "article", "in writing"
        SPOKESPERSON = "spokesperson", "through a spokesperson"

    article = models.ForeignKey(Article, models.CASCADE, related_name="statements")
    start_char = models.PositiveIntegerField()
    end_char = models.PositiveIntegerField()
    surface = models.TextField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    speaker = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="statements"
    )
    speaker_text = models.CharField(max_length=500, blank=True)
    speaker_kind = models.CharField(
        max_length=11, choices=SpeakerKind.choices, default=SpeakerKind.UNKNOWN
    )
    speaker_start = models.PositiveIntegerField(null=True, blank=True)
    speaker_end = models.PositiveIntegerField(null=True, blank=True)
    cue = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.SAID)
    rule = models.CharField(max_length=60, blank=True)
    memberships = models.ManyToManyField(Membership, blank=True, related_name="statements")
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.TAGGER)
    confidence = models.FloatField(default=1.0)
    published = models.DateTimeField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()
    is_sure: bool  # Only of what `for_cards()` fetched: whether its speaker may be named.
    pieces: tuple[tuple[str, bool], ...]  # Only of what a search found: what matches, and what not.

    class Meta:
        ordering = ["article_id", "start_char"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_char__gt=F("start_char")), name="a_statement_has_words"
            )
        ]
        indexes = [
            models.Index(
                F("speaker"),
                F("published").desc(nulls_last=True),
                F("id").desc(),
                name="statement_newest_first",
            )
        ]

    def __str__(self) -> str:
        return self.surface[:80]

    def get_absolute_url(self) -> str:
        return f"/statements/{self.pk}/"

    @property
    def is_quotation(self) -> bool:
        """Only the speaker's own words stand in quote marks."""
        return self.kind == self.Kind.DIRECT


class StatementListing(models.Model):
    """A page on which a statement stands: its speaker's, or that of a body whose post it had.

    Derived whenever a statement is stored; the date is copied for keyset paging.
    """

    class Because(models.TextChoices):
        SPEAKER = "speaker", "its own words"
        POST = "post", "the speaker held a post of it that day"
        PARTY = "party", "the speaker sat for it that day"

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="listings")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="statement_listings")
    because = models.CharField(max_length=7, choices=Because.choices)
    published = models.DateTimeField(null=True, blank=True)

    objects = StatementListingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "entity"], name="listed_once_a_page")
        ]
        indexes = [
            models.Index(
                F("entity"),
                F("published").desc(nulls_last=True),
                F("statement").desc(),
                name="listing_newest_first",
            ),
            # Who was quoted in a week, from the index alone.
            models.Index(
                fields=["-published"],
                include=["entity"],
                condition=Q(because="speaker"),
                name="listing_by_speaker",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} on {self.entity_id}"


class StatementWording(models.Model):
    """A wording that a statement had before the article's text changed."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="wordings")
    surface = models.TextField()
    replaced_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-replaced_at", "-id"]

    def __str__(self) -> str:
        return self.surface[:80]


class FormerStatement(models.Model):
    """An address that once was a statement's: it redirects, or says why it is gone."""

    id = models.BigIntegerField(primary_key=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="former_statements")
    successor = models.ForeignKey(
        Statement, models.SET_NULL, null=True, blank=True, related_name="predecessors"
    )
    digest = models.CharField(max_length=64, help_text="Of its words, to know them again.")
    reason = models.CharField(max_length=200)
    gone_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.pk}: {self.reason}"
