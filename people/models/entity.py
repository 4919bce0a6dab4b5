"""One id-space for everything that can be tagged: people, parties, councils and constituencies."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.text import slugify

from people.querysets import AliasQuerySet, EntityQuerySet


class LoadedModel(models.Model):
    """A row that the roster's tables may bring in.

    `as_loaded` holds the values as they were last loaded. A row whose values differ from it was
    touched by an editor, and the loader leaves it alone; a row without it was made by an editor.
    """

    as_loaded = models.JSONField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Entity(LoadedModel):
    """Anything that a mention can point at. Its children say what it is."""

    class Kind(models.TextChoices):
        PERSON = "person", "person"
        PARTY = "party", "party"
        COUNCIL = "council", "council"
        CONSTITUENCY = "constituency", "constituency"

    KIND: ClassVar[Kind]

    kind = models.CharField(max_length=12, choices=Kind.choices, editable=False)
    key = models.CharField(
        max_length=120, blank=True, help_text="The register's key, such as p-10219 or redbridge."
    )
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120)

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entities"
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="one_entity_an_address"),
            models.UniqueConstraint(fields=["kind", "key"], name="one_entity_a_register_key"),
        ]
        indexes = [models.Index(fields=["kind", "name"], name="entity_kind_name")]

    def __str__(self) -> str:
        """For editors: with the address where the name alone does not lead to it."""
        return self.name if slugify(self.name) == self.slug else f"{self.name} ({self.slug})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = getattr(type(self), "KIND", self.kind)
        self.key = self.key or f"e-{self.slug}"
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"/{self.COLLECTIONS[self.kind]}/{self.slug}/"

    # The contract's addresses: the register knows its own, whoever serves them.
    COLLECTIONS: ClassVar[dict[str, str]] = {
        "person": "people",
        "party": "parties",
        "council": "councils",
        "constituency": "constituencies",
    }


class EntityRedirect(models.Model):
    """An address that an entity had before it was renamed or merged."""

    kind = models.CharField(max_length=12, choices=Entity.Kind.choices)
    old_slug = models.SlugField(max_length=120)
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="redirects")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "old_slug"], name="one_target_an_old_address")
        ]

    def __str__(self) -> str:
        return f"{self.old_slug} → {self.entity}"


def always() -> DateRange:
    return DateRange(None, None, "[)")


class Alias(LoadedModel):
    """A name as the press writes it, and when it was used."""

    class Kind(models.TextChoices):
        STATED = "stated", "stated: a fact"
        GENERATED = "generated", "generated: a guess that needs context"
        AMBIGUOUS = "ambiguous", "ambiguous: needs more evidence"
        NEVER = "never", "never: must not match"

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)
    during = DateRangeField(default=always, help_text="When the name was used; half-open.")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.STATED)
    source = models.CharField(max_length=300, blank=True)

    objects = AliasQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "text", "kind", "during"], name="one_row_a_dated_name"
            ),
            models.CheckConstraint(
                condition=models.Q(during__isempty=False), name="a_name_is_used_for_a_while"
            ),
        ]

    def __str__(self) -> str:
        return self.text
