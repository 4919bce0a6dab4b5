"""Terms drawn to scale: a lane for each kind of post or each place, a bar for each term.

All measures are hundredths of the strip's width, so that it can be drawn at any size with its
labels in the size of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from articles.terms import REGISTER_ENDS, Term
from people.models import Party

NARROWEST, NARROWEST_OPEN = 0.7, 4
# A label fits a bar that is as wide on the smallest screen (288 pixels for 100) as its letters.
PIXELS, LETTER, MARGIN = 2.88, 6.6, 4
MOST_TICKS = 7
ROOM_FOR_A_YEAR = 17


@dataclass(frozen=True)
class Bar:
    """A term's place in its lane.

    `open_left`: held before the register begins; `open_right`: held when it ends.
    """

    x: float
    width: float
    term: Term
    open_left: bool
    open_right: bool
    label: str = ""
    anchor: str = "start"

    @property
    def end(self) -> float:
        return round(self.x + self.width, 2)

    @property
    def label_at(self) -> float:
        return self.x if self.anchor == "start" else self.end

    @property
    def colour(self) -> str:
        return self.term.party.colour if self.term.party else ""


@dataclass(frozen=True)
class Lane:
    name: str
    bars: Sequence[Bar]

    @property
    def is_labelled(self) -> bool:
        return any(bar.label for bar in self.bars)


@dataclass(frozen=True)
class Tick:
    """A year below the strip, or a day on which something changed across it."""

    x: float
    label: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Strip:
    """Lanes, the years below them, marks across them and the parties whose colours are seen."""

    lanes: Sequence[Lane]
    ticks: Sequence[Tick]
    marks: Sequence[Tick] = field(default=())

    @property
    def needs_key(self) -> bool:
        """Not where every party is named below a bar of its own."""
        labels = {bar.label for lane in self.lanes for bar in lane.bars}
        return bool(self.marks) or {name for _, name in self.parties} != labels - {""}

    @property
    def parties(self) -> list[tuple[Party, str]]:
        """Each party with the name it is shown by."""
        terms = [bar.term for lane in self.lanes for bar in lane.bars if bar.term.party]
        named = {term.party: legend_name(term) for term in sorted(terms, key=lambda t: t.start)}
        return [(party, name) for party, name in named.items() if party]


def legend_name(term: Term) -> str:
    """The party by its name when the term began."""
    name = term.party_name.partition(", then ")[0] or (term.party.name if term.party else "")
    return f"{name[:1].upper()}{name[1:]}"


def lane_of(term: Term) -> str:
    return term.lane


def strip_of(
    terms: Iterable[Term],
    *,
    last: date = REGISTER_ENDS,
    lane: Callable[[Term], str] = lane_of,
    label: Callable[[Term], str] | None = None,
    marks: Iterable[date] = (),
) -> Strip | None:
    """A strip from the first day of the first term to the last of the last; None without terms.

    `last`: up to when open terms are drawn; `marks`: days to be marked across all lanes.
    """
    terms = sorted(terms, key=lambda term: term.start)
    if not terms:
        return None
    scale = _Scale(terms[0].start, max(_end(term, last) for term in terms))
    lanes = [
        Lane(name, [scale.bar(term, last) for term in terms if lane(term) == name])
        for name in dict.fromkeys(map(lane, terms))
    ]
    alone = len(lanes) == 1
    lanes = [_labelled(each, label or party_or_place(each, alone=alone)) for each in lanes]
    inside = [Tick(scale.x(day), f"{day.year}") for day in marks if scale.holds(day)]
    return Strip(lanes, scale.ticks(), inside)


def party_or_place(lane: Lane, *, alone: bool) -> Callable[[Term], str]:
    """Bars are told apart by their places where there are several, else by their parties.

    Lanes of one place each have their names above them, and the parties in the key.
    """
    if len({bar.term.post.place_id for bar in lane.bars}) > 1:
        return lambda term: term.place.name if term.place else ""
    return legend_name if alone else lambda term: ""


def _labelled(lane: Lane, label: Callable[[Term], str]) -> Lane:
    """Labels where they fit: below a bar and the gap behind it, or back from the lane's end."""
    bars: list[Bar] = []
    free_from, named = 0.0, ""
    for number, bar in enumerate(lane.bars):
        words = label(bar.term)
        later = [other.x for other in lane.bars[number + 1 :] if label(other.term) != words]
        anchor = _anchor(bar, _length(words), min(later, default=100), free_from)
        shown = bool(words) and words != named and bool(anchor)
        bars.append(replace(bar, label=words, anchor=anchor) if shown else bar)
        free_from = bar.x + _length(words) if shown else free_from
        named = words if shown or words == named else ""
    return Lane(lane.name, bars)


def _length(words: str) -> float:
    return (len(words) * LETTER + MARGIN) / PIXELS


def _anchor(bar: Bar, length: float, until: float, free_from: float) -> str:
    """How a label hangs on its bar; empty if there is no room for it."""
    if bar.x >= free_from and bar.x + length <= until:
        return "start"
    is_last = until == 100 and bar.end > 99
    return "end" if is_last and 100 - length >= free_from else ""


def _end(term: Term, last: date) -> date:
    return term.end or max(last, term.start)


@dataclass(frozen=True)
class _Scale:
    start: date
    end: date

    def x(self, day: date) -> float:
        return round(100 * (day - self.start).days / max(1, (self.end - self.start).days), 2)

    def holds(self, day: date) -> bool:
        return self.start < day < self.end

    def bar(self, term: Term, last: date) -> Bar:
        left, right = self.x(term.start), self.x(_end(term, last))
        left = min(left, 100 - NARROWEST)
        width = round(max(NARROWEST, right - left), 2)
        open_left = term.since_before and width > NARROWEST_OPEN
        return Bar(left, width, term, open_left, term.end is None)

    def ticks(self) -> list[Tick]:
        """Both ends, and round years between them where there is room."""
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 500) if self._years() / s <= MOST_TICKS)
        years = (year for year in range(self.start.year + 1, self.end.year) if year % step == 0)
        inner = [Tick(self.x(date(year, 1, 1)), f"{year}") for year in years]
        room = [t for t in inner if ROOM_FOR_A_YEAR <= t.x <= 100 - ROOM_FOR_A_YEAR]
        ends = [Tick(0, f"{self.start.year}", "start"), Tick(100, f"{self.end.year}", "end")]
        if self.start.year == self.end.year:
            return ends[:1]
        return [ends[0], *room, ends[1]]

    def _years(self) -> int:
        return self.end.year - self.start.year
