"""The loads themselves: one transaction each, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db import IntegrityError, connection, transaction

from people.history import Author
from people.loading import entities, names, places, posts
from people.loading.context import Load
from people.loading.known import known_in_database
from people.loading.outcome import Outcome, Report
from people.roster import Roster, RosterError, read_roster
from people.roster.local_posts import with_local_posts
from people.roster.problems import Problem
from people.roster.reading import read_table
from people.roster.rows import LocalPostRow

# Two loads at once wait for each other; the number only has to be nobody else's.
ADVISORY_LOCK = 7_019_970_501

Step = Callable[[Load], Outcome]

ENTITIES: tuple[Step, ...] = (
    entities.load_parties,
    entities.load_people,
    entities.load_councils,
    entities.load_seats,
)
FACTS: tuple[Step, ...] = (
    places.load_boundaries,
    places.load_successions,
    places.load_council_successions,
    places.load_overlaps,
    posts.load_memberships,
    posts.load_offices,
    posts.load_office_holdings,
    names.load_party_names,
    names.load_aliases,
)
LOCAL: tuple[Step, ...] = (entities.load_people, posts.load_memberships, names.load_aliases)


def silently(_step: str) -> None:
    """Tells nobody how far the load is."""


def load_roster(
    directory: Path, *, dry_run: bool = False, tell: Callable[[str], None] = silently
) -> Report:
    """Bring all tables of a folder in. Raises RosterError, having changed nothing."""
    tell("reading the tables")
    load = Load(read_roster(directory), "roster", tell)
    return _run(load, (*ENTITIES, *FACTS), dry_run)


def load_local_posts(
    path: Path,
    *,
    dry_run: bool = False,
    tell: Callable[[str], None] = silently,
    rows_in_words: int = 0,
    author: Author | None = None,
) -> Report:
    """Bring a paper's own list in, over the register that is there. Raises RosterError."""
    problems: list[Problem] = []
    rows = read_table(path, LocalPostRow, problems)
    if not problems:
        known = known_in_database()
        roster = with_local_posts(Roster(local_posts=rows), known, problems, path.name)
    if problems:
        raise RosterError(problems)
    return _run(Load(roster, path.name, tell, rows_in_words, author), LOCAL, dry_run)


def _run(load: Load, steps: tuple[Step, ...], dry_run: bool) -> Report:
    report = Report()
    with transaction.atomic():
        _wait_for_other_loads()
        load.find_entities()
        for step in steps:
            load.tell(step.__name__.replace("_", " "))
            report.outcomes.append(step(load))
        _keep_the_promises(load)
        transaction.set_rollback(dry_run)
    return report


def _wait_for_other_loads() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])


def _keep_the_promises(load: Load) -> None:
    """Check the deferred constraints now: an editor's row may contradict a table's."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as fault:
        said = str(fault).strip().replace("\n", " ")
        expected = f"the tables contradict a row that an editor made or touched: {said}"
        raise RosterError([Problem(load.origin, 1, "", "", expected)]) from fault
