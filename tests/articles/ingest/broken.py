"""Kinds of broken input: a file, what is said of it, and the same file mended."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import NamedTuple

from tests.articles.ingest.sources import (
    BODY,
    article_json,
    captured,
    flipped,
    packed,
    page,
    post,
    sitemap,
    story,
    wacz,
    warc,
    wordpress,
    zipped_files,
)


class Broken(NamedTuple):
    file: str
    raw: bytes
    line: int
    said: str
    mended: bytes | None = None  # None where nothing of it could ever be an article


@dataclass
class Name:
    number: int = 0

    def __call__(self) -> str:
        self.number += 1
        return f"story-{self.number}"


new = Name()
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<{0}>&b;</{0}>"
)


def json_with(**changes: object) -> tuple[bytes, bytes]:
    """Article JSON that is wrong, and right."""
    name = new()
    return article_json(name, **changes), article_json(name)


def table(*rows: str) -> bytes:
    return ("title,text,date,url\n" + "\n".join(rows) + "\n").encode()


def row(name: str, text: str = '"One. Two."', date: str = "05/03/2021") -> str:
    return f"Tuba found,{text},{date},https://echo.example/{name}"


def lines(*rows: bytes) -> bytes:
    return b"\n".join(rows) + b"\n"


def of_json() -> list[Broken]:
    cases = [
        ("headline-missing.json", {"headline": None}, "headline: missing or empty"),
        ("headline-number.json", {"headline": 7}, "headline: expected text, found a number"),
        ("headline-long.json", {"headline": "x" * 501}, "headline: 501 characters: at most 500"),
        ("body-missing.json", {"body": ""}, "body: missing or empty"),
        ("body-of-controls.json", {"body": "\x01\x02\x00\x1f"}, "body: missing or empty"),
        ("year-nought.json", {"published_at": "0000-03-05"}, "published_at: '0000-03-05'"),
        ("year-one.json", {"published_at": "0001-01-01T00:00:00"}, "published_at: '0001-01-01"),
        ("no-such-day.json", {"published_at": "2021-02-30"}, "published_at: '2021-02-30'"),
        ("month-first.json", {"published_at": "02/18/2021"}, "published_at: '02/18/2021'"),
        ("yesterday.json", {"published_at": "yesterday"}, "published_at: 'yesterday'"),
        ("date-number.json", {"published_at": 1614938400}, "published_at: expected text"),
        ("address-local.json", {"url": "file:///etc/passwd"}, "url: 'file:///etc/passwd'"),
        ("publisher-list.json", {"publisher": [1]}, "publisher: expected an object"),
        ("publisher-nameless.json", {"publisher": {"url": "x"}}, "publisher.name: missing"),
        ("rights-unknown.json", {"publisher": {"name": "E", "rights": "all"}}, "rights: 'all'"),
    ]
    found = []
    for file, changes, said in cases:
        wrong, right = json_with(**changes)
        found.append(Broken(file, wrong, 1, said, right))
    return found


def of_lines() -> list[Broken]:
    first, second = article_json(new()), article_json(new())
    twice = new()
    return [
        Broken("cut.json", first[:-20], 1, "not JSON", first),
        Broken("list.json", b"[]", 1, "expected an object, found a list", article_json(new())),
        Broken("deep.json", b"[" * 100_000, 1, "nested too deeply", article_json(new())),
        Broken("windows.json", article_json("x", headline="Café").decode().encode("cp1252"), 1,
               "not UTF-8: byte", article_json(new())),
        Broken("nul.jsonl", lines(first, b"\0\0"), 2, "not JSON", lines(first)),
        Broken("cut-line.jsonl", lines(first, second)[:-30], 2, "not JSON", lines(first, second)),
        Broken("twice.jsonl",
               lines(article_json(twice), article_json(twice, body="Another text.")), 2,
               "has the address of the article at", lines(article_json(twice))),
        Broken("cut.jsonl.gz", packed(lines(first, second))[:-20], 1, "cut off",
               packed(lines(first, second))),
        Broken("damaged.jsonl.gz", flipped(packed(lines(first, second)), 40), 1, "damaged",
               packed(lines(first, second))),
    ]  # fmt: skip


def of_text() -> list[Broken]:
    good = b"Tuba found\n\nIt lay behind the organ.\n"
    return [
        Broken("empty.txt", b"", 1, "empty", b"Tuba lost\n\nNobody knows where."),
        Broken("blank.txt", b" \n\t\r\n", 1, "empty", b"Tuba sold\n\nFor a song."),
        Broken("headline-only.txt", b"Tuba found\n", 1, "expected a headline", good),
        Broken("one-block.txt", b"x" * 600 + b"\n\nEnd.", 1, "too long for a headline", good),
    ]


def of_pages() -> list[Broken]:
    head = '<link rel="canonical" href="https://echo.example/{}">'
    whole = page(head=head.format(new()))
    nameless = b"<html><body><p>" + BODY.encode() + b"</p></body></html>"
    return [
        Broken("headless.html", nameless, 1, "a page without a headline", whole),
        Broken("huge.html", page() + b" " * 10_000_000, 1, "MB: too large", whole),
        Broken("empty.html", b"", 1, "empty", whole),
        Broken("pdf.html", b"%PDF-1.4 ...", 1, "it is a PDF", whole),
        Broken("picture.json", b"\x89PNG\r\n", 1, "it is a picture", article_json(new())),
        Broken("letter.doc", b"\xd0\xcf\x11\xe0....", 1, "a document of an office program"),
        Broken("sheet.ods", b"some bytes", 1, "not a kind of file that is read here"),
    ]


def of_xml() -> list[Broken]:
    one, two = post(new()), post(new())
    return [
        Broken("bomb.rss", BOMB.format("rss").encode(), 1, "entities of its own"),
        Broken("bomb.xml", BOMB.format("urlset").encode(), 1, "entities of its own"),
        Broken("page.rss", page(), 1, "a web page, not a feed"),
        Broken("nothing.atom", b"just words", 1, "not a feed"),
        Broken("addressless.xml", sitemap(), 1, "a sitemap without addresses"),
        Broken("crooked.xml", sitemap("javascript:alert(1)"), 1, "loc: 'javascript:alert(1)'"),
        Broken("cut-sitemap.xml", sitemap(end=""), 1, "cut off"),
        Broken("cut-export.xml", wordpress(one, two, end="<item><tit"), 1, "cut off",
               wordpress(one, two)),
        Broken("bodyless.xml", wordpress(post("w1", body="")), 1, "body: missing", wordpress(one)),
        Broken("titleless.xml", wordpress(one, post("w2", title="")), 6, "headline: missing",
               wordpress(one)),
        Broken("dateless.xml", wordpress(post("w3", date="2021-45-99")), 1,
               "published_at: '2021-45-99'", wordpress(two)),
    ]  # fmt: skip


def of_tables() -> list[Broken]:
    good = table(row(new()))
    return [
        Broken("nameless.csv", b"a,b,c\n1,2,3\n", 1, "no column for headline and body", good),
        Broken("shifted.csv", table(row(new()), "A,b, c,05/03/2021,https://echo.example/s"), 3,
               "5 fields where the header names 4", good),
        Broken("short.csv", table("A,b"), 2, "2 fields where the header names 4", good),
        Broken("swapped.csv", table("A,05/03/2021,Some text,https://echo.example/t"), 2,
               "published_at: 'Some text'", good),
        Broken("textless.csv", table(row(new(), text="")), 2, "body: missing", good),
        Broken("open-quote.csv", table(row(new()), 'B,"never closed,05/03/2021,x', row(new())), 3,
               "a quotation mark is missing", good),
        Broken("addressed.csv", table(row(new()).replace("https://", "")), 2, "url: 'echo", good),
    ]  # fmt: skip


def of_archives() -> list[Broken]:
    whole = warc(captured(new()), captured(new()))
    plain = warc(captured(new()), captured(new()), compressed=False)
    noise = random.Random(7).randbytes(3000)
    zipped = wacz(site=whole)
    return [
        Broken("cut.warc", plain[:-200], 2, "cut off in this record", plain),
        Broken("cut.warc.gz", whole[:-200], 2, "cut off in this record", whole),
        Broken("stub.warc.gz", packed(b"WARC/1.0\r\nWARC-Type: resp")[:-4], 1, "cut off",
               whole),
        Broken("damaged.warc.gz", flipped(whole, len(whole) * 3 // 4), 2, "damaged", whole),
        Broken("noise.warc", noise, 1, "damaged", plain),
        Broken("cut.wacz", zipped[:-100], 1, "damaged or cut off", zipped),
        Broken("damaged.wacz", flipped(zipped, 400), 1, "", zipped),
        Broken("photos.zip", zipped_files(**{"a.jpg": b"x"}), 1,
               "a zip file without a web archive"),
    ]  # fmt: skip


TABLE = [
    *of_json(), *of_lines(), *of_text(), *of_pages(), *of_xml(), *of_tables(), *of_archives(),
]  # fmt: skip
GOOD = json.dumps(story("good")).encode()
