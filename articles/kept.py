"""What the register says, kept in each process until the register changes.

Every table of the register has a trigger that turns a number over with the transaction
(`articles_turn_register`, migration 0021). What was read is kept under the number that stood before
it was read, so that whoever asks after a commit, in whatever process, is told nothing old.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from django.db import connections

from articles.replicas.routing import reading_from

MOST = 5_000  # entities: more than the register has people; each takes about four kilobytes
T = TypeVar("T")

# Row by row, as with the number of the pages. Without either nothing can be told apart.
NUMBER = """
SELECT (SELECT identity FROM articles_archive)::text || ' ' ||
       (SELECT string_agg(number::text, ' ' ORDER BY id) FROM articles_registernumber)
"""


def register_number() -> str | None:
    """Another after each committed change of the register. One query.

    None within a transaction: what it reads may never be committed.
    """
    connection = connections[reading_from()]
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute(NUMBER)
        (number,) = cursor.fetchone()
    return number


class Kept(Generic[T]):
    """Values by the id of an entity, read at most once as long as the register is the same.

    They are shared by all threads: nobody may change them.
    """

    def __init__(self, read: Callable[[set[int]], Mapping[int, T]]) -> None:
        """`read` is given the ids of which nothing is kept, and need not find all of them."""
        self._read = read
        self._kept: tuple[str, dict[int, T | None]] = ("", {})

    def of(self, ids: Iterable[int]) -> dict[int, T]:
        """What is known of these ids, in their order; of others there is nothing in it."""
        wanted = list(dict.fromkeys(ids))
        if not wanted:
            return {}
        number = register_number()
        known: dict[int, T | None] = {} if number is None else self._of_number(number)
        # Read after the number: if the register has changed since, this is newer than it says.
        if missing := {pk for pk in wanted if pk not in known}:
            known.update({**dict.fromkeys(missing), **self._read(missing)})
        return {pk: value for pk in wanted if (value := known.get(pk)) is not None}

    def _of_number(self, number: str) -> dict[int, T | None]:
        """What is kept under this number; nothing once there is another, or too much."""
        kept_under, kept = self._kept
        if kept_under != number or len(kept) > MOST:
            kept = {}
            self._kept = (number, kept)
        return kept
