"""Constituencies, their boundaries, and local authorities."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models

from people.models.entity import Entity, LoadedModel, always
from people.querysets import ConstituencyQuerySet, LocalAuthorityQuerySet, OverlapQuerySet
from people.titles import council_title


class Constituency(Entity):
    """A seat by its name: what is tagged and has a page, over all its boundary sets."""

    class Body(models.TextChoices):
        COMMONS = "commons", "House of Commons"
        HOLYROOD = "holyrood", "Scottish Parliament"
        STORMONT = "stormont", "Northern Ireland Assembly"

    KIND = Entity.Kind.CONSTITUENCY

    body = models.CharField(max_length=10, choices=Body.choices, default=Body.COMMONS)
    nation = models.CharField(max_length=20, blank=True)
    region = models.CharField(max_length=40, blank=True)

    objects = ConstituencyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "constituencies"

    @property
    def has_one_holder(self) -> bool:
        """Not so in Edinburgh and Belfast, where several sit for one seat or region."""
        return self.body == self.Body.COMMONS


class LocalAuthority(Entity):
    """A council or combined authority, current or abolished."""

    KIND = Entity.Kind.COUNCIL

    short_name = models.CharField(max_length=100)
    type = models.CharField(max_length=30)
    nation = models.CharField(max_length=20, blank=True)
    region = models.CharField(max_length=40, blank=True)
    gss_code = models.CharField("GSS code", max_length=9, blank=True)
    during = DateRangeField(default=always, help_text="From its first to its last day; half-open.")
    successors = models.ManyToManyField(
        "self", through="CouncilSuccession", symmetrical=False, related_name="predecessors"
    )
    county = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="districts"
    )
    combined_authority = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="members"
    )
    website = models.URLField(blank=True)

    objects = LocalAuthorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "local authorities"

    @property
    def title(self) -> str:
        return council_title(self.name, self.short_name)


class CouncilSuccession(LoadedModel):
    """Which council took over the whole or a part of an abolished one."""

    old = models.ForeignKey(LocalAuthority, models.CASCADE, related_name="successions")
    new = models.ForeignKey(LocalAuthority, models.CASCADE, related_name="origins")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="one_row_a_pair_of_councils")
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Boundary(LoadedModel):
    """A seat as drawn in one period, with its spelling of that time."""

    key = models.CharField(max_length=120, unique=True)
    constituency = models.ForeignKey(Constituency, models.CASCADE, related_name="boundaries")
    name = models.CharField(max_length=200)
    boundary_set = models.CharField(max_length=10)
    gss_code = models.CharField("GSS code", max_length=9, blank=True)
    during = DateRangeField()
    hex_q = models.SmallIntegerField(null=True, blank=True)
    hex_r = models.SmallIntegerField(null=True, blank=True)
    successors = models.ManyToManyField(
        "self", through="Succession", symmetrical=False, related_name="predecessors"
    )
    councils = models.ManyToManyField(LocalAuthority, through="Overlap", related_name="boundaries")

    class Meta:
        verbose_name_plural = "boundaries"
        indexes = [GistIndex(fields=["during"], name="boundary_during")]

    def __str__(self) -> str:
        return f"{self.name} ({self.boundary_set})"


class Succession(LoadedModel):
    """How much of a seat's population went to which seat of the next boundary set."""

    old = models.ForeignKey(Boundary, models.CASCADE, related_name="successions")
    new = models.ForeignKey(Boundary, models.CASCADE, related_name="origins")
    share_of_old = models.FloatField(help_text="Share of the old seat's population, 0 to 1.")
    share_of_new = models.FloatField(help_text="Share of the new seat's population, 0 to 1.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="one_row_a_pair_of_boundaries")
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Overlap(LoadedModel):
    """How much of a seat's population lives in a council's area."""

    boundary = models.ForeignKey(Boundary, models.CASCADE, related_name="overlaps")
    council = models.ForeignKey(LocalAuthority, models.CASCADE, related_name="overlaps")
    share = models.FloatField(null=True, blank=True, help_text="0 to 1; empty if not known.")
    tier = models.CharField(max_length=20)
    basis = models.CharField(max_length=200, help_text="Where the overlap is known from.")

    objects = OverlapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["boundary", "council"], name="one_overlap_a_pair")
        ]

    def __str__(self) -> str:
        return f"{self.boundary} / {self.council}"
