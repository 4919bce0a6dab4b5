"""Near copies of a story name each other, and a quotation says who printed it first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from articles.actions.ingesting import Ingest
from articles.actions.publishing import set_status
from articles.ingest.dates import at_noon
from articles.ingest.values import IncomingPublisher
from articles.models import Article, Batch, Statement
from articles.outlets import lineage_of, others_by_article
from articles.search import catch_up
from articles.tagging.register import Ref
from tests.articles.invented import harrowmere, incoming, tagger

pytestmark = pytest.mark.django_db
ADA = Ref("person", "p-ada")
SAID = "The ferry has waited for its engine long enough"
SHORTENED = "The ferry has waited long enough for its engine"
BODY = (
    "The ferry to Saltmarsh will sail again in May, the harbour board told a crowded meeting. "
    "It had waited for two winters for an engine that was mended in a yard up the coast.\n\n"
    f"“{SAID},” said Ada Holt, the MP for Saltmarsh, who came by bus and went by bus.\n\n"
    "Tickets go on sale next week at the library and on the quay, for those who can pay."
)
TAG = tagger(
    named=(("Ada Holt", ADA, "Ada Holt"),),
    said=tuple((words, "direct", ADA, "Ada Holt", 0.99) for words in (SAID, SHORTENED)),
)


def printed(paper: str, day: int, body: str = BODY) -> Article:
    story = incoming(
        headline=f"Ferry sails again, {paper} has heard",
        url=f"https://{paper.lower()}.example/ferry",
        body=body,
        published_at=at_noon(date(2021, 3, day)),
        publisher=IncomingPublisher(paper, rights="full"),
    )
    batch = Batch.objects.create(name=paper)
    assert list(Ingest(batch, TAG, "test").run([story])) == []
    return Article.objects.get(url=story.url)


@pytest.fixture
def papers(settings, tmp_path: Path) -> list[Article]:
    settings.SEARCH_INDEX = tmp_path / "index"
    harrowmere()
    printed("Mercury", 7, BODY.replace(SAID, SHORTENED))
    printed("Echo", 5)
    printed("Gazette", 6, BODY.replace("crowded", "packed"))
    return list(Article.objects.order_by("published_at"))


def page(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200
    return reply.content.decode()


def test_a_story_names_who_else_printed_it(client: Client, papers: list[Article]) -> None:
    echo, gazette, mercury = papers
    first = page(client, echo.get_absolute_url())
    assert "<strong>Also printed by</strong>" in first
    assert first.index(gazette.get_absolute_url()) < first.index(mercury.get_absolute_url())
    copy = page(client, mercury.get_absolute_url())
    assert "<strong>Printed first</strong> by" in copy
    assert copy.index(echo.get_absolute_url()) < copy.index(gazette.get_absolute_url())


def test_what_is_hidden_is_not_named(client: Client, papers: list[Article]) -> None:
    echo, gazette, mercury = papers
    set_status(article=gazette, status="withdrawn", reason="The publisher took it back.")
    assert "Gazette" not in page(client, mercury.get_absolute_url())
    said = Statement.objects.get(article=echo)
    assert "Gazette" not in page(client, said.get_absolute_url())


def test_a_story_that_nobody_else_printed_says_nothing_of_it(client: Client) -> None:
    harrowmere()
    alone = printed("Echo", 5)
    assert "Printed first" not in page(client, alone.get_absolute_url())
    assert "Also printed" not in page(client, alone.get_absolute_url())
    assert lineage_of(Statement.objects.get()) == []
    assert others_by_article([alone]) == {}


def test_a_quotation_says_who_printed_it_first_and_who_in_other_words(
    client: Client, papers: list[Article]
) -> None:
    _, gazette, mercury = papers
    found = lineage_of(Statement.objects.select_related("article").get(article=gazette))
    assert [
        (printing.statement.article.publisher.name, printing.is_first, printing.differs)
        for printing in found
    ] == [("Echo", True, False), ("Gazette", False, False), ("Mercury", False, True)]
    shown = page(client, Statement.objects.get(article=mercury).get_absolute_url())
    assert "Who printed it" in shown
    assert ", first, in other words" in shown


def test_copies_are_one_result_with_the_others_named(client: Client, papers: list[Article]) -> None:
    catch_up()
    found = page(client, "/search/?q=engine+ferry&kind=article")
    assert found.count('<li class="story">') == 1
    assert "+2 outlets:" in found
    for article in papers:
        assert article.get_absolute_url() in found


def test_however_many_copies_one_query_finds_them(
    papers: list[Article], django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        found = others_by_article(papers)
    assert {len(others) for others in found.values()} == {2}
