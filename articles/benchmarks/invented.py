"""An invented register of the size of the real one: nobody in it exists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from articles.benchmarks.words import distinct, person_name, place_name, word
from articles.tagging.register import Entity, Kind, Name, OfficeTerm, Post, Ref, Register

PEOPLE, SEATS, COUNCILS, PARTIES = 2_500, 1_100, 500, 36
POSTS, OFFICES, TERMS = 7_000, 80, 600
FIRST_DAY, DAYS = date(1997, 5, 1), 10_700
TERM = timedelta(days=4 * 365)
REGIONS = ("North", "South", "East", "West", "Central")


def invented_register(seed: int = 1) -> Register:
    """People with posts and offices, parties, councils and seats, all with names to find."""
    random = Random(seed)  # noqa: S311 - texts, no secrets
    people = entities("person", distinct(PEOPLE, lambda: person_name(random)), random)
    seats = entities("constituency", distinct(SEATS, lambda: seat_name(random)), random)
    councils = entities("council", distinct(COUNCILS, lambda: place_name(random)), random)
    parties = entities("party", distinct(PARTIES, lambda: word(random, 2).capitalize()), random)
    everything = [*people, *seats, *councils, *parties]
    return Register.of(
        everything,
        [name for entity in everything for name in names(entity)],
        posts(random, people, seats, parties),
        offices(random, people),
        {seat.ref.key: frozenset({random.choice(councils).ref.key}) for seat in seats},
    )


def entities(kind: Kind, found: list[str], random: Random) -> list[Entity]:
    refs = [Ref(kind, f"{kind}-{number}") for number in range(len(found))]
    if kind != "person":
        return [Entity(ref, name) for ref, name in zip(refs, found, strict=True)]
    women = [random.random() < 0.5 for _ in found]
    return [
        Entity(ref, name, "female" if woman else "male")
        for ref, name, woman in zip(refs, found, women, strict=True)
    ]


def seat_name(random: Random) -> str:
    place = place_name(random)
    return random.choice((place, f"{place} {random.choice(REGIONS)}"))


def names(entity: Entity) -> Iterator[Name]:
    """The ways in which the press would write an entity."""
    ref, name = entity.ref, entity.name
    match ref.kind:
        case "person":
            given, family = name.split()
            yield Name(ref, name)
            yield Name(ref, f"{given[:3]} {family}", "generated")
        case "constituency":
            yield Name(ref, name, "ambiguous")
        case "council":
            yield Name(ref, name, "ambiguous")
            for words in ("Council", "Borough Council", "District Council", "City Council"):
                yield Name(ref, f"{name} {words}")
        case _:
            for words in (name, f"{name} Party", f"{name}s"):
                yield Name(ref, words)


def posts(
    random: Random, people: list[Entity], seats: list[Entity], parties: list[Entity]
) -> Iterator[Post]:
    for _ in range(POSTS):
        start = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        holder, seat, party = random.choice(people), random.choice(seats), random.choice(parties)
        yield Post(holder.ref.key, "mp", seat.ref, party.ref.key, start, start + TERM)


def offices(random: Random, people: list[Entity]) -> Iterator[OfficeTerm]:
    titles = distinct(OFFICES, lambda: f"{word(random, 2).capitalize()} Secretary")
    for _ in range(TERMS):
        start = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        title, holder = random.choice(titles), random.choice(people)
        yield OfficeTerm(
            title.lower().replace(" ", "-"), holder.ref.key, title, (title, title.lower()),
            "government", start, start + TERM,
        )  # fmt: skip
