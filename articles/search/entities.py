"""People and places by any of the words of their names."""

from __future__ import annotations

import re
import unicodedata

from django.db import models
from django.db.models import Case, F, Func, IntegerField, QuerySet, Value, When

from articles.search import nicknames
from articles.search.query import parse
from people.models import Alias, Entity

MOST = 8


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
    """At most 8 people, councils, constituencies and parties, best first. Two queries.

    Each word typed begins a word of the name, or of one of its other names, whatever its case
    and accents; a given name also stands for its other forms. A name that is the query comes
    first, then one that begins with it. `also` is the other name by which one was found.
    """
    query = parse(words)
    typed = fold(" ".join(part.text for part in query.wanted))
    if len(typed) < 2 or query.excluded:
        return []
    begins = Value(" & ".join(map(_begins, typed.split())))
    aliases = Alias.objects.exclude(kind=Alias.Kind.NEVER).filter(HasWords(F("text"), begins))
    named = Entity.objects.filter(HasWords(F("name"), begins))
    found = _best(named.values("pk").union(aliases.values("entity")), typed)
    otherwise = [entity for entity in found if not _has_words(entity.name, typed)]
    _say_other_names(otherwise, aliases)
    return found


def _has_words(name: str, typed: str) -> bool:
    words = fold(name).split()
    return all(any(word.startswith(each) for word in words) for each in typed.split())


def _say_other_names(entities: list[Entity], aliases: QuerySet) -> None:
    """Sets `also` of what was not found by its name: "Brexit Party" of Reform UK."""
    ids = [entity.pk for entity in entities]
    stated = aliases.filter(entity__in=ids).exclude(kind=Alias.Kind.GENERATED) if ids else ()
    names = {alias.entity_id: alias.text for alias in stated}
    for entity in entities:
        other = names.get(entity.pk, "")
        entity.also = "" if fold(other).removeprefix("the ") == fold(entity.name) else other


def _best(ids: QuerySet, typed: str) -> list[Entity]:
    shown = Entity.objects.filter(pk__in=ids).exclude(party__is_label=True)
    return list(
        shown.select_related("localauthority")
        .defer("as_loaded", "localauthority__as_loaded")
        .alias(folded=Folded("name"))
        .order_by(_closeness(typed), "name", "pk")[:MOST]
    )


def _begins(word: str) -> str:
    """A word as a prefix query; the other forms of a given name are asked for whole."""
    return f"({' | '.join((f'{word}:*', *nicknames.other_forms(word)))})"


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
