"""Which pages are asked for: every kind of search and every kind of page, each address once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.test import Client

from articles.benchmarks.county import County
from articles.benchmarks.prose import Prose
from articles.benchmarks.timing import Times, times_of
from articles.models import Article, Publisher, Statement
from articles.speakers import Posts
from people.models import Constituency, LocalAuthority, Party, Person

EACH = 43  # addresses of a kind: three to warm up, forty that count


class Measured(NamedTuple):
    """One kind of page: how long it took, and what the goal is, in milliseconds."""

    kind: str
    times: Times
    goal: int


def searches(prose: Prose, county: County) -> dict[str, list[str]]:
    """Query strings by class."""
    rare, medium, common = (prose.ranked(*ranks, EACH) for ranks in bands())
    slugs = list(Publisher.objects.values_list("slug", flat=True)[:EACH])
    people = _slugs_of([speaker.person for speaker in county.speakers[::7][:EACH]])
    return {
        "rare word": _asked(rare),
        "medium word": _asked(medium),
        "common word": _asked(common),
        "two words": _asked(" ".join(pair) for pair in zip(common, medium, strict=True)),
        "phrase": _asked(f'"{phrase}"' for phrase in phrases()),
        "with date and publisher": [
            urlencode({"q": word, "publisher": slug, "since": "2016-01-01", "until": "2021-06-30"})
            for word, slug in zip(prose.ranked(60, 900, EACH), slugs, strict=False)
        ],
        "with person": [
            urlencode({"q": word, "person": slug})
            for word, slug in zip(prose.ranked(60, 900, EACH), people, strict=False)
        ],
    }


def _slugs_of(people: list[int]) -> list[str]:
    slugs = Person.objects.filter(pk__in=people).values_list("slug", flat=True)
    return list(slugs.order_by("pk"))


def bands() -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """Ranks of words that stand in a few, in one in a hundred, and in one in four articles."""
    return (15_000, 20_000), (1_500, 4_000), (10, 10 + 2 * EACH)


def phrases() -> Iterator[str]:
    """Two words that stand in a row in some article."""
    for body in Article.objects.order_by("pk").values_list("body", flat=True)[: EACH * 2 : 2]:
        yield " ".join(body.split()[7:9]).strip(".")


def _asked(words: Iterator[str] | list[str]) -> list[str]:
    return [urlencode({"q": each}) for each in words]


def addresses() -> dict[str, list[str]]:
    """Addresses by kind of page."""
    pages: dict[str, QuerySet] = {
        "person": Person.objects.order_by("pk"),
        "constituency": Constituency.objects.order_by("pk"),
        "council": LocalAuthority.objects.order_by("pk"),
        "party": Party.objects.order_by("pk"),
        "article": Article.objects.order_by("-pk"),
        "statement": Statement.objects.order_by("-pk"),
    }
    found = {kind: [row.get_absolute_url() for row in rows[:EACH]] for kind, rows in pages.items()}
    return {**found, "people list": [f"/people/?page={n}" for n in range(1, 30)]}


GOALS = {"article": 30, "statement": 30}


def measure_pages(prose: Prose, county: County) -> Iterator[Measured]:
    """The server's time for each kind, one client, no address twice."""
    client = Client()
    # A server that has been up for a while keeps what the register says: see articles.kept.
    Posts(Person.objects.values_list("pk", flat=True))

    def ask(address: str) -> None:
        reply = client.get(address)
        if reply.status_code != 200:
            raise ValueError(f"{address} answered {reply.status_code}")

    for kind, asked in searches(prose, county).items():
        times = times_of(ask, [f"/search/?{query}" for query in asked])
        yield Measured(f"search: {kind}", times, 50)
    for kind, asked in addresses().items():
        yield Measured(kind, times_of(ask, asked), GOALS.get(kind, 50))
