"""Files and folders: good lines come in, bad ones are named and kept."""

import json
from pathlib import Path

from articles.ingest.files import read_source
from articles.ingest.identity import identity_of
from articles.ingest.values import Finished, IncomingArticle, Reading, Unreadable

GOOD = {"headline": "Band seeks tuba", "body": "Rehearsals are on Mondays."}


def read(path: Path) -> list[Reading]:
    """What was read, without the marks that a source was read to its end."""
    return [each for each in read_source(path) if not isinstance(each, Finished)]


def test_bad_lines_are_named_and_the_others_come_in(tmp_path: Path) -> None:
    lines = [json.dumps(GOOD), '{"headline": ', "", json.dumps(GOOD | {"headline": "Tuba found"})]
    (tmp_path / "export.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = read(tmp_path / "export.jsonl")
    assert [type(each) for each in found] == [IncomingArticle, Unreadable, IncomingArticle]
    assert f"{tmp_path}/export.jsonl:2: not JSON" in str(found[1])
    assert isinstance(found[1], Unreadable)
    assert found[1].raw.startswith('{"headline": ')


def test_plain_text_is_headline_blank_line_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Band seeks\ntuba\n\nOne.\n\nTwo.\n", encoding="utf-8")
    (found,) = read(tmp_path)
    assert isinstance(found, IncomingArticle)
    assert (found.headline, found.body) == ("Band seeks tuba", "One.\n\nTwo.")


def test_a_folder_is_read_in_order_of_names_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.json", "a.json", ".hidden.json"):
        (tmp_path / name).write_text(json.dumps(GOOD | {"headline": name}), encoding="utf-8")
    headlines = [f.headline for f in read(tmp_path) if isinstance(f, IncomingArticle)]
    assert headlines == ["a.json", "b.json"]


def test_a_file_of_another_kind_and_a_wrong_charset_are_said(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "b.json").write_bytes('{"headline": "Caf\xe9"}'.encode("cp1252"))
    said = [str(each) for each in read(tmp_path)]
    assert "not a kind of file" in said[0]
    assert "not UTF-8: byte 18 is 0xe9" in said[1]


def test_one_address_is_one_article_whatever_a_newsletter_appends() -> None:
    def identity(url: str) -> str:
        return identity_of(IncomingArticle("H", "B", url=url), "Echo")

    same = {
        identity(url)
        for url in (
            "https://echo.example/a?id=1",
            "http://ECHO.example/a?id=1#top",
            "https://echo.example/a?id=1&utm_source=mail",
        )
    }
    assert len(same) == 1
    assert identity("https://echo.example/a?id=2") not in same


def test_without_an_address_publisher_and_text_decide() -> None:
    story = IncomingArticle("H", "B")
    assert identity_of(story, "Echo") == identity_of(IncomingArticle("H", "B"), "Echo")
    assert identity_of(story, "Echo") != identity_of(story, "Mercury")
    assert identity_of(story, "Echo") != identity_of(IncomingArticle("H", "Other"), "Echo")
