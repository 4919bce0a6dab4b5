"""After any run of decisions, edits and taggings the counts are those of the tags there are."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import permutations
from typing import NamedTuple

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from articles.actions import correcting
from articles.actions.correcting import StaleTextError, SupersededError
from articles.actions.counting import month_of
from articles.actions.storing import store_article
from articles.actions.tagging import tag_articles
from articles.ingest.dates import at_noon
from articles.models import (
    Article,
    Correction,
    Coverage,
    Mention,
    MonthTogether,
    Statement,
    StatementListing,
    Tag,
    Together,
)
from people.models import Entity, Person
from tests.articles.invented import BODY, Harrowmere, harrowmere, incoming, tagger

pytestmark = pytest.mark.django_db
Act = Callable[[Article, random.Random, User], object]


@pytest.fixture
def county() -> Harrowmere:
    return harrowmere()


@pytest.fixture
def editor() -> User:
    return get_user_model().objects.create_user("priya")


def somebody(chance: random.Random) -> Entity:
    return chance.choice(list(Entity.objects.order_by("pk")))


def mention_of(article: Article, chance: random.Random) -> Mention:
    return chance.choice(list(article.mentions.order_by("start_char")))


def statement_of(article: Article, chance: random.Random) -> Statement:
    return chance.choice(list(article.statements.order_by("start_char")))


def relink(article: Article, chance: random.Random, by: User) -> object:
    mention = mention_of(article, chance)
    return correcting.relink_mention(mention=mention, to=somebody(chance), by=by)


def reject(article: Article, chance: random.Random, by: User) -> object:
    return correcting.reject_mention(mention=mention_of(article, chance), by=by)


def give(article: Article, chance: random.Random, by: User) -> object:
    statement = statement_of(article, chance)
    return correcting.give_statement(statement=statement, to=somebody(chance), by=by)


def dismiss(article: Article, chance: random.Random, by: User) -> object:
    return correcting.reject_statement(statement=statement_of(article, chance), by=by)


def tag(article: Article, chance: random.Random, by: User) -> object:
    return correcting.add_tag(article=article, entity=somebody(chance), by=by)


def untag(article: Article, chance: random.Random, by: User) -> object:
    return correcting.remove_tag(article=article, entity=somebody(chance), by=by)


def undo(article: Article, chance: random.Random, by: User) -> object:
    made = list(Correction.objects.filter(article=article).order_by("pk"))
    return made and correcting.take_back(correction=chance.choice(made), by=by)


def edit(article: Article, chance: random.Random, by: User) -> object:
    paragraphs = BODY.split("\n\n")
    chance.shuffle(paragraphs)
    month = chance.choice((3, 4))
    changed = incoming(
        url=article.url,
        body="\n\n".join(paragraphs[: chance.randint(1, 4)]),
        published_at=at_noon(date(2021, month, 5)),
    )
    return tagged(store_article(incoming=changed).article)


def tagged(article: Article) -> Article:
    tag_articles(articles=[article], tagger=tagger(), version="test")
    return article


ACTS: tuple[Act, ...] = (relink, reject, give, dismiss, tag, untag, undo, edit)


class Counts(NamedTuple):
    """The rows of the three tables that pages read their numbers from."""

    coverage: set[tuple[int, date, int, int]]
    months: dict[tuple[int, int, date], int]
    pairs: dict[tuple[int, int], int]


def counted_by_hand() -> Counts:
    stories = Counter((tag.entity_id, month_of(tag.published_at)) for tag in Tag.objects.all())
    words = Counter(
        (row.entity_id, month_of(row.published)) for row in StatementListing.objects.all()
    )
    people = set(Person.objects.values_list("pk", flat=True))
    months: Counter[tuple[int, int, date]] = Counter()
    pairs: Counter[tuple[int, int]] = Counter()
    for article in Article.objects.all():
        for one, other in permutations(article.tags.filter(entity__in=people), 2):
            pairs[one.entity_id, other.entity_id] += 1
            if one.entity_id < other.entity_id:
                months[one.entity_id, other.entity_id, month_of(one.published_at)] += 1
    covered = {(*at, stories[at], words[at]) for at in stories.keys() | words.keys()}
    return Counts(covered, dict(months), dict(pairs))


def stored() -> Counts:
    months = MonthTogether.objects.values_list("entity", "other", "month", "articles")
    pairs = Together.objects.values_list("entity", "other", "articles")
    return Counts(
        set(Coverage.objects.values_list("entity", "month", "articles", "statements")),
        {(one, other, month): number for one, other, month, number in months},
        {(one, other): number for one, other, number in pairs},
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_counts_are_those_of_the_tags(county: Harrowmere, editor: User, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(3):
        tagged(store_article(incoming=incoming(url=f"https://echo.example/{number}")).article)
    assert stored() == counted_by_hand()
    done = 0
    for _ in range(25):
        article = chance.choice(list(Article.objects.order_by("pk")))
        try:
            chance.choice(ACTS)(article, chance, editor)
        except (StaleTextError, SupersededError, IndexError):
            continue  # nothing stands there any more, or the decision was taken back before
        done += 1
        assert stored() == counted_by_hand()
    assert done > 8
