"""A person's page, namesakes, old addresses, and the list of people."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from articles.models import Together
from people.models import Alias, EntityRedirect, Office, OfficeHolding
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def test_a_page_has_the_persons_own_words_and_nobody_elses(client):
    ada, ben = make.member(), make.member("Ben Marl", "Brill")
    story = make.article(body="Ada Holt said: “The wall is old.” Ben Marl said: “It is not.”")
    make.statement(story, "The wall is old.", ada)
    make.statement(story, "It is not.", ben)
    for entity in (ada, ben):
        make.tag(story, entity)
    page = text(client.get("/people/ada-holt/"))
    assert "The wall is old." in page
    assert "It is not." not in page


def test_words_that_may_not_be_hers_stand_on_no_page(client):
    ada = make.member()
    story = make.article(body="She said: “The wall is old.”")
    make.statement(story, "The wall is old.", ada, is_sure=False)
    assert "The wall is old." not in text(client.get("/people/ada-holt/"))


def test_the_heading_says_former_once_the_post_is_over(client):
    make.post(make.person(), make.seat(), None, date(2015, 5, 7), date(2019, 11, 6))
    assert "Former MP for Saltmarsh" in text(client.get("/people/ada-holt/"))


def test_counts_are_said_in_words(client):
    make.speech(make.member(), "The wall is old.")
    assert "1 statement · named in 1 story · first 5 March 2021" in text(
        client.get("/people/ada-holt/")
    )


def test_a_person_without_statements_is_told_plainly(client):
    make.member()
    page = text(client.get("/people/ada-holt/"))
    assert "No statements yet." in page
    assert '<h2 id="stories">' not in page


def test_nobody_is_said_to_begin_where_the_register_begins(client):
    make.post(make.person(), make.seat(), None, date(1997, 5, 1), date(2001, 5, 14))
    page = text(client.get("/people/ada-holt/"))
    assert "in the register since 1997, until 14 May 2001" in page
    assert "1 May 1997" not in page


@pytest.mark.parametrize(
    ("day", "party"), [("2021-03-04", "Harbour Party"), ("2021-03-06", "Tide Alliance")]
)
def test_a_page_as_of_a_day_shows_the_party_of_that_day(client, day, party):
    ada, place = make.person(), make.seat()
    make.post(ada, place, make.party(), end=make.DAY)
    make.post(ada, place, make.party("Tide Alliance"), start=make.DAY)
    shown = client.get("/people/ada-holt/", {"on": day}).context
    assert party in shown["described"]
    assert party in shown["lead"]
    assert [p.name for p in shown["parties"]] == [party]


@pytest.mark.parametrize(
    "wrong",
    ["18-02-2019", "2019-02-30", "yesterday", "0000-00-00", "1996-01-01", "9999-12-31"],
)
def test_a_day_that_is_none_gets_a_clear_message(client, wrong):
    make.member()
    response = client.get("/people/ada-holt/", {"on": wrong})
    assert response.status_code == 200
    assert f"“{wrong}” is no day to show." in text(response)


def test_a_page_as_of_a_day_leaves_out_what_came_later(client):
    ada = make.member()
    make.speech(ada, "The wall is old.", day=date(2021, 3, 4))
    make.speech(ada, "The wall is sound.", day=date(2021, 3, 5))
    make.speech(ada, "The wall has gone.", day=date(2021, 3, 6))
    make.speech(ada, "Nobody knows when I said this.", day=None)
    response = client.get("/people/ada-holt/", {"on": "2021-03-05"})
    page = text(response)
    for shown in ("The wall is old.", "The wall is sound.", "2 statements · named in 2 stories"):
        assert shown in page
    for later in ("The wall has gone.", "Nobody knows when"):
        assert later not in page
    assert len(response.context["coverage"].stories.rows) == 2


def test_a_page_as_of_a_day_knows_no_end_that_came_later(client):
    make.post(make.person(), make.seat(), make.party(), date(2015, 5, 7), date(2019, 11, 6))
    page = text(client.get("/people/ada-holt/", {"on": "2018-01-01"}))
    assert "since 7 May 2015" in page
    assert "Former" not in page
    assert "2019" not in page.partition("<h1>")[2].partition("</header>")[0]


def test_a_page_as_of_a_day_leads_to_the_page_of_today_and_is_not_for_search_engines(client):
    make.member()
    page = text(client.get("/people/ada-holt/", {"on": "2020-01-01"}))
    assert "As of 1 January 2020" in page
    assert '<a href="/people/ada-holt/">The page of today</a>' in page
    assert 'content="noindex"' in page
    assert "noindex" not in text(client.get("/people/ada-holt/"))


def test_older_statements_of_a_page_as_of_a_day_stay_before_it(client):
    ada = make.member()
    for number in range(25):
        make.speech(ada, f"Winter {number} was hard.", day=make.DAY - timedelta(days=number))
    address = {"on": "2021-03-03"}
    first = client.get("/people/ada-holt/", address)
    assert "Winter 1 was hard." not in text(first)
    older = first.context["coverage"].words.page.next
    assert f"on=2021-03-03&amp;from={older}" in text(first)
    assert "Winter 24 was hard." in text(
        client.get("/people/ada-holt/", {**address, "from": older})
    )


def moved(*, until=None):
    """Somebody who went from one party to another in 2021."""
    ada, place = make.person(), make.seat()
    make.post(ada, place, make.party(), end=make.DAY)
    make.post(ada, place, make.party("Tide Alliance"), make.DAY, until)
    make.speech(ada, "The wall is old.", day=date(2020, 6, 1))
    return ada


def test_a_card_says_that_the_party_is_another_one_now(client):
    moved()
    assert "Harbour Party then, Tide Alliance now" in text(client.get("/people/ada-holt/"))


def test_of_somebody_who_left_it_says_what_came_later(client):
    moved(until=date(2022, 1, 1))
    assert "Harbour Party then, Tide Alliance later" in text(client.get("/people/ada-holt/"))


def test_a_card_says_nothing_of_a_change_that_is_to_come(client):
    moved()
    page = text(client.get("/people/ada-holt/", {"on": "2020-12-01"}))
    assert "The wall is old." in page
    assert "Tide Alliance" not in page


def test_a_namesake_is_named_by_what_tells_them_apart(client):
    make.member()
    other = make.person(slug="ada-holt-harrowmere")
    make.post(other, make.council(), None, role="councillor")
    page = text(client.get("/people/ada-holt/"))
    assert (
        '<a href="/people/ada-holt-harrowmere/">the councillor of that name in Harrowmere</a>'
        in page
    )
    assert "the MP of that name for Saltmarsh" in text(client.get("/people/ada-holt-harrowmere/"))


def test_somebody_written_alike_in_the_press_counts_as_a_namesake(client):
    make.member()
    other = make.member("Adeline Holt", "Brill")
    Alias.objects.create(entity=other, text="Ada Holt")
    assert "the MP of that name for Brill" in text(client.get("/people/ada-holt/"))


def test_a_page_leads_to_a_search_of_these_words_up_to_its_day(client):
    make.speech(make.member(), "The wall is old.")
    found = client.get("/search/", {"person": "ada-holt", "kind": "statement", "q": "wall"})
    assert "The <b" in text(found)
    hidden = '<input type="hidden" name="{}" value="{}">'
    page = text(client.get("/people/ada-holt/"))
    assert hidden.format("person", "ada-holt") in page
    assert 'name="until"' not in page
    past = text(client.get("/people/ada-holt/", {"on": "2021-04-01"}))
    assert hidden.format("until", "2021-04-01") in past


def test_people_mentioned_together_have_their_posts_and_counts(client):
    ada, ben = make.member(), make.member("Ben Marl", "Brill")
    Together.objects.create(entity=ada, other=ben, articles=3)
    page = text(client.get("/people/ada-holt/"))
    assert "Mentioned together with" in page
    assert "MP for Brill · 3 stories" in page
    assert "Mentioned together with" not in text(client.get("/people/ben-marl/"))


def test_why_somebody_is_listed_as_an_independent_is_answered_with_the_source(client):
    ada, place = make.person(), make.seat()
    independent = make.party("independent", is_label=True)
    make.post(ada, place, make.party(), end=make.DAY)
    make.post(
        ada, place, independent, make.DAY, start_reason="whip_withdrawn",
        source="press", confidence="sourced",
    )  # fmt: skip
    page = text(client.get("/people/ada-holt/"))
    assert "Why is Ada Holt listed as an independent?" in page
    assert "the Harbour Party whip was withdrawn" in page
    assert "Source: press reports – stated by the source" in page


def test_a_chart_stands_only_where_there_are_twelve_months_to_draw(client):
    ada = make.member(sits_for=make.party())
    for n in range(11):
        make.speech(ada, "The wall is old.", day=date(2020, n + 1, 3))
    assert client.get("/people/ada-holt/").context["chart"] is None
    make.speech(ada, "The wall is old.", day=date(2020, 12, 3))
    page = text(client.get("/people/ada-holt/"))
    assert "Coverage over time" in page
    assert 'fill="#00747a"' in page.partition('class="chart"')[2].partition("</figure>")[0]
    assert client.get("/people/ada-holt/", {"on": "2020-11-30"}).context["chart"] is None


def test_a_chart_counts_what_there_is_more_of(client):
    ada = make.member()
    for n in range(12):
        story = make.speech(ada, "The wall is old.", day=date(2020, n + 1, 3)).article
        assert client.get("/people/ada-holt/").context["coverage"].measure == "stories"
    make.statement(story, "said", ada)
    assert client.get("/people/ada-holt/").context["chart"].measure == "statements"


def test_a_month_in_the_table_leads_to_its_statements(client):
    ada = make.member()
    for n in range(12):
        make.speech(ada, f"Winter {n} was hard.", day=date(2020, n + 1, 3))
    chart = client.get("/people/ada-holt/").context["chart"]
    june = next(column for column in chart.columns if column.label == "June 2020")
    page = text(client.get("/people/ada-holt/", {"from": june.place}))
    assert "Winter 5 was hard." in page
    assert "Winter 6 was hard." not in page


def test_between_a_dissolution_and_polling_day_the_party_is_that_of_the_seat(
    client,
):
    ada = make.person()
    harbour = make.party()
    make.post(ada, make.seat(), harbour, end=date(2024, 5, 30), end_reason="dissolution")
    on = client.get("/people/ada-holt/", {"on": "2024-06-20"}).context
    assert on["parties"] == [harbour]
    assert client.get("/people/ada-holt/", {"on": "2024-08-01"}).context["parties"] == []


def test_the_councils_of_a_members_seat_are_named_with_their_shares(client):
    ada, place = make.person(), make.seat()
    drawn = make.boundary(place, date(2010, 4, 13))
    make.overlap(drawn, make.council(), 0.384)
    make.post(ada, place, None, boundary=drawn)
    page = text(client.get("/people/ada-holt/"))
    assert "Councils in Saltmarsh" in page
    assert "38% of the seat’s people" in page


def test_offices_have_their_dates(client):
    ada = make.member()
    row = Office.objects.create(key="pm", name="Prime Minister", kind="government")
    values = {"office": row, "person": ada, "title": "Prime Minister"}
    OfficeHolding.objects.create(during=DateRange(date(2020, 1, 1), date(2020, 6, 1)), **values)
    page = text(client.get("/people/ada-holt/"))
    assert "1 January 2020 to 1 June 2020" in page
    assert "Former Prime Minister, MP for Saltmarsh" in page


def test_what_is_current_is_said_to_be_so_as_of_the_registers_end(client):
    make.member()
    make.post(make.person("Ben Marl"), make.seat("Brill"), None, end=date(2021, 1, 1))
    assert "as of 20 August 2026" in text(client.get("/people/ada-holt/"))
    assert "as of 20 August 2026" not in text(client.get("/people/ben-marl/"))


def test_older_statements_are_a_page_away(client):
    ada = make.member()
    for number in range(25):
        make.speech(ada, f"Winter {number} was hard.", day=make.DAY - timedelta(days=number))
    first = client.get("/people/ada-holt/")
    assert "Winter 0 was hard." in text(first)
    assert "Winter 24 was hard." not in text(first)
    older = first.context["coverage"].words.page.next
    assert "Winter 24 was hard." in text(client.get("/people/ada-holt/", {"from": older}))


def test_withdrawn_and_embargoed_stories_do_not_show(client):
    ada = make.member()
    for values in (
        {"status": "withdrawn"},
        {"status": "restricted"},
        {"status": "embargoed", "embargo_until": make.timezone.now() + timedelta(days=1)},
    ):
        make.speech(ada, "The wall is old.", **values)
    page = text(client.get("/people/ada-holt/"))
    assert "The wall is old." not in page
    assert "Ada Holt speaks" not in page


def test_an_old_address_leads_to_the_new_one(client):
    EntityRedirect.objects.create(kind="person", old_slug="ada-marl", entity=make.member())
    response = client.get("/people/ada-marl/")
    assert (response.status_code, response.url) == (301, "/people/ada-holt/")


def test_a_shared_name_asks_who_is_meant(client):
    for place in ("Saltmarsh", "Brill"):
        holder = make.person(slug=f"ada-holt-{place.lower()}")
        make.post(holder, make.seat(place), None, date(2015, 5, 7), date(2019, 11, 6))
    page = text(client.get("/people/ada-holt/"))
    assert "Which Ada Holt?" in page
    assert "Former MP for Saltmarsh" in page
    assert "/people/ada-holt-brill/" in page


def test_somebody_of_whom_nobody_heard_is_not_found_and_gets_help(client):
    response = client.get("/people/nobody-of-this-name/")
    assert response.status_code == 404
    assert 'name="q"' in text(response)


@pytest.mark.parametrize("number", [3, 30])
def test_a_persons_page_asks_the_database_no_more_when_there_is_more(
    client, number, django_assert_max_num_queries
):
    ada, area = make.member(), make.council()
    make.post(ada, area, make.party(), role="council_leader")
    for n in range(number):
        make.speech(ada, "The wall is old.", (area,), day=make.DAY - timedelta(days=30 * n))
        namesake = make.person(slug=f"ada-holt-{n}")
        make.post(namesake, make.seat(f"Seat {n}"), None, end=date(2020, 1, 1))
        Together.objects.create(
            entity=ada, other=make.member(f"Ben Marl{n}", f"Brill {n}"), articles=2
        )
    with django_assert_max_num_queries(13):
        client.get("/people/ada-holt/")
    with django_assert_max_num_queries(14):
        client.get("/people/ada-holt/", {"on": "2021-03-01"})
