"""Near copies are one group with the earliest in front, whatever order they come in."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from articles.actions.copies import APART, MOST_CANDIDATES, SHARING, group_copies
from articles.actions.ingesting import Ingest
from articles.actions.publishing import set_status
from articles.actions.undoing import Undo
from articles.erasure import erase
from articles.ingest.dates import at_noon
from articles.models import Article, Batch, Fingerprint
from tests.articles.invented import incoming, tagger

pytestmark = pytest.mark.django_db
BODY = (
    "The ferry to Saltmarsh will sail again in May, the harbour board told a crowded meeting. "
    "Una Pike, who keeps the pier, had waited for it for two winters and baked a cake. "
    "Its engine was mended in a yard up the coast, at a cost that nobody would name. "
    "Tickets go on sale next week at the library and on the quay, for those who can pay."
)
EDITED = BODY.replace("crowded", "packed").replace("next week", "on Monday")
OTHER = " ".join(f"another{number} story{number}" for number in range(60))


def bring_in(
    name: str, body: str = BODY, day: int = 5, month: int = 3, **values: object
) -> Article:
    batch, _ = Batch.objects.get_or_create(name=name)
    printed = at_noon(date(2021, month, day))
    story = incoming(url=f"https://{name}.example/a", body=body, published_at=printed)
    list(Ingest(batch, tagger(), "test").run([story]))
    return Article.objects.get(url=story.url)


def leads() -> dict[str, str]:
    """Which paper follows which."""

    def paper(article: Article) -> str:
        return article.batch.name if article.batch else ""

    found = Article.objects.exclude(lead=None).select_related("batch", "lead__batch")
    return {paper(article): paper(article.lead) for article in found if article.lead}


def test_copies_follow_the_earliest_though_it_comes_last() -> None:
    bring_in("mercury", EDITED, day=7)
    bring_in("gazette", BODY, day=6)
    assert leads() == {"mercury": "gazette"}
    bring_in("echo", BODY, day=5)
    assert leads() == {"mercury": "echo", "gazette": "echo"}
    bring_in("post", EDITED, day=9)
    assert set(leads().values()) == {"echo"}
    assert [article.batch.name for article in Article.objects.leading()] == ["echo"]
    assert Article.objects.leading().get().copies.count() == 3


def test_another_story_stays_alone() -> None:
    bring_in("echo")
    bring_in("mercury", OTHER)
    bring_in("gazette", "Short.")
    assert leads() == {}


def test_what_returns_every_year_is_no_copy() -> None:
    bring_in("echo", month=1)
    bring_in("mercury", month=6)
    assert leads() == {}


def test_only_articles_that_share_a_band_are_read_whatever_the_server_believes() -> None:
    story = bring_in("echo")
    asked = SHARING.format(ids=story.pk, most=MOST_CANDIDATES, days=APART.days)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {asked}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Index Scan using articles_article_pkey on articles_article there" in plan
    assert "Index Scan on fingerprint_bands" in plan
    # That of an article with its own fingerprint: any other could be made from its other end.
    assert plan.count("Join") + plan.count("Nested Loop") == 1


def test_a_changed_text_leaves_its_group_and_may_come_back() -> None:
    bring_in("echo", day=5)
    bring_in("mercury", day=6)
    bring_in("gazette", day=7)
    bring_in("echo", OTHER, day=5)
    assert leads() == {"gazette": "mercury"}
    bring_in("echo", EDITED, day=5)
    assert leads() == {"mercury": "echo", "gazette": "echo"}


def test_two_groups_that_a_third_text_joins_are_one() -> None:
    words = BODY.split()
    half = len(words) // 2
    start, end = " ".join(words[:half]), " ".join(words[half:])
    bring_in("echo", start, day=5)
    bring_in("mercury", end, day=6)
    assert leads() == {}
    bring_in("gazette", BODY, day=7)
    assert leads() == {"mercury": "echo", "gazette": "echo"}


def test_a_lead_that_readers_may_not_see_hides_no_other() -> None:
    first = bring_in("echo", day=5)
    bring_in("mercury", day=6)
    bring_in("gazette", day=7)
    set_status(article=first, status="withdrawn", reason="The publisher took it back.")
    assert leads() == {"echo": "mercury", "gazette": "mercury"}
    first.refresh_from_db()
    set_status(article=first, status="published")
    assert leads() == {"mercury": "echo", "gazette": "echo"}


def test_what_is_taken_back_or_erased_leaves_its_group() -> None:
    bring_in("echo", day=5)
    bring_in("mercury", day=6)
    bring_in("gazette", day=7)
    list(Undo(Batch.objects.get(name="echo"), tagger(), "test").run())
    assert leads() == {"gazette": "mercury"}
    editor = get_user_model().objects.create_user("editor")
    mercury = Article.objects.get(url="https://mercury.example/a")
    erase(article=mercury, reason="A court ordered it.", by=editor)
    assert leads() == {}
    assert Fingerprint.objects.count() == 1


def test_grouping_again_changes_nothing() -> None:
    bring_in("echo", day=5)
    article = bring_in("mercury", day=6)
    before = leads()
    group_copies(article=article)
    assert leads() == before
    assert article.lead is not None
