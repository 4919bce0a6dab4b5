"""Coverage over time as a chart: bars by month or year, in the colour of the party of that time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from articles.coverage import Month
from articles.keyset import place_before
from articles.terms import Term
from people.models import Party

FEWEST_MONTHS = 12
MOST_BY_MONTH = 36  # A longer time is drawn by year.
HEIGHT = 96
LABELS = 5
LAST_LABEL = 0.84  # Further right a label would not fit on a small screen.


@dataclass(frozen=True)
class Block:
    """A part of a bar, in pixels from the top, in one party's colour."""

    y: float
    height: float
    party: Party | None


@dataclass(frozen=True)
class Column:
    """One month or year; `x` and `width` in hundredths of the chart's width."""

    label: str
    short: str
    stories: int
    statements: int
    parties: Sequence[Party | None]
    x: float
    width: float
    blocks: Sequence[Block] = field(default=())
    is_labelled: bool = False
    place: str = ""


@dataclass(frozen=True)
class Chart:
    """`measure`: what the bars count, "stories" or "statements"; `top`: what the height is."""

    columns: Sequence[Column]
    measure: str
    unit: str
    top: int
    parties: Sequence[Party]
    is_of_its_time: bool = True
    height: int = HEIGHT

    start: date = date.min
    end: date = date.max

    def marks(self, days: Iterable[date]) -> list[float]:
        """Where days stand in the chart, those within its time."""
        length = (self.end - self.start).days
        return [
            round(100 * (day - self.start).days / length, 2)
            for day in days
            if self.start <= day < self.end
        ]

    @property
    def first(self) -> str:
        return self.columns[0].label

    @property
    def last(self) -> str:
        return self.columns[-1].label

    @property
    def with_coverage(self) -> list[Column]:
        """The rows of the table beside it, the latest first."""
        return [c for c in reversed(self.columns) if c.stories or c.statements]


def chart_of(
    months: Iterable[Month],
    terms: Sequence[Term] = (),
    *,
    colour: Party | None = None,
    measure: str = "stories",
    by_year: bool = False,
) -> Chart | None:
    """None where fewer than twelve months have coverage: too few points to draw.

    Bars have the colour of the party of the term that was held then, or all that of `colour`.
    """
    dated = sorted(month for month in months if month.first.year > 1)
    if len(dated) < FEWEST_MONTHS:
        return None
    scale = _scale_of(dated, measure, by_year=by_year)

    def party(month: date) -> Party | None:
        return colour or party_in(terms, month)

    columns = [_column(number, scale, party) for number in range(len(scale.starts))]
    seen = dict.fromkeys(party for column in columns for party in column.parties if party)
    return Chart(
        columns=columns,
        measure=measure,
        unit="year" if scale.by_year else "month",
        top=scale.top,
        parties=list(seen),
        is_of_its_time=colour is None,
        start=scale.starts[0],
        end=_after(scale.starts[-1], by_year=scale.by_year),
    )


@dataclass(frozen=True)
class _Scale:
    """The chart's periods by their first days, the months of each, and the longest bar."""

    starts: Sequence[date]
    parts: dict[date, list[Month]]
    by_year: bool
    measure: str

    def of(self, month: Month) -> int:
        return getattr(month, self.measure)

    @property
    def top(self) -> int:
        return max(sum(map(self.of, part)) for part in self.parts.values()) or 1


def _scale_of(months: Sequence[Month], measure: str, *, by_year: bool) -> _Scale:
    first, last = months[0].first, months[-1].first
    by_year = by_year or _months_between(first, last) > MOST_BY_MONTH
    parts: dict[date, list[Month]] = defaultdict(list)
    for month in months:
        parts[month.first.replace(month=1) if by_year else month.first].append(month)
    return _Scale(_starts(first, last, by_year=by_year), parts, by_year, measure)


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _starts(first: date, last: date, *, by_year: bool) -> list[date]:
    if by_year:
        return [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    numbers = range(first.month - 1, first.month - 1 + _months_between(first, last))
    return [date(first.year + number // 12, number % 12 + 1, 1) for number in numbers]


def _column(number: int, scale: _Scale, party: Callable[[date], Party | None]) -> Column:
    start, of = scale.starts[number], len(scale.starts)
    part = scale.parts.get(start, [])
    by_party: dict[Party | None, int] = defaultdict(int)
    for month in part:
        by_party[party(month.first)] += scale.of(month)
    return Column(
        label=f"{start.year}" if scale.by_year else f"{start:%B %Y}",
        short=f"{start.year}" if scale.by_year else f"{start:%b %Y}",
        stories=sum(month.stories for month in part),
        statements=sum(month.statements for month in part),
        parties=list(by_party),
        x=round(100 * (number + 0.1) / of, 2),
        width=round(80 / of, 2),
        blocks=_blocks(by_party, scale.top),
        is_labelled=number % ceil(of / LABELS) == 0 and number / of <= LAST_LABEL,
        place=place_before(_after(start, by_year=scale.by_year)),
    )


def _after(start: date, *, by_year: bool) -> date:
    if by_year or start.month == 12:
        return date(start.year + 1, 1, 1)
    return date(start.year, start.month + 1, 1)


def _blocks(by_party: dict[Party | None, int], top: int) -> list[Block]:
    blocks, y = [], float(HEIGHT)
    for party, number in by_party.items():
        height = round(HEIGHT * number / top, 2)
        y = round(y - height, 2)
        if number:
            blocks.append(Block(y, height, party))
    return blocks


def party_in(terms: Sequence[Term], month: date) -> Party | None:
    """The party of the term that held at the month's end, or that ended in it; a label's own."""
    after = _after(month, by_year=False)
    held = [t for t in terms if t.start < after and (t.end is None or t.end > month)]
    party = max(held, key=lambda term: term.start).party if held else None
    return party and (party.label_of or party)
