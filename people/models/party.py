"""Parties, and the labels that are none."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from people.models.entity import Entity, LoadedModel, always
from people.querysets import PartyQuerySet


class Party(Entity):
    """A party, or a label under which members sit.

    "Labour (Co-op)" is a label of Labour (`label_of`): tags, facets and its address lead there.
    "Independent" and "Speaker" are labels of nobody, and never a mention.
    """

    KIND = Entity.Kind.PARTY

    short_name = models.CharField(max_length=60, blank=True)
    colour = models.CharField(max_length=7, blank=True)
    during = DateRangeField(default=always)
    is_label = models.BooleanField(default=False)
    label_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="labels"
    )
    family = models.CharField(max_length=60, blank=True)
    electoral_commission_id = models.CharField(max_length=30, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "parties"


class PartyName(LoadedModel):
    """How a party is written before "MP" in one period: "The Independent Group", later "Change UK".

    What the tagger finds in a text are aliases; this is what readers are shown.
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="names")
    name = models.CharField(max_length=100)
    during = DateRangeField(default=always)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "during"], name="one_party_name_a_period")
        ]

    def __str__(self) -> str:
        return self.name
