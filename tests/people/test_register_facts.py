"""What must hold of the full register once it is loaded."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from people.held_posts import described_on
from people.models import (
    Alias,
    Boundary,
    Constituency,
    Entity,
    LocalAuthority,
    Membership,
    OfficeHolding,
    Party,
    Person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("full_register")]


@pytest.mark.parametrize(
    ("day", "name", "party"),
    [
        ("2019-02-17", "Mike Gapes", "labour-co-op"),
        ("2019-02-18", "Mike Gapes", "change-uk"),
        ("2019-02-19", "Mike Gapes", "change-uk"),
        ("2020-01-01", "Sam Tarry", "labour"),
        ("2024-08-01", "Jas Athwal", "labour"),
    ],
)
def test_ilford_south_is_held_by(day, name, party):
    held = Membership.objects.of_role("mp").held_on(date.fromisoformat(day))
    post = held.get(place__slug="ilford-south")
    assert (post.person.name, post.party.slug) == (name, party)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("1997-06-01", 658),
        ("2003-01-01", 659),
        ("2006-01-01", 646),
        ("2012-01-01", 650),
        ("2018-01-01", 650),
        ("2019-03-01", 649),
        ("2021-01-01", 650),
        ("2023-01-01", 649),
        ("2024-09-01", 650),
        ("2026-07-01", 650),
        ("2010-04-20", 0),
        ("2024-07-03", 0),
    ],
)
def test_so_many_mps_sit_on(day, count):
    assert Person.objects.sitting_on(date.fromisoformat(day)).count() == count


def test_two_people_are_called_gareth_thomas_and_are_told_apart():
    slugs = Person.objects.filter(name="Gareth Thomas").values_list("slug", flat=True)
    assert sorted(slugs) == ["gareth-thomas-clwyd-west", "gareth-thomas-harrow-west"]
    assert not Entity.objects.filter(slug="gareth-thomas").exists()


def test_father_and_son_of_one_seat_are_told_apart_by_the_year():
    slugs = Person.objects.filter(name="Ian Paisley").values_list("slug", flat=True)
    assert sorted(slugs) == ["ian-paisley-north-antrim-1997", "ian-paisley-north-antrim-1998"]


@pytest.mark.parametrize(
    ("kind", "slug"),
    [
        ("person", "mike-gapes"),
        ("person", "jas-athwal"),
        ("constituency", "ilford-south"),
        ("council", "redbridge"),
        ("council", "somerset-county"),
        ("party", "labour"),
        ("party", "labour-co-op"),
        ("constituency", "aberdeen-central-holyrood"),
        ("constituency", "north-antrim-stormont"),
    ],
)
def test_the_contracts_addresses_are_there(kind, slug):
    assert Entity.objects.filter(kind=kind, slug=slug).exists()


def test_the_register_begins_in_may_1997_and_ends_in_august_2026():
    starts = [during.lower for during in Membership.objects.values_list("during", flat=True)]
    assert min(starts) == date(1997, 5, 1)
    assert max(starts) <= date(2026, 8, 20)


def test_nobody_sits_between_any_dissolution_and_its_polling_day():
    for dissolved, polled in (
        (date(2001, 5, 14), date(2001, 6, 7)),
        (date(2005, 4, 11), date(2005, 5, 5)),
        (date(2015, 3, 30), date(2015, 5, 7)),
        (date(2017, 5, 3), date(2017, 6, 8)),
        (date(2019, 11, 6), date(2019, 12, 12)),
    ):
        campaign = DateRange(dissolved, polled)
        assert not Membership.objects.of_role("mp").filter(during__overlap=campaign).exists()
        assert Person.objects.sitting_on(dissolved - timedelta(days=1)).exists()


def test_a_person_is_described_from_the_database(django_assert_max_num_queries):
    gapes = Person.objects.get(slug="mike-gapes")
    with django_assert_max_num_queries(3):
        words = described_on(gapes, date(2019, 2, 18))
    assert words == (
        "MP for Ilford South (Labour (Co-op) until this day, then The Independent Group)"
    )


def test_redbridge_is_titled_as_readers_know_it():
    assert LocalAuthority.objects.get(slug="redbridge").title == "Redbridge Council"


def test_labels_are_no_parties():
    labels = Party.objects.filter(is_label=True).values_list("slug", flat=True)
    assert sorted(labels) == ["independent", "labour-co-op", "speaker"]
    assert Party.objects.get(slug="labour-co-op").label_of.slug == "labour"
    assert not Alias.objects.filter(entity__slug__in=["independent", "speaker"]).exists()


@pytest.mark.parametrize(
    ("text", "day", "kinds"),
    [
        ("Brexit Party", "2019-06-01", ["stated"]),
        ("Reform", "2019-06-01", []),
        ("Reform", "2024-06-01", ["ambiguous"]),
        ("The Independent Group", "2019-02-17", []),
        ("The Independent Group", "2019-02-18", ["stated"]),
        ("Tower Hamlets First", "2014-06-01", ["stated"]),
        ("Tower Hamlets First", "2020-06-01", []),
    ],
)
def test_a_partys_name_is_known_from_the_day_it_was_used(text, day, kinds):
    used = Alias.objects.used_on(date.fromisoformat(day)).filter(text=text)
    assert [alias.kind for alias in used] == kinds


def test_a_council_is_known_by_its_welsh_name():
    assert Alias.objects.get(text="Cyngor Gwynedd").entity.slug == "gwynedd"


def test_a_seat_has_one_page_over_its_boundary_sets_and_the_newest_spelling():
    edgbaston = Constituency.objects.get(slug="birmingham-edgbaston")
    assert edgbaston.name == "Birmingham Edgbaston"
    spellings = edgbaston.boundaries.order_by("during").values_list("name", flat=True)
    assert next(iter(spellings)) == "Birmingham, Edgbaston"


def test_each_boundary_of_2024_has_a_place_on_the_hex_map_of_its_own():
    places = Boundary.objects.filter(boundary_set="2024").values_list("hex_q", "hex_r")
    assert len(set(places)) == len(places) == 650


def test_every_office_of_one_holder_is_held_by_one_person_at_a_time():
    rows = list(OfficeHolding.objects.filter(office__key="prime-minister").order_by("during"))
    for earlier, later in pairwise(rows):
        assert earlier.during.upper <= later.during.lower


def test_no_post_is_held_for_no_time():
    assert not Membership.objects.filter(Q(during__isempty=True)).exists()


def test_loading_again_changes_nothing():
    out = StringIO()
    call_command("load_roster", stdout=out)
    assert "Nothing to change" in out.getvalue()
    assert "no longer hold" not in out.getvalue()


def copy_of(post: Membership, **changed: object) -> None:
    """Save a second row like `post`, and end the transaction as far as constraints go."""
    post.pk, post.key = None, None
    for name, value in changed.items():
        setattr(post, name, value)
    with transaction.atomic():
        post.save()
        connection.check_constraints()


def test_two_holders_of_a_seat_at_once_are_refused_when_the_transaction_ends():
    gapes = Membership.objects.get(key="m-mp-p-10219-2019-02-18")
    tarry = Person.objects.get(slug="sam-tarry")
    with pytest.raises(IntegrityError, match="one_holder_of_a_seat_at_a_time"):
        copy_of(gapes, person=tarry)


def test_two_seats_of_one_person_at_once_are_refused_when_the_transaction_ends():
    gapes = Membership.objects.get(key="m-mp-p-10219-2019-02-18")
    newport = Constituency.objects.get(slug="newport-west")
    march = DateRange(date(2019, 3, 1), date(2019, 3, 2))
    with pytest.raises(IntegrityError, match="one_seat_a_person_at_a_time"):
        copy_of(gapes, place=newport, during=march)


def test_a_handover_can_be_moved_row_by_row():
    before = Membership.objects.get(key="m-mp-p-10219-2017-06-08")
    after = Membership.objects.get(key="m-mp-p-10219-2019-02-18")
    later = date(2019, 2, 20)
    before.during = DateRange(before.during.lower, later)
    before.save()
    after.during = DateRange(later, after.during.upper)
    after.save()
    connection.check_constraints()
    held = Membership.objects.of_role("mp").held_on(date(2019, 2, 19))
    assert held.get(place__slug="ilford-south").party.slug == "labour-co-op"


def test_no_extension_is_needed():
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        assert cursor.fetchall() == [("plpgsql",)]
