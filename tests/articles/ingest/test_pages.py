"""Web pages: what they say of themselves, in the many ways in which they say it."""

from datetime import UTC, datetime

import pytest

from articles.ingest.pages import feed_named, parse_page
from articles.ingest.values import IncomingArticle, NothingHereError
from tests.articles.ingest.sources import BODY, PARAGRAPHS, canonical, linked_data, page

NEWS = {
    "@type": "NewsArticle",
    "headline": "Ferry to sail again",
    "datePublished": "2021-07-05T09:00:00Z",
    "author": {"@type": "Person", "name": "Una Pike"},
    "publisher": {"@type": "Organization", "name": "Harrowmere Echo"},
    "mainEntityOfPage": "https://echo.example/ferry",
}


def facts(article: IncomingArticle) -> tuple:
    publisher = article.publisher.name if article.publisher else ""
    return article.headline, article.byline, publisher, article.url, article.published_at


EXPECTED = (
    "Ferry to sail again", "Una Pike", "Harrowmere Echo", "https://echo.example/ferry",
    datetime(2021, 7, 5, 9, tzinfo=UTC),
)  # fmt: skip


@pytest.mark.parametrize(
    "value",
    [
        NEWS,
        [{"@type": "WebSite", "name": "Echo"}, NEWS],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, NEWS]},
        {"@type": "WebPage", "mainEntity": NEWS},
        NEWS | {"@type": ["Article", "ReportageNewsArticle"]},
        NEWS | {"@type": "https://schema.org/NewsArticle"},
        NEWS | {"author": "Una Pike"},
        NEWS | {"author": [{"name": "Una Pike", "url": "https://echo.example/una"}]},
        NEWS | {"author": ["By Una Pike"]},
        NEWS | {"mainEntityOfPage": {"@type": "WebPage", "@id": "https://echo.example/ferry"}},
        NEWS | {"url": "https://echo.example/ferry"},
        {"@graph": [NEWS | {"author": {"@id": "#u"}}, {"@id": "#u", "name": "Una Pike"}]},
        "<!--" + str(NEWS).replace("'", '"') + "-->",
        "// <![CDATA[\n" + str(NEWS).replace("'", '"') + "\n// ]]>",
        str(NEWS | {"headline": "Ferry to\n sail again"}).replace("'", '"').replace("\\n", "\n"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_json_ld_is_read_in_every_shape(value: object) -> None:
    assert facts(parse_page(page(head=linked_data(value)))) == EXPECTED


def test_html_entities_in_json_ld_are_characters() -> None:
    head = linked_data(NEWS | {"headline": "Pike &amp; Sons to sail &#8216;again&#8217;"})
    assert parse_page(page(head=head)).headline == "Pike & Sons to sail ‘again’"


def test_broken_json_ld_leaves_the_meta_tags() -> None:
    head = (
        linked_data('{"@type": "NewsArticle", ')
        + '<meta property="og:title" content="Ferry to sail again">'
        '<meta name="author" content="By Una Pike">'
        '<meta property="og:site_name" content="Harrowmere Echo">'
        '<meta property="og:url" content="https://echo.example/ferry">'
        '<meta property="article:published_time" content="2021-07-05T10:00:00+01:00">'
    )
    assert facts(parse_page(page("Ferry to sail again", head))) == EXPECTED


def test_an_old_page_is_read_by_what_it_shows() -> None:
    raw = (
        b"<html><head><title>Ferry to sail again | Harrowmere Echo</title></head><body>"
        b"<h1>Ferry to sail again</h1><div class='byline'>By Una Pike</div><article>"
        b"<time>Monday 5 July 2021, 10.00am</time>"
        + b"".join(b"<p>%s</p>" % p.encode() for p in PARAGRAPHS)
        + b"</article></body></html>"
    )
    found = parse_page(raw, "https://echo.example/ferry")
    assert facts(found) == (EXPECTED[0], EXPECTED[1], "", *EXPECTED[3:])
    assert found.body.endswith(BODY)


def test_the_text_is_the_paragraphs_without_headline_menu_and_footer() -> None:
    assert parse_page(page()).body == BODY


def test_a_standfirst_that_repeats_the_beginning_is_none() -> None:
    def standfirst(text: str) -> str:
        return parse_page(page(head=f'<meta name="description" content="{text}">')).standfirst

    assert standfirst(PARAGRAPHS[0][:40] + "…") == ""
    assert standfirst("Two winters of waiting end.") == "Two winters of waiting end."


def test_without_a_time_the_day_in_the_address_counts() -> None:
    found = parse_page(page(), "https://echo.example/2021/07/5/ferry")
    assert (str(found.published_at)[:10], found.precision) == ("2021-07-05", "day")


def test_a_day_stays_a_day() -> None:
    head = '<meta name="date" content="05/03/2024">'
    found = parse_page(page(head=head))
    assert (str(found.published_at)[:10], found.precision) == ("2024-03-05", "day")


def test_a_date_that_is_none_is_told_and_the_next_is_tried() -> None:
    wrong = linked_data(NEWS | {"datePublished": "soon"})
    assert parse_page(page(head=wrong)).warnings == ("states 'soon' as its date, which is none",)
    both = wrong + '<meta name="pubdate" content="2021-07-05">'
    assert parse_page(page(head=both)).precision == "day"
    assert parse_page(page()).warnings == ("states no date of publication",)


@pytest.mark.parametrize(
    ("head", "address", "expected"),
    [
        (canonical("/ferry"), "https://echo.example/f?utm_source=x", "https://echo.example/ferry"),
        (canonical("https://www.echo.example/ferry"), "https://echo.example/f",
         "https://www.echo.example/ferry"),
        (canonical("https://echo.example/"), "https://echo.example/f", "https://echo.example/f"),
        (canonical("https://other.example/f"), "https://echo.example/f", "https://echo.example/f"),
        (canonical("javascript:void(0)"), "https://echo.example/f", "https://echo.example/f"),
        (canonical("https://echo.example/ferry"), "", "https://echo.example/ferry"),
        ("", "https://echo.example/f", "https://echo.example/f"),
    ],
)  # fmt: skip
def test_a_page_names_its_address_but_takes_none_of_another_site(
    head: str, address: str, expected: str
) -> None:
    assert parse_page(page(head=head), address).url == expected


def test_a_canonical_address_at_another_site_is_kept_as_a_fact() -> None:
    found = parse_page(page(head=canonical("https://other.example/f")), "https://echo.example/f")
    assert found.extra == {"canonical": "https://other.example/f"}


@pytest.mark.parametrize("html", ["<html amp>", "<html ⚡>"])
def test_an_amp_page_is_a_lesser_copy_of_its_canonical_address(html: str) -> None:
    raw = page(head=canonical("https://echo.example/ferry"), html=html)
    found = parse_page(raw, "https://amp.echo.example/ferry")
    assert (found.is_lesser, found.url) == (True, "https://echo.example/ferry")


CAFE = ("The café’s naïve owner paid £5 for the harbour board’s crêpes, she told a reporter.",)


@pytest.mark.parametrize(
    ("raw", "charset", "warning"),
    [
        (page(paragraphs=CAFE), "", ""),
        (page(paragraphs=CAFE, charset="windows-1252"), "", ""),
        (page(paragraphs=CAFE, charset="iso-8859-1"), "", ""),
        (page(paragraphs=CAFE, charset="iso-8859-1").replace(b"iso-8859-1", b"utf-8"), "",
         "declared as UTF-8, but byte"),
        (page(paragraphs=CAFE).replace(b"utf-8", b"latin-1"), "",
         "declared as latin-1, but the bytes are UTF-8"),
        (page(paragraphs=CAFE), "iso-8859-1", "declared as iso-8859-1, but the bytes are UTF-8"),
        (page(paragraphs=CAFE).replace(b"utf-8", b"martian"), "",
         "charset 'martian' is not known"),
        (page(paragraphs=CAFE).replace("£".encode(), b"\xa3"), "", "declared as UTF-8, but byte"),
        (page(paragraphs=CAFE).replace(b"utf-8", b"utf-16"), "", "does not fit its charset"),
        (page(paragraphs=CAFE).decode().encode("utf-16"), "", ""),
        (b"\xef\xbb\xbf" + page(paragraphs=CAFE), "windows-1252", ""),
    ],
)  # fmt: skip
def test_characters_are_right_whatever_the_charset_is_said_to_be(
    raw: bytes, charset: str, warning: str
) -> None:
    found = parse_page(raw, charset=charset)
    assert found.body == CAFE[0]
    about_charset = [said for said in found.warnings if "date" not in said]
    assert (warning in about_charset[0]) if warning else (about_charset == [])


def test_what_says_that_it_is_another_thing_is_no_article() -> None:
    with pytest.raises(NothingHereError, match="says that it is a ProfilePage"):
        parse_page(page(head=linked_data({"@type": "ProfilePage"})))


def test_an_article_on_a_page_that_lists_others_too_is_an_article() -> None:
    head = linked_data([NEWS, {"@type": "ItemList", "itemListElement": []}])
    assert facts(parse_page(page(head=head))) == EXPECTED


def test_a_deeply_nested_page_ends_quietly() -> None:
    raw = b"<title>Deep</title>" + b"<div>" * 50_000 + b"text"
    with pytest.raises(NothingHereError):
        parse_page(raw)


def test_a_front_page_names_its_feed() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/feed/">'
    assert feed_named(page(head=head), "https://echo.example/") == "https://echo.example/feed/"
    assert feed_named(page(), "https://echo.example/") == ""
