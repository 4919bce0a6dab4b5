"""The HTML of every page is valid, with everything on it that a page can show."""

from __future__ import annotations

from datetime import date

import pytest

from articles.actions.storing import keep_revision
from articles.models import StatementWording
from people.models import Succession
from tests.articles import factories as make
from tests.articles.markup import faults_of

BODY = (
    "Ada Holt & Ben <Marl> spoke.\n\nShe said: “The wall is old.” She said it would fall.\n\n"
    "A walker said: “I saw it.”"
)


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<h1>A</h1><p><ul><li>a</li></ul></p>", "<ul> in ['p']"),
        ("<h1>A</h1><a href='/'><a href='/'>a</a></a>", "<a> in {'a'}"),
        ("<h1>A</h1><p id='a'></p><p id='a'></p>", "id a stands 2 times"),
        ("<h1>A</h1><label for='b'>a</label>", "nothing has the id b"),
        ("<h1>A</h1><h3>a</h3>", "after an h1 an h3"),
        ("<h1>A</h1><div><p>a</div>", "</div> closes ['p']"),
        ("<h1>A</h1><p class='a' class='b'>a</p>", "class twice in <p>"),
        ("<p>a</p>", "0 h1"),
    ],
)
def test_the_check_finds(html, fault):
    assert fault in faults_of(html)


@pytest.fixture
def _archive(db):
    """An archive in which every page has all its parts."""
    harbour, tide = make.party(), make.party("Tide Alliance", "#fdf38e")
    place, area = make.seat(region="London"), make.council(region="London")
    ada = make.person(twfy_id="1", wikidata_id="Q1")
    make.post(ada, place, harbour, end=make.DAY)
    make.post(ada, place, tide, start=make.DAY)
    make.post(make.person("Ben Marl"), area, harbour, role="council_leader")
    drawn, old = make.boundary(place, make.ELECTED), make.boundary(place, date(2010, 5, 6))
    make.overlap(drawn, area)
    Succession.objects.create(old=old, new=drawn, share_of_old=0.5, share_of_new=0.5)
    make.publisher().patch.add(area)
    for number in range(25):
        spot = make.seat(f"Seat {number:02}", region="Wales")
        shape = make.boundary(spot, date(2024, 5, 31))
        shape.hex_q = shape.hex_r = number
        shape.save()
        make.speech(ada, "The wall is old.", (spot, place, area, harbour, tide))
    for pk in (1, 2):
        story = make.article(
            pk=900 + pk, headline="A wall & a <road>", body=BODY, byline="By Jo Rook",
            standfirst="It is old.", rights="full" if pk == 1 else "extract",
            notice="correction", notice_text="It is <new>.",
        )  # fmt: skip
        first = make.mention(story, "Ada Holt", ada)
        first.evidence["against"] = [
            {"kind": "person", "key": "p-ben-marl", "name": "Ben Marl", "reason": "sat & left"}
        ]
        first.save()
        for entity in (ada, harbour, place, area):
            make.tag(story, entity)
        make.statement(story, "The wall is old.", ada, pages=(place, area), pk=900 + pk)
        make.statement(story, "it would fall", ada, kind="indirect")
        make.statement(story, "I saw it.", speaker_text="A walker", pk=910 + pk)
        StatementWording.objects.create(statement_id=900 + pk, surface="The <wall>")
        keep_revision(article=story, reason="The source changed.")
        story.body = f"{BODY}\n\nIt fell."
        story.save()


PAGES = [
    "/",
    "/people/",
    "/people/?letter=H&order=statements",
    "/people/ada-holt/",
    "/people/ada-holt/?on=2021-03-05",
    "/constituencies/",
    "/constituencies/saltmarsh/",
    "/councils/",
    "/councils/harrowmere/",
    "/parties/",
    "/parties/harbour-party/",
    "/publishers/",
    "/publishers/harrowmere-echo/",
    "/articles/901/a-wall-a-road/",
    "/articles/902/a-wall-a-road/",
    "/articles/901/a-wall-a-road/changes/",
    "/articles/902/a-wall-a-road/changes/",
    "/statements/901/",
    "/statements/902/",
    "/statements/911/",
    "/about/",
    "/report/?page=/people/ada-holt/&about=x",
    "/search/",
    "/nowhere/",
]


@pytest.mark.usefixtures("_archive")
def test_every_page_is_valid(client):
    found = {}
    for path in PAGES:
        response = client.get(path)
        assert response.status_code == (404 if path == "/nowhere/" else 200), path
        found[path] = faults_of(response.content.decode())
    assert {path: faults for path, faults in found.items() if faults} == {}
