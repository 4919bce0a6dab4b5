"""The seats of today's map as hexagons of one size, each filled by how much is said there.

The layout is the register's (odd-r: odd rows stand half a hexagon to the right, row 0 is the
northernmost). How much shows as size, not as colour, and as numbers in the table beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Sum
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from articles.models import Coverage
from people.models import Boundary

LEAST = 12  # seats: a map of fewer would be an empty one
STEPS = (
    (0, "nothing yet"),
    (1, "up to 4 statements"),
    (5, "5 to 19"),
    (20, "20 to 99"),
    (100, "100 or more"),
)
WIDTH, HEIGHT = 10, 8.66  # from one hexagon to the next, and from one row to the next
HEX = '<a href="{}" tabindex="-1"><title>{}, {}</title><use href="#h{}" x="{}" y="{}"/></a>\n'


class Seat(NamedTuple):
    """A seat on the map; `stories` name it, `statements` stand on its page."""

    name: str
    path: str
    region: str
    x: int
    y: int
    stories: int
    statements: int

    @property
    def step(self) -> int:
        """0 to 4; a seat that is only named is in the first step."""
        reached = sum(self.statements >= least for least, _ in STEPS) - 1
        return max(reached, 1 if self.stories else 0)

    @property
    def counted(self) -> str:
        return f"{self.statements:,} statement{'' if self.statements == 1 else 's'}"


@dataclass
class Region:
    """A row of the table: how many of its seats are heard of, and how many statements."""

    name: str
    seats: int = 0
    heard: int = 0
    statements: int = 0


@dataclass(frozen=True)
class SeatMap:
    """`box` is the viewBox of the drawing; `links` are its hexagons, each a link to its seat."""

    box: str
    links: SafeString
    regions: list[Region]
    seats: int
    heard: int
    steps: tuple[tuple[int, str], ...] = STEPS


def seat_map() -> SeatMap | None:
    """The map once enough seats are heard of, else None. Two queries."""
    counts = counted_seats()
    if len(counts) < LEAST:
        return None
    seats = seats_of_today(counts)
    heard = sum(seat.step > 0 for seat in seats)
    return drawn(seats, heard) if heard >= LEAST else None


def counted_seats() -> dict[int, tuple[int, int]]:
    """Stories and statements of each seat of which there are any."""
    rows = Coverage.objects.filter(entity__kind="constituency").values_list("entity")
    sums = rows.annotate(Sum("articles"), Sum("statements")).order_by()
    return {pk: (articles, statements) for pk, articles, statements in sums}


def seats_of_today(counts: dict[int, tuple[int, int]]) -> list[Seat]:
    today = Boundary.objects.filter(during__contains=timezone.localdate(), hex_q__isnull=False)
    return [
        Seat(
            boundary.name,
            boundary.constituency.get_absolute_url(),
            boundary.constituency.region,
            *place_of(boundary.hex_q or 0, boundary.hex_r or 0),
            *counts.get(boundary.constituency_id, (0, 0)),
        )
        for boundary in today.select_related("constituency").order_by("-hex_r", "hex_q")
    ]


def place_of(column: int, row: int) -> tuple[int, int]:
    """Where a hexagon's middle is: odd rows stand half a hexagon to the right, rows go north."""
    return column * WIDTH + row % 2 * WIDTH // 2, round(-row * HEIGHT)


def drawn(seats: list[Seat], heard: int) -> SeatMap:
    left, right = min(seat.x for seat in seats), max(seat.x for seat in seats)
    top, bottom = min(seat.y for seat in seats), max(seat.y for seat in seats)
    box = f"-6 -7 {right - left + 12} {bottom - top + 14}"
    values = (
        (seat.path, seat.name, seat.counted, seat.step, seat.x - left, seat.y - top)
        for seat in seats
    )
    return SeatMap(box, format_html_join("", HEX, values), by_region(seats), len(seats), heard)


def by_region(seats: Iterable[Seat]) -> list[Region]:
    regions: dict[str, Region] = {}
    for seat in seats:
        region = regions.setdefault(seat.region, Region(seat.region))
        region.seats += 1
        region.heard += seat.step > 0
        region.statements += seat.statements
    return [regions[name] for name in sorted(regions)]
