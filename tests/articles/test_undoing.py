"""Taking back a batch: exactly what it brought, and nothing that anybody has touched since."""

import pytest
from django.contrib.auth import get_user_model
from django.forms import model_to_dict
from django.test import Client

from articles.actions import correcting
from articles.actions.ingesting import Ingest
from articles.actions.publishing import set_notice
from articles.actions.tagging import Tagger
from articles.actions.undoing import Undo
from articles.models import (
    Article,
    Batch,
    Correction,
    Coverage,
    Mention,
    Original,
    Report,
    Statement,
    Visit,
)
from tests.articles.invented import (
    ADA,
    BODY,
    CANNOT_WAIT,
    SAID,
    Harrowmere,
    harrowmere,
    incoming,
)
from tests.articles.invented import tagger as tagger_of

pytestmark = pytest.mark.django_db
NEW = BODY.replace("another winter", "another year")
NEWER = BODY.replace("another winter", "another spring")
WORDINGS = [CANNOT_WAIT.replace("winter", other) for other in ("year", "spring")]


def tagger() -> Tagger:
    """Finds the statement in each of its wordings."""
    return tagger_of(
        said=(*SAID, *((words, "direct", ADA, "Ada Holt", 0.99) for words in WORDINGS))
    )


@pytest.fixture
def county() -> Harrowmere:
    return harrowmere()


def bring_in(name: str, **changes: object) -> Article:
    batch, _ = Batch.objects.get_or_create(name=name)
    article = incoming(raw=str(changes).encode(), media_type="text/plain", **changes)
    assert list(Ingest(batch, tagger(), "test").run([article])) == []
    return Article.objects.order_by("-updated_at").first()  # type: ignore[return-value]


def undo(name: str, force: bool = False) -> Undo:
    run = Undo(Batch.objects.get(name=name), tagger(), "test")
    list(run.run(force=force))
    return run


def state() -> tuple:
    """Everything of the articles that readers and editors see."""
    articles = [
        model_to_dict(a) | {"checksum": a.checksum, "captured": a.captured_at}
        for a in Article.objects.order_by("pk")
    ]
    statements = list(Statement.objects.order_by("pk").values())
    wordings = [list(s.wordings.values("surface")) for s in Statement.objects.order_by("pk")]
    counts = sorted(Coverage.objects.values_list("entity", "month", "articles", "statements"))
    originals = sorted(Original.objects.values_list("sha256", flat=True))
    mentions = sorted(Mention.objects.values_list("surface", "start_char"))
    return articles, statements, wordings, counts, originals, mentions


def test_what_was_added_is_removed_and_its_addresses_say_so(
    county: Harrowmere, client: Client
) -> None:
    article = bring_in("first")
    words = Statement.objects.get(surface=CANNOT_WAIT)
    Visit.objects.create(address=article.url, visited_at=article.created_at)
    run = undo("first")
    assert (run.removed, run.restored, run.left) == (1, 0, [])
    for url in (article.get_absolute_url(), words.get_absolute_url()):
        gone = client.get(url, follow=True)
        assert gone.status_code == 410, url
        assert "Taken back with “first”" in gone.content.decode()
    for model in (Statement, Mention, Coverage, Original, Visit):
        assert not model.objects.exists(), model
    assert Article.objects.get().body == ""
    assert Batch.objects.get().undone_at is not None


def test_what_was_changed_gets_back_its_text_its_date_and_its_statements(
    county: Harrowmere,
) -> None:
    bring_in("first")
    before = state()
    bring_in("second", body=NEW, headline="Marsh Road shut", published_at=None)
    assert Statement.objects.get(surface=WORDINGS[0]).wordings.get().surface == CANNOT_WAIT
    assert state() != before
    run = undo("second")
    assert (run.removed, run.restored) == (0, 1)
    assert state() == before
    assert not Article.objects.get().revisions.exists()


def test_several_changes_by_one_batch_go_back_to_the_text_before_the_first(
    county: Harrowmere,
) -> None:
    bring_in("first")
    before = state()
    batch = Batch.objects.create(name="second")
    readings = [incoming(body=NEW), incoming(body=NEWER)]
    list(Ingest(batch, tagger(), "test", versions_in_order=True).run(readings))
    assert Article.objects.get().revisions.count() == 2
    undo("second")
    assert state() == before


def test_words_that_a_change_took_away_are_found_again_at_their_old_address(
    county: Harrowmere, client: Client
) -> None:
    bring_in("first")
    words = Statement.objects.get(surface=CANNOT_WAIT)
    bring_in("second", body="Marsh Road is open.")
    assert client.get(words.get_absolute_url()).status_code == 410
    undo("second")
    found = client.get(words.get_absolute_url(), follow=True)
    assert found.status_code == 200
    assert "Marsh Road cannot wait another winter" in found.content.decode()


def test_what_another_run_changed_since_is_left_and_listed(county: Harrowmere) -> None:
    bring_in("first")
    bring_in("second", body=NEW)
    run = undo("first")
    assert (run.removed, len(run.left)) == (0, 1)
    assert run.left[0][1] == "changed since by second"
    assert Article.objects.get().body == NEW
    assert Batch.objects.get(name="first").undone_at is None


def test_what_an_editor_corrected_since_is_left_and_listed(county: Harrowmere) -> None:
    bring_in("first")
    bring_in("first, part two", url="https://echo.example/2")
    editor = get_user_model().objects.create_user("editor")
    mention = Mention.objects.filter(surface="Piet Oster").earliest("pk")
    correcting.relink_mention(mention=mention, to=county.other, by=editor)
    run = undo("first")
    assert [(a.url, why) for a, why in run.left] == [
        ("https://echo.example/marsh-road", "corrected by an editor")
    ]
    assert undo("first, part two").removed == 1


def test_a_notice_a_status_and_a_report_count_as_touched(county: Harrowmere) -> None:
    for number in range(3):
        bring_in("first" if number == 2 else f"{number}", url=f"https://echo.example/{number}")
    batch = Batch.objects.get(name="first")
    one, two, three = Article.objects.order_by("pk")
    Article.objects.update(batch=batch)
    set_notice(article=one, notice="apology", text="We were wrong.")
    Article.objects.filter(pk=two.pk).update(status="restricted")
    Report.objects.create(article=three, page="/", message="Not me.")
    assert [why for _, why in undo("first").left] == [
        "given a notice by an editor",
        "given the status restricted by an editor",
        "reported by a reader",
    ]


def test_corrections_made_before_a_change_do_not_keep_it(county: Harrowmere) -> None:
    bring_in("first")
    editor = get_user_model().objects.create_user("editor")
    mention = Mention.objects.get(surface="Piet Oster")
    correcting.relink_mention(mention=mention, to=county.other, by=editor)
    before = state()
    bring_in("second", body=NEW)
    assert undo("second").restored == 1
    assert state() == before


def test_force_takes_back_what_was_touched_but_keeps_the_decisions(county: Harrowmere) -> None:
    bring_in("first")
    editor = get_user_model().objects.create_user("editor")
    mention = Mention.objects.get(surface="Piet Oster")
    correcting.relink_mention(mention=mention, to=county.other, by=editor)
    assert undo("first", force=True).removed == 1
    assert Correction.objects.count() == 1


def test_what_was_taken_back_comes_in_again_at_its_old_addresses(county: Harrowmere) -> None:
    article = bring_in("first")
    before = state()
    said = Statement.objects.get(surface=CANNOT_WAIT)
    undo("first")
    again = bring_in("second")
    assert again.pk == article.pk
    assert again.status == "published"
    assert state()[4:] == before[4:]
    new = Statement.objects.get(surface=CANNOT_WAIT)
    assert article.former_statements.get(pk=said.pk).successor == new


def test_taking_back_twice_does_nothing_more(county: Harrowmere) -> None:
    bring_in("first")
    undo("first")
    before = state()
    run = undo("first")
    assert (run.removed, run.restored, run.left) == (0, 0, [])
    assert state() == before


def test_finding_what_was_touched_takes_as_many_queries_however_many_articles(
    county: Harrowmere, django_assert_max_num_queries: object
) -> None:
    from articles.actions.undoing import touched_since

    for number in range(5):
        batch = Batch.objects.get_or_create(name="first")[0]
        story = incoming(url=f"https://echo.example/{number}")
        list(Ingest(batch, tagger(), "test").run([story]))
    with django_assert_max_num_queries(7):  # type: ignore[operator]
        assert touched_since(batch) == {}
