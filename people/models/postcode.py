"""Which seat and which council a postcode lies in."""

from __future__ import annotations

from django.db import models

from people.models.place import Constituency, LocalAuthority
from people.querysets import PostcodeQuerySet


class Postcode(models.Model):
    """A postcode without its space, in capitals. Millions of rows: two numbers each, no index more.

    Loaded whole by `load_postcodes`; what the register does not know of it is empty.
    """

    text = models.CharField(max_length=7, primary_key=True)
    constituency = models.ForeignKey(
        Constituency, models.SET_NULL, null=True, db_index=False, related_name="+"
    )
    council = models.ForeignKey(
        LocalAuthority, models.SET_NULL, null=True, db_index=False, related_name="+"
    )

    objects = PostcodeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.text[:-3]} {self.text[-3:]}"
