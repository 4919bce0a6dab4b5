"""The full register and the seed article, loaded once: what must hold of them."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from articles.actions.ingesting import Ingest
from articles.ingest.files import read_source
from articles.models import Article, Batch, Statement
from articles.registers import register_from_database, register_from_roster
from articles.taggers import DatabaseTagger
from people.descriptions import describe
from people.held_posts import held_posts
from people.models import Constituency, Membership, OfficeHolding, Person

pytestmark = pytest.mark.slow
SEEDS = Path(settings.BASE_DIR) / "seeds"


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: object) -> Iterator[str]:
    """The register in one transaction that is taken back when the module is done."""
    said = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        call_command("load_roster", str(SEEDS / "roster"), stdout=said)
        call_command("load_roster", str(SEEDS / "roster"), stdout=said)
        tagger = DatabaseTagger()
        ingest = Ingest(Batch.objects.create(name="seeds"), tagger, tagger.version)
        assert list(ingest.run(read_source(SEEDS / "articles"))) == []
        yield said.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def register(_loaded: str, django_db_blocker: object) -> Iterator[str]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield _loaded


def held(seat: str, day: str) -> tuple[str, str]:
    row = Membership.objects.held_on(date.fromisoformat(day)).get(role="mp", place__slug=seat)
    return row.person.name, describe(held_posts([row]), date.fromisoformat(day))


def who(slug: str, day: str) -> str:
    person = Person.objects.get(slug=slug)
    memberships = Membership.objects.filter(person=person).with_names()
    offices = OfficeHolding.objects.filter(person=person)
    return describe(held_posts(memberships, offices), date.fromisoformat(day))


def test_a_second_load_changes_nothing(register: str) -> None:
    assert "Nothing to change" in register


@pytest.mark.parametrize(
    ("day", "name", "described"),
    [
        ("2019-02-17", "Mike Gapes", "Labour (Co-op) MP for Ilford South"),
        ("2019-02-19", "Mike Gapes", "The Independent Group MP for Ilford South"),
        ("2020-01-01", "Sam Tarry", "Labour MP for Ilford South"),
        ("2024-08-01", "Jas Athwal", "Labour MP for Ilford South"),
    ],
)
def test_who_sat_for_ilford_south(register: str, day: str, name: str, described: str) -> None:
    assert held("ilford-south", day) == (name, described)


@pytest.mark.parametrize(
    ("day", "sitting"),
    [
        ("2012-01-01", 650), ("2018-01-01", 650), ("2021-01-01", 650), ("2026-07-01", 650),
        ("2019-03-01", 649), ("2023-01-01", 649), ("2019-11-20", 0),
    ],
)  # fmt: skip
def test_how_many_sat(register: str, day: str, sitting: int) -> None:
    rows = Membership.objects.held_on(date.fromisoformat(day)).filter(role="mp")
    assert rows.count() == sitting


def test_two_people_called_gareth_thomas_are_told_apart(register: str) -> None:
    slugs = set(Person.objects.filter(name="Gareth Thomas").values_list("slug", flat=True))
    assert len(slugs) == 2
    assert "gareth-thomas" not in slugs


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
def test_who_somebody_was_on_a_day(register: str, slug: str, day: str, described: str) -> None:
    assert who(slug, day) == described


def test_seats_of_holyrood_have_addresses_of_their_own(register: str) -> None:
    assert Constituency.objects.filter(slug="aberdeen-central-holyrood", body="holyrood").exists()
    assert not Constituency.objects.filter(slug="aberdeen-central", body="holyrood").exists()


def test_the_tagger_is_handed_the_same_register_from_tables_and_database(register: str) -> None:
    assert register_from_database() == register_from_roster(SEEDS / "roster")


def speakers(article: Article) -> list[str]:
    rows = article.statements.order_by("start_char").select_related("speaker")
    return [row.speaker.slug if row.speaker else "" for row in rows]


def test_the_seed_articles_words_are_given_to_whoever_said_them(register: str) -> None:
    article = Article.objects.get()
    gapes, athwal = "mike-gapes", "jas-athwal"
    assert speakers(article) == [gapes, athwal, *[gapes] * 9, *[athwal] * 3]


def test_the_seed_articles_words_stand_on_the_right_pages(
    register: str,
) -> None:
    def listed(slug: str) -> int:
        return Statement.objects.filter(listings__entity__slug=slug).count()

    assert listed("mike-gapes") + listed("jas-athwal") >= 13
    assert listed("redbridge") == listed("jas-athwal")
    assert listed("ilford-south") == listed("change-uk") == listed("mike-gapes")
    assert listed("labour") >= 13


def test_the_seed_article_names_its_people_and_places(register: str) -> None:
    slugs = set(Article.objects.get().tags.values_list("entity__slug", flat=True))
    assert slugs == {
        "mike-gapes", "jas-athwal", "jeremy-corbyn", "ilford-south", "redbridge", "labour",
        "change-uk",
    }  # fmt: skip
