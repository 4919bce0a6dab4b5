"""A run of ingest: what comes in, what is kept of it, what a second run makes of it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from articles.actions.ingesting import Ingest
from articles.erasure import erase
from articles.ingest.files import read_source
from articles.ingest.values import IncomingArticle, Lead, Reading, Skipped, Unreadable
from articles.models import Article, Batch, Failure, Original
from articles.tagging.values import Document, TaggedText
from tests.articles.ingest.broken import GOOD, TABLE
from tests.articles.ingest.sources import article_json, page, warc
from tests.articles.invented import incoming

pytestmark = pytest.mark.django_db


def nothing(document: Document) -> TaggedText:
    return TaggedText(document.text)


def ingest(name: str = "run", **options: object) -> Ingest:
    batch, _ = Batch.objects.get_or_create(name=name)
    return Ingest(batch, nothing, "test", **options)  # type: ignore[arg-type]


def bring_in(*readings: Reading, name: str = "run", **options: object) -> Ingest:
    run = ingest(name, **options)
    list(run.run(readings))
    return run


def read(folder: Path, name: str = "run") -> tuple[Ingest, list[str]]:
    run = ingest(name)
    return run, [str(failed) for failed in run.run(read_source(folder))]


def test_broken_files_stop_nothing_and_come_in_once_mended(tmp_path: Path) -> None:
    (tmp_path / "good.json").write_bytes(GOOD)
    for case in TABLE:
        (tmp_path / case.file).write_bytes(case.raw)
    run, said = read(tmp_path)
    assert Article.objects.filter(url="https://echo.example/good").exists()
    assert len(said) == run.outcomes["failed"] == Failure.objects.count() == len(TABLE)
    for case in TABLE:
        assert any(line.startswith(f"{tmp_path / case.file}") for line in said), case.file

    for case in TABLE:
        if case.mended:
            (tmp_path / case.file).write_bytes(case.mended)
    before = Article.objects.count()
    again, said = read(tmp_path, "second run")
    assert len(said) == sum(case.mended is None for case in TABLE)
    assert {failure.source for failure in Failure.objects.all()} == {
        str(tmp_path / case.file) for case in TABLE if case.mended is None
    }
    assert Article.objects.count() > before
    assert again.outcomes["changed"] == 0


def test_two_articles_with_one_address_are_told_apart_and_the_first_is_kept() -> None:
    first = incoming(source="a.jsonl", line=1)
    other = incoming(source="a.jsonl", line=2, body="Another text.")
    run = bring_in(first, other, first)
    assert (run.outcomes["added"], run.outcomes["unchanged"], run.outcomes["failed"]) == (1, 1, 1)
    assert "the article at a.jsonl:1" in Failure.objects.get().reason
    again = bring_in(first, other, name="again")
    assert (again.outcomes["changed"], again.outcomes["failed"]) == (0, 1)


def test_captures_become_revisions_whatever_their_order(tmp_path: Path) -> None:
    def capture(words: str, day: int) -> tuple[str, bytes, str]:
        text = (f"The ferry {words}, the harbour board told a crowded meeting on the quay.",)
        return "https://echo.example/f", page(paragraphs=text), f"2021-03-0{day}T08:00:00Z"

    days = [capture("sails", 5), capture("may sail", 3), capture("will sail", 7)]
    (tmp_path / "a.warc.gz").write_bytes(warc(*days))
    read(tmp_path)
    article = Article.objects.get()
    assert article.body.startswith("The ferry will sail")
    assert article.captured_at is not None
    assert article.captured_at.day == 7
    kept = article.revisions.order_by("replaced_at")
    assert [(each.body[10:15], each.replaced_at.day) for each in kept] == [
        ("may s", 5), ("sails", 7),
    ]  # fmt: skip
    run, _ = read(tmp_path, "again")
    assert (run.outcomes["changed"], run.outcomes["unchanged"]) == (0, 3)


def test_a_poorer_copy_never_replaces_what_is_there() -> None:
    bring_in(incoming())
    run = bring_in(incoming(body="Short.", is_lesser=True), name="again")
    assert run.outcomes["unchanged"] == 1
    assert Article.objects.get().body != "Short."


def test_what_was_erased_never_comes_in_again() -> None:
    bring_in(incoming())
    editor = get_user_model().objects.create_user("editor")
    erase(article=Article.objects.get(), reason="A court ordered it.", by=editor)
    run = bring_in(incoming(), incoming(url="https://echo.example/2", body="Else."), name="again")
    assert run.outcomes["added"] == 1
    article = Article.objects.get(removal="erased")
    assert (article.body, article.status) == ("", "withdrawn")
    note = run.batch.notes.get()
    assert note.text == "was erased (A court ordered it.): not brought in again"


def test_the_original_is_kept_with_its_checksum_and_once(tmp_path: Path) -> None:
    raw = article_json(section="Transport")
    (tmp_path / "a.json").write_bytes(raw)
    read(tmp_path)
    read(tmp_path, "again")
    original = Original.objects.get()
    assert original.content == raw
    assert original.sha256 == hashlib.sha256(raw).hexdigest()
    assert original.media_type == "application/json"


def test_warnings_and_what_was_passed_over_are_kept_with_the_run() -> None:
    run = bring_in(
        incoming(warnings=("states no date of publication",), source="a.html"),
        Skipped("front.html", "holds links to articles, but is none"),
        Skipped("logo.png"),
    )
    batch = Batch.objects.get()
    assert (batch.added, batch.skipped, batch.warnings) == (1, 2, 1)
    assert [str(note) for note in run.batch.notes.all()] == [
        "a.html:1: states no date of publication",
        "front.html:1: holds links to articles, but is none",
    ]


def test_an_interrupted_run_is_resumed_under_its_name() -> None:
    def cut() -> Iterator[IncomingArticle]:
        yield incoming()
        raise KeyboardInterrupt

    run = ingest()
    with pytest.raises(KeyboardInterrupt):
        list(run.run(cut()))
    assert Batch.objects.get().finished_at is None
    both = [incoming(), incoming(url="https://echo.example/2")]
    bring_in(*both)
    batch = Batch.objects.get()
    assert batch.finished_at is not None
    assert set(Article.objects.values_list("batch__name", flat=True)) == {"run"}
    assert Article.objects.count() == 2


def test_a_lead_that_nobody_follows_is_a_failure() -> None:
    run = bring_in(Lead("https://echo.example/a", "feed.xml", 3))
    assert run.outcomes["failed"] == 1
    assert Failure.objects.get().line == 3


def test_a_text_that_the_database_refuses_is_named_and_the_others_come_in() -> None:
    run = ingest()
    failed = list(run.run([incoming(language="x" * 21, source="a"), incoming(source="b")]))
    assert [type(each) for each in failed] == [Unreadable]
    assert str(failed[0]).startswith("a:1: cannot be stored: value too long")
    assert Article.objects.count() == 1


def test_a_rehearsal_tags_nothing() -> None:
    bring_in(incoming(), rehearsal=True)
    assert not hasattr(Article.objects.get(), "tagger_answer")
