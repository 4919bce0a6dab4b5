"""National offices, from prime minister to party leader, and who held them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import Q

from people.models.entity import LoadedModel
from people.models.person import Person
from people.periods import dates_in_words
from people.querysets import OfficeHoldingQuerySet


class Office(LoadedModel):
    """An office across renamed departments."""

    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.name


class OfficeHolding(LoadedModel):
    """One person in one office. Title and names are those of the term: departments change both."""

    key = models.CharField(max_length=200, unique=True, null=True, blank=True)
    office = models.ForeignKey(Office, models.CASCADE, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="offices_held")
    title = models.CharField(max_length=200)
    names = ArrayField(
        models.CharField(max_length=100), default=list, blank=True, help_text="The press's words."
    )
    during = DateRangeField()
    source = models.CharField(max_length=500, blank=True)
    confidence = models.CharField(max_length=20, blank=True)

    objects = OfficeHoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(during__isempty=False), name="an_office_is_held_for_a_while"
            ),
            models.CheckConstraint(
                condition=Q(during__lower_inf=False),
                name="an_office_is_held_from_a_day_on",
                violation_error_message="Say from which day on the office is held.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {dates_in_words(self.during.lower, self.during.upper)}"
