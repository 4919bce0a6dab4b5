"""Counts beside a search are exact, however the index is cut up, and what their links find."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.conf import settings

from articles.models import Statement, StatementListing, Tag
from articles.search import Search, catch_up, find, store
from articles.search import facets as counting
from articles.search.schema import channel_number
from people.models import Entity
from tests.articles import factories as make

pytestmark = pytest.mark.django_db
FIELDS = {"person": "person", "party": "party", "council": "council", "constituency": "seat"}


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"


@pytest.fixture(autouse=True, params=[counting.MANY, -1], ids=["few", "many"])
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where much is found other fields are counted than where little is."""
    monkeypatch.setattr(counting, "MANY", request.param)


def county() -> list[Entity]:
    return [
        *(make.person(f"Ada Holt{n}") for n in range(6)),
        *(make.party(f"Party {n}") for n in range(3)),
        *(make.council(f"Mere {n}") for n in range(3)),
        *(make.seat(f"Marsh {n}") for n in range(4)),
    ]


def write(entities: list[Entity], chance: random.Random) -> None:
    """A story with random tags, and a statement that is listed under some of them."""
    day = date(2018, 1, 1) + timedelta(days=chance.randrange(1500))
    paper = make.publisher(f"Paper {chance.randrange(4)}")
    words = "The ferry is late." if chance.random() < 0.6 else "The toll is due."
    story = make.article("Harbour", f"She said: “{words}”", day=day, publisher=paper)
    tagged = chance.sample(entities, chance.randrange(1, 6))
    for entity in tagged:
        make.tag(story, entity)
    people = [entity for entity in tagged if entity.kind == "person"]
    others = [entity for entity in tagged if entity.kind != "person"]
    make.statement(story, words, people[0] if people else None, pages=tuple(others[:2]))


def segments() -> Iterator[int]:
    return (store.searcher(folder).num_segments for folder in store.current().values())


def by_field(rows) -> dict[str, Counter[int]]:
    counts: dict[str, Counter[int]] = {name: Counter() for name in FIELDS.values()}
    for kind, entity in rows.values_list("entity__kind", "entity"):
        counts[FIELDS[kind]][entity] += 1
    return counts


@pytest.mark.parametrize("seed", range(3))
def test_counts_are_those_of_the_database_over_many_segments(seed: int) -> None:
    chance, entities = random.Random(seed), county()
    for _ in range(5):
        for _ in range(8):
            write(entities, chance)
        catch_up()
    assert max(segments()) > 1
    facets = find(Search("ferry")).facets
    articles = by_field(Tag.objects.filter(article__body__contains="ferry"))
    listed = StatementListing.objects.filter(statement__surface__contains="ferry")
    statements = by_field(listed)
    for name in FIELDS.values():
        assert getattr(facets, name) == articles[name] + statements[name], name
    assert facets.speakers == statements["person"]
    ferry = Statement.objects.filter(surface__contains="ferry")
    papers = Counter(ferry.values_list("article__publisher", flat=True))
    assert facets.publisher == papers + papers
    years = Counter(ferry.values_list("published__year", flat=True))
    assert facets.year == years + years


def test_a_count_is_what_its_link_finds() -> None:
    chance, entities = random.Random(7), county()
    for _ in range(25):
        write(entities, chance)
    facets = find(Search("ferry")).facets
    for name in (*FIELDS.values(), "publisher", "year"):
        assert getattr(facets, name)
        for value, count in getattr(facets, name).items():
            assert find(Search("ferry", **{name: value})).count == count, (name, value)
    for month, count in facets.month.items():
        found = find(Search("ferry", year=month // 100, month=month % 100))
        assert found.count == count


def test_the_most_frequent_come_first_and_equals_stay_in_order() -> None:
    rare, often, also = (make.person(name) for name in ("Ada Holt", "Ben Frost", "Cy Marsh"))
    for speaker in (often, often, also, also, rare):
        make.speech(speaker, "The ferry is late.")
    assert list(find(Search("ferry")).facets.speakers) == [often.pk, also.pk, rare.pk]


def test_words_of_a_handover_day_count_for_both_parties_and_labels_for_theirs() -> None:
    harbour, tide = make.party("Harbour Party"), make.party("Tide Alliance")
    coop = make.party("Harbour (Co-op)", is_label=True, label_of=harbour)
    alone = make.party("Independent", is_label=True)
    row = make.speech(make.person("Ada Holt"), "The ferry is late.", pages=(tide, harbour))
    make.tag(row.article, coop)
    make.tag(row.article, alone)
    facets = find(Search("ferry")).facets
    assert facets.party == {harbour.pk: 2, tide.pk: 2}


def test_what_names_more_than_most_is_counted_under_all() -> None:
    people = [make.person(f"Ada Holt{n}") for n in range(12)]
    for _ in range(2):
        story = make.article("Harbour", "“The ferry is late.”")
        for person in people:
            make.tag(story, person)
        row = make.statement(story, "The ferry is late.", people[0], pages=tuple(people[1:]))
        assert StatementListing.objects.filter(statement=row).count() == len(people)
    facets = find(Search("ferry")).facets
    assert facets.person == dict.fromkeys((person.pk for person in people), 4)
    assert facets.speakers == dict.fromkeys((person.pk for person in people), 2)


def test_what_has_no_date_is_counted_in_no_month() -> None:
    make.article("Harbour", "The ferry is late.", day=None)
    make.article("Harbour", "The ferry is late.", day=date(2018, 3, 1))
    facets = find(Search("ferry")).facets
    assert (facets.month, facets.year) == ({201803: 1}, {2018: 1})


def test_who_is_not_in_the_register_is_counted_nowhere() -> None:
    story = make.article("Harbour", "Piet Oster said: “The ferry is late.”")
    make.mention(story, "Piet Oster", None)
    make.statement(story, "The ferry is late.", speaker_text="Piet Oster", speaker_kind="person")
    facets = find(Search("ferry")).facets
    assert (facets.person, facets.speakers) == ({}, {})
    assert find(Search("ferry")).count == 2


def test_a_speaker_nobody_is_sure_of_is_not_counted() -> None:
    story = make.article("Harbour", "“The ferry is late.”")
    make.statement(story, "The ferry is late.", make.person("Ada Holt"), is_sure=False)
    assert find(Search("ferry")).facets.speakers == {}


def test_how_the_words_reached_us_is_counted_and_filters() -> None:
    ada = make.person("Ada Holt")
    make.speech(
        ada,
        "The ferry is late.",
    )
    Statement.objects.update(channel="open-letter")
    make.speech(ada, "The ferry is early.")
    written, said = channel_number("open-letter"), channel_number("said")
    assert find(Search("ferry")).facets.channel == {written: 1, said: 1}
    found = find(Search("ferry", channel=written))
    assert (found.statement_count, found.article_count) == (1, 0)


def test_one_kind_alone_is_counted_alone() -> None:
    ada = make.person("Ada Holt")
    make.speech(ada, "The ferry is late.")
    make.tag(make.article("Quay", "The ferry."), ada)
    for kind, count in {"": 3, "statement": 1, "article": 2}.items():
        found = find(Search("ferry", kind=kind))
        assert (found.count, found.facets.person) == (count, {ada.pk: count})


def test_counting_can_be_left_out() -> None:
    make.speech(make.person("Ada Holt"), "The ferry is late.")
    assert find(Search("ferry"), with_facets=False).facets.person == {}
    assert settings.SEARCH_INDEX.exists()
