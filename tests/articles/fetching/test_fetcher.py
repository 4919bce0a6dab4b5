"""Fetching is polite and safe: what it asks, what it refuses, what it says when it gives up."""

import gzip
import ipaddress
import socket

import pytest

from articles.fetching import Fetcher, FetchError, addresses
from articles.fetching.addresses import check_address, is_public
from tests.articles.fetching.conftest import Clock, fetcher_of
from tests.articles.fetching.site import Answer, Asked, Site


def refused(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as error:
        fetcher.get(url)
    return str(error.value)


def robots(site: Site, text: str) -> None:
    site.page("/robots.txt", text, "text/plain")


def test_it_says_who_asks_and_reads_what_is_there(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", "<p>Caf\u00e9", "text/html; charset=UTF-8", ETag='"1"')
    fetched = fetcher.get(url)
    assert (fetched.body, fetched.media_type, fetched.charset) == (
        "<p>Caf\u00e9".encode(), "text/html", "UTF-8",
    )  # fmt: skip
    assert fetched.visit.etag == '"1"'
    assert site.asked[-1].headers["User-Agent"] == "Newsroom/0.1 (Echo; +https://echo.example/)"


def test_robots_txt_is_asked_first_and_once_and_obeyed(site: Site, fetcher: Fetcher) -> None:
    robots(site, "User-agent: Newsroom\nDisallow: /private/\n\nUser-agent: *\nDisallow: /")
    url = site.page("/a", "a")
    fetcher.get(url)
    fetcher.get(url)
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/a", "/a"]
    assert "robots.txt forbids it" in refused(fetcher, site.address + "/private/b")
    assert "/private/b" not in site.paths()


@pytest.mark.parametrize("status", [500, 503])
def test_a_site_whose_robots_txt_is_out_of_order_is_left_alone(
    site: Site, fetcher: Fetcher, status: int
) -> None:
    site.pages["/robots.txt"] = Answer("", status)
    site.page("/a", "a")
    assert "robots.txt cannot be had just now" in refused(fetcher, site.address + "/a")
    assert site.paths() == []


def test_a_site_without_robots_txt_may_be_read(site: Site, fetcher: Fetcher) -> None:
    assert fetcher.get(site.page("/a", "a")).body == b"a"


def test_robots_txt_is_read_at_the_host_that_a_redirect_leads_to(
    site: Site, fetcher: Fetcher
) -> None:
    robots(site, "User-agent: *\nDisallow: /closed")
    site.pages["/a"] = Answer("", 302, {"Location": "/closed"})
    assert "forbids" in refused(fetcher, site.address + "/a")
    assert site.paths() == ["/a"]


def test_between_two_requests_to_a_host_there_is_a_pause(
    site: Site, fetcher: Fetcher, clock: Clock
) -> None:
    url = site.page("/a", "a")
    fetcher.get(url)
    fetcher.get(url)
    assert clock.slept == [1.0, 1.0]  # after robots.txt, and between the two pages


def test_the_pause_that_robots_txt_asks_for_is_kept(
    site: Site, fetcher: Fetcher, clock: Clock
) -> None:
    robots(site, "User-agent: *\nCrawl-delay: 7")
    url = site.page("/a", "a")
    fetcher.get(url)
    fetcher.get(url)
    assert clock.slept[-1] == 7.0


def test_an_unchanged_page_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    day = "Fri, 05 Mar 2021 10:00:00 GMT"

    def page(asked: Asked) -> Answer:
        if asked.headers.get("If-None-Match") == '"1"':
            return Answer("", 304)
        return Answer("a", headers={"ETag": '"1"', "Last-Modified": day})

    site.pages["/a"] = page
    first = fetcher.get(site.address + "/a")
    second = fetcher.get(site.address + "/a", first.visit)
    assert (second.is_unchanged, second.body) == (True, b"")
    assert site.asked[-1].headers["If-Modified-Since"] == day


def test_a_busy_server_is_asked_again_later_and_later(
    site: Site, fetcher: Fetcher, clock: Clock
) -> None:
    site.pages["/a"] = [Answer("", 503), Answer("", 503), Answer("a")]
    assert fetcher.get(site.address + "/a").body == b"a"
    assert [seconds for seconds in clock.slept if seconds > 1] == [2.0, 4.0]


def test_a_server_that_says_when_to_come_back_is_heard(
    site: Site, fetcher: Fetcher, clock: Clock
) -> None:
    site.pages["/a"] = [Answer("", 429, {"Retry-After": "30"}), Answer("a")]
    fetcher.get(site.address + "/a")
    assert 30.0 in clock.slept


def test_a_server_that_wants_to_be_left_alone_for_an_hour_is(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Answer("", 429, {"Retry-After": "3600"})
    assert "429" in refused(fetcher, site.address + "/a")
    assert site.paths() == ["/a"]


def test_a_server_that_stays_busy_is_given_up(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Answer("", 503)
    assert "the server answers 503" in refused(fetcher, site.address + "/a")
    assert site.paths() == ["/a"] * 3


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, "is not there: the server answers 404"), (410, "is gone"), (403, "is forbidden")],
)
def test_a_page_that_is_not_there_is_asked_for_once(
    site: Site, fetcher: Fetcher, status: int, said: str
) -> None:
    site.pages["/a"] = Answer("", status)
    assert said in refused(fetcher, site.address + "/a")
    assert site.paths() == ["/a"]


def test_redirects_are_followed_and_the_last_address_is_told(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Answer("", 301, {"Location": "/b?x=1"})
    site.page("/b?x=1", "b")
    assert fetcher.get(site.address + "/a").address == site.address + "/b?x=1"


def test_an_endless_redirect_ends(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Answer("", 302, {"Location": "/b"})
    site.pages["/b"] = Answer("", 302, {"Location": "/a"})
    assert "redirects in a circle" in refused(fetcher, site.address + "/a")
    for number in range(10):
        site.pages[f"/{number}"] = Answer("", 302, {"Location": f"/{number + 1}"})
    assert "more than 5 redirects" in refused(fetcher, site.address + "/0")


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://echo.example/a", "//user@host/"])
def test_a_redirect_leads_only_to_web_addresses(site: Site, fetcher: Fetcher, target: str) -> None:
    site.pages["/a"] = Answer("", 302, {"Location": target})
    assert refused(fetcher, site.address + "/a")


def test_a_page_that_is_too_large_is_given_up_at_once(site: Site, clock: Clock) -> None:
    site.page("/a", b"x" * 5000)
    assert "larger than" in refused(fetcher_of(clock, largest=1000), site.address + "/a")


def test_a_page_that_is_too_large_when_unpacked_is_given_up(site: Site, clock: Clock) -> None:
    bomb = gzip.compress(b"\0" * 5_000_000)
    site.page("/a", bomb, Content_Encoding="gzip")
    fetcher = fetcher_of(clock, largest=len(bomb) + 1000)
    assert "larger than" in refused(fetcher, site.address + "/a")


def test_an_answer_that_takes_too_long_is_given_up(site: Site, clock: Clock) -> None:
    class Slow(Clock):
        def __call__(self) -> float:
            self.now += 100
            return self.now

    site.page("/a", b"x" * 500_000)
    assert "took longer than" in refused(fetcher_of(Slow()), site.address + "/a")


def test_a_wrongly_compressed_answer_is_said_to_be_one(site: Site, fetcher: Fetcher) -> None:
    site.page("/a", b"not gzip at all", Content_Encoding="gzip")
    assert "compressed wrongly" in refused(fetcher, site.address + "/a")


def test_a_connection_that_breaks_off_is_said_to(site: Site, fetcher: Fetcher) -> None:
    site.page("/a", b"half", Content_Length="4000")
    assert "broke off" in refused(fetcher, site.address + "/a")


def test_a_host_that_is_not_there_is_named(clock: Clock) -> None:
    said = refused(fetcher_of(clock, tries=1), "http://nowhere.invalid/a")
    assert "robots.txt cannot be had" in said or "no host of the name nowhere.invalid" in said


def test_this_machine_is_not_fetched_from_unless_allowed(site: Site, clock: Clock) -> None:
    url = site.page("/a", "a")
    assert "private or local address" in refused(fetcher_of(clock, allow_private=False), url)
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_refused_at_that_hop(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host passes for a public one; the one that it leads to is what it is."""
    port = int(site.address.rpartition(":")[2])
    found = socket.getaddrinfo

    def getaddrinfo(host: str, *args: object, **kwargs: object) -> list:
        return found("127.0.0.1" if host == "public.example" else host, *args, **kwargs)

    def is_public_here(address: object) -> bool:
        return str(address) == "127.0.0.1" and is_first.pop() if is_first else is_public(address)

    is_first = [True, True]  # robots.txt and the page itself
    monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(addresses, "is_public", is_public_here)
    site.pages["/a"] = Answer("", 302, {"Location": f"http://127.0.0.1:{port}/secret"})
    fetcher = fetcher_of(clock, allow_private=False)
    said = refused(fetcher, f"http://public.example:{port}/a")
    assert "private or local address" in said
    assert "/secret" not in site.paths()


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that changes its answer between look-ups (DNS rebinding) gains nothing."""
    port = int(site.address.rpartition(":")[2])
    looked_up: list[str] = []
    found = socket.getaddrinfo

    def getaddrinfo(host: str, *args: object, **kwargs: object) -> list:
        looked_up.append(host)
        return found("127.0.0.1", *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    site.page("/a", "a", Connection="close")
    fetcher_of(clock).get(f"http://rebind.example:{port}/a")
    assert looked_up == ["rebind.example"] * 2  # one look-up a connection: robots.txt, the page


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1",
     "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1",
     "100.64.0.1", "255.255.255.255"],
)  # fmt: skip
def test_addresses_that_nobody_outside_can_reach_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    ["ftp://echo.example/", "http://", "echo.example", "http://me:secret@echo.example/",
     "http://echo.example:25/", "http://echo.example:99999/", "http://[::1/"],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        check_address(url)
