"""A council's page, and the list of them."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from people.models import Alias
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_a_council_shows_its_leaders_seats_and_kin(client):
    area, old = make.council(region="London"), make.council("Old Harrow")
    old.successors.add(area)
    make.post(make.person(), area, make.party(), role="council_leader")
    make.overlap(
        make.boundary(make.seat("Marsh North"), date(2010, 4, 13), date(2024, 5, 31)), area
    )
    make.overlap(make.boundary(make.seat(), date(2024, 5, 31)), area, 0.6)
    page = text(client.get("/councils/harrowmere/"))
    for shown in ("<h1>Harrowmere Council</h1>", "Ada Holt", "Unitary council, London"):
        assert shown in page
    assert "Took over from" in page
    assert "60% of the seat’s people" in page
    assert "Marsh North" not in page
    assert "Succeeded by" in text(client.get("/councils/old-harrow/"))


def test_a_council_says_who_leads_it_now_and_who_led_before(client):
    area = make.council()
    make.post(make.person("Ada Holt"), area, make.party(), end=make.DAY, role="council_leader")
    make.post(make.person("Ben Marl"), area, make.party("Tide"), make.DAY, role="council_leader")
    response = client.get("/councils/harrowmere/")
    page = text(response)
    assert "Its leader is" in page
    assert page.index("Ben Marl") < page.index("Ada Holt")
    assert [bar.label for bar in response.context["facts"].strip.lanes[0].bars] == ["Holt", "Marl"]


def test_a_council_shows_who_sits_for_its_seats_today(client):
    area, place = make.council(), make.seat()
    make.overlap(make.boundary(place, date(2024, 5, 31)), area, 0.6)
    make.post(make.person("Ada Holt"), place, None, date(2019, 12, 12), date(2024, 5, 30))
    make.post(make.person("Ben Marl"), place, make.party(), date(2024, 7, 4))
    page = text(client.get("/councils/harrowmere/"))
    assert "Ben Marl (Harbour Party) · 60% of the seat’s people live here" in page
    assert "Ada Holt" not in page


def named(name, area):
    area.name = name
    area.save()
    return area


def test_a_council_of_two_languages_has_both_names(client):
    area = named("Gwynmor Council", make.council("Gwynmor", nation="Wales"))
    Alias.objects.create(entity=area, text="Cyngor Gwynmor")
    Alias.objects.create(entity=area, text="Gwynmor County Council")
    page = text(client.get("/councils/gwynmor/"))
    assert "<h1>Gwynmor Council</h1>" in page
    assert '<p class="other-name" lang="cy">Cyngor Gwynmor</p>' in page
    assert page.count('class="other-name"') == 1


def test_a_council_called_in_gaelic_has_both_names_and_says_neither_twice(client):
    named("Comhairle Eilmor", make.council("Eilmor", nation="Scotland"))
    page = text(client.get("/councils/eilmor/"))
    assert "<h1>Eilmor Council</h1>" in page
    assert '<p class="other-name" lang="gd">Comhairle Eilmor</p>' in page
    assert page.count("Comhairle Eilmor") == 1


def test_a_council_that_goes_by_its_welsh_name_has_the_english_one_beside_it(client):
    area = named("Cyngor Gwynmor", make.council("Gwynmor", nation="Wales"))
    Alias.objects.create(entity=area, text="Gwynmor Council")
    page = text(client.get("/councils/gwynmor/"))
    assert '<h1 lang="cy">Cyngor Gwynmor</h1>' in page
    assert '<p class="other-name" lang="en">Gwynmor Council</p>' in page


def test_a_councils_own_words_stand_on_its_page(client):
    area = make.council()
    make.speech(area, "The library stays open.")
    page = text(client.get("/councils/harrowmere/"))
    assert "The library stays open." in page
    assert "Harrowmere Council</a></p>" in page


def test_a_former_council_says_until_when_and_who_took_over(client):
    gone = make.council("Old Harrow", during=DateRange(date(1974, 4, 1), date(2021, 4, 1)))
    gone.successors.add(make.council())
    page = text(client.get("/councils/old-harrow/"))
    assert "Former unitary council" in page
    assert "Abolished after 31 March 2021" in page
    assert "took over" in page
    assert "abolished after 31 March 2021" in text(client.get("/councils/harrowmere/"))


def test_what_happened_when_has_leaders_and_by_elections_in_the_seats_of_its_time(client):
    area, place = make.council(), make.seat()
    drawn = make.boundary(place, date(2010, 4, 13), date(2024, 5, 31))
    elsewhere = make.boundary(make.seat("Brill"), date(2010, 4, 13))
    make.overlap(drawn, area)
    values = {"start_reason": "by_election", "end": date(2024, 5, 30)}
    harbour = make.party()
    make.post(make.person("Ada Holt"), place, harbour, date(2021, 5, 6), boundary=drawn, **values)
    make.post(
        make.person("Ben Marl"), elsewhere.constituency, harbour, date(2021, 5, 6),
        boundary=elsewhere, **values,
    )  # fmt: skip
    make.post(make.person("Cy Oster"), area, harbour, make.DAY, role="council_leader")
    events = client.get("/councils/harrowmere/").context["facts"].events
    assert [(event.day, event.what) for event in events] == [
        (date(2021, 5, 6), "Ada Holt (Harbour Party) won the by-election in Saltmarsh"),
        (make.DAY, "Cy Oster (Harbour Party) became leader"),
    ]


def test_what_happened_stands_behind_the_chart(client):
    area = make.council()
    make.post(make.person("Ada Holt"), area, make.party(), date(2020, 7, 1), role="council_leader")
    make.post(
        make.person("Ben Marl"),
        area,
        None,
        date(2015, 7, 1),
        date(2020, 7, 1),
        role="council_leader",
    )
    for n in range(12):
        make.speech(area, "The library stays open.", day=date(2020, n + 1, 3))
    response = client.get("/councils/harrowmere/")
    assert response.context["chart_events"] == [49.73]
    assert 'class="event" x1="49.73%"' in text(response)


@pytest.mark.parametrize("number", [3, 30])
def test_a_councils_page_asks_the_database_no_more_when_there_is_more(
    client, number, django_assert_max_num_queries
):
    area, ada = make.council(), make.person()
    for n in range(number):
        make.post(make.person(f"Leader {n}"), area, None, role="councillor")
        make.overlap(make.boundary(make.seat(f"Seat {n}"), date(2024, 5, 31)), area)
        make.council(f"Old {n}").successors.add(area)
        make.speech(ada, "The wall is old.", (area,))
        won = make.boundary(make.seat(f"Won {n}"), date(2010, 4, 13))
        make.overlap(won, area)
        make.post(
            ada,
            won.constituency,
            make.party(f"Party {n}"),
            date(2010 + n, 1, 1),
            date(2010 + n, 9, 9),
            start_reason="by_election",
            boundary=won,
        )
    with django_assert_max_num_queries(17):
        client.get("/councils/harrowmere/")


def test_the_list_of_councils_uses_the_name_that_readers_use(client):
    make.council()
    assert "Harrowmere Council" in text(client.get("/councils/"))
