"""Which people are mentioned together: counted as articles come, change and go."""

import threading
from collections import Counter
from itertools import permutations

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from articles.actions.counting import count_article_anew, counted_in, refresh_coverage
from articles.actions.publishing import set_status
from articles.erasure import erase
from articles.models import Coverage, MonthTogether, Tag, Together
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [make.person(name) for name in ("Ada Holt", "Ben Marl", "Cy Oster")]


def story(*named, **values):
    article = make.article(**values)
    for entity in named:
        Tag.objects.create(article=article, entity=entity, published_at=article.published_at)
    count_article_anew(article=article)
    return article


def together():
    return {(row.entity.name, row.other.name): row.articles for row in Together.objects.all()}


def test_a_pair_is_counted_from_both_sides(people):
    ada, ben, cy = people
    story(ada, ben)
    story(ada, ben, cy)
    assert together() == {
        ("Ada Holt", "Ben Marl"): 2, ("Ben Marl", "Ada Holt"): 2,
        ("Ada Holt", "Cy Oster"): 1, ("Cy Oster", "Ada Holt"): 1,
        ("Ben Marl", "Cy Oster"): 1, ("Cy Oster", "Ben Marl"): 1,
    }  # fmt: skip


def test_only_people_are_paired(people):
    story(people[0], make.seat(), make.party(), make.council())
    assert together() == {}


def test_months_are_added_up_and_undated_stories_count(people):
    ada, ben, _ = people
    story(ada, ben)
    story(ada, ben, day=None)
    story(ada, ben, day=make.date(2020, 1, 31))
    assert MonthTogether.objects.count() == 3
    assert together()["Ada Holt", "Ben Marl"] == 3


def test_a_story_withdrawn_is_not_counted_and_counts_again_when_it_is_back(people):
    ada, ben, _ = people
    article = story(ada, ben)
    set_status(article=article, status="withdrawn", reason="An error.")
    assert together() == {}
    assert not MonthTogether.objects.exists()
    set_status(article=article, status="published")
    assert together()["Ada Holt", "Ben Marl"] == 1


def test_a_story_erased_leaves_no_pair(people):
    ada, ben, _ = people
    article = story(ada, ben)
    erase(
        article=article, reason="A court order.", by=get_user_model().objects.create(username="e")
    )
    assert together() == {}


def test_a_name_taken_back_takes_its_pairs_along(people):
    ada, ben, cy = people
    article = story(ada, ben, cy)
    counted = counted_in([entity.pk for entity in people], article.published_at)
    article.tags.filter(entity=cy.pk).delete()
    refresh_coverage(counted=counted)
    assert set(together()) == {("Ada Holt", "Ben Marl"), ("Ben Marl", "Ada Holt")}


def test_counting_again_changes_nothing(people):
    article = story(*people)
    before = together()
    count_article_anew(article=article)
    assert together() == before


def test_whom_somebody_is_named_with_most_comes_first(people):
    ada, ben, cy = people
    story(ada, ben)
    story(ada, cy)
    story(ada, cy)
    found = Together.objects.filter(entity=ada)
    assert [(row.other.name, row.articles) for row in found] == [("Cy Oster", 2), ("Ben Marl", 1)]


def test_an_archive_from_before_is_counted_by_the_migration(people):
    stories = [people[:2], people, people[1:], people[:1]]
    for named in stories:
        story(*named, day=make.DAY)
    story(*people[:2], status="withdrawn")
    expected = Counter(
        pair for named in stories for pair in permutations([p.name for p in named], 2)
    )
    assert together() == dict(expected)
    Together.objects.all().delete()
    MonthTogether.objects.all().delete()
    loader = MigrationLoader(None)
    migration = loader.get_migration_by_prefix("articles", "0003_people")
    with connection.schema_editor() as editor:
        migration.operations[-1].code(None, editor)
    assert together() == dict(expected)


def waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE NOT granted AND datname = current_database()"
        )
        return cursor.fetchone()[0] > 0


def in_another_connection(work):
    try:
        work()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_who_count_one_month_at_once_count_each_others_stories(people):
    ada, ben, _ = people
    make.publisher()  # Else they would wait for each other at its row already.
    other = threading.Thread(target=in_another_connection, args=[lambda: story(ada, ben)])
    with transaction.atomic():
        story(ada, ben)
        other.start()
        while other.is_alive() and not waits_for_a_lock():
            continue
    other.join()
    assert together()["Ada Holt", "Ben Marl"] == 2
    assert Coverage.objects.get(entity=ada).articles == 2
