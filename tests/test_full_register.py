"""The full register and the seed article, loaded once: what must hold of both together."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from articles.actions.ingesting import Ingest
from articles.ingest.files import read_source
from articles.models import Article, Batch, Statement
from articles.registers import register_from_database, register_from_roster
from articles.taggers import DatabaseTagger
from people.descriptions import describe
from people.held_posts import held_posts
from people.models import Membership, OfficeHolding, Person

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("seed_article")]
SEEDS = Path(settings.BASE_DIR) / "seeds"


@pytest.fixture(scope="module")
def seed_article(full_register: None, django_db_blocker: object) -> Iterator[None]:
    """The seed article, in one transaction that is taken back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        tagger = DatabaseTagger()
        ingest = Ingest(Batch.objects.create(name="seeds"), tagger, tagger.version)
        assert list(ingest.run(read_source(SEEDS / "articles"))) == []
        yield
        transaction.set_rollback(True)


def who(slug: str, day: str) -> str:
    person = Person.objects.get(slug=slug)
    memberships = Membership.objects.filter(person=person).with_names()
    offices = OfficeHolding.objects.filter(person=person)
    return describe(held_posts(memberships, offices), date.fromisoformat(day))


@pytest.mark.parametrize(
    ("slug", "day", "described"),
    [
        (
            "mike-gapes",
            "2019-02-18",
            "MP for Ilford South (Labour (Co-op) until this day, then The Independent Group)",
        ),
        ("mike-gapes", "1997-05-01", "Labour (Co-op) MP for Ilford South"),
        ("mike-gapes", "2017-05-10", "Labour (Co-op) MP for Ilford South until the dissolution"),
        ("sam-tarry", "2019-12-12", "elected this day as Labour MP for Ilford South"),
        ("sam-tarry", "2026-01-01", "former Labour MP for Ilford South"),
        ("sam-tarry", "2018-01-01", ""),
        ("jas-athwal", "2019-02-18", "Leader of Redbridge Council (Labour)"),
    ],
)
def test_who_somebody_was_on_a_day(slug: str, day: str, described: str) -> None:
    assert who(slug, day) == described


def test_the_tagger_is_handed_the_same_register_from_tables_and_database() -> None:
    assert register_from_database() == register_from_roster(SEEDS / "roster")


def speakers(article: Article) -> list[str]:
    rows = article.statements.order_by("start_char").select_related("speaker")
    return [row.speaker.slug if row.speaker else "" for row in rows]


def test_the_seed_articles_words_are_given_to_whoever_said_them() -> None:
    article = Article.objects.get()
    gapes, athwal = "mike-gapes", "jas-athwal"
    assert speakers(article) == [gapes, athwal, *[gapes] * 9, *[athwal] * 3]


def test_the_seed_articles_words_stand_on_the_right_pages() -> None:
    def listed(slug: str) -> int:
        return Statement.objects.filter(listings__entity__slug=slug).count()

    assert listed("mike-gapes") + listed("jas-athwal") >= 13
    assert listed("redbridge") == listed("jas-athwal")
    assert listed("ilford-south") == listed("change-uk") == listed("mike-gapes")
    assert listed("labour") >= 13


def test_the_seed_article_names_its_people_and_places() -> None:
    slugs = set(Article.objects.get().tags.values_list("entity__slug", flat=True))
    assert slugs == {
        "mike-gapes", "jas-athwal", "jeremy-corbyn", "ilford-south", "redbridge", "labour",
        "change-uk",
    }  # fmt: skip
