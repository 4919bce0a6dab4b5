"""The search page."""

import csv
from datetime import date, timedelta

import pytest

from articles.search import catch_up
from people.models import EntityRedirect, Postcode
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings, tmp_path) -> None:
    settings.SEARCH_INDEX = tmp_path / "index"


def asked(client, **values):
    catch_up()
    return client.get("/search/", values)


def text(response):
    return response.content.decode()


def test_words_find_the_statement_and_the_story_and_are_marked(client):
    row = make.speech(make.member(), "The breakwater is old.")
    response = asked(client, q="breakwater")
    page = text(response)
    assert "1 statement and 1 story" in page
    assert f"/statements/{row.pk}/" in page
    assert row.article.get_absolute_url() in page
    assert '<b class="found">breakwater</b>' in page


def test_a_statement_found_is_the_same_card_as_everywhere(client):
    make.speech(make.member(sits_for=make.party()), "The breakwater is old.")
    card = asked(client, q="breakwater").context["cards"][0]
    assert card.name == "Ada Holt"
    assert "MP for Saltmarsh" in card.who


def test_a_name_brings_people_and_places_first(client):
    make.member()
    make.council("Holtby")
    page = text(asked(client, q="holt"))
    assert "People and places" in page
    assert "MP for Saltmarsh" in page
    assert "Holtby Council" in page


def test_no_hit_links_no_article_and_says_what_to_try(client):
    make.speech(make.member(), "The breakwater is old.")
    page = text(asked(client, q="zzqxv"))
    assert "/articles/" not in page
    assert "Try fewer words" in page


def test_without_words_the_page_says_how_to_ask(client):
    page = text(asked(client))
    assert "How to ask" in page
    assert "Try fewer words" not in page


def test_chosen_filters_stand_above_and_can_be_taken_away(client):
    ada = make.member()
    make.speech(ada, "The breakwater is old.")
    make.speech(ada, "The breakwater fell.", day=make.DAY + timedelta(days=400))
    page = text(asked(client, q="breakwater", since="2022-01-01", person=ada.slug))
    assert "The" in page
    assert "1 statement and 1 story" in page
    assert "From 1 January 2022" in page
    assert 'href="/search/?q=breakwater&amp;since=2022-01-01"' in page


@pytest.mark.parametrize(
    "values",
    [
        {"q": '"unclosed OR -'},
        {"q": "http://a:b/*?"},
        {"q": "a", "page": "0"},
        {"q": "a", "page": "99999999999999999999"},
        {"q": "a", "order": "sideways"},
        {"q": "a", "since": "yesterday"},
        {"q": "a", "person": "nobody", "publisher": "nobody", "kind": "letter", "channel": "dream"},
        {"q": "a", "year": "0", "month": "13", "party": "\0", "all": "everything"},
        {"since": "0001-01-01", "until": "9999-12-31", "year": "9999"},
        {"q": "a\0b"},
    ],
)
def test_whatever_is_typed_has_an_answer(client, values):
    assert asked(client, **values).status_code == 200


def test_withdrawn_stories_are_not_found(client):
    row = make.speech(make.member(), "The breakwater is old.")
    catch_up()
    row.article.status = "withdrawn"
    row.article.save()
    assert "The breakwater" not in text(client.get("/search/", {"q": "breakwater"}))


def test_more_than_a_page_has_a_next_one(client):
    ada = make.member()
    for day in range(25):
        make.speech(ada, "The breakwater is old.", day=make.DAY - timedelta(days=day))
    first = asked(client, q="breakwater")
    assert len(first.context["results"].statements) == 10
    assert (first.context["before"], first.context["last"]) == (None, 3)
    only = asked(client, q="breakwater", kind="statement")
    assert only.context["after"] == "/search/?q=breakwater&kind=statement&page=2"
    last = client.get(only.context["after"])
    assert last.context["before"].endswith("page=1")
    assert last.context["after"] is None
    assert len(last.context["results"].statements) == 5


@pytest.mark.parametrize("number", [3, 30])
def test_it_asks_the_database_no_more_when_more_is_found(
    client, number, django_assert_max_num_queries
):
    for n in range(number):
        make.speech(make.member(f"Ada Holt{n}", f"Seat {n}"), "Ada says the breakwater is old.")
    catch_up()
    with django_assert_max_num_queries(20):
        client.get("/search/", {"q": "ada"})


def links_of(page):
    """What the refine column offers, by label."""
    return {
        entry.label: (entry.href, entry.count)
        for each in page.context["refinements"]
        for entry in each.entries
    }


def test_each_facet_is_a_link_that_finds_as_many_as_it_says(client):
    ada = make.member("Ada Holt", "Saltmarsh", make.party())
    council = make.council("Harrowmere")
    make.speech(ada, "The breakwater is old.", pages=(council,))
    make.speech(make.member("Ben Frost", "Acre"), "The breakwater fell.")
    page = asked(client, q="breakwater", order="newest")
    offered = links_of(page)
    assert {"Ada Holt", "Ben Frost", "Harrowmere Council", "Harrowmere Echo"} <= set(offered)
    for label, (href, count) in offered.items():
        assert href.startswith("/search/?q=breakwater&order=newest&"), label
        followed = client.get(href)
        assert followed.context["results"].count == count, label
        assert label in [chip.label for chip in followed.context["chips"]]


def test_who_says_this_most_counts_statements_of_the_register_only(client):
    ada, ben = make.member(), make.member("Ben Frost", "Acre")
    for speaker in (ben, ada, ben):
        make.speech(speaker, "The breakwater is old.")
    story = make.article("Quay", "Piet Oster said: “The breakwater is old.”")
    make.statement(story, "The breakwater is old.", speaker_text="Piet Oster")
    page = asked(client, q="breakwater")
    most = page.context["refinements"][0]
    assert most.title == "Who says this most"
    assert [(entry.label, entry.count) for entry in most.entries] == [
        ("Ben Frost", 2),
        ("Ada Holt", 1),
    ]
    followed = client.get(most.entries[0].href)
    assert followed.context["results"].statement_count == 2
    assert "Who says this most" not in text(followed)


def test_a_long_list_is_shown_whole_on_demand(client):
    for number in range(9):
        make.speech(make.member(f"Ada Holt{number}", f"Acre {number}"), "The breakwater is old.")
    people = next(
        r for r in asked(client, q="breakwater").context["refinements"] if r.name == "person"
    )
    assert (len(people.entries), people.total) == (6, 9)
    whole = client.get(people.more)
    shown = next(r for r in whole.context["refinements"] if r.name == "person")
    assert (len(shown.entries), shown.more) == (9, "")


def test_every_chosen_filter_is_a_chip_that_takes_it_away(client):
    ada = make.member(sits_for=make.party())
    make.speech(ada, "The breakwater is old.")
    chosen = {
        "person": "ada-holt", "publisher": "harrowmere-echo", "kind": "statement", "year": "2021",
        "month": "3", "since": "2021-03-01", "until": "2021-03-31",
    }  # fmt: skip
    page = asked(client, q="breakwater", **chosen)
    assert page.context["results"].count == 1
    chips = {chip.label: chip.href for chip in page.context["chips"]}
    assert set(chips) == {
        "Statements", "Ada Holt", "Harrowmere Echo", "2021", "March", "From 1 March 2021",
        "To 31 March 2021",
    }  # fmt: skip
    assert "person" not in chips["Ada Holt"]
    assert "month" not in chips["2021"]
    assert "publisher=harrowmere-echo" in chips["2021"]


def test_the_last_days_count_from_today(client, time_machine):
    time_machine.move_to("2021-03-08 12:00", tick=False)
    ada = make.member()
    make.speech(ada, "The breakwater is old.", day=date(2021, 3, 2))
    make.speech(ada, "The breakwater was new.", day=date(2021, 3, 1))
    assert asked(client, q="breakwater", within="7").context["results"].statement_count == 1
    recent = asked(client, q="breakwater", within="30")
    assert recent.context["results"].statement_count == 2
    assert [chip.label for chip in recent.context["chips"]] == ["Last 30 days"]


def test_hits_by_year_are_bars_that_filter_with_a_table_beside(client):
    ada = make.member()
    for year, times in {2017: 1, 2019: 3}.items():
        for _ in range(times):
            make.speech(ada, "The breakwater is old.", day=date(year, 5, 1))
    make.speech(ada, "The breakwater is old.", day=date(2019, 7, 1))
    page = asked(client, q="breakwater", kind="statement")
    bars = page.context["chart"].bars
    assert [(bar.label, bar.count, bar.height) for bar in bars] == [
        ("2017", 1, 25),
        ("2018", 0, 0),
        ("2019", 4, 100),
    ]
    assert bars[1].href == ""
    assert text(page).count("year=2019") >= 2
    within = client.get(bars[2].href)
    assert within.context["results"].count == 4
    months = within.context["chart"]
    assert months.title == "Found in 2019, by month"
    assert [(bar.label, bar.count) for bar in months.found] == [("May 2019", 3), ("July 2019", 1)]
    only = client.get(months.found[0].href)
    assert (only.context["results"].count, only.context["chart"]) == (3, None)


def test_one_year_alone_is_no_chart(client):
    make.speech(make.member(), "The breakwater is old.")
    assert asked(client, q="breakwater").context["chart"] is None


def test_another_spelling_is_offered_with_the_filters_kept(client):
    make.speech(make.member(), "The breakwater is old.")
    page = asked(client, q="braekwater", kind="statement")
    assert page.context["suggestion"] == (
        "breakwater",
        "/search/?kind=statement&q=breakwater",
        False,
    )
    assert "Did you mean" in text(page)
    assert "Did you mean" not in text(asked(client, q="breakwater"))


def test_a_postcode_is_answered_kindly_without_a_table_of_them(client):
    said = text(asked(client, q="ZZ1 1AA"))
    assert "This archive cannot look up postcodes" in said
    assert "Try fewer words" not in said


def test_postcodes_are_offered_only_where_some_are_known(client):
    assert "a postcode: its seat" not in text(asked(client))
    Postcode.objects.create(text="ZZ11AA", constituency=make.seat())
    assert "a postcode: its seat" in text(asked(client))


def test_filters_that_leave_nothing_lead_back_to_the_whole_archive(client):
    make.speech(make.member(), "The breakwater is old.")
    page = text(asked(client, q="breakwater", year="1999"))
    assert 'with these filters. <a href="/search/?q=breakwater">' in page


def test_what_makes_no_sense_is_left_out_and_said_to_be(client):
    make.speech(make.member(), "The breakwater is old.")
    page = asked(client, q="breakwater", person="nobody", since="yesterday")
    assert page.context["results"].count == 2
    assert "Person: nobody and nothing of the register has this address." in text(page)
    assert "From: Enter a valid date." in text(page)


def test_an_old_address_of_a_person_still_narrows(client):
    ada = make.member()
    make.speech(ada, "The breakwater is old.")
    EntityRedirect.objects.create(kind="person", old_slug="ada-marsh", entity=ada)
    page = asked(client, q="breakwater", person="ada-marsh")
    assert [chip.label for chip in page.context["chips"]] == ["Ada Holt"]


def test_an_address_with_a_number_leads_to_the_one_with_a_name(client):
    ada = make.member()
    response = client.get("/search/", {"q": "sea wall", "entity": ada.pk})
    assert response.url == "/search/?q=sea+wall&person=ada-holt"
    assert client.get("/search/", {"q": "a", "entity": "none"}).url == "/search/?q=a"


def test_names_and_words_are_escaped_everywhere(client):
    bad = "<script>alert(1)</script>"
    ada = make.member(f"Ada {bad}")
    ada.slug = "ada"
    ada.save()
    make.speech(ada, f"The breakwater {bad}", publisher=make.publisher(f"Paper {bad}"))
    page = asked(client, q=f"breakwater {bad}", person="ada")
    assert page.context["results"].count == 2
    assert "<script" not in text(page)
    assert "<script" not in text(asked(client, q=f"breakwater {bad}", year="2021"))


def test_the_results_can_be_taken_away_as_a_table(client):
    ada = make.member(sits_for=make.party(short_name="Harbour"))
    row = make.speech(ada, "=The breakwater is old.")
    extract = make.article("+Breakwater", "The breakwater leaks.", rights="extract", day=None)
    answer = client.get("/search/", {"q": "breakwater", "format": "csv", "order": "newest"})
    assert answer["Content-Type"].startswith("text/csv")
    head, *rows = csv.reader(answer.getvalue().decode().splitlines())
    rows = [dict(zip(head, cells, strict=True)) for cells in rows]
    assert [each["kind"] for each in rows] == ["in the speaker's own words", "story", "story"]
    assert rows[0]["words"] == "'=The breakwater is old."
    assert (rows[0]["speaker"], rows[0]["published"]) == ("Ada Holt", "2021-03-05")
    assert rows[0]["speaker that day"] == "Harbour MP for Saltmarsh"
    assert rows[0]["address"].endswith(f"/statements/{row.pk}/")
    assert rows[2]["headline"] == "'+Breakwater"
    assert (rows[2]["words"], rows[2]["published"], rows[2]["original"]) == ("", "", extract.url)
    assert "leaks" not in answer.getvalue().decode()


def test_the_table_has_all_pages_and_the_filters(client, monkeypatch):
    monkeypatch.setattr("articles.search.exporting.AT_ONCE", 4)
    monkeypatch.setattr("articles.search.exporting.MOST", 8)
    ada = make.member()
    for _ in range(10):
        make.speech(ada, "The breakwater is old.")
    catch_up()
    answer = client.get("/search/", {"q": "breakwater", "format": "csv", "kind": "statement"})
    rows = answer.getvalue().decode().splitlines()[1:]
    assert len(rows) == len(set(rows)) == 8


def test_a_search_can_be_followed(client):
    ada = make.member()
    make.speech(ada, "The breakwater is old.", day=date(2021, 3, 5))
    make.speech(ada, "The breakwater fell.", day=date(2021, 3, 7))
    story = make.article("Quay", "Piet Oster said: “The breakwater is old.”")
    make.statement(story, "The breakwater is old.", speaker_text="Piet Oster")
    page = asked(client, q="breakwater", person="ada-holt", order="oldest")
    feed = page.context["feed"]
    assert feed == "/search/feed/?q=breakwater&person=ada-holt"
    answer = client.get(feed)
    assert answer["Content-Type"].startswith("application/atom+xml")
    atom = text(answer)
    assert "<title>“breakwater”, Ada Holt – " in atom
    assert atom.index("breakwater fell") < atom.index("breakwater is old")
    assert "Piet Oster" not in text(client.get("/search/feed/", {"q": "breakwater"}))


def test_a_feed_of_nothing_is_an_empty_feed(client):
    for values in ({}, {"q": "zzqxv"}, {"q": '"'}, {"person": "nobody"}):
        answer = client.get("/search/feed/", values)
        assert answer.status_code == 200
        assert "<entry>" not in text(answer)


def test_the_feed_and_the_table_ask_the_database_no_more_when_more_is_found(
    client, django_assert_max_num_queries
):
    for n in range(25):
        make.speech(make.member(f"Ada Holt{n}", f"Seat {n}"), "The breakwater is old.")
    catch_up()
    with django_assert_max_num_queries(16):
        client.get("/search/feed/", {"q": "breakwater"})
    with django_assert_max_num_queries(16):
        client.get("/search/", {"q": "breakwater", "format": "csv"}).getvalue()
