"""Reads of the register that chain as phrases."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models.functions import Length


class EntityQuerySet(models.QuerySet):
    def of_kind(self, kind: str) -> EntityQuerySet:
        return self.filter(kind=kind)


class AliasQuerySet(models.QuerySet):
    def used_on(self, day: date) -> AliasQuerySet:
        return self.filter(during__contains=day)


class MembershipQuerySet(models.QuerySet):
    def held_on(self, day: date) -> MembershipQuerySet:
        """The rows that hold on `day`; on a handover day the later one."""
        return self.filter(during__contains=day)

    def with_names(self) -> MembershipQuerySet:
        """With the place and the party that a description names. Two queries."""
        rows = self.select_related("place__localauthority", "boundary", "party__label_of")
        return rows.prefetch_related("party__names")

    def of_role(self, role: str) -> MembershipQuerySet:
        return self.filter(role=role)


class OfficeHoldingQuerySet(models.QuerySet):
    def held_on(self, day: date) -> OfficeHoldingQuerySet:
        return self.filter(during__contains=day)


class PersonQuerySet(EntityQuerySet):
    def sitting_on(self, day: date, role: str = "mp") -> PersonQuerySet:
        return self.filter(memberships__role=role, memberships__during__contains=day).distinct()


class ConstituencyQuerySet(EntityQuerySet):
    def drawn_on(self, day: date) -> ConstituencyQuerySet:
        """The seats of that day's map, and those of parliaments whose maps are not kept."""
        drawn = self.filter(boundaries__during__contains=day)
        return (drawn | self.exclude(body="commons")).distinct()


class OverlapQuerySet(models.QuerySet):
    def of_whole_councils(self) -> OverlapQuerySet:
        """Without the sums over counties and combined authorities, the largest share first."""
        lower = self.filter(tier="lower_or_unitary")
        return lower.order_by(models.F("share").desc(nulls_last=True), "council__name")


class PartyQuerySet(EntityQuerySet):
    def not_labels(self) -> PartyQuerySet:
        return self.filter(is_label=False)


class LocalAuthorityQuerySet(EntityQuerySet):
    def existing_on(self, day: date) -> LocalAuthorityQuerySet:
        return self.filter(during__contains=day)


class PostcodeQuerySet(models.QuerySet):
    def within(self, outward: str) -> PostcodeQuerySet:
        """All postcodes of a district such as IG1; not those of IG11, whose texts are longer."""
        length = len(outward) + 3
        last = chr(ord(outward[-1]) + 1)
        rows = self.filter(text__gte=outward, text__lt=outward[:-1] + last)
        return rows.alias(length=Length("text")).filter(length=length)
