"""The lists beside the results: who, where and which paper, each a link with its exact count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from articles.kept import Kept
from articles.models import Publisher
from articles.search.filters import CHANNELS, SearchFilter
from articles.search.links import Address
from articles.search.results import Counts, Results
from articles.search.schema import ENTITIES, channel_number
from articles.speakers import shown_name
from people.models import Entity

SHOWN = 6
MOST = 200  # of a list that is shown whole
SPEAKERS = "speakers"
OF_REGISTER = (SPEAKERS, *ENTITIES)
COLUMNS = (
    "kind", "name", "slug",
    "localauthority__name", "localauthority__short_name",
)  # fmt: skip
TITLES = {
    SPEAKERS: "Who says this most",
    "person": "People",
    "party": "Parties",
    "council": "Councils",
    "seat": "Constituencies",
    "publisher": "Publishers",
    "channel": "How the words reached us",
}


@dataclass(frozen=True)
class Entry:
    label: str
    href: str
    count: int

    @property
    def number(self) -> str:
        return f"{self.count:,}"


@dataclass(frozen=True)
class Refinement:
    """One list. `more` leads to a page on which it is shown whole, where it is not."""

    name: str
    title: str
    entries: list[Entry]
    total: int
    more: str = ""


@dataclass(frozen=True)
class Named:
    """What a value of the index stands for."""

    label: str
    slug: str


def refinements(asked: SearchFilter, results: Results, address: Address) -> list[Refinement]:
    """The lists that have something to choose from. Two queries, whatever was found."""
    whole = address.shown_whole
    counts = dict(_offered(asked, results))
    shown = {
        name: dict(islice(each.items(), MOST if name == whole else SHOWN))
        for name, each in counts.items()
    }
    names = _names(shown)
    return [
        _refinement(name, shown[name], len(counts[name]), names[name], address) for name in shown
    ]


def _offered(asked: SearchFilter, results: Results) -> Iterator[tuple[str, Counts]]:
    """What is chosen stands above the results as a chip, and is not offered again."""
    if asked.search.words and "person" not in asked.chosen:
        yield SPEAKERS, results.facets.speakers
    for name in TITLES:
        if name not in (SPEAKERS, *asked.chosen):
            yield name, getattr(results.facets, name)


def _names(shown: dict[str, Counts]) -> dict[str, dict[int, Named]]:
    ids = {pk for name, counts in shown.items() if name in OF_REGISTER for pk in counts}
    entities = _register.of(ids)
    papers = Publisher.objects.filter(pk__in=list(shown.get("publisher", {})))
    others = {
        "publisher": {paper.pk: Named(paper.name, paper.slug) for paper in papers},
        "channel": {channel_number(name): Named(label, name) for name, label in CHANNELS},
    }
    return {name: others.get(name, entities) for name in shown}


def _read_names(ids: set[int]) -> dict[int, Named]:
    rows = Entity.objects.filter(pk__in=ids).select_related("localauthority").only(*COLUMNS)
    return {row.pk: Named(shown_name(row), row.slug) for row in rows}


_register = Kept(_read_names)


def _refinement(
    name: str, counts: Counts, total: int, names: dict[int, Named], address: Address
) -> Refinement:
    entries = [
        Entry(names[pk].label, _href(name, names[pk], address), count)
        for pk, count in counts.items()
        if pk in names
    ]
    more = address.changed(all=name) if total > len(counts) else ""
    return Refinement(name, TITLES[name], entries, total, more)


def _href(name: str, named: Named, address: Address) -> str:
    if name == SPEAKERS:
        return address.changed(person=named.slug, kind="statement")
    return address.changed(**{name: named.slug})
