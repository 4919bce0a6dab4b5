"""Hits by year, and by month within one: a chart whose bars are links, and the table beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.dates import MONTHS

from articles.search.filters import SearchFilter
from articles.search.links import Address
from articles.search.results import Facets

HEIGHT = 100
WIDTH = 10  # of a bar with the gap behind it
FEWEST = 2  # bars that are worth a chart
LONGEST = 100  # years in a row; beyond, only those with hits


@dataclass(frozen=True)
class Bar:
    """A year or month; `top` and `height` are of HEIGHT, from above. No `href` where no hits."""

    label: str
    count: int
    href: str
    x: int
    height: int

    @property
    def number(self) -> str:
        return f"{self.count:,}"

    @property
    def top(self) -> int:
        return HEIGHT - self.height


@dataclass(frozen=True)
class Chart:
    title: str
    bars: list[Bar]

    @property
    def width(self) -> int:
        return WIDTH * len(self.bars)

    @property
    def found(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.count]


def chart(asked: SearchFilter, facets: Facets, address: Address) -> Chart | None:
    """By month once a year is chosen; nothing where there is nothing to compare."""
    year = asked.search.year
    title = f"Found in {year}, by month" if year else "Found by year"
    bars = _months(year, facets, address) if year else _years(facets, address)
    made = Chart(title, bars)
    return made if len(made.found) >= FEWEST else None


def _years(facets: Facets, address: Address) -> list[Bar]:
    counts = facets.year
    span = range(min(counts, default=0), max(counts, default=0) + 1)
    labels = {year: str(year) for year in (span if len(span) <= LONGEST else sorted(counts))}
    return _bars(counts, labels, "year", address)


def _months(year: int, facets: Facets, address: Address) -> list[Bar]:
    counts = {month % 100: count for month, count in facets.month.items() if month // 100 == year}
    labels = {number: f"{name} {year}" for number, name in MONTHS.items()}
    return _bars(counts, labels, "month", address)


def _bars(counts: dict[int, int], labels: dict[int, str], name: str, address: Address) -> list[Bar]:
    most = max(counts.values(), default=0)
    bars = []
    for place, (number, label) in enumerate(labels.items()):
        count = counts.get(number, 0)
        href = address.changed(**{name: number}) if count else ""
        height = max(2, round(HEIGHT * count / most)) if count else 0
        bars.append(Bar(label, count, href, WIDTH * place, height))
    return bars
