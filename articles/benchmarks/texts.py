"""Writes invented articles with the shape of local news: who said what about what.

They put words into people's mouths: write them with names of an invented register only
(`articles.benchmarks.invented`), never with those of real people.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from articles.benchmarks.words import Vocabulary, person_name
from articles.tagging.register import Entity, Register

SHORTEST, LONGEST = 16, 40  # paragraphs
CLAUSES = (
    "the {} {} has {}ed the {} of the {}",
    "a {} in {} would {} every {} by the {}",
    "it was {} to {} a {} without the {}",
    "there were {} {} and {} {} at the {}",
    "they had {}ed the {} since the {} was {}ed",
    "no {} should {} for a {} that {}s the {}",
)
TELLINGS = (  # how often, and what: clauses c, d and e, with a capital C and D
    (12, "{C}. {D}."),
    (12, "{C}, {d}, and {e}."),
    (3, "{who} said {c}."),
    (2, "{who} told the {paper} that {c} but {d}."),
    (3, "“{C},” said {who}. “{D}.”"),
    (3, "{short} added: “{C}, and {d}.”"),
    (2, "“{C},” {pronoun} said."),
    (2, "{council} Council said {c}."),
    (1, "{short} said the plan was “{w} and {w}”, while {party} claimed {c}."),
    (1, "According to {resident}, {age}, of {w} Road, {c}."),
    (1, "“{C},” the {seat} MP went on. “{D}, {e}.”"),
)
PAPERS = ("Advertiser", "Chronicle", "Echo", "Gazette", "Mercury", "Recorder")


class Article(NamedTuple):
    """An invented article. text: headline, blank line, paragraphs with blank lines between."""

    number: int
    headline: str
    paragraphs: tuple[str, ...]
    published: date

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def text(self) -> str:
        return f"{self.headline}\n\n{self.body}"

    def line(self) -> str:
        """The article as `annotate` reads it."""
        published = self.published.isoformat()
        return json.dumps({"id": str(self.number), "text": self.text, "published": published})

    def fields(self) -> dict[str, Any]:
        """The article as `ingest` reads it."""
        return {
            "url": f"https://invented.example/{self.number}",
            "headline": self.headline,
            "body": self.body,
            "published_at": self.published.isoformat(),
            "publisher": {"name": f"The Invented {PAPERS[self.number % len(PAPERS)]}"},
        }


class ArticleWriter:
    """Writes articles by number: the same seed and number give the same article, in any order."""

    def __init__(self, register: Register, seed: int = 1) -> None:
        self._seed, self._vocabulary = seed, Vocabulary(seed)
        self._entities = {entity.ref: entity for entity in register.entities}
        self._people = {e.ref.key: e for e in register.entities if e.ref.kind == "person"}
        self._parties = [e for e in register.entities if e.ref.kind == "party"]
        self._councils = [e for e in register.entities if e.ref.kind == "council"]
        self._posts = [(post, post.place) for post in register.posts if post.place]

    def articles(self, count: int, first: int = 0) -> Iterator[Article]:
        """`count` articles from number `first` on."""
        return (self.article(number) for number in range(first, first + count))

    def article(self, number: int) -> Article:
        random = Random(f"{self._seed}/{number}")  # noqa: S311 - texts, no secrets
        post, place = random.choice(self._posts)
        speaker, seat = self._people[post.person], self._entities[place]
        others = [self._people[random.choice(self._posts)[0].person] for _ in range(2)]
        cast = [(speaker, f"{seat.name} MP {speaker.name}")]
        cast += [
            (other, f"{random.choice(self._parties).name} MP {other.name}") for other in others
        ]
        told = {"seat": seat.name, "council": random.choice(self._councils).name}
        length = random.randint(SHORTEST, LONGEST)
        paragraphs = tuple(self._paragraph(random, cast, told) for _ in range(length))
        headline = _capital(" ".join(self._vocabulary.draw(random, random.randint(4, 8))))
        return Article(number, headline, paragraphs, post.start + timedelta(random.randrange(900)))

    def _paragraph(
        self, random: Random, cast: list[tuple[Entity, str]], told: dict[str, str]
    ) -> str:
        weights = [weight for weight, _ in TELLINGS]
        ((_, telling),) = random.choices(TELLINGS, weights)
        person, who = random.choice(cast)
        female = person.gender == "female"
        c, d, e = (self._clause(random) for _ in range(3))
        return telling.format(
            who=who,
            short=f"{'Ms' if female else 'Mr'} {person.name.split()[-1]}",
            pronoun="she" if female else "he",
            resident=person_name(random),
            age=random.randint(18, 90),
            paper=random.choice(PAPERS),
            party=random.choice(self._parties).name,
            w=self._vocabulary.draw(random, 1)[0],
            **told,
            c=c,
            d=d,
            e=e,
            C=_capital(c),
            D=_capital(d),
        )

    def _clause(self, random: Random) -> str:
        pattern = random.choice(CLAUSES)
        return pattern.format(*self._vocabulary.draw(random, pattern.count("{}")))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
