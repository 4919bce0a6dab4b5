"""An article's page."""

import json
import re
from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from people.models import Party, PartyName
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
    ("precision", "shown"),
    [("day", "5 March 2021"), ("month", "March 2021"), ("time", "5 March 2021, 12.00pm")],
)
def test_the_date_is_as_exact_as_it_is_known(client, precision, shown):
    story = make.article(precision=precision)
    assert f"· {shown}" in text(client.get(story.get_absolute_url()))


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
    with django_assert_max_num_queries(8):
        client.get(story.get_absolute_url())


def renamed_party() -> Party:
    """A party that was called the Tide Group until midsummer of the year of the article."""
    tide = make.party("Tide Alliance – The Tide Group")
    for name, start, end in (
        ("Tide Group", None, make.DAY + timedelta(days=100)),
        ("Tide Alliance", make.DAY + timedelta(days=100), None),
    ):
        PartyName.objects.create(party=tide, name=name, during=DateRange(start, end, "[)"))
    return tide


def test_a_party_is_named_as_on_the_storys_day(client):
    tide = renamed_party()
    story = make.article(body="The Tide Group met.")
    make.mention(story, "Tide Group", tide)
    make.tag(story, tide)
    page = text(client.get(story.get_absolute_url()))
    assert ">Tide Group (now Tide Alliance)</a>" in page


def test_a_party_that_kept_its_name_has_its_own(client):
    harbour = make.party()
    PartyName.objects.create(party=harbour, name="Harbour", during=DateRange(None, None))
    story = make.article(body="The Harbour Party met.")
    make.mention(story, "Harbour Party", harbour)
    make.tag(story, harbour)
    assert ">Harbour Party</a>" in text(client.get(story.get_absolute_url()))
