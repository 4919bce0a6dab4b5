"""From an address to articles: over real sockets, from a site that the test serves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from articles.fetching import Fetcher, Follower, Visit
from articles.ingest.values import (
    Finished,
    IncomingArticle,
    Reading,
    Skipped,
    Unmoved,
    Unreadable,
)
from tests.articles.fetching.site import Answer, Asked, Site
from tests.articles.ingest.sources import (
    BODY,
    article_json,
    canonical,
    captured,
    entry,
    linked_data,
    page,
    rss,
    sitemap,
    warc,
)

FULL = "".join(f"<p>{paragraph * 3}</p>" for paragraph in BODY.split("\n\n"))


class Memory:
    """Visits in a dictionary, and how many readings failed."""

    def __init__(self) -> None:
        self.kept: dict[str, Visit] = {}
        self.failed = 0

    def last(self, url: str) -> Visit | None:
        return self.kept.get(url)

    def keep(self, url: str, visit: Visit) -> None:
        self.kept[url] = visit


@pytest.fixture
def memory() -> Memory:
    return Memory()


def read(url: str, fetcher: Fetcher, memory: Memory) -> list[Reading]:
    """Everything but the marks of an end, read as a run of ingest reads it."""
    found = []
    for reading in Follower(fetcher, memory, lambda: memory.failed).read_address(url):
        memory.failed += isinstance(reading, Unreadable)
        if not isinstance(reading, Finished):
            found.append(reading)
    return found


def with_tag(site: Site, path: str, body: bytes, kind: str = "text/html") -> None:
    """A page that is sent again only if it has another ETag by then."""

    def answer(asked: Asked) -> Answer:
        if asked.headers.get("If-None-Match") == '"1"':
            return Answer("", 304)
        return Answer(body, headers={"Content-Type": kind, "ETag": '"1"'})

    site.pages[path] = answer


def test_a_page_is_an_article(site: Site, fetcher: Fetcher, memory: Memory) -> None:
    url = site.page("/ferry", page(), "text/html; charset=utf-8")
    (article,) = read(url, fetcher, memory)
    assert isinstance(article, IncomingArticle)
    assert (article.url, article.source, article.body) == (url, url, BODY)
    assert article.captured_at == memory.kept[url].visited_at


def test_the_charset_that_the_server_states_counts(
    site: Site, fetcher: Fetcher, memory: Memory
) -> None:
    raw = page(paragraphs=("The café’s owner paid £5 for the harbour board’s crêpes, she said.",))
    body = raw.decode().replace('<meta charset="utf-8">', "").encode("cp1252")
    (article,) = read(site.page("/a", body, "text/html; charset=ISO-8859-1"), fetcher, memory)
    assert isinstance(article, IncomingArticle)
    assert "café’s owner paid £5" in article.body


def test_a_feed_leads_to_its_pages(site: Site, fetcher: Fetcher, memory: Memory) -> None:
    for name in ("1", "2"):
        site.page(f"/{name}", page(f"Story {name}"))
    items = [entry(f"{site.address}/{n}", date="Mon, 05 Jul 2021 10:00:00 BST") for n in "12"]
    url = site.page("/feed", rss(*items), "application/rss+xml")
    found = read(url, fetcher, memory)
    assert [f.headline for f in found if isinstance(f, IncomingArticle)] == ["Story 1", "Story 2"]
    assert isinstance(found[0], IncomingArticle)
    assert found[0].publisher is not None
    assert found[0].publisher.name == "Harrowmere Echo"  # only the feed says it, and the date
    assert found[0].precision == "time"


def test_a_second_run_asks_only_for_what_is_new(
    site: Site, fetcher: Fetcher, memory: Memory
) -> None:
    with_tag(site, "/1", page())
    with_tag(site, "/feed", rss(entry(f"{site.address}/1")))
    read(site.address + "/feed", fetcher, memory)
    assert read(site.address + "/feed", fetcher, memory) == [Unmoved(site.address + "/feed")]
    site.page("/feed", rss(entry(f"{site.address}/1"), entry(f"{site.address}/2")))
    site.page("/2", page("Story 2"))
    found = read(site.address + "/feed", fetcher, memory)
    assert [type(reading) for reading in found] == [Unmoved, IncomingArticle]


def test_a_page_that_failed_is_tried_again_though_its_feed_has_not_changed(
    site: Site, fetcher: Fetcher, memory: Memory
) -> None:
    with_tag(site, "/feed", rss(entry(f"{site.address}/1")))
    (failed,) = read(site.address + "/feed", fetcher, memory)
    assert str(failed) == (f"{site.address}/1:1: is not there: the server answers 404 Not Found")
    site.page("/1", page())
    (article,) = read(site.address + "/feed", fetcher, memory)
    assert isinstance(article, IncomingArticle)


def test_what_could_not_be_stored_is_fetched_again(
    site: Site, fetcher: Fetcher, memory: Memory
) -> None:
    with_tag(site, "/1", page())
    for reading in Follower(fetcher, memory, lambda: memory.failed).read_address(
        site.address + "/1"
    ):
        memory.failed += isinstance(reading, IncomingArticle)  # as if the database refused it
    assert memory.kept == {}


def test_the_feed_stands_in_for_a_page_that_cannot_be_had(
    site: Site, fetcher: Fetcher, memory: Memory
) -> None:
    url = site.page("/feed", rss(entry(f"{site.address}/1", full=FULL)))
    (article,) = read(url, fetcher, memory)
    assert isinstance(article, IncomingArticle)
    assert article.is_lesser
    assert article.url == site.address + "/1"
    assert article.warnings == (
        "its page cannot be read (is not there: the server answers 404 Not Found): "
        "taken from the feed",
    )


def test_a_feed_that_is_a_web_page_says_so_and_where_the_feed_is(
    site: Site, fetcher: Fetcher, memory: Memory
) -> None:
    head = linked_data({"@type": "CollectionPage"})
    head += '<link rel="alternate" type="application/rss+xml" href="/real-feed">'
    url = site.page("/feed", page(head=head))
    (failed,) = read(url, fetcher, memory)
    assert str(failed) == (
        f"{url}:1: says that it is a CollectionPage, not an article; "
        f"its feed is {site.address}/real-feed"
    )


def test_sitemaps_in_an_index_are_followed_and_each_page_is_asked_for_once(
    site: Site, fetcher: Fetcher, memory: Memory
) -> None:
    index = sitemap("X").replace(b"urlset", b"sitemapindex").replace(b"url>", b"sitemap>")
    one, two = (f"{site.address}/{n}" for n in "12")
    site.page("/1", page("Story 1"))
    site.page("/2", page(head=linked_data({"@type": "CollectionPage"})))
    site.page("/s.xml", sitemap(one, two, one + "#top"), "text/xml")
    url = site.page("/index.xml", index.replace(b"X", f"{site.address}/s.xml".encode()))
    found = read(url, fetcher, memory)
    assert [type(reading) for reading in found] == [IncomingArticle, Skipped]
    assert site.paths() == ["/index.xml", "/s.xml", "/1", "/2"]


def test_sitemaps_that_lead_in_a_circle_end(site: Site, fetcher: Fetcher, memory: Memory) -> None:
    for here, there in (("a", "b"), ("b", "a")):
        raw = sitemap(f"{site.address}/{there}.xml")
        index = raw.replace(b"urlset", b"sitemapindex").replace(b"url>", b"sitemap>")
        site.page(f"/{here}.xml", index, "text/xml")
    assert read(site.address + "/a.xml", fetcher, memory) == []


def test_a_page_that_has_not_changed_by_its_sitemap_is_not_asked_for(
    site: Site, fetcher: Fetcher, memory: Memory
) -> None:
    site.page("/1", page())
    raw = sitemap(f"{site.address}/1").replace(
        b"</loc>", b"</loc><lastmod>2021-03-05T10:00:00Z</lastmod>"
    )
    url = site.page("/s.xml", raw, "text/xml")
    read(url, fetcher, memory)
    assert read(url, fetcher, memory) == [Unmoved(site.address + "/1")]
    assert site.paths() == ["/s.xml", "/1", "/s.xml"]
    visit = memory.kept[site.address + "/1"]
    long_ago = visit.visited_at - timedelta(days=10_000)
    memory.keep(site.address + "/1", Visit(visit.etag, visit.modified, long_ago))
    assert isinstance(read(url, fetcher, memory)[0], IncomingArticle)


def test_an_article_that_moved_has_its_new_address(
    site: Site, fetcher: Fetcher, memory: Memory
) -> None:
    site.pages["/old"] = Answer("", 301, {"Location": "/new"})
    site.page("/new", page(head=canonical("/newest")))
    (article,) = read(site.address + "/old", fetcher, memory)
    assert isinstance(article, IncomingArticle)
    assert article.url == site.address + "/newest"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.4", "it is a PDF"),
        (b"just words", "not a kind of file"),
        (b'<rss><!DOCTYPE x [<!ENTITY a "b">]></rss>', "entities of its own"),
    ],
)
def test_what_is_at_an_address_and_is_nothing_of_ours_is_named(
    site: Site, fetcher: Fetcher, memory: Memory, body: bytes, said: str
) -> None:
    (failed,) = read(site.page("/a", body), fetcher, memory)
    assert isinstance(failed, Unreadable)
    assert said in failed.reason
    assert memory.kept == {}


def test_files_of_articles_are_read_from_an_address_too(
    site: Site, fetcher: Fetcher, memory: Memory
) -> None:
    site.page("/a.jsonl", article_json("1") + b"\n" + article_json("2"), "application/x-ndjson")
    site.page("/a.warc.gz", warc(captured("3")), "application/warc")
    for path, number in (("/a.jsonl", 2), ("/a.warc.gz", 1)):
        found = read(site.address + path, fetcher, memory)
        assert [type(reading) for reading in found] == [IncomingArticle] * number
