"""Feeds, sitemaps, tables, web archives and exports, each as its publisher writes it."""

import gzip
import io
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.warcwriter import WARCWriter

from articles.ingest.csv_tables import GUESSES, read_csv
from articles.ingest.dates import parse_date
from articles.ingest.feeds import read_feed
from articles.ingest.files import read_source
from articles.ingest.kinds import kind_of
from articles.ingest.markup import paragraphs_of
from articles.ingest.values import (
    Finished,
    IncomingArticle,
    Lead,
    NotAnArticleError,
    Reading,
    Skipped,
    Unreadable,
)
from articles.ingest.wordpress import read_wxr
from tests.articles.ingest.sources import (
    BODY,
    captured,
    entry,
    page,
    post,
    rss,
    sitemap,
    wacz,
    warc,
    wordpress,
)


def read(folder: Path, name: str, raw: bytes, **columns: str) -> list[Reading]:
    (folder / name).write_bytes(raw)
    found = read_source(folder / name, columns)
    return [reading for reading in found if not isinstance(reading, Finished)]


def stream(raw: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(raw))  # type: ignore[arg-type]


# --- Dates ---


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("Mon, 05 Jul 2021 10:00:00 BST", "2021-07-05 09:00"),
        ("Fri, 05 Mar 2021 10:00:00 BST", "2021-03-05 09:00"),
        ("Mon, 05 Jul 2021 10:00:00 GMT", "2021-07-05 10:00"),
        ("Mon, 05 Jul 2021 10:00:00 +0000", "2021-07-05 10:00"),
        ("Mon, 05 Jul 2021 10:00:00", "2021-07-05 09:00"),
        ("2021-07-05T10:00:00Z", "2021-07-05 10:00"),
        ("2021-07-05T10:00:00.000+0100", "2021-07-05 09:00"),
        ("2021-07-05 10:00", "2021-07-05 09:00"),
        ("05/03/2024 10:00", "2024-03-05 10:00"),
        ("5.7.2021 9:30pm", "2021-07-05 20:30"),
        ("Monday 5th July 2021, 9.30am", "2021-07-05 08:30"),
        ("July 5, 2021 at 10:00 BST", "2021-07-05 09:00"),
        ("12:15am 5 July 2021", "2021-07-04 23:15"),
    ],
)
def test_a_time_is_londons_unless_it_says_another_zone(text: str, utc: str) -> None:
    moment, precision = parse_date(text)
    assert moment is not None
    assert (f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}", precision) == (utc, "time")


@pytest.mark.parametrize(
    "text", ["05/03/2024", "5-3-2024", "5 March 2024", "Tue 5 Mar 2024", "5 Mawrth 2024"]
)
def test_the_day_stands_before_the_month(text: str) -> None:
    moment, precision = parse_date(text)
    assert (f"{moment:%Y-%m-%d}", precision) == ("2024-03-05", "day")


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_is_said_to_be_none(text: str) -> None:
    with suppress(NotAnArticleError):
        moment, precision = parse_date(text)
        assert (moment is None) == (precision == "unknown")
        assert moment is None or moment.astimezone(UTC)


# --- Feeds ---


def test_an_entry_leads_to_its_page() -> None:
    raw = rss(entry("https://echo.example/f", date="Mon, 05 Jul 2021 10:00:00 BST"))
    (lead,) = read_feed(raw, "feed.xml")
    assert isinstance(lead, Lead)
    assert (lead.url, lead.changed_at) == ("https://echo.example/f", None)
    assert lead.fallback is not None
    assert (lead.fallback.headline, lead.fallback.body) == ("Ferry", "")
    assert lead.fallback.published_at == datetime(2021, 7, 5, 9, tzinfo=UTC)


def test_a_feed_that_holds_the_whole_article_can_stand_in_for_the_page() -> None:
    full = "".join(f"<p>{paragraph * 3}</p>" for paragraph in BODY.split("\n\n"))
    (lead,) = read_feed(rss(entry("https://echo.example/f", full=full)), "feed.xml")
    assert isinstance(lead, Lead)
    assert lead.fallback is not None
    assert lead.fallback.body.count("\n\n") == 2
    assert lead.fallback.is_lesser


def test_an_atom_feed_with_relative_addresses_and_an_update_is_read() -> None:
    raw = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Echo</title><entry>'
        b'<title type="html">Pike &amp;amp; Sons</title><link href="/f"/>'
        b"<updated>2021-07-05T10:00:00Z</updated><author><name>Una Pike</name></author>"
        b"<summary>It sails.</summary></entry></feed>"
    )
    (lead,) = read_feed(raw, "feed", "https://echo.example/atom")
    assert isinstance(lead, Lead)
    assert lead.url == "https://echo.example/f"
    assert lead.changed_at == datetime(2021, 7, 5, 10, tzinfo=UTC)
    assert lead.fallback is not None
    assert (lead.fallback.headline, lead.fallback.byline) == ("Pike & Sons", "Una Pike")


def test_a_feed_that_breaks_off_gives_what_it_has_and_says_so() -> None:
    found = list(read_feed(rss(entry("https://echo.example/f"), end="<item><ti"), "feed"))
    assert isinstance(found[0], Lead)
    assert isinstance(found[-1], Unreadable)
    assert "cut off" in found[-1].reason


# --- Sitemaps ---


def test_a_sitemap_leads_to_pages_compressed_or_not(tmp_path: Path) -> None:
    raw = sitemap("https://echo.example/1", "https://echo.example/2")
    for name, content in (("a.xml", raw), ("b.xml.gz", gzip.compress(raw))):
        leads = read(tmp_path, name, content)
        assert [lead.url for lead in leads if isinstance(lead, Lead)] == [
            "https://echo.example/1", "https://echo.example/2",
        ]  # fmt: skip


def test_an_index_leads_to_sitemaps(tmp_path: Path) -> None:
    raw = (
        b'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        b"<sitemap><loc>https://echo.example/s1.xml.gz</loc><lastmod>2021-07-05T10:00:00Z</lastmod>"
        b"</sitemap></sitemapindex>"
    )
    (lead,) = read(tmp_path, "index.xml", raw)
    assert isinstance(lead, Lead)
    assert (lead.is_list, lead.changed_at) == (True, datetime(2021, 7, 5, 10, tzinfo=UTC))


def test_a_news_sitemap_says_when_and_what(tmp_path: Path) -> None:
    raw = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        b"<loc>https://echo.example/f</loc><news:news><news:publication><news:name>Echo</news:name>"
        b"</news:publication><news:publication_date>2021-07-05</news:publication_date>"
        b"<news:title>Ferry</news:title></news:news></url></urlset>"
    )
    (lead,) = read(tmp_path, "news.xml", raw)
    assert isinstance(lead, Lead)
    assert lead.fallback is not None
    assert (lead.fallback.headline, lead.fallback.precision) == ("Ferry", "day")
    assert lead.fallback.publisher is not None
    assert lead.fallback.publisher.name == "Echo"


# --- Tables ---


def rows(raw: bytes | str, **columns: str) -> list[Reading]:
    return list(read_csv(stream(raw.encode() if isinstance(raw, str) else raw), "a.csv", columns))


def test_columns_are_guessed_from_their_names() -> None:
    table = (
        "Title,Story,Pub Date,Permalink,Author,Summary,Section\n"
        '"Ferry, again","One.\nTwo.",05/03/2024,https://echo.example/f,Una Pike,Short,Transport\n'
    )
    (found,) = rows(table)
    assert isinstance(found, IncomingArticle)
    assert (found.headline, found.body, found.byline) == (
        "Ferry, again",
        "One.\n\nTwo.",
        "Una Pike",
    )
    assert (found.standfirst, found.url, found.precision) == (
        "Short",
        "https://echo.example/f",
        "day",
    )
    assert (found.extra, found.line) == ({"Section": "Transport"}, 2)


def test_a_column_map_wins_over_guesses() -> None:
    table = "title,Kopf,text\nWrong,Right,Body\n"
    (found,) = rows(table, headline="Kopf")
    assert isinstance(found, IncomingArticle)
    assert (found.headline, found.extra) == ("Right", {"title": "Wrong"})


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(NotAnArticleError, match="no column 'Kopf'; the columns are title, text"):
        rows("title,text\na,b\n", headline="Kopf")


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_told_by_the_header(delimiter: str) -> None:
    (found,) = rows(delimiter.join(("title", "text")) + "\n" + delimiter.join(("a, b", "c")))
    assert isinstance(found, IncomingArticle)
    assert found.headline == "a, b"


@pytest.mark.parametrize("codec", ["utf-8-sig", "cp1252", "utf-16"])
def test_tables_of_office_programs_are_read_in_their_charset(codec: str) -> None:
    (found,) = rows("title,text\nCafé’s £5,Crêpes\n".encode(codec))
    assert isinstance(found, IncomingArticle)
    assert (found.headline, found.body) == ("Café’s £5", "Crêpes")


def test_a_cell_of_html_is_text() -> None:
    (found,) = rows('title,text\na,"<p>One &amp; only.</p><p>Two<br>lines.</p>"\n')
    assert isinstance(found, IncomingArticle)
    assert found.body == "One & only.\n\nTwo lines."


# --- Web archives ---


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "odd-name"])
def test_a_web_archive_gives_its_pages_with_the_moment_of_capture(
    tmp_path: Path, name: str
) -> None:
    raw = warc(captured("1"), captured("2"), compressed=name != "a.warc")
    found = read(tmp_path, name, raw)
    assert [f.url for f in found if isinstance(f, IncomingArticle)] == [
        "https://echo.example/1", "https://echo.example/2",
    ]  # fmt: skip
    assert isinstance(found[0], IncomingArticle)
    assert found[0].captured_at == datetime(2021, 3, 6, 8, tzinfo=UTC)


def test_an_archive_compressed_as_one_piece_is_read(tmp_path: Path) -> None:
    raw = gzip.compress(warc(captured("1"), captured("2"), compressed=False))
    assert len(read(tmp_path, "a.warc.gz", raw)) == 2
    article, fault, *_ = read(tmp_path, "a.warc.gz", raw[:-20])  # cut in its last page
    assert isinstance(article, IncomingArticle)
    assert str(fault).endswith(":2: cut off in this record: what follows cannot be read")


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_chunked_and_compressed_pages_are_unpacked(tmp_path: Path, encoding: str) -> None:
    import zlib

    packed = gzip.compress(page()) if encoding == "gzip" else zlib.compress(page())
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    url, _, at = captured()
    raw = warc((url, chunked, at), Transfer_Encoding="chunked", Content_Encoding=encoding)
    (found,) = read(tmp_path, "a.warc.gz", raw)
    assert isinstance(found, IncomingArticle)
    assert found.body == BODY


def test_a_record_that_repeats_an_earlier_one_adds_nothing(tmp_path: Path) -> None:
    kept = io.BytesIO(warc(captured("1")))
    kept.seek(0, io.SEEK_END)
    writer = WARCWriter(kept, gzip=True)
    writer.write_record(
        writer.create_revisit_record(
            "https://echo.example/1", "sha1:X", "https://echo.example/1", "2021-03-06T08:00:00Z"
        )
    )
    found = read(tmp_path, "a.warc.gz", kept.getvalue())
    assert [type(reading) for reading in found] == [IncomingArticle, Skipped]


def test_a_wacz_gives_the_pages_of_its_archives(tmp_path: Path) -> None:
    raw = wacz(one=warc(captured("1")), two=warc(captured("2")))
    found = read(tmp_path, "a.wacz", raw)
    assert [f.source.rpartition("/")[2] for f in found if isinstance(f, IncomingArticle)] == [
        "one.warc.gz", "two.warc.gz",
    ]  # fmt: skip


# --- WordPress ---


def test_published_posts_come_in_with_their_authors_names() -> None:
    raw = wordpress(post(), post(status="draft"), post(kind="attachment"), post(kind="page"))
    article, *others = read_wxr(stream(raw), "a.xml")
    assert isinstance(article, IncomingArticle)
    assert (article.byline, article.body) == ("Una Pike", BODY)
    assert article.publisher is not None
    assert (article.publisher.name, article.publisher.url) == (
        "Harrowmere Echo", "https://echo.example",
    )  # fmt: skip
    assert article.published_at == datetime(2021, 7, 5, 9, tzinfo=UTC)
    assert [type(other) for other in others] == [Skipped] * 3
    assert "not published (its status is draft)" in str(others[0])


def test_shortcodes_and_blocks_leave_the_words() -> None:
    body = '<!-- wp:paragraph --><p>One.</p><!-- /wp -->\n[caption id="x"]<p>Two.</p>[/caption]'
    (article,) = read_wxr(stream(wordpress(post(body=body))), "a.xml")
    assert isinstance(article, IncomingArticle)
    assert article.body == "One.\n\nTwo."


# --- Kinds, and text out of markup ---


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (rss(), "a.xml", "feed"),
        (b"<?xml version='1.0'?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'>", "a", "feed"),
        (wordpress(), "a.xml", "wordpress"),
        (wordpress(), "a.txt", "wordpress"),
        (sitemap(), "a.xml", "sitemap"),
        (page(), "a.xml", "html"),
        (page(), "a.php", "html"),
        (page(), "a.txt", "html"),
        (rss(), "a.html", "feed"),
        (b"WARC/1.0\r\n", "a.bin", "warc"),
        (b"PK\x03\x04", "a.zip", "wacz"),
        (b"{}", "a.jsonl.gz", "jsonl"),
        (b"a;b", "a.csv", "csv"),
    ],
)
def test_a_kind_is_told_by_what_is_inside(head: bytes, name: str, kind: str) -> None:
    assert kind_of(head, name) == kind


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One\n\nTwo", "One\n\nTwo"),
        ("One<br>still one<br><br>Two", "One still one\n\nTwo"),
        ("<div>One <b>bold</b> word</div><script>no()</script>Two", "One bold word\n\nTwo"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("Fish &amp; chips &lt;now&gt;", "Fish & chips <now>"),
        ("<p>One<!-- not this --> two</p>", "One two"),
        ("", ""),
    ],
)
def test_a_fragment_of_html_becomes_paragraphs(html: str, text: str) -> None:
    assert paragraphs_of(html) == text


@given(st.text())
def test_any_fragment_gives_a_text(html: str) -> None:
    assert isinstance(paragraphs_of(html), str)


def test_every_column_name_that_is_guessed_is_documented() -> None:
    documented = (Path(__file__).parents[3] / "docs" / "ingest.md").read_text(encoding="utf-8")
    for part, names in GUESSES.items():
        (line,) = [row for row in documented.splitlines() if row.startswith(f"| `{part}`")]
        assert line.rpartition("|")[0].rpartition("| ")[2].strip() == ", ".join(names)
