"""Who held which seat or council post, for which party, when (Popolo's membership)."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Deferrable, F, Func, Q, Value

from people.models.entity import Entity, LoadedModel
from people.models.party import Party
from people.models.person import Person
from people.models.place import Boundary
from people.periods import dates_in_words
from people.querysets import MembershipQuerySet

FROM_NO_DAY = "Say from which day on the post is held."


def same(column: str) -> Func:
    """A number as a range of one, which GiST can compare without the btree_gist extension."""
    return Func(F(column), F(column), Value("[]"), function="int8range")


class Membership(LoadedModel):
    """One person in one post for one party, from the first day until the day before the end."""

    class Role(models.TextChoices):
        MP = "mp", "MP"
        MSP = "msp", "MSP"
        MLA = "mla", "MLA"
        MS = "ms", "MS"
        MAYOR = "mayor", "mayor"
        COUNCIL_LEADER = "council_leader", "council leader"
        COUNCILLOR = "councillor", "councillor"

    key = models.CharField(max_length=160, unique=True, null=True, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices)
    place = models.ForeignKey(
        Entity, models.PROTECT, null=True, blank=True, related_name="memberships_here"
    )
    boundary = models.ForeignKey(
        Boundary, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    post = models.CharField(max_length=200, blank=True, help_text="As the source words it.")
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="memberships_for"
    )
    party_label = models.CharField(max_length=100, blank=True)
    during = DateRangeField(help_text="Half-open: on a handover day the new row holds.")
    start_reason = models.CharField(max_length=60, blank=True)
    end_reason = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=500, blank=True)
    confidence = models.CharField(max_length=20, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(during__isempty=False), name="a_post_is_held_for_a_while"
            ),
            models.CheckConstraint(
                condition=Q(during__lower_inf=False),
                name="a_post_is_held_from_a_day_on",
                violation_error_message=FROM_NO_DAY,
            ),
            ExclusionConstraint(
                name="one_holder_of_a_seat_at_a_time",
                expressions=[
                    (same("place"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(role="mp"),
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Somebody else holds this seat in that time.",
            ),
            ExclusionConstraint(
                name="one_seat_a_person_at_a_time",
                expressions=[
                    (same("person"), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(role="mp"),
                deferrable=Deferrable.DEFERRED,
                violation_error_message="This person holds another seat in that time.",
            ),
        ]
        indexes = [
            GistIndex(fields=["during"], name="membership_during"),
            models.Index(fields=["role", "place"], name="membership_role_place"),
        ]

    def __str__(self) -> str:
        """For editors: "councillor Mill, from 3 May 2018 and still so"."""
        when = dates_in_words(self.during.lower, self.during.upper)
        return f"{self.get_role_display()} {self.post}".strip() + f", {when}"
