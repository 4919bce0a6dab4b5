"""One table against one model: what is new is added, what changed is changed, the rest is left.

A row's `as_loaded` says what the tables said of it last. Where its present values differ from
that, an editor touched it, and it is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from itertools import tee
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from people.history import Author, note_many, values_of
from people.loading.outcome import Outcome
from people.models import LoadedModel
from people.periods import Period

Values = dict[str, Any]
Identify = Callable[[Iterable[Values]], Iterator[Hashable]]
ORIGIN = "from"
BATCH = 2_000


def date_range(period: Period) -> DateRange:
    return DateRange(period.start, period.end, "[)")


def plain(value: Any) -> Any:
    """The value as JSON keeps it, so that it can be compared with what was loaded."""
    if isinstance(value, DateRange):
        return [plain(value.lower), plain(value.upper)]
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def plain_values(values: Mapping[str, Any], origin: str) -> Values:
    return {ORIGIN: origin} | {name: plain(value) for name, value in values.items()}


def by(*columns: str) -> Identify:
    """Rows are told apart by these columns."""

    def identify(rows: Iterable[Values]) -> Iterator[Hashable]:
        return (tuple(row[column] for column in columns) for row in rows)

    return identify


def in_turn(*columns: str) -> Identify:
    """Rows that share these columns are told apart by their turn.

    So a name that the tables date later on is still the same row.
    """

    def identify(rows: Iterable[Values]) -> Iterator[Hashable]:
        turns: Counter[Hashable] = Counter()
        for shared in by(*columns)(rows):
            turns[shared] += 1
            yield shared, turns[shared]

    return identify


class Sync:
    """Lays wanted rows over the present ones. `add` is called for each new row at once if given.

    What an author brings in stands in the history, as if it had been typed.
    """

    def __init__(
        self,
        title: str,
        model: type[LoadedModel],
        origin: str,
        identify: Identify,
        add: Callable[[LoadedModel], None] | None = None,
        rows_in_words: int = 0,
        author: Author | None = None,
    ) -> None:
        self.outcome = Outcome(title)
        self.model = model
        self.origin = origin
        self.identify = identify
        self.add = add
        self.rows_in_words = rows_in_words
        self.author = author
        self.noted: list[tuple[LoadedModel, Values | None]] = []
        self.new: list[LoadedModel] = []
        self.stale: list[LoadedModel] = []

    def run(self, wanted: Iterable[Values]) -> Outcome:
        present = self._present()
        written: set[str] = set()
        wanted, same = tee(wanted)
        for identity, values in zip(self.identify(same), wanted, strict=True):
            written.update(values)
            row = present.pop(identity, None)
            if row is None:
                self._add(values)
            else:
                self._compare(row, values)
        self._write(written)
        self.outcome.absent += [
            described(row)
            for row in present.values()
            if row.as_loaded and row.as_loaded.get(ORIGIN) == self.origin
        ]
        return self.outcome

    def _present(self) -> dict[Hashable, LoadedModel]:
        """Rows by what identified them when they were loaded: an editor may have changed it."""
        rows = list(self.model._default_manager.order_by("pk"))
        told = [row.as_loaded or vars(row) for row in rows]
        return dict(zip(self.identify(told), rows, strict=True))

    def _add(self, values: Values) -> None:
        row = self.model(**values, as_loaded=plain_values(values, self.origin))
        self.outcome.added += 1
        self.noted.append((row, None))
        if self.add:
            self.add(row)
        else:
            self.new.append(row)
        if self.outcome.added <= self.rows_in_words:
            self.outcome.first_added.append(described(row))

    def _compare(self, row: LoadedModel, values: Values) -> None:
        """Sort one row into unchanged, touched or stale."""
        told = plain_values(values, self.origin)
        now = {name: plain(getattr(row, name)) for name in values} | {ORIGIN: self.origin}
        loaded = row.as_loaded or {}
        if now == told == loaded:
            self.outcome.unchanged += 1
        elif now != told and is_touched(row, loaded):
            self.outcome.touched.append(difference(row, now, told))
        else:
            if now != told and self.outcome.changed < self.rows_in_words:
                self.outcome.first_changed.append(difference(row, now, told))
            before = values_of(row)
            self._renew(row, values, told)
            if now != told:
                self.noted.append((row, before))
            self.outcome.changed += now != told
            self.outcome.unchanged += now == told

    def _renew(self, row: LoadedModel, values: Values, told: Values) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        row.as_loaded = told
        self.stale.append(row)

    def _write(self, written: set[str]) -> None:
        objects = self.model._default_manager
        if self.new:
            objects.bulk_create(self.new, batch_size=BATCH)
        if self.stale:
            fields = [*sorted(written), "as_loaded"]
            objects.bulk_update(self.stale, fields, batch_size=BATCH)
        if self.author:
            note_many(self.noted, self.author)


def described(row: LoadedModel) -> str:
    key = getattr(row, "key", "") or (f"number {row.pk}" if row.pk else "")
    return f"{row._meta.verbose_name} {key} ({row})".replace("  ", " ")


def is_touched(row: LoadedModel, loaded: Values) -> bool:
    """Whether an editor made the row or changed a value that the tables once stated."""
    told = {name: value for name, value in loaded.items() if name != ORIGIN}
    return not loaded or any(plain(getattr(row, name)) != told[name] for name in told)


def difference(row: LoadedModel, now: Values, told: Values) -> str:
    details = "; ".join(
        f"{name} is {now[name]!r}, the tables say {told[name]!r}"
        for name in told
        if now[name] != told[name]
    )
    return f"{described(row)}: {details}"
