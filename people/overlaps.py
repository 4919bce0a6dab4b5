"""Two holders of one seat, two seats of one person: who, when, and what to do about it.

The database refuses both (`one_holder_of_a_seat_at_a_time`, `one_seat_a_person_at_a_time`); this
says it in words before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from people.models import Membership, Person
from people.periods import Period, dates_in_words, day_in_words

ONE_SEAT = "A person sits for one seat of the Commons at a time."


def overlaps_in_words(row: Membership) -> Iterator[str]:
    """A sentence or two for each row that stands in the way of `row`; nothing for other roles."""
    for other in overlapping(row):
        what_to_do = f"{held(other)} {advice(row, other)}"
        if other.place_id != row.place_id:
            yield (
                f"This person holds another seat in that time. {ONE_SEAT} {what_to_do} "
                "If it is a namesake, choose that person."
            )
        elif other.person_id == row.person_id:
            yield f"This person holds this seat already in that time. {what_to_do}"
        else:
            yield f"Somebody else holds this seat in that time. {what_to_do}"


def overlapping(row: Membership) -> QuerySet[Membership]:
    """The rows that the promises keep apart from this one."""
    if row.role != Membership.Role.MP or not row.during:
        return Membership.objects.none()
    rivals = Q(person=row.person_id)
    if row.place_id:
        rivals |= Q(place=row.place_id)
    rows = Membership.objects.filter(rivals, role=row.role, during__overlap=row.during)
    return rows.exclude(pk=row.pk).select_related("person", "place").order_by("during")


def held(row: Membership) -> str:
    place = row.post or (row.place.name if row.place else "")
    post = " for ".join(filter(None, (row.get_role_display(), place)))
    return f"{row.person} is {post} {dates_in_words(row.during.lower, row.during.upper)}."


def advice(row: Membership, other: Membership) -> str:
    """How to make way: on the day of a handover one row ends and the next begins."""
    start: date | None = row.during.lower
    before: date | None = other.during.lower
    if start and (before is None or before < start):
        day = day_in_words(start)
        return f"To hand over on {day}, give that row {day} as its end first, then save this one."
    if before and (start is None or start < before):
        return f"Let this one end on {day_in_words(before)}, when that one begins."
    return "Both begin on the same day: correct or end that row first, then save this one."


def seats_at_once(one: Person, other: Person) -> Iterator[str]:
    """Why two people cannot be one: both sat in the Commons at the same time."""
    theirs = list(other.memberships.of_role("mp"))  # type: ignore[attr-defined]
    for mine in one.memberships.of_role("mp"):  # type: ignore[attr-defined]
        for row in theirs:
            if period(mine).overlaps(period(row)):
                yield (
                    f"{held(mine)} {held(row)} {ONE_SEAT} If they are one person all the same, "
                    "one of these rows is wrong: correct its dates first."
                )


def posts_at_once(one: Person, other: Person) -> Iterator[str]:
    """What both say: posts of one role and place at the same time, which will stand twice."""
    theirs = list(other.memberships.exclude(role="mp"))
    for mine in one.memberships.exclude(role="mp"):
        for row in theirs:
            same = (mine.role, mine.place_id) == (row.role, row.place_id)
            if same and period(mine).overlaps(period(row)):
                yield f"Both rows will stand: {held(mine)} {held(row)}"


def period(row: Membership) -> Period:
    return Period(row.during.lower, row.during.upper)
