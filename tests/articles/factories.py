"""Rows of an invented register and archive, as the tagger would have left them."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.text import slugify

from articles.models import (
    Article,
    Coverage,
    Mention,
    Publisher,
    Statement,
    StatementListing,
    Tag,
    checksum,
)
from people.models import (
    Boundary,
    Constituency,
    Entity,
    LocalAuthority,
    Membership,
    Overlap,
    Party,
    Person,
)

DAY = date(2021, 3, 5)
NEXT_DAY = date(2021, 3, 6)
ELECTED = date(2019, 12, 12)
numbers = itertools.count(1)


def party(name: str = "Harbour Party", colour: str = "#00747a", **values: object) -> Party:
    slug = values.pop("slug", slugify(name))
    return Party.objects.create(name=name, slug=slug, key=slug, colour=colour, **values)


def seat(name: str = "Saltmarsh", **values: object) -> Constituency:
    slug = slugify(name)
    return Constituency.objects.create(name=name, slug=slug, key=slug, **values)


def council(name: str = "Harrowmere", **values: object) -> LocalAuthority:
    slug = slugify(name)
    values = {"name": f"Borough of {name}", "type": "unitary", **values}
    return LocalAuthority.objects.create(short_name=name, slug=slug, key=slug, **values)


def person(name: str = "Ada Holt", **values: object) -> Person:
    slug = str(values.pop("slug", slugify(name)))
    given, _, family = name.rpartition(" ")
    names = {"given_name": given, "family_name": family, "name": name}
    return Person.objects.create(slug=slug, key=f"p-{slug}", **names, **values)


def post(
    holder: Person,
    place: Entity | None,
    sits_for: Party | None = None,
    start: date = ELECTED,
    end: date | None = None,
    role: str = "mp",
    **values: object,
) -> Membership:
    """A post held from `start` until the day before `end`."""
    during = DateRange(start, end, "[)")
    values.setdefault("post", place.name if place else "")
    return Membership.objects.create(
        person=holder, place=place, party=sits_for, role=role, during=during, **values
    )


def member(
    name: str = "Ada Holt", place: str = "Saltmarsh", sits_for: Party | None = None
) -> Person:
    """A sitting MP, with a seat of that name."""
    holder = person(name)
    post(holder, seat(place), sits_for)
    return holder


def boundary(drawn: Constituency, start: date, end: date | None = None) -> Boundary:
    during = DateRange(start, end, "[)")
    values = {"name": drawn.name, "boundary_set": str(start.year), "during": during}
    return Boundary.objects.create(key=f"{drawn.slug}-{start.year}", constituency=drawn, **values)


def overlap(drawn: Boundary, area: LocalAuthority, share: float | None = 0.6) -> Overlap:
    values = {"share": share, "tier": "lower_or_unitary", "basis": "invented"}
    return Overlap.objects.create(boundary=drawn, council=area, **values)


def publisher(name: str = "Harrowmere Echo") -> Publisher:
    values = {"name": name, "url": "https://echo.example/", "rights": "full"}
    return Publisher.objects.get_or_create(slug=slugify(name), defaults=values)[0]


def article(
    headline: str = "Marsh Road to close for a year",
    body: str = "Marsh Road will close in May.",
    day: date | None = DAY,
    **values: object,
) -> Article:
    """A published story that may be shown whole."""
    text = f"{headline}\n\n{body}"
    values = {
        "publisher": values.pop("publisher", None) or publisher(),
        "url": f"https://echo.example/{next(numbers)}",
        "published_at": day and timezone.make_aware(datetime.combine(day, time(12))),
        "precision": "day" if day else "unknown",
        "rights": "full",
        "checksum": checksum(text),
        "identity": checksum(f"{text}{next(numbers)}"),
        **values,
    }
    return Article.objects.create(headline=headline, body=body, **values)


def mention(story: Article, surface: str, entity: Entity | None, why: str = "") -> Mention:
    """The first place in the text where `surface` stands and is not a mention yet."""
    taken = set(story.mentions.values_list("start_char", flat=True))
    start = story.text.index(surface)
    while start in taken:
        start = story.text.index(surface, start + 1)
    return Mention.objects.create(
        article=story,
        start_char=start,
        end_char=start + len(surface),
        surface=surface,
        kind=entity.kind if entity else "person",
        entity=entity,
        name=entity.name if entity else surface,
        evidence={"rule": "full-name", "why": why or f"“{surface}” is named in full."},
    )


def tag(story: Article, entity: Entity) -> Tag:
    count(entity, story, articles=1)
    return Tag.objects.create(article=story, entity=entity, published_at=story.published_at)


def count(entity: Entity, story: Article, **by: int) -> None:
    month = story.day.replace(day=1) if story.day else date(1, 1, 1)
    row, _ = Coverage.objects.get_or_create(entity=entity, month=month)
    for column, number in by.items():
        setattr(row, column, getattr(row, column) + number)
    row.save()


def statement(
    story: Article,
    words: str,
    speaker: Entity | None = None,
    kind: str = "direct",
    pages: tuple[Entity, ...] = (),
    is_sure: bool = True,
    **values: object,
) -> Statement:
    """Words of the text; on its speaker's page if it is sure whose they are, and on `pages`."""
    start = story.text.index(words)
    values = {
        "speaker_text": speaker.name if speaker else "",
        "speaker_kind": "person" if speaker else "unknown",
        "published": story.published_at,
        **values,
    }
    row = Statement.objects.create(
        article=story,
        start_char=start,
        end_char=start + len(words),
        surface=words,
        kind=kind,
        speaker=speaker,
        **values,
    )
    for entity in (speaker, *pages) if speaker and is_sure else ():
        listing(row, entity, "speaker" if entity == speaker else "post")
    return row


def listing(row: Statement, entity: Entity, because: str) -> StatementListing:
    count(entity, row.article, statements=1)
    return StatementListing.objects.create(
        statement=row, entity=entity, because=because, published=row.published
    )


def speech(
    speaker: Entity, words: str, pages: tuple[Entity, ...] = (), **values: object
) -> Statement:
    """One statement in a story of its own, which is tagged with its speaker and the pages."""
    story = article(
        headline=f"{speaker.name} speaks", body=f"{speaker.name} said: “{words}”", **values
    )
    mention(story, speaker.name, speaker)
    for entity in (speaker, *pages):
        tag(story, entity)
    return statement(story, words, speaker, pages=pages)
