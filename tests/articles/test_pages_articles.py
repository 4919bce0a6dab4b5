"""An article's page."""

import html
import json
import re
from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from people.models import PartyName
from tests.articles import factories as make

pytestmark = pytest.mark.django_db

BODY = (
    "Ada Holt met the Mayor of Saltmarsh.\n\n"
    "Ms Holt said: “Marsh Road & the wall cannot wait <at all>.” She said it would cost more.\n\n"
    "“My shop is done,” said Piet Oster."
)
WORDS = "Marsh Road & the wall cannot wait <at all>."


def text(response):
    return response.content.decode()


def structured(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


@pytest.fixture
def ada():
    return make.member(sits_for=make.party())


@pytest.fixture
def story(ada):
    """Ada Holt, named twice, with her own words, reported ones, and words of somebody private."""
    story = make.article(body=BODY)
    make.mention(story, "Ada Holt", ada, why="“Ada Holt” is the name of the MP for Saltmarsh.")
    make.mention(story, "Holt", ada)
    make.mention(story, "Piet Oster", None)
    make.tag(story, ada)
    make.statement(story, WORDS, ada)
    make.statement(story, "it would cost more", ada, kind="indirect")
    make.statement(story, "My shop is done", None, speaker_text="Piet Oster")
    return story


def test_a_name_is_linked_where_it_first_stands_and_says_who_that_was(client, story):
    page = text(client.get(story.get_absolute_url()))
    body = page[page.index('<div class="body">') : page.index("<aside")]
    assert body.count('href="/people/ada-holt/"') == 1
    assert re.search(
        r'data-who="Harbour Party MP for Saltmarsh[^"]* \(on this day\)">Ada Holt</a>', body
    )


def test_every_statement_is_marked_where_it_stands_with_its_anchor(client, story):
    page = text(client.get(story.get_absolute_url()))
    for row in story.statements.all():
        assert f'id="s{row.pk}"' in page
        assert f'href="/statements/{row.pk}/"' in page
    assert "cannot wait &lt;at all&gt;." in page


def test_the_side_says_who_is_in_the_story_and_why(client, story):
    page = text(client.get(story.get_absolute_url()))
    side = page[page.index("<aside") :]
    assert "As on 5 March 2021" in side
    assert "is the name of the MP for Saltmarsh." in side
    assert "Piet Oster" not in side


def reason_of(page, name):
    """What stands in the panel that says why somebody is tagged."""
    panel = page[page.index(f'Why<span class="unseen"> {name}</span>') :]
    return re.sub(r"<[^>]+>", " ", panel[: panel.index("</details>")])


def test_why_says_the_words_the_rule_the_evidence_the_office_and_the_score(client, ada):
    story = make.article(body="Ada Holt spoke. Ms Holt sat. Ms Holt left.")
    first = make.mention(story, "Ada Holt", ada, why="“Ada Holt”: named in full; MP that day")
    first.confidence = 0.934
    first.save()
    for _ in range(2):
        make.mention(story, "Ms Holt", ada)
    make.tag(story, ada)
    reason = " ".join(reason_of(text(client.get(story.get_absolute_url())), "Ada Holt").split())
    assert "“Ada Holt”, “Ms Holt” twice" in reason
    assert "A full name, with enough beside it to say who is meant." in reason
    assert "Named in full" in reason
    assert "MP that day" in reason
    assert "Harbour Party MP for Saltmarsh" in reason
    assert "As good as certain (99 in 100)" in reason


def test_why_says_who_else_it_could_have_been_and_why_not(client, ada):
    namesake = make.person("Ada Holt", slug="ada-holt-brill")
    story = make.article(body="Ada Holt spoke.")
    row = make.mention(story, "Ada Holt", ada)
    row.evidence["against"] = [
        {"kind": "person", "key": namesake.key, "name": "Ada Holt", "reason": "left in 1999"},
        {"kind": "person", "key": "p-none", "name": "A. Holt", "reason": "sat elsewhere"},
    ]
    row.save()
    make.tag(story, ada)
    page = text(client.get(story.get_absolute_url()))
    assert '<a href="/people/ada-holt-brill/">Ada Holt</a>: left in 1999' in page
    assert "A. Holt: sat elsewhere" in page


def test_a_tag_without_words_says_that_an_editor_added_it(client, ada):
    story = make.article()
    make.tag(story, ada)
    assert "Added by an editor" in reason_of(text(client.get(story.get_absolute_url())), "Ada Holt")


def test_each_tag_can_be_reported_as_wrong_with_what_is_meant_filled_in(client, story):
    page = text(client.get(story.get_absolute_url()))
    link = html.unescape(re.search(r'<a href="(/report/\?[^"]+)" rel="nofollow">', page)[1])
    form = text(client.get(link))
    assert f'value="{story.get_absolute_url()}"' in form
    assert "In this story the wrong person is named: Ada Holt</textarea>" in form


def test_who_is_in_the_story_is_grouped_and_a_party_has_the_name_of_the_day(client, ada):
    tide = make.party("Tide Alliance")
    PartyName.objects.create(party=tide, name="Tide Group", during=DateRange(None, make.NEXT_DAY))
    PartyName.objects.create(party=tide, name="The Tide", during=DateRange(make.NEXT_DAY, None))
    story = make.article()
    for entity in (tide, make.council(), ada):
        make.tag(story, entity)
    side = text(client.get(story.get_absolute_url())).split("<aside")[1]
    places = [side.index(f"<h3>{label}</h3>") for label in ("People", "Parties", "Councils")]
    assert places == sorted(places)
    assert "Constituencies" not in side
    assert "Tide Group (now The Tide)" in side


def test_a_statements_mark_stays_on_the_line_of_its_last_word(client, story):
    page = text(client.get(story.get_absolute_url()))

    assert ' <a class="mark"' not in page
    assert ">\u00a0¶</a>" in page


def test_printed_it_gives_both_addresses(client, story):
    page = text(client.get(story.get_absolute_url()))
    printed = page[page.index('class="print-only"') :]
    assert story.url in printed
    assert f"http://127.0.0.1:8000{story.get_absolute_url()}" in printed


def test_a_wrong_name_in_the_address_leads_to_the_right_one(client, story):
    response = client.get(f"/articles/{story.pk}/something-else/")
    assert (response.status_code, response.url) == (301, story.get_absolute_url())


def test_machines_are_told_of_a_speakers_own_words_only(client, story, ada):
    page = text(client.get(story.get_absolute_url()))
    data = structured(page)
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == "2021-03-05"
    assert [thing["name"] for thing in data["mentions"]] == ["Ada Holt"]
    assert [(part["text"], part["spokenByCharacter"]["name"]) for part in data["hasPart"]] == [
        (WORDS, "Ada Holt")
    ]


def test_words_that_may_be_somebody_elses_are_no_quotation_for_machines(client, ada):
    story = make.article(body=BODY)
    make.statement(story, WORDS, ada, is_sure=False)
    assert "hasPart" not in structured(text(client.get(story.get_absolute_url())))


def test_a_headline_cannot_end_the_script(client):
    story = make.article(headline="</script><script>alert(1)</script>")
    page = text(client.get(story.get_absolute_url()))
    assert "<script>alert" not in page
    assert structured(page)["headline"] == "</script><script>alert(1)</script>"


def test_an_extract_shows_headline_link_and_statements_only(client, ada):
    story = make.article(body=BODY, standfirst="A road.", rights="extract")
    make.statement(story, WORDS, ada)
    page = text(client.get(story.get_absolute_url()))
    assert "Marsh Road &amp; the wall cannot wait" in page
    assert story.url in page
    for hidden in ("met the Mayor", "A road.", "My shop is done"):
        assert hidden not in page


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"status": "withdrawn", "status_reason": "The paper took it back."}, 410),
        ({"status": "restricted"}, 404),
        ({"status": "embargoed", "embargo_until": timezone.now() + timedelta(days=1)}, 404),
        ({"status": "embargoed", "embargo_until": timezone.now() - timedelta(days=1)}, 200),
    ],
)
def test_what_readers_may_not_see_shows_nothing_of_itself(client, values, status):
    story = make.article(body=BODY, **values)
    response = client.get(story.get_absolute_url())
    assert response.status_code == status
    if status != 200:
        assert "Marsh Road" not in text(response)
    if status == 410:
        assert "The paper took it back." in text(response)


def test_a_notice_stands_on_the_article_and_on_every_card_of_its_words(client, story):
    story.notice, story.notice_text = "correction", "The road is open."
    story.save()
    for path in (story.get_absolute_url(), "/people/ada-holt/", "/"):
        assert "The road is open." in text(client.get(path)), path


@pytest.mark.parametrize(
    ("precision", "shown", "machine"),
    [
        ("day", "5 March 2021", "2021-03-05"),
        ("month", "March 2021", "2021-03"),
        ("year", "2021", "2021"),
        ("time", "5 March 2021, 12.00pm", "2021-03-05T12:00:00+00:00"),
    ],
)
def test_the_date_is_as_exact_as_it_is_known(client, precision, shown, machine):
    story = make.article(precision=precision)
    page = text(client.get(story.get_absolute_url()))
    assert f">{shown}</time>" in page
    assert structured(page)["datePublished"] == machine
    assert f'datetime="{machine}"' in page


def test_a_name_that_straddles_a_statement_keeps_every_character(client, ada):
    story = make.article(body="They met Ada Holt today.")
    make.mention(story, "Ada Holt", ada)
    make.tag(story, ada)
    make.statement(story, "Holt today.", ada)
    page = text(client.get(story.get_absolute_url()))
    body = page[page.index('<div class="body">') : page.index("¶")]
    assert "They met Ada Holt today." in re.sub(r"<[^>]+>", "", body)


@pytest.mark.parametrize("number", [3, 30])
def test_an_article_asks_the_database_no_more_when_there_is_more_in_it(
    client, number, django_assert_max_num_queries
):
    names = [f"Ada Holt{n:02}" for n in range(number)]
    story = make.article(body="\n\n".join(f"{name} said: “{name} speaks.”" for name in names))
    for name in names:
        holder = make.member(name, f"Seat {name}")
        make.mention(story, name, holder)
        make.tag(story, holder)
        make.statement(story, f"{name} speaks.", holder)
    with django_assert_max_num_queries(10):
        client.get(story.get_absolute_url())
