"""A seat over all its boundary sets: who sat there, what it was made from and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from articles.strips import Strip, strip_of
from articles.terms import Term, terms_of
from people.models import Boundary, Constituency, Membership, Overlap

MAIN_PART = 0.5  # A seat goes on in another if most of its people live there.


@dataclass(frozen=True)
class Part:
    """A seat that took or gave a share of another's people, and its MP on the page's day."""

    seat: Constituency
    name: str
    share: float
    term: Term | None = None
    is_itself: bool = False


@dataclass(frozen=True)
class Drawn:
    """The seat as drawn in one period; parts of the same name are the seat itself."""

    boundary: Boundary
    made_from: Sequence[Part]
    became: Sequence[Part]

    @property
    def councils(self) -> Sequence[Overlap]:
        return self.boundary.council_shares  # type: ignore[attr-defined]

    @property
    def is_told(self) -> bool:
        return bool(self.councils or self.made_from or self.became)


@dataclass(frozen=True)
class SeatHistory:
    terms: Sequence[Term]
    drawn: Sequence[Drawn]
    strip: Strip | None

    @property
    def newest(self) -> Drawn | None:
        return next(iter(self.drawn), None)

    @property
    def is_gone(self) -> bool:
        """Whether the seat is on no map any more."""
        return bool(self.newest and self.newest.boundary.during.upper)

    @property
    def heirs(self) -> Sequence[Part]:
        """Where the area of a seat that is gone lies now, the largest part first."""
        return self.newest.became if self.newest and self.is_gone else ()

    @property
    def earlier(self) -> Sequence[Part]:
        """The seats of other names from which a seat was made when it first was drawn."""
        oldest = self.drawn[-1] if self.drawn else None
        return [part for part in oldest.made_from if not part.is_itself] if oldest else ()


def history_of(seat: Constituency, day: date) -> SeatHistory:
    """Ten queries, however many boundaries and members there are."""
    boundaries = boundaries_of(seat)
    heirs = {row.new.constituency_id for drawn in boundaries for row in drawn.successions.all()}
    sitting = sitting_in(heirs, day)
    drawn = [_drawn(boundary, seat, sitting) for boundary in boundaries]
    lanes = [*_goes_on_from(drawn), seat, *_goes_on_in(drawn)]
    terms = holders_of(lane.pk for lane in lanes)
    return SeatHistory(terms[seat.pk], drawn, _strip(seat, drawn, lanes, terms))


def boundaries_of(seat: Constituency) -> list[Boundary]:
    """The seat as drawn in each period, newest first, with councils, origins and successors."""
    overlaps = Overlap.objects.of_whole_councils().select_related("council")
    rows = seat.boundaries.order_by("-during").prefetch_related(
        Prefetch("overlaps", overlaps, to_attr="council_shares"),
        "successions__new__constituency",
        "origins__old__constituency",
    )
    return list(rows)


def sitting_in(places: Iterable[int], day: date) -> dict[int, Term]:
    """Who sits for each of some seats on the day, as the term that began with the row of then."""
    posts = Membership.objects.filter(place__in=places, role=Membership.Role.MP).held_on(day)
    rows = posts.with_names().select_related("person")
    return {post.place_id: term for post in rows for term in terms_of([post])}


def holders_of(places: Iterable[int]) -> dict[int, list[Term]]:
    """Everybody who held a post of each place, as terms, the latest first."""
    posts = Membership.objects.filter(place__in=places).with_names().select_related("person")
    by_place: dict[int, list[Membership]] = defaultdict(list)
    for post in posts:
        by_place[post.place_id].append(post)
    return defaultdict(list, {place: terms_of(held) for place, held in by_place.items()})


def _drawn(boundary: Boundary, seat: Constituency, sitting: dict[int, Term]) -> Drawn:
    def part(other: Boundary, share: float) -> Part:
        pk = other.constituency_id
        return Part(other.constituency, other.name, share, sitting.get(pk), pk == seat.pk)

    origins = [part(row.old, row.share_of_new) for row in boundary.origins.all()]
    became = [part(row.new, row.share_of_old) for row in boundary.successions.all()]
    return Drawn(boundary, _largest_first(origins), _largest_first(became))


def _largest_first(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: (-part.share, part.name))


def _goes_on_from(drawn: Sequence[Drawn]) -> list[Constituency]:
    """The seat of another name from which most of a seat's people came, when it first was drawn."""
    return [part.seat for each in drawn[-1:] for part in each.made_from[:1] if _is_main(part)]


def _goes_on_in(drawn: Sequence[Drawn]) -> list[Constituency]:
    """The seat of another name that most of a seat's people went to, when it was abolished."""
    return [part.seat for each in drawn[:1] for part in each.became[:1] if _is_main(part)]


def _is_main(part: Part) -> bool:
    return not part.is_itself and part.share >= MAIN_PART


def _strip(
    seat: Constituency,
    drawn: Sequence[Drawn],
    lanes: Sequence[Constituency],
    terms: dict[int, list[Term]],
) -> Strip | None:
    """The seat's members, with lanes for the seat it was mainly made from and the one it became."""
    if not seat.has_one_holder or not terms[seat.pk]:
        return None
    names = {lane.pk: lane.name for lane in lanes}
    return strip_of(
        [term for lane in lanes for term in terms[lane.pk]],
        lane=lambda term: names[term.post.place_id or 0],
        label=lambda term: term.post.person.family_name or term.post.person.name,
        marks=[each.boundary.during.lower for each in drawn],
    )
