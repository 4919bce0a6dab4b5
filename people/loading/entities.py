"""Parties, people, councils and seats: what has an address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from people.loading.addresses import Addresses, PeopleAddresses
from people.loading.context import Load
from people.loading.outcome import Outcome
from people.loading.sync import Sync, Values, by, date_range
from people.models import Constituency, Entity, LocalAuthority, Party, Person
from people.roster.names import newest_spellings
from people.roster.rows import CouncilRow

# "Labour (Co-op)" is how some Labour members sit, not a party of its own.
LABELS_OF = {"labour-co-op": "labour"}


def load_entities(
    load: Load,
    title: str,
    model: type[Entity],
    wanted: Iterator[Values],
    address: Callable[[str], str] | None = None,
) -> Outcome:
    """Entities are saved one by one, each at once: the next may point at it."""
    free = Addresses(model.KIND)

    def add(row: Any) -> None:
        row.slug = address(row.key) if address else free.give(row.key)
        row.save(force_insert=True)
        load.entities[model.KIND, row.key] = row.pk

    sync = Sync(title, model, load.origin, by("key"), add, load.rows_in_words, load.author)
    return sync.run(wanted)


def load_parties(load: Load) -> Outcome:
    return load_entities(load, "parties", Party, _parties(load))


def _parties(load: Load) -> Iterator[Values]:
    for row in sorted(load.roster.parties, key=lambda row: row.id in LABELS_OF):
        yield {
            "key": row.id,
            "name": row.name,
            "short_name": row.short_name,
            "colour": row.colour,
            "during": date_range(row.during),
            "is_label": row.kind == "non_party" or row.id in LABELS_OF,
            "label_of_id": load.entity("party", LABELS_OF.get(row.id, "")),
            "family": row.family,
            "electoral_commission_id": row.electoral_commission_id,
        }


def load_people(load: Load) -> Outcome:
    address = PeopleAddresses(load.roster).give
    outcome = load_entities(load, "people", Person, _people(load), address)
    stayed = Person.objects.in_bulk(load.merged.values())
    outcome.merged += [
        f"person {row.id} ({row.name}) is {stayed[pk].name} ({stayed[pk].key})"
        for row in load.roster.people
        if (pk := load.merged.get(row.id))
    ]
    return outcome


def _people(load: Load) -> Iterator[Values]:
    for row in load.roster.people:
        if row.id in load.merged:
            continue
        yield {
            "key": row.id,
            "name": row.name,
            "given_name": row.given_name,
            "family_name": row.family_name,
            "honorific": row.honorific,
            "gender": row.gender,
            "twfy_id": row.twfy,
            "parliament_id": row.parliament_id,
            "wikidata_id": row.wikidata,
        }


def load_councils(load: Load) -> Outcome:
    return load_entities(load, "councils", LocalAuthority, _councils(load))


def _councils(load: Load) -> Iterator[Values]:
    """Combined authorities first, then counties: districts point at both."""
    for row in sorted(load.roster.councils, key=_rank):
        yield {
            "key": row.id,
            "name": row.name,
            "short_name": row.short_name,
            "type": row.type,
            "nation": row.nation,
            "region": row.region,
            "gss_code": row.gss_code,
            "during": date_range(row.during),
            "county_id": load.entity("council", row.county),
            "combined_authority_id": load.entity("council", row.combined_authority),
            "website": row.website,
        }


def _rank(row: CouncilRow) -> tuple[bool, bool]:
    return bool(row.county), bool(row.combined_authority)


def load_seats(load: Load) -> Outcome:
    return load_entities(load, "constituencies", Constituency, _seats(load))


def _seats(load: Load) -> Iterator[Values]:
    for slug, row in newest_spellings(load.roster).items():
        yield _seat(slug, row.name, "commons", row.nation, row.region)
    for devolved in load.roster.devolved_posts:
        yield _seat(devolved.key, devolved.name, devolved.body, devolved.nation, devolved.nation)


def _seat(key: str, name: str, body: str, nation: str, region: str) -> Values:
    return {"key": key, "name": name, "body": body, "nation": nation, "region": region}
