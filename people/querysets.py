"""Reads of the register that chain as phrases."""

from __future__ import annotations

from datetime import date

from django.db import models


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

    def of_role(self, role: str) -> MembershipQuerySet:
        return self.filter(role=role)


class OfficeHoldingQuerySet(models.QuerySet):
    def held_on(self, day: date) -> OfficeHoldingQuerySet:
        return self.filter(during__contains=day)


class PersonQuerySet(EntityQuerySet):
    def sitting_on(self, day: date, role: str = "mp") -> PersonQuerySet:
        return self.filter(memberships__role=role, memberships__during__contains=day).distinct()


class ConstituencyQuerySet(EntityQuerySet):
    pass


class PartyQuerySet(EntityQuerySet):
    def not_labels(self) -> PartyQuerySet:
        return self.filter(is_label=False)


class LocalAuthorityQuerySet(EntityQuerySet):
    def existing_on(self, day: date) -> LocalAuthorityQuerySet:
        return self.filter(during__contains=day)
