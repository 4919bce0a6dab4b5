"""What the register says is kept in a process, and never longer than it is true."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from articles.kept import Kept, register_number
from articles.models import Archive, RegisterNumber
from articles.page_cache import tables_of_register
from articles.speakers import Posts
from people.models import Membership, Party, Person
from tests.articles import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _an_archive(transactional_db) -> None:
    Archive.objects.get_or_create(pk=1)


def party_of(person: Person) -> str:
    return Posts([person.pk]).of(person.pk)[0].party.name


def elsewhere(work) -> None:
    """Done by another connection, as by another process."""

    def done() -> None:
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(done).result()


def test_what_was_read_once_is_not_read_again(django_assert_num_queries) -> None:
    harbour = make.party()
    ada = make.member("Ada Holt", "Saltmarsh", harbour)
    ben = make.member("Ben Frost", "Northgate", harbour)
    assert party_of(ada)
    with django_assert_num_queries(1):  # for the number
        assert party_of(ada)
    with django_assert_num_queries(4):  # and the posts, offices and party's names of one
        Posts([ada.pk, ben.pk])
    with django_assert_num_queries(0):
        Posts([])


def test_a_change_by_anybody_shows_at_once() -> None:
    ada = make.member(sits_for=make.party())
    assert party_of(ada) == "Harbour Party"
    tide = make.party("Tide Alliance")
    elsewhere(lambda: Membership.objects.filter(person=ada).update(party=tide))
    assert party_of(ada) == "Tide Alliance"
    elsewhere(lambda: Party.objects.filter(pk=tide.pk).update(name="Tide"))
    assert party_of(ada) == "Tide"


def test_what_is_undone_was_never_kept() -> None:
    ada = make.member(sits_for=make.party())
    assert party_of(ada) == "Harbour Party"
    tide = make.party("Tide Alliance")
    with transaction.atomic():
        Membership.objects.filter(person=ada).update(party=tide)
        assert party_of(ada) == "Tide Alliance"
        transaction.set_rollback(True)
    assert party_of(ada) == "Harbour Party"


def test_what_a_transaction_has_not_committed_is_not_seen_by_others() -> None:
    ada = make.member(sits_for=make.party())
    assert party_of(ada) == "Harbour Party"
    seen = []
    with transaction.atomic():
        Membership.objects.filter(person=ada).update(party=make.party("Tide Alliance"))
        elsewhere(lambda: seen.append(party_of(ada)))
    assert (seen, party_of(ada)) == (["Harbour Party"], "Tide Alliance")


def test_somebody_without_a_post_is_asked_about_once(django_assert_num_queries) -> None:
    nobody = make.person("Cy Marsh")
    assert Posts([nobody.pk]).of(nobody.pk) == []
    with django_assert_num_queries(1):
        assert Posts([nobody.pk]).of(nobody.pk) == []
    make.post(nobody, make.seat())
    assert len(Posts([nobody.pk]).of(nobody.pk)) == 1


def test_a_page_of_a_past_day_leaves_the_pages_of_today_as_they_are(client) -> None:
    ada = make.person()
    make.post(ada, make.seat(), make.party(), make.ELECTED, make.NEXT_DAY)
    make.speech(ada, "The ferry is late.")
    today = client.get("/people/ada-holt/").content
    past = client.get(f"/people/ada-holt/?on={make.ELECTED + timedelta(days=1)}").content
    assert past != today
    assert client.get("/people/ada-holt/").content == today
    Posts([ada.pk]).of(ada.pk).clear()
    assert client.get("/people/ada-holt/").content == today


def test_nothing_is_kept_of_an_archive_that_has_no_number() -> None:
    make.person()
    RegisterNumber.objects.all().delete()
    read: list[set[int]] = []

    def find(ids: set[int]) -> dict[int, str]:
        read.append(ids)
        return dict.fromkeys(ids, "found")

    kept = Kept(find)
    assert register_number() is None
    assert [kept.of([7, 8, 7]) for _ in range(2)] == [{7: "found", 8: "found"}] * 2
    assert read == [{7, 8}] * 2


def test_no_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    make.person()
    monkeypatch.setattr("articles.kept.MOST", 3)
    read: list[int] = []

    def find(ids: set[int]) -> dict[int, int]:
        read.extend(ids)
        return {pk: pk for pk in ids}

    kept = Kept(find)
    for pk in (1, 2, 3, 4, 4, 1):
        assert kept.of([pk]) == {pk: pk}
    assert read == [1, 2, 3, 4, 4, 1]


def test_every_table_of_the_register_is_watched() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'turn_register'"
        )
        watched = {name for (name,) in cursor.fetchall()}
    assert watched == tables_of_register()
    assert {"people_membership", "people_partyname", "people_officeholding"} <= watched


def test_a_transaction_turns_the_number_once() -> None:
    make.person("Cy Marsh")
    before = sum(RegisterNumber.objects.values_list("number", flat=True))
    with transaction.atomic():
        for name in ("Ada Holt", "Ben Frost"):
            make.person(name)
    assert sum(RegisterNumber.objects.values_list("number", flat=True)) == before + 1
