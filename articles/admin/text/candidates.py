"""Whom or what words may mean, with who or what that was on the article's day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from articles.models import Mention
from articles.search.matches import PLACES, holders_on
from articles.speakers import Posts
from articles.story import name_on
from people.models import Entity

MOST = 9  # as many as there are digits to choose by


@dataclass(frozen=True)
class Candidate:
    """Somebody or something to choose; `reason` says why the tagger did not."""

    entity: Entity
    name: str
    who: str
    reason: str = ""


class Register:
    """Entities as on one day, read at once. Six queries, whatever the number."""

    def __init__(self, ids: Iterable[int], day: date | None) -> None:
        found = Entity.objects.filter(pk__in=set(ids)).select_related("localauthority", "party")
        found = found.defer("as_loaded", "localauthority__as_loaded", "party__as_loaded")
        self.day = day
        self.entities = {each.pk: each for each in found.prefetch_related("party__names")}
        self.posts = Posts(e.pk for e in self.entities.values() if e.kind == Entity.Kind.PERSON)
        places = [e.pk for e in self.entities.values() if e.kind in PLACES]
        self._holders = holders_on(places, day) if day and places else {}

    def candidate(self, pk: int, reason: str = "") -> Candidate:
        entity = self.entities[pk]
        return Candidate(entity, name_on(entity, self.day), self.who(entity), reason)

    def who(self, entity: Entity) -> str:
        """ "Labour MP for Ilford South"; of a place what it is and who held its post that day."""
        if entity.kind == Entity.Kind.PERSON:
            return self.posts.described(entity.pk, self.day) or "no post on that day"
        held = self._holders.get(entity.pk, ())
        posts = (f"{each.title} that day: {each.person.name} ({each.party})" for each in held)
        return "; ".join([entity.get_kind_display().capitalize(), *posts])


class Namesakes:
    """For each name in an article, what the register has under it, and who lost against the link.

    One query, whatever the number of names.
    """

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._by_key: dict[tuple[str, str], int] = {}
        self._by_name: dict[str, list[int]] = {}
        names = {name for m in mentions for name in (m.name, m.surface)}
        keys = {lost["key"] for m in mentions for lost in m.evidence.get("against", ())}
        found = Entity.objects.filter(
            Q(key__in=keys) | Q(name__in=names) | Q(aliases__text__in=names)
        ).exclude(party__is_label=True)
        rows = found.order_by("pk").values_list("pk", "kind", "key", "name", "aliases__text")
        for pk, kind, key, *called in rows:
            self._by_key[kind, key] = pk
            for name in filter(None, called):
                of_name = self._by_name.setdefault(name, [])
                if pk not in of_name:
                    of_name.append(pk)

    @property
    def ids(self) -> set[int]:
        return set(self._by_key.values())

    def of(self, mention: Mention) -> dict[int, str]:
        """The ids of those whom a mention may mean instead, with why the tagger thought not."""
        against = mention.evidence.get("against", ())
        lost = {(each["kind"], each["key"]): each["reason"] for each in against}
        found = {self._by_key[at]: why for at, why in lost.items() if at in self._by_key}
        for name in (mention.name, mention.surface):
            found |= {pk: found.get(pk, "") for pk in self._by_name.get(name, ())}
        found.pop(mention.entity_id, None)
        return dict(list(found.items())[:MOST])
