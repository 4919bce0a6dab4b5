"""The permanent address of a statement."""

import html
import json
import re
from datetime import date

import pytest

from articles.models import FormerStatement
from tests.articles import factories as make

pytestmark = pytest.mark.django_db

BODY = "It rained.\n\nAda Holt said: “The wall is old.”\n\nThe wall fell.\n\nNobody was near."


def text(response):
    return response.content.decode()


def test_it_shows_the_words_who_said_them_where_and_what_stands_around(client):
    ada, story = make.member(sits_for=make.party()), make.article(body=BODY)
    row = make.statement(story, "The wall is old.", ada)
    page = text(client.get(f"/statements/{row.pk}/"))
    for shown in (
        "“The wall is old.”",
        "Harbour Party MP for Saltmarsh",
        "Harrowmere Echo",
        "5 March 2021",
        "It rained.",
        "The wall fell.",
        f'href="{story.get_absolute_url()}#s{row.pk}"',
    ):
        assert shown in page
    assert "Nobody was near." not in page
    assert "noindex" not in page


def test_it_says_how_the_words_reached_the_paper(client):
    story = make.article(body=BODY)
    row = make.statement(story, "The wall is old.", make.member(), channel="open-letter")
    assert text(client.get(f"/statements/{row.pk}/")).count("in an open letter") == 2


@pytest.mark.parametrize("kind", ["mixed", "indirect"])
def test_only_a_speakers_own_words_stand_in_quote_marks(client, kind):
    row = make.statement(make.article(body=BODY), "The wall is old.", make.member(), kind=kind)
    page = text(client.get(f"/statements/{row.pk}/"))
    card = page[page.index("<article") : page.index("</article>")]
    assert "As reported:" in card
    assert "“The wall" not in card


def test_an_extract_shows_nothing_around_the_words(client):
    story = make.article(body=BODY, rights="extract")
    row = make.statement(story, "The wall is old.", make.member())
    page = text(client.get(f"/statements/{row.pk}/"))
    assert "The wall is old." in page
    assert "It rained." not in page


def test_words_of_somebody_outside_the_register_are_kept_from_search_engines(client):
    row = make.statement(make.article(body=BODY), "The wall is old.", None, speaker_text="A walker")
    page = text(client.get(f"/statements/{row.pk}/"))
    assert "A walker" in page
    assert '<meta name="robots" content="noindex">' in page


def test_words_whose_speaker_is_not_sure_name_nobody_of_the_register(client):
    ada, story = make.member(), make.article(body=BODY)
    row = make.statement(story, "The wall is old.", ada, is_sure=False, speaker_text="She")
    page = text(client.get(f"/statements/{row.pk}/"))
    assert "/people/ada-holt/" not in page
    assert "noindex" in page


def test_an_address_that_was_joined_to_another_leads_there(client):
    row = make.statement(make.article(body=BODY), "The wall is old.", make.member())
    FormerStatement.objects.create(
        id=900, article=row.article, successor=row, digest="x", reason="joined"
    )
    response = client.get("/statements/900/")
    assert (response.status_code, response.url) == (301, f"/statements/{row.pk}/")


def test_an_address_whose_words_are_gone_says_why(client):
    FormerStatement.objects.create(
        id=900, article=make.article(), digest="x", reason="The article no longer says so."
    )
    response = client.get("/statements/900/")
    assert response.status_code == 410
    assert "The article no longer says so." in text(response)


@pytest.mark.parametrize(("status", "expected"), [("withdrawn", 410), ("restricted", 404)])
def test_it_goes_with_its_article(client, status, expected):
    story = make.article(body=BODY, status=status)
    row = make.statement(story, "The wall is old.", make.member())
    FormerStatement.objects.create(id=900, article=story, digest="x", reason="gone")
    for pk in (row.pk, 900):
        response = client.get(f"/statements/{pk}/")
        assert response.status_code == expected
        assert "The wall is old." not in text(response)


def test_there_never_was_such_a_statement(client):
    assert client.get("/statements/999999999/").status_code == 404


def test_it_says_who_the_speaker_was_then_and_is_now(client):
    harbour, alone = make.party(), make.party("Independent", slug="independent", is_label=True)
    ada, place = make.person(), make.seat()
    make.post(ada, place, harbour, end=date(2022, 1, 1))
    make.post(ada, place, alone, start=date(2022, 1, 1))
    row = make.speech(ada, "The wall is old.")
    page = text(client.get(f"/statements/{row.pk}/"))
    assert "Harbour Party then, Independent now" in page
    assert "As of 20 August 2026: Independent MP for Saltmarsh." in page


def test_it_says_nothing_of_now_if_all_is_as_it_was(client):
    row = make.speech(make.member(sits_for=make.party()), "The wall is old.")
    page = text(client.get(f"/statements/{row.pk}/"))
    assert "As of" not in page
    assert " then, " not in page


def test_somebody_who_left_has_no_party_now(client):
    ada = make.person()
    make.post(ada, make.seat(), make.party(), end=date(2022, 1, 1))
    row = make.speech(ada, "The wall is old.")
    page = text(client.get(f"/statements/{row.pk}/"))
    assert "As of 20 August 2026: former Harbour Party MP for Saltmarsh." in page
    assert "then," not in page


def test_it_can_be_cited_in_several_styles_without_scripts(client):
    row = make.speech(make.member(sits_for=make.party()), "The wall is old.")
    page = text(client.get(f"/statements/{row.pk}/"))
    for style in ("Plain text", "Harvard", "APA", "MLA", "Wikipedia", "BibTeX"):
        assert f">{style}</label><textarea" in page
    assert f"http://127.0.0.1:8000/statements/{row.pk}/" in page
    assert "|quote=The wall is old." in page


def test_an_extracts_byline_stands_in_no_citation(client):
    row = make.speech(make.member(), "The wall is old.", rights="extract", byline="By Jo Rook")
    assert "Jo Rook" not in text(client.get(f"/statements/{row.pk}/"))


def test_it_leads_to_the_words_at_the_publisher(client):
    row = make.speech(make.member(), "The wall is old.")
    page = text(client.get(f"/statements/{row.pk}/"))
    assert f'href="{row.article.url}#:~:text=The%20wall%20is%20old."' in page


def test_machines_are_told_of_a_speakers_own_words(client):
    ada, story = make.member(), make.article(body=BODY)
    own = make.statement(story, "The wall is old.", ada)
    page = text(client.get(f"/statements/{own.pk}/"))
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["@type"] == "Quotation"
    assert data["spokenByCharacter"]["name"] == "Ada Holt"
    assert data["isPartOf"]["url"] == f"http://127.0.0.1:8000{story.get_absolute_url()}"
    reported = make.statement(story, "The wall fell.", ada, kind="indirect")
    assert "ld+json" not in text(client.get(f"/statements/{reported.pk}/"))


def test_it_says_by_which_rule_the_words_are_somebodys_and_how_sure_that_is(client):
    row = make.speech(make.member(), "The wall is old.")
    row.rule, row.confidence = "name-before", 0.98
    row.save()
    page = text(client.get(f"/statements/{row.pk}/"))
    assert "The name stands before the words, with a verb of speaking." in page
    assert "As good as certain (98 in 100)." in page
    row.origin = "editor"
    row.save()
    page = text(client.get(f"/statements/{row.pk}/"))
    assert "Decided by an editor." in page
    assert "in 100" not in page


def test_a_wrong_speaker_can_be_reported_with_what_is_meant_filled_in(client):
    row = make.speech(make.member(), "The wall is old.")
    page = text(client.get(f"/statements/{row.pk}/"))
    link = html.unescape(re.search(r'<a href="(/report/\?[^"]+)" rel="nofollow">Wrong', page)[1])
    form = text(client.get(link))
    assert f'value="/statements/{row.pk}/"' in form
    assert "These are not the words of Ada Holt</textarea>" in form


@pytest.mark.parametrize("number", [3, 30])
def test_it_asks_the_database_no_more_when_the_story_is_longer(
    client, number, django_assert_max_num_queries
):
    ada = make.member()
    words = [f"Winter {n} was hard." for n in range(number)]
    story = make.article(body="\n\n".join(words))
    rows = [make.statement(story, each, ada) for each in words]
    with django_assert_max_num_queries(8):
        client.get(f"/statements/{rows[0].pk}/")
