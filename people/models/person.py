"""People who held a post."""

from __future__ import annotations

from django.db import models

from people.models.entity import Entity
from people.querysets import PersonQuerySet


class Person(Entity):
    """Somebody who holds or held a post in public life; nobody else has a page."""

    KIND = Entity.Kind.PERSON

    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    honorific = models.CharField(max_length=30, blank=True)
    gender = models.CharField(
        max_length=6, blank=True, choices=[("male", "male"), ("female", "female")]
    )
    twfy_id = models.CharField("TheyWorkForYou id", max_length=20, blank=True)
    parliament_id = models.CharField("Parliament's member id", max_length=20, blank=True)
    wikidata_id = models.CharField(max_length=20, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
