"""Whatever is broken is named where it is broken, in words; the rest goes on."""

import re
from pathlib import Path

import pytest

from articles.ingest.files import read_source
from articles.ingest.values import Finished, IncomingArticle, Reading, Skipped, Unreadable
from tests.articles.ingest.broken import TABLE, Broken
from tests.articles.ingest.sources import article_json, captured, flipped, page, wacz, warc

PURE = [case for case in TABLE if case.file != "twice.jsonl"]  # for two articles see the archive


def readings(folder: Path, file: str, raw: bytes) -> list[Reading]:
    (folder / file).write_bytes(raw)
    return list(read_source(folder / file))


def test_the_table_holds_many_kinds() -> None:
    assert len({case.file for case in TABLE}) == len(TABLE) >= 60


@pytest.mark.parametrize("case", PURE, ids=lambda case: case.file)
def test_what_is_broken_is_named_with_file_line_and_reason(tmp_path: Path, case: Broken) -> None:
    failed = [r for r in readings(tmp_path, case.file, case.raw) if isinstance(r, Unreadable)]
    assert len(failed) == 1
    said = str(failed[0])
    assert said.startswith(f"{tmp_path / case.file}")
    assert re.search(rf":{case.line}: ", said), said
    assert case.said in said
    assert "\n" not in said
    assert not re.search(r"Traceback|Exception|Error\b|object at 0x|b'", said)


@pytest.mark.parametrize("case", [c for c in TABLE if c.mended], ids=lambda case: case.file)
def test_what_is_mended_is_read(tmp_path: Path, case: Broken) -> None:
    assert case.mended is not None
    found = readings(tmp_path, case.file, case.mended)
    assert any(isinstance(reading, IncomingArticle) for reading in found)
    assert [str(r) for r in found if isinstance(r, Unreadable)] == []
    assert any(isinstance(reading, Finished) for reading in found)


def test_what_stands_before_a_cut_comes_in(tmp_path: Path) -> None:
    cases = {"cut.warc.gz": 1, "cut.warc": 1, "cut-line.jsonl": 1, "shifted.csv": 1,
             "titleless.xml": 1, "cut-export.xml": 2, "open-quote.csv": 1}  # fmt: skip
    for case in TABLE:
        if case.file in cases:
            found = readings(tmp_path, case.file, case.raw)
            assert sum(isinstance(r, IncomingArticle) for r in found) == cases[case.file], case.file


def test_a_file_that_cannot_be_opened_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere.json")
    (tmp_path / "there.json").write_bytes(article_json())
    failed, article, _ = read_source(tmp_path)
    assert str(failed) == f"{tmp_path}/gone.json:1: cannot be opened: No such file or directory"
    assert isinstance(article, IncomingArticle)


def test_a_damaged_member_of_a_wacz_does_not_stop_the_others(tmp_path: Path) -> None:
    whole = warc(("https://echo.example/1", page(), "2021-03-06T08:00:00Z"))
    found = readings(tmp_path, "a.wacz", wacz(a=whole[:100], b=whole))
    assert [type(r) for r in found] == [
        Unreadable, Finished, IncomingArticle, Finished, Finished,
    ]  # fmt: skip
    assert "a.wacz/archive/a.warc.gz:1: " in str(found[0])


def test_no_damage_to_a_compressed_record_changes_an_article_unseen(tmp_path: Path) -> None:
    raw = warc(captured("1"), captured("2"), captured("3"))
    known = [r for r in readings(tmp_path, "a.warc.gz", raw) if isinstance(r, IncomingArticle)]
    assert len(known) == 3
    for at in range(0, len(raw), 5):
        found = readings(tmp_path, "a.warc.gz", flipped(raw, at))
        came = [r for r in found if isinstance(r, IncomingArticle)]
        assert came == known[: len(came)], at
        assert len(came) == 3 or any(isinstance(r, Unreadable) for r in found), at


@pytest.mark.parametrize(
    ("file", "raw", "said"),
    [
        ("section.html", page(head='<script type="application/ld+json">{"@type": "CollectionPage"}'
         "</script>"), "says that it is a CollectionPage"),
        ("empty.html", b"<html><head><title>Echo</title></head><body></body></html>", "no text"),
        ("front.html", b"<html><head><title>Echo</title></head><body>" + b"".join(
            b'<p><a href="/%d">Residents of Harrowmere met again about the crossing</a></p>' % n
            for n in range(9)) + b"</body></html>", "holds links to articles"),
        ("empty.rss", b'<rss version="2.0"><channel><title>E</title></channel></rss>', "without"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_passed_over_with_a_reason(
    tmp_path: Path, file: str, raw: bytes, said: str
) -> None:
    (skipped,) = [r for r in readings(tmp_path, file, raw) if isinstance(r, Skipped)]
    assert said in str(skipped)


def test_what_a_saved_site_has_beside_its_pages_is_passed_over(tmp_path: Path) -> None:
    for name in ("a.css", "logo.png", "app.js"):
        (tmp_path / name).write_bytes(b"\x89PNG")
    assert list(read_source(tmp_path)) == [
        Skipped(str(tmp_path / name)) for name in ("a.css", "app.js", "logo.png")
    ]
