"""Addresses of entities: what was somebody's stays theirs."""

from __future__ import annotations

from django.db import transaction

from people.models import Entity, EntityRedirect


def is_free(kind: str, slug: str, *, entity_id: int | None = None) -> bool:
    """Whether nobody else has or had the address."""
    holders = Entity.objects.filter(kind=kind, slug=slug).values_list("pk", flat=True)
    earlier = EntityRedirect.objects.filter(kind=kind, old_slug=slug)
    return {*holders, *earlier.values_list("entity_id", flat=True)} <= {entity_id}


@transaction.atomic
def keep_old_address(entity: Entity, *, old_slug: str) -> None:
    """After a move the old address leads to the new one."""
    EntityRedirect.objects.filter(kind=entity.kind, old_slug=entity.slug).delete()
    EntityRedirect.objects.update_or_create(
        kind=entity.kind, old_slug=old_slug, defaults={"entity": entity}
    )
