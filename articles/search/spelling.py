"""Did you mean: words of the archive and names of the register that look like what was typed.

A word is offered only if it finds more than what was typed. Names come from the register alone, and
words are taken as they stand in lower case, so that nobody outside the register is ever offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from django.db import connections
from django.db.models.functions import Left, Length
from rapidfuzz import process
from rapidfuzz.distance import OSA

from articles.models import Word
from articles.search import matching, schema, store
from articles.search.entities import matching_entities
from articles.search.finding import find
from articles.search.query import Part, parse
from articles.search.results import Results, Search
from articles.search.words import LONGEST, SHORTEST

ENOUGH = 3  # hits, from which on nothing is offered
LOOKED_AT = 12  # likenesses of a word, of which the most frequent is offered
TYPED = re.compile(r"[^\W\d_]+")

NAMES = """
SELECT DISTINCT word FROM (
    SELECT regexp_split_to_table(name, '[^[:alpha:]]+') AS word FROM people_entity
    UNION ALL
    SELECT regexp_split_to_table(text, '[^[:alpha:]]+') FROM people_alias WHERE kind <> 'never'
) AS words
WHERE lower(left(word, 1)) = ANY(%s) AND length(word) BETWEEN %s AND %s
"""


def suggestion(search: Search, results: Results) -> str:
    """The search box as it may have been meant; empty where nothing better is known."""
    if not search.words or results.count >= ENOUGH or results.state != "ready":
        return ""
    meant = _mended(search.words)
    if meant == search.words:
        return ""
    found = find(replace(search, words=meant, page=1, size=1), with_facets=False)
    finds = found.count > results.count or (not results.count and matching_entities(meant))
    return meant if finds else ""


def _mended(typed: str) -> str:
    """What was typed with each word that is hardly found replaced; marks stay where they are."""
    wanted = {word for part in parse(typed).wanted for word in TYPED.findall(part.text)}
    if not wanted:  # nothing was looked up, so that there may be no index to ask
        return typed
    frequency = Frequency()
    mended = {word: _meant(word, frequency) for word in wanted if SHORTEST <= len(word) <= LONGEST}
    return TYPED.sub(lambda word: mended.get(word[0], word[0]), typed)


def _meant(word: str, frequency: Frequency) -> str:
    """The most frequent of the words that are nearest to a word, or the word itself."""
    own = frequency.of(word)
    if own >= ENOUGH:
        return word
    far = 1 if len(word) < 6 else 2
    alike = process.extract(
        word.lower(),
        list(_candidates(word, far)),
        scorer=OSA.distance,
        processor=str.lower,
        score_cutoff=far,
        limit=LOOKED_AT,
    )
    ranked = sorted(
        (distance, -frequency.of(other), other.istitle(), other)
        for other, distance, _ in alike
        if distance
    )
    better = (other for _, count, title, other in ranked if -count > own or (title and not own))
    return next(better, word)


def _candidates(word: str, far: int) -> Iterator[str]:
    """Words of about that length that begin with its first letter, or its second if swapped."""
    initials = sorted(set(word[:2].lower()))
    shortest, longest = len(word) - far, len(word) + far
    begun = Word.objects.alias(initial=Left("text", 1), length=Length("text"))
    words = begun.filter(initial__in=initials, length__gte=shortest, length__lte=longest)
    yield from words.values_list("text", flat=True)
    with connections[words.db].cursor() as cursor:
        cursor.execute(NAMES, [initials, shortest, longest])
        yield from (name for (name,) in cursor.fetchall())


class Frequency:
    """In how many articles and statements a word stands, in any form."""

    def __init__(self) -> None:
        folders = store.current()
        self._readers = [(kind, store.searcher(folders[kind.name])) for kind in schema.KINDS]

    def of(self, word: str) -> int:
        return sum(
            searcher.doc_freq(field.name, terms[0])
            for kind, searcher in self._readers
            for field in kind.fields
            if len(terms := matching.terms(Part(word), field.analyzer)) == 1
        )
