"""An invented register and a tagger that says what a test wants it to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from articles.ingest.dates import at_noon
from articles.ingest.values import IncomingArticle, IncomingPublisher
from articles.tagging.register import Ref
from articles.tagging.values import (
    Document,
    Evidence,
    Mention,
    Speaker,
    Statement,
    StatementKind,
    TaggedText,
)
from people.models import Constituency, LocalAuthority, Membership, Party, Person

HEADLINE = "Marsh Road to close for a year"
BODY = (
    "Marsh Road will close in May, Harrowmere Council said.\n\n"
    "Ada Holt, MP for Saltmarsh, said: “Marsh Road cannot wait another winter.”\n\n"
    "She said the diversion would be signed from both ends.\n\n"
    "“My shop will not survive it,” said Piet Oster, who sells bread there."
)
DAY = date(2021, 3, 5)
ADA, COUNCIL = Ref("person", "p-ada"), Ref("council", "harrowmere")
CANNOT_WAIT = "Marsh Road cannot wait another winter."
DIVERSION = "the diversion would be signed from both ends"
SHOP = "My shop will not survive it"


@dataclass
class Harrowmere:
    """The invented county: an MP who left her party on the day of the article."""

    ada: Person
    other: Person
    saltmarsh: Constituency
    council: LocalAuthority
    harbour: Party
    tide: Party


def harrowmere() -> Harrowmere:
    saltmarsh = Constituency.objects.create(name="Saltmarsh", slug="saltmarsh", key="saltmarsh")
    ada = Person.objects.create(name="Ada Holt", slug="ada-holt", key="p-ada", gender="female")
    harbour = Party.objects.create(name="Harbour Party", slug="harbour", key="harbour")
    tide = Party.objects.create(name="Tide Alliance", slug="tide", key="tide")
    for party, start, end in ((harbour, date(2019, 12, 12), DAY), (tide, DAY, None)):
        Membership.objects.create(
            person=ada, role="mp", place=saltmarsh, party=party, during=DateRange(start, end)
        )
    return Harrowmere(
        ada=ada,
        other=Person.objects.create(name="Ada Holt", slug="ada-holt-brill", key="p-other"),
        saltmarsh=saltmarsh,
        council=LocalAuthority.objects.create(
            name="Harrowmere Council", short_name="Harrowmere", slug="harrowmere", key="harrowmere"
        ),
        harbour=harbour,
        tide=tide,
    )


def incoming(**changes: object) -> IncomingArticle:
    values: dict = {
        "headline": HEADLINE,
        "body": BODY,
        "url": "https://echo.example/marsh-road",
        "published_at": at_noon(DAY),
        "precision": "day",
        "publisher": IncomingPublisher("Harrowmere Echo", rights="full"),
    }
    return IncomingArticle(**values | changes)


Found = tuple[str, StatementKind, Ref | None, str, float]
SAID: tuple[Found, ...] = (
    (CANNOT_WAIT, "direct", ADA, "Ada Holt", 0.99),
    (DIVERSION, "indirect", ADA, "Ada Holt", 0.99),
    (SHOP, "direct", None, "Piet Oster", 0.99),
)
NAMED: tuple[tuple[str, Ref | None, str], ...] = (
    ("Harrowmere Council", COUNCIL, "Harrowmere Council"),
    ("Ada Holt", ADA, "Ada Holt"),
    ("Piet Oster", None, "Piet Oster"),
)


def tagger(
    named: tuple = NAMED, said: tuple[Found, ...] = SAID
) -> Callable[[Document], TaggedText]:
    """A tagger that finds these names and words wherever they first stand, and nothing else."""

    def tag(document: Document) -> TaggedText:
        text = document.text
        mentions = [mention_in(text, *row) for row in named if row[0] in text]
        statements = [statement_in(text, *row) for row in said if row[0] in text]
        return TaggedText(
            text,
            tuple(sorted(mentions, key=lambda m: m.start)),
            tuple(sorted(statements, key=lambda s: s.start)),
        )

    return tag


def mention_in(text: str, words: str, ref: Ref | None, name: str) -> Mention:
    start = text.index(words)
    evidence = Evidence("full-name", f"“{words}” is named in full.")
    kind = ref.kind if ref else "person"
    return Mention(start, start + len(words), words, kind, ref, name, 0.99, evidence)


def statement_in(
    text: str, words: str, kind: StatementKind, ref: Ref | None, name: str, confidence: float
) -> Statement:
    start = text.index(words)
    speakers = (Speaker(name, "person", ref),) if name else ()
    return Statement(
        start, start + len(words), words, kind, speakers, "said", None, confidence, "cue"
    )
