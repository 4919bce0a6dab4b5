"""Names by which entities are found, and names under which parties are shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from people.loading.context import Load
from people.loading.outcome import Outcome
from people.loading.sync import Sync, Values, date_range, in_turn
from people.models import Alias, PartyName
from people.roster.names import names_of


def load_aliases(load: Load) -> Outcome:
    sync = Sync(
        "aliases", Alias, load.origin, in_turn("entity_id", "text"),
        rows_in_words=load.rows_in_words, author=load.author,
    )  # fmt: skip
    return sync.run(_aliases(load))


def _aliases(load: Load) -> Iterator[Values]:
    for name in sorted(names_of(load.roster), key=lambda name: name.during.start or date.min):
        if name.entity_kind == "person" and name.key in load.merged:
            continue  # the editor's, since the merge
        yield {
            "entity_id": load.entity(name.entity_kind, name.key),
            "text": name.text,
            "during": date_range(name.during),
            "kind": name.kind,
            "source": name.source,
        }


def load_party_names(load: Load) -> Outcome:
    sync = Sync("party names", PartyName, load.origin, in_turn("party_id"))
    return sync.run(
        {
            "party_id": load.entity("party", row.party),
            "name": row.name,
            "during": date_range(row.during),
            "source": row.source,
        }
        for row in load.roster.party_names
    )
