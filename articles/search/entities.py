"""People and places by any of the words of their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

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
    """At most 8 people, councils, constituencies and parties, best first. One query.

    Each word typed begins a word of the name, or of one of its other names, whatever its case
    and accents; a given name also stands for its other forms. A name that is the query comes
    first, then one that begins with it.
    """
    typed = _folded_words(words)
    if len(typed) < 2:
        return []
    named = Entity.objects.filter(HasWords(F("name"), _beginnings(typed)))
    return _best(named.values("pk").union(_aliases(typed).values("entity")), typed)


def other_names(entities: Iterable[Entity], words: str) -> dict[int, str]:
    """By id, the names by which entities were found, such as "Brexit Party" of Reform UK.

    Of those found by their own name there is none. One query, or none.
    """
    typed = _folded_words(words)
    own = {each.pk: fold(each.name) for each in entities if not _has_words(each.name, typed)}
    if not typed or not own:
        return {}
    stated = _aliases(typed).filter(entity__in=own).exclude(kind=Alias.Kind.GENERATED)
    names = stated.order_by("pk").values_list("entity", "text")
    return {pk: text for pk, text in names if fold(text).removeprefix("the ") != own[pk]}


def _folded_words(words: str) -> str:
    """What must occur in a name; nothing where the search leaves out words."""
    query = parse(words)
    return "" if query.excluded else fold(" ".join(part.text for part in query.wanted))


def _aliases(typed: str) -> QuerySet:
    names = Alias.objects.exclude(kind=Alias.Kind.NEVER)
    return names.filter(HasWords(F("text"), _beginnings(typed)))


def _has_words(name: str, typed: str) -> bool:
    words = fold(name).split()
    return all(any(word.startswith(each) for word in words) for each in typed.split())


def _beginnings(typed: str) -> Value:
    return Value(" & ".join(map(_begins, typed.split())))


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
