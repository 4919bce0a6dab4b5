"""The demonstration edition: what is in it, that it is marked, and that nobody in it is real."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db.models import Count, Value
from django.db.models.functions import Concat
from django.test import Client

from articles.models import Article, ArticleRevision, Batch, Publisher, Statement
from people.descriptions import describe
from people.held_posts import held_posts
from people.models import Entity, Membership, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_edition")]
SEEDS = Path(settings.BASE_DIR) / "seeds"
BANNER = "Demonstration edition: every person, place and paper here is invented."
DEFECTION = "2022-01-26"


@pytest.fixture(autouse=True)
def _own_search_index(settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"


def table(folder: str, name: str) -> list[dict[str, str]]:
    with (SEEDS / folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def names(folder: str, file: str, *columns: str) -> set[str]:
    """Names and aliases as the tables of a roster write them."""
    cells = (row.get(column) or "" for row in table(folder, file) for column in columns)
    return {name.strip().casefold() for cell in cells for name in cell.split("|") if name.strip()}


def test_sixty_stories_of_five_papers_are_in_the_archive() -> None:
    assert Article.objects.count() == 60
    assert Publisher.objects.count() == 5
    assert {paper.patch.count() for paper in Publisher.objects.all()} == {3, 5, 7, 8}
    assert set(Article.objects.values_list("rights", flat=True)) == {"full", "extract"}
    assert {day.year for day in Article.objects.values_list("published_at", flat=True)} >= set(
        range(2014, 2027)
    )


def test_most_stories_are_full_of_speech() -> None:
    counts = Article.objects.annotate(said=Count("statements")).values_list("said", flat=True)
    assert sum(said >= 5 for said in counts) >= 25


def test_a_crime_story_names_no_politician() -> None:
    story = Article.objects.get(headline__startswith="Three held over tractor")
    assert not story.tags.filter(entity__kind="person").exists()
    assert not story.statements.exclude(speaker=None).exists()


def test_on_the_day_of_the_defection_both_parties_are_named() -> None:
    day = date.fromisoformat(DEFECTION)
    posts = held_posts(Membership.objects.filter(person__slug="duncan-ashwell").with_names())
    assert describe(posts, day) == "MP for Dunmarsh (Meridian until this day, then Guild)"
    said = Statement.objects.filter(speaker__slug="duncan-ashwell", article__published_at__date=day)
    listed = set(said.values_list("listings__entity__slug", flat=True))
    assert {"meridian", "guild", "dunmarsh", "duncan-ashwell"} <= listed


def test_a_story_that_was_quietly_edited_keeps_its_first_version() -> None:
    story = Article.objects.get(url__endswith="/saltreach-grant-row")
    assert story.headline == "Questions over £400,000 offer for Saltreach sea wall"
    assert [r.headline for r in ArticleRevision.objects.all()] == [
        "Leader ‘sat on’ £400,000 offer for Saltreach sea wall"
    ]


def test_loading_it_again_changes_nothing() -> None:
    said = StringIO()
    batches = Batch.objects.count()
    call_command("load_demo", stdout=said)
    assert "Nothing to change" in said.getvalue()
    assert "0 added, 0 changed" in said.getvalue()
    assert ArticleRevision.objects.count() == 1
    assert Batch.objects.count() == batches


def test_an_mp_and_a_councillor_of_one_name_are_two_people() -> None:
    both = Person.objects.filter(name="Daniel Hurrock").order_by("key")
    roles = [set(p.memberships.values_list("role", flat=True)) for p in both]
    assert roles == [{"mp"}, {"councillor"}]
    assert len({person.slug for person in both}) == 2


@pytest.mark.parametrize(
    "path",
    [
        "/", "/search/?q=flood", "/people/", "/people/duncan-ashwell/", "/constituencies/",
        "/constituencies/dunmarsh/", "/councils/", "/councils/east-haldshire/", "/parties/",
        "/parties/guild/", "/publishers/sallowby-standard/", "/about/", "/report/",
        "/no-such-page/",
    ],
)  # fmt: skip
def test_every_page_says_that_it_is_invented(client: Client, path: str) -> None:
    response = client.get(path)
    assert BANNER in response.content.decode()
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"


def test_articles_and_statements_say_so_too(client: Client) -> None:
    story = Article.objects.get(url__endswith="/saltreach-grant-row")
    for page in (story, story.statements.first()):
        assert BANNER in client.get(page.get_absolute_url()).content.decode()


def test_other_editions_say_nothing_of_the_kind(client: Client, settings) -> None:
    settings.DEMO = False
    response = client.get("/about/")
    assert "invented" not in response.content.decode()
    assert "X-Robots-Tag" not in response


def test_a_database_with_other_people_is_refused() -> None:
    Entity.objects.filter(kind="person").update(key=Concat(Value("p-"), "slug"))
    with pytest.raises(CommandError, match="needs one of its own"):
        call_command("load_demo", stdout=StringIO())


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("people.csv", ("name", "aliases", "generated_aliases")),
        ("councils.csv", ("name", "short_name", "aliases")),
        ("constituencies.csv", ("name", "name_slug", "aliases")),
        ("parties.csv", ("name", "short_name", "aliases")),
    ],
)
def test_nobody_and_nothing_of_it_is_in_the_real_register(
    file: str, columns: tuple[str, ...]
) -> None:
    labels = {"independent", "ind"}
    assert names("demo/roster", file, *columns) & names("roster", file, *columns) <= labels


def real_names() -> Iterator[str]:
    yield from names("roster", "people.csv", "name", "aliases")
    yield from names("roster", "parties.csv", "name", "aliases")
    yield from names("roster", "councils.csv", "name")


def test_no_story_names_a_real_politician_party_or_council() -> None:
    texts = "\n".join(f"{a.headline}\n{a.body}" for a in Article.objects.all())
    words = re.findall(r"\w+", texts.casefold())
    runs = {" ".join(words[i : i + n]) for n in range(1, 7) for i in range(len(words))}
    spoken = {" ".join(re.findall(r"\w+", name)) for name in real_names()}
    assert runs & spoken <= EVERYDAY


# Names of small parties, and initials, that are words of the language too.
EVERYDAY = {"independent", "independents", "ind", "respect"}
