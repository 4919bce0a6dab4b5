"""What the database knows, for a list of local posts that comes alone."""

from __future__ import annotations

from collections import defaultdict

from people.actions.merging import merged_people
from people.models import Alias, Entity, LocalAuthority, Membership, Person
from people.roster.local_posts import Known, by_name
from people.roster.rows import LOCAL


def known_in_database() -> Known:
    return Known(
        frozenset({*Person.objects.values_list("key", flat=True), *merged_people()}),
        _by_name(Entity.Kind.COUNCIL),
        _by_name(Entity.Kind.PARTY),
        dict(LocalAuthority.objects.values_list("key", "short_name")),
        {
            (council, name.casefold()): key
            for council, name, key in Membership.objects.filter(role__in=LOCAL).values_list(
                "place__key", "person__name", "person__key"
            )
        },
    )


def _by_name(kind: str) -> dict[str, str]:
    names = defaultdict(list)
    for key, name in Entity.objects.of_kind(kind).values_list("key", "name"):
        names[key].append(name)
    for key, text in Alias.objects.filter(entity__kind=kind).values_list("entity__key", "text"):
        names[key].append(text)
    return by_name(names.items())
