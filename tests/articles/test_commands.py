"""The commands as a person uses them: what they say, what they leave, how they end."""

import json
from argparse import ArgumentTypeError
from io import StringIO
from pathlib import Path

import psycopg
import pytest
from django.conf import LazySettings, settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from articles.actions import adding_many, ingesting
from articles.actions.copying import copy_rows
from articles.actions.publishing import set_notice
from articles.management.commands.ingest import column_map
from articles.models import Article, Batch, Failure, TaggerAnswer
from tests.articles.fetching.site import serving
from tests.articles.ingest.sources import entry, page, rss

ROSTER = Path(settings.BASE_DIR) / "seeds" / "roster"
STORY = {
    "url": "https://echo.example/tuba",
    "headline": "Band seeks tuba",
    "body": "Rehearsals are on Mondays.",
    "published_at": "2021-03-05",
    "publisher": {"name": "Harrowmere Echo"},
}


def lines(folder: Path, *rows: str) -> Path:
    path = folder / "export.jsonl"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def run(name: str, *args: object, **options: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command(name, *map(str, args), stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db(transaction=True)
def test_bad_lines_are_listed_kept_and_forgotten_once_mended(tmp_path: Path) -> None:
    path = lines(tmp_path, json.dumps(STORY), '{"headline": ', "[]")
    said, complained = run("ingest", path)
    assert "1 added" in said
    assert "1 as extracts" in said
    for line in (2, 3):
        assert f"{path}:{line}: " in complained
    assert Failure.objects.count() == 2
    mended = json.dumps(STORY | {"url": "https://echo.example/2"})
    lines(tmp_path, json.dumps(STORY), mended)
    assert run("ingest", path)[1] == ""
    assert not Failure.objects.exists()
    assert Article.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_second_run_adds_nothing_and_leaves_no_batch(tmp_path: Path) -> None:
    path = lines(tmp_path, json.dumps(STORY))
    run("ingest", path, batch="first")
    assert "0 added; 0 changed; 1 unchanged" in run("ingest", path, batch="second")[0]
    assert [batch.name for batch in Batch.objects.all()] == ["first"]


def stories(folder: Path, number: int) -> Path:
    rows = [STORY | {"url": f"https://echo.example/{n}"} for n in range(number)]
    return lines(folder, *map(json.dumps, rows))


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_breaks_within_a_group_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = []

    def copy_and_break(rows: list) -> None:
        copy_rows(rows)
        copied.append(rows)
        if len(copied) == 1:
            with psycopg.connect(**connection.get_connection_params()) as other:
                backend = connection.connection.info.backend_pid
                other.execute("SELECT pg_terminate_backend(%s)", [backend])

    monkeypatch.setattr(adding_many, "copy_rows", copy_and_break)
    said, complained = run("ingest", stories(tmp_path, 5))
    assert copied
    assert complained == ""
    assert "5 added" in said
    assert Article.objects.count() == TaggerAnswer.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_said_and_the_same_command_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stories(tmp_path, 6)
    with monkeypatch.context() as full:
        full.setattr(ingesting, "AT_ONCE", 2)
        stored = []

        def until_full(rows: list) -> None:
            if len(stored) >= 2 and rows and isinstance(rows[0], Article):
                raise OperationalError("could not extend file: No space left on device")
            copy_rows(rows)
            stored.extend(row for row in rows if isinstance(row, Article))

        def no_room(**_: object) -> None:
            raise OperationalError("could not extend file: No space left on device")

        full.setattr(adding_many, "copy_rows", until_full)
        full.setattr(ingesting, "store_article", no_room)
        _, complained = run("ingest", path, batch="big")
    assert "The database does not go on: could not extend file: No space left on" in complained
    assert "Traceback" not in complained
    assert Article.objects.count() == TaggerAnswer.objects.count() == 2
    said, complained = run("ingest", path, batch="big")
    assert (said.split(";")[0], complained) == ("6 added", "")
    assert Article.objects.count() == TaggerAnswer.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_a_dry_run_says_what_would_happen_and_does_nothing(tmp_path: Path) -> None:
    path = lines(tmp_path, json.dumps(STORY), "[]")
    said, complained = run("ingest", path, dry_run=True)
    assert "1 would be added" in said
    assert "would be added: Band seeks tuba https://echo.example/tuba" in said
    assert f"{path}:2: " in complained
    for model in (Article, Batch, Failure):
        assert not model.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_tagging_again_takes_only_what_is_not_tagged_by_this_version(tmp_path: Path) -> None:
    run("ingest", lines(tmp_path, json.dumps(STORY)))
    assert run("tag")[0].startswith("0 tagged")
    assert run("tag", all=True)[0].startswith("1 tagged")
    assert "there is no article 999" in run("tag", article=999)[1]


def test_a_source_that_does_not_exist_is_named() -> None:
    assert (
        "no such file or folder: /nowhere/export.jsonl" in run("ingest", "/nowhere/export.jsonl")[1]
    )


def test_annotating_needs_no_database(tmp_path: Path) -> None:
    path, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = "Band seeks tuba\n\nMs Una Pike said: “You need not read music.”"
    rows = [json.dumps({"id": "a", "text": text, "published": "2021-03"}), "{", '{"id": 7}']
    path.write_text("\n".join(rows), encoding="utf-8")
    complained = run("annotate", path, output=str(out), roster=ROSTER)[1]
    (found,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert found["id"] == "a"
    assert [m["entity"] for m in found["mentions"]] == ["Una Pike"]
    said = found["statements"][0]
    assert (said["type"], said["speaker"], said["speaker_id"]) == ("direct", "Una Pike", None)
    assert text[said["start"] : said["end"]] == "You need not read music"
    assert f"{path}:2: not JSON" in complained
    assert f"{path}:3: id: expected text" in complained


def test_annotating_by_two_processes_gives_the_answers_of_one(tmp_path: Path) -> None:
    path, alone, both = (tmp_path / f"{name}.jsonl" for name in ("in", "alone", "both"))
    texts = [
        f"Band seeks tuba {n}\n\nMs Una Pike, {n}, said: “You need not read." for n in range(60)
    ]
    rows = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)]
    path.write_text("\n".join([*rows, "", "{"]), encoding="utf-8")
    told = [
        run("annotate", path, output=str(out), roster=ROSTER, processes=processes)[1]
        for out, processes in ((alone, 1), (both, 2))
    ]
    assert alone.read_text() == both.read_text()
    assert len(both.read_text().splitlines()) == 60
    assert told[0] == told[1]
    assert f"{path}:62: not JSON" in told[1]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (f'{{"id": "a", "text": {"[" * 100_000}', "not JSON that can be read"),
        (f'{{"id": "a", "text": {"7" * 10_000}}}', "not JSON that can be read"),
        ('{"id": "a", "text": "b", "published": "2019-02-31"}', "published_at: '2019-02-31'"),
    ],
)
def test_a_line_that_breaks_a_reader_is_named(tmp_path: Path, line: str, problem: str) -> None:
    path = lines(tmp_path, line)
    told = run("annotate", path, output=str(tmp_path / "out.jsonl"), roster=ROSTER)[1]
    assert f"{path}:1: {problem}" in told


def test_half_a_character_in_json_is_tagged_and_written(tmp_path: Path) -> None:
    path, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    path.write_text(r'{"id": "\ud800", "text": "A \udfff\n\nMs Una Pike\ud83d said it rained."}')
    assert run("annotate", path, output=str(out), roster=ROSTER)[1] == ""
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["id"] == "\ud800"
    assert [m["surface"] for m in found["mentions"]] == ["Ms Una Pike"]


def test_evaluating_names_what_a_folder_lacks(tmp_path: Path) -> None:
    assert "annotations.jsonl: missing" in run("evaluate", tmp_path)[1]


def test_evaluating_prints_figures(tmp_path: Path) -> None:
    text = "Band seeks tuba\n\nMs Una Pike said: “You need not read music.”"
    start = text.index("You need")
    gold = {
        "id": "a", "set": "local", "published": "2021-03-05",
        "mentions": [{"start": 17, "end": 28, "surface": "Ms Una Pike", "kind": "person",
                      "entity": "Una Pike", "role": "other"}],
        "statements": [{"start": start, "end": start + 23, "type": "direct",
                        "speaker": "Una Pike", "speaker_kind": "person", "cue": "said",
                        "speaker_mention": [17, 28]}],
    }  # fmt: skip
    (tmp_path / "annotations.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "entities.json").write_text("[]", encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(text, encoding="utf-8")
    said = run("evaluate", tmp_path)[0]
    assert "statement                  F1 1.000" in said
    assert "1 right of 1 found, 1 to find" in said


@pytest.mark.django_db(transaction=True)
def test_a_batch_is_taken_back_and_the_exit_tells_whether_all_of_it_went(tmp_path: Path) -> None:
    both = [json.dumps(STORY), json.dumps(STORY | {"url": "https://echo.example/2"})]
    run("ingest", lines(tmp_path, *both), batch="spring")
    assert "there is no batch “autumn”: the newest are “spring”" in run("undo_batch", "autumn")[1]
    touched = Article.objects.get(url=STORY["url"])
    set_notice(article=touched, notice="apology", text="We were wrong.")
    said = run("undo_batch", "spring", dry_run=True)[0]
    assert "would be left: given a notice by an editor" in said
    assert "would be removed" in said
    assert Article.objects.filter(removal="").count() == 2
    said, complained = run("undo_batch", "spring")
    assert said.startswith("1 removed; 0 given their earlier text")
    assert f"left: {touched.get_absolute_url()} Band seeks tuba: given a notice" in complained
    assert "1 left as they are" in complained
    assert run("undo_batch", "spring", force=True) == (
        "1 removed; 0 given their earlier text\n",
        "",
    )


@pytest.mark.django_db(transaction=True)
def test_a_feed_comes_in_from_its_address_and_a_second_run_fetches_nothing_twice(
    settings: LazySettings,
) -> None:
    settings.INGEST_ALLOW_PRIVATE, settings.INGEST_DELAY = True, 0.0
    with serving() as site:
        site.page("/1", page("Story 1"), "text/html", ETag='"1"')
        url = site.page("/feed", rss(entry(f"{site.address}/1"), entry(f"{site.address}/2")))
        said, complained = run("ingest", url)
        assert said.startswith("1 added; 0 changed; 0 unchanged; 1 failed")
        assert f"{site.address}/2:1: is not there: the server answers 404" in complained
        site.page("/2", page("Story 2"))
        assert run("ingest", url)[0].startswith("1 added; 0 changed; 1 unchanged; 0 failed")
        assert not Failure.objects.exists()
        assert {"If-None-Match": '"1"'}.items() <= site.asked[-2].headers.items()
    assert set(Article.objects.values_list("publisher__name", flat=True)) == {"Harrowmere Echo"}


@pytest.mark.django_db(transaction=True)
def test_this_machine_is_not_fetched_from_by_default() -> None:
    with serving() as site:
        complained = run("ingest", site.page("/1", page()))[1]
        assert "a private or local address: not fetched" in complained
        assert site.asked == []


@pytest.mark.django_db(transaction=True)
def test_a_column_map_says_which_column_is_which(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Kop,Lyf\nBand seeks tuba,Rehearsals are on Mondays.\n", encoding="utf-8")
    assert "no column for headline and body; the columns are Kop, Lyf" in run("ingest", path)[1]
    said = run("ingest", path, columns={"headline": "Kop", "body": "Lyf"})[0]
    assert said.startswith("1 added")
    with pytest.raises(ArgumentTypeError, match="expected PART=NAME"):
        column_map("kop=headline")
    assert column_map("headline=Kop, body=Lyf") == {"headline": "Kop", "body": "Lyf"}


def test_a_language_model_that_is_not_there_is_named_in_a_sentence(
    tmp_path: Path, settings
) -> None:
    settings.SPACY_MODEL = "no_such_model"
    path = lines(tmp_path, json.dumps({"id": "a", "text": "Head\n\nBody.", "published": "2021"}))
    _, complained = run("annotate", path, output=str(tmp_path / "out"), roster=ROSTER)
    assert complained.startswith("SPACY_MODEL=no_such_model: spaCy finds no model of this name")
