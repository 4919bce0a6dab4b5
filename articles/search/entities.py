"""People and places by any of the words of their names."""

from __future__ import annotations

import re
import unicodedata

from django.db import models
from django.db.models import Case, F, Func, IntegerField, Q, Value, When

from articles.search.query import parse
from people.models import Alias, Entity

MOST = 8
SHOWN = (Entity.Kind.PERSON, Entity.Kind.COUNCIL, Entity.Kind.CONSTITUENCY)


class Folded(Func):
    """The database's side of `fold`."""

    function = "articles_folded"
    output_field = models.TextField()


class HasWords(Func):
    """Whether a name has words that begin as those of a prefix query; indexed for both tables."""

    template = "(to_tsvector('pg_catalog.simple', articles_folded(%(expressions)s)))"
    arg_joiner = ")) @@ to_tsquery('pg_catalog.simple', ("
    output_field = models.BooleanField()


def matching_entities(words: str) -> list[Entity]:
    """At most 8 people, councils and constituencies, best first. One query.

    Each word typed begins a word of the name, or of one of its other names, whatever its case
    and accents. A name that is the query comes first, then one that begins with it.
    """
    query = parse(words)
    typed = fold(" ".join(part.text for part in query.wanted))
    if len(typed) < 2 or query.excluded:
        return []
    prefixes = Value(" & ".join(f"{word}:*" for word in typed.split()))
    aliases = Alias.objects.exclude(kind=Alias.Kind.NEVER)
    named = aliases.filter(HasWords(F("text"), prefixes)).values("entity")
    entities = Entity.objects.filter(Q(HasWords(F("name"), prefixes)) | Q(pk__in=named))
    return list(
        entities.filter(kind__in=SHOWN)
        .select_related("localauthority")
        .alias(folded=Folded("name"))
        .order_by(_closeness(typed), "name", "pk")[:MOST]
    )


def _closeness(typed: str) -> Case:
    return Case(
        When(folded=typed, then=0),
        When(folded__startswith=typed, then=1),
        default=2,
        output_field=IntegerField(),
    )


def fold(text: str) -> str:
    """Lower case, without accents, with a space for everything that is no letter or digit."""
    bare = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", text)).lower()
    return re.sub("[^a-z0-9]+", " ", bare).strip()
