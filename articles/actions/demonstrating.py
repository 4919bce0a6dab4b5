"""Bringing in the demonstration edition: invented papers with their patches, stories in order."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import transaction

from articles.actions.storing import NOT_STATED, find_or_make_publisher, text_checksum
from articles.ingest.identity import identity_of
from articles.ingest.values import IncomingArticle, IncomingPublisher, Reading
from articles.models import ArticleRevision, Publisher
from people.models import Entity, Person
from people.roster import read_roster


def is_another_county(roster: Path) -> bool:
    """Whether the database holds people, and none of them is of these tables."""
    keys = [row.id for row in read_roster(roster).people]
    return Person.objects.exists() and not Person.objects.filter(key__in=keys).exists()


@transaction.atomic
def load_publishers(*, table: Path) -> None:
    """The papers of a CSV table: name, url, rights, patch (`kind:key`, separated by `|`).

    A paper that has a patch already keeps it: an editor may have changed it.
    """
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            incoming = IncomingPublisher(row["name"], row["url"], row["rights"])
            publisher = find_or_make_publisher(incoming=incoming)
            if not publisher.patch.exists():
                give_patch(publisher=publisher, names=row["patch"].split("|"))


def give_patch(*, publisher: Publisher, names: Iterable[str]) -> None:
    pairs = (name.partition(":") for name in names)
    publisher.patch.set(Entity.objects.get(kind=kind, key=key) for kind, _, key in pairs)


def without_former_texts(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Leaves out what stands in the archive as the earlier version of a story that was edited.

    Both versions lie in one folder: brought in again, the first would be taken for a new edit.
    """
    return (reading for reading in readings if not is_former_text(reading))


def is_former_text(reading: Reading) -> bool:
    if not isinstance(reading, IncomingArticle):
        return False
    identity = identity_of(reading, (reading.publisher or NOT_STATED).name)
    former = ArticleRevision.objects.filter(
        article__identity=identity, checksum=text_checksum(reading)
    )
    return former.exists()
