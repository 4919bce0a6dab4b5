"""On which pages a statement stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q

from articles.actions.counting import Counted, counted_in
from articles.actions.deriving import Entities
from articles.models import Article, Statement, StatementListing
from articles.tagging.confidence import LISTED_FROM
from articles.tagging.values import Statement as Found
from people.models import Membership
from people.periods import Period

Because = StatementListing.Because


class Listed(NamedTuple):
    """A statement on a page, as its row says it."""

    statement_id: int
    entity_id: int
    because: str
    published: datetime | None


def listed_of(article: Article) -> set[Listed]:
    rows = StatementListing.objects.filter(statement__article=article)
    return set(map(Listed._make, rows.values_list(*Listed._fields)))


def list_statements(
    *,
    article: Article,
    rows: Sequence[Statement],
    statements: Sequence[Found],
    entities: Entities,
    before: set[Listed],
) -> Counted:
    """Sets memberships and listings of an article's statements.

    `before` are the listings as they were before any of its statements went. Returns what to count
    anew: the pages that gained or lost one.
    """
    speakers = speakers_of(rows, statements, entities)
    held = held_on(article.day, posts_of(everybody(speakers)) if article.day else {})
    set_memberships(article, {pk: held_by(ids, held) for pk, ids in speakers.items()})
    wanted = listed_on(article, speakers, held)
    set_listings(before, wanted)
    counted: Counted = set()
    for row in before ^ wanted:
        counted |= counted_in([row.entity_id], row.published, ["statements"])
    return counted


Speakers = dict[int, list[int]]  # the ids of who spoke, by that of the statement
Posts = dict[int, list[Membership]]  # by who holds them


def speakers_of(
    rows: Sequence[Statement], statements: Sequence[Found], entities: Entities
) -> Speakers:
    """Who spoke, of the statements whose speaker is sure."""
    return {
        row.pk: [entities[who.ref] for who in found.speakers if who.ref in entities]
        for row, found in zip(rows, statements, strict=True)
        if is_sure(row)
    }


def everybody(speakers: Speakers) -> set[int]:
    return {pk for ids in speakers.values() for pk in ids}


def listed_on(article: Article, speakers: Speakers, held: Posts) -> set[Listed]:
    return {
        Listed(pk, entity, because, article.published_at)
        for pk, ids in speakers.items()
        for entity, because in pages_of(ids, held_by(ids, held)).items()
    }


def set_listings(before: set[Listed], wanted: set[Listed]) -> None:
    """Writes what differs: a decision about one name leaves most listings of its article."""
    gone = among((row.statement_id, row.entity_id) for row in before - wanted)
    if gone:
        StatementListing.objects.filter(gone).delete()
    new = sorted(wanted - before)
    StatementListing.objects.bulk_create(StatementListing(**row._asdict()) for row in new)


def among(pairs: Iterable[tuple[int, int]]) -> Q:
    found = Q()
    for statement, entity in pairs:
        found |= Q(statement=statement, entity=entity)
    return found


def is_sure(row: Statement) -> bool:
    return row.origin == "editor" or row.confidence >= LISTED_FROM


def held_by(people: Iterable[int], held: Posts) -> list[Membership]:
    return [membership for pk in people for membership in held.get(pk, [])]


def posts_of(people: set[int]) -> Posts:
    """All posts that people ever held, in one query."""
    posts: Posts = defaultdict(list)
    if people:
        rows = Membership.objects.filter(person__in=people).select_related("party__label_of")
        for row in rows.order_by("pk"):
            posts[row.person_id].append(row)
    return posts


def held_on(day: date | None, posts: Posts) -> Posts:
    """The posts held on a day; of a handover day both sides."""
    if day is None:
        return {}
    near = {pk: [row for row in rows if touches(row, day)] for pk, rows in posts.items()}
    return {pk: [row for row in rows if holds(row, rows, day)] for pk, rows in near.items()}


def touches(row: Membership, day: date) -> bool:
    return Period(row.during.lower, row.during.upper).covers(day) or row.during.upper == day


def holds(row: Membership, held: Iterable[Membership], day: date) -> bool:
    """Whether a row counts on the day: one that ended that day only if another took over."""
    if row.during.upper != day:
        return True
    return any(
        other.during.lower == day and (other.role, other.place_id) == (row.role, row.place_id)
        for other in held
    )


def pages_of(people: Iterable[int], held: Iterable[Membership]) -> dict[int, str]:
    pages: dict[int, str] = {}
    for membership in held:
        if membership.place_id:
            pages[membership.place_id] = Because.POST
        party = membership.party and (membership.party.label_of or membership.party)
        if party and not party.is_label:
            pages.setdefault(party.pk, Because.PARTY)
    return pages | dict.fromkeys(people, Because.SPEAKER)


def set_memberships(article: Article, held: dict[int, list[Membership]]) -> None:
    link = Statement.memberships.through
    present = link.objects.filter(statement__article=article)
    before = {(row.statement_id, row.membership_id): row.pk for row in present}
    wanted = {(pk, row.pk) for pk, rows in held.items() for row in rows}
    if gone := [before[pair] for pair in before.keys() - wanted]:
        link.objects.filter(pk__in=gone).delete()
    link.objects.bulk_create(
        link(statement_id=pk, membership_id=row) for pk, row in sorted(wanted - before.keys())
    )
