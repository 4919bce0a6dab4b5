"""Whether a page is still there, asked of a real server."""

from __future__ import annotations

import socket

import pytest

from articles.fetching import Fetcher
from articles.fetching.looking import Finding, Look, look
from tests.articles.fetching.conftest import Clock, fetcher_of
from tests.articles.fetching.site import Answer, Asked, Site

LEADS = {"Location": "/new"}


def methods(site: Site) -> list[str]:
    return [asked.method for asked in site.asked if asked.path != "/robots.txt"]


def test_a_page_that_is_there_is_asked_for_once_and_not_read(fetcher: Fetcher, site: Site) -> None:
    assert look(fetcher, site.page("/story", "words")) == Look(Finding.THERE)
    assert methods(site) == ["HEAD"]


@pytest.mark.parametrize(
    ("status", "words"), [(404, "is not there: the server answers 404 Not Found"),
                          (410, "is gone: the server answers 410 Gone")],
)  # fmt: skip
def test_one_that_is_not_is_asked_for_twice(
    fetcher: Fetcher, site: Site, status: int, words: str
) -> None:
    site.pages["/story"] = Answer("nothing", status)
    assert look(fetcher, site.address + "/story") == Look(Finding.MISSING, words)
    assert methods(site) == ["HEAD", "GET"]
    assert site.asked[-1].headers["Range"] == "bytes=0-0"


@pytest.mark.parametrize("status", [200, 206, 416])
def test_a_server_that_does_not_know_head_is_asked_for_the_first_byte(
    fetcher: Fetcher, site: Site, status: int
) -> None:
    site.pages["/story"] = lambda asked: Answer("w", 405 if asked.method == "HEAD" else status)
    assert look(fetcher, site.address + "/story") == Look(Finding.THERE)


def test_one_that_has_moved_for_good_is_found_where_it_is(fetcher: Fetcher, site: Site) -> None:
    site.pages["/story"] = Answer("", 301, LEADS)
    site.pages["/new"] = Answer("", 308, {"Location": "/newer"})
    there = site.page("/newer", "words")
    assert look(fetcher, site.address + "/story") == Look(Finding.MOVED, address=there)


@pytest.mark.parametrize(
    ("to", "found"),
    [("/story/", Finding.THERE), ("/story?utm_source=here", Finding.THERE), ("/", Finding.MISSING),
     ("/lost", Finding.MISSING), ("/story", Finding.UNASKED)],
)  # fmt: skip
def test_where_it_leads_says_what_has_become_of_it(
    fetcher: Fetcher, site: Site, to: str, found: Finding
) -> None:
    for path in ("/", "/story/", "/story?utm_source=here"):
        site.page(path, "words")
    site.pages["/story"] = Answer("", 301, {"Location": to})
    assert look(fetcher, site.address + "/story").finding is found


def test_one_that_leads_elsewhere_for_the_time_being_is_not_said_to_have_moved(
    fetcher: Fetcher, site: Site
) -> None:
    site.pages["/story"] = Answer("", 302, LEADS)
    site.page("/new", "Please accept our cookies")
    found = look(fetcher, site.address + "/story")
    assert found.finding is Finding.UNASKED
    assert "for the time being" in found.reason


@pytest.mark.parametrize("status", [401, 403, 451, 500, 503])
def test_a_server_that_does_not_say_is_not_taken_to_have_nothing(
    fetcher: Fetcher, site: Site, status: int
) -> None:
    site.pages["/story"] = Answer("", status)
    found = look(fetcher, site.address + "/story")
    assert found.finding is Finding.UNASKED
    assert f"the server answers {status}" in found.reason
    assert found.is_hosts is (status >= 500)


def test_robots_are_obeyed(fetcher: Fetcher, site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /story", "text/plain")
    found = look(fetcher, site.page("/story", "words"))
    assert found == Look(Finding.UNASKED, "its robots.txt forbids it")
    assert methods(site) == []


def test_requests_to_one_host_are_apart(clock: Clock, site: Site) -> None:
    fetcher = fetcher_of(clock, delay=3.0)
    look(fetcher, site.address + "/story")
    assert clock.slept == [3.0, 3.0]  # robots.txt, HEAD, GET


def test_a_host_that_does_not_answer_is_not_gone(fetcher: Fetcher) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/story"
        found = look(fetcher, address)
    assert found.finding is Finding.UNASKED
    assert found.reason


@pytest.mark.parametrize(
    ("errno", "found"), [(socket.EAI_NONAME, Finding.MISSING), (socket.EAI_AGAIN, Finding.UNASKED)]
)
def test_a_host_is_gone_when_there_is_none_of_its_name_and_not_when_nobody_can_say(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, errno: int, found: Finding
) -> None:
    def ask(*args: object, **values: object) -> list:
        raise socket.gaierror(errno, "as told")

    monkeypatch.setattr("socket.getaddrinfo", ask)
    answer = look(fetcher, "http://echo.example/story")
    assert answer.finding is found
    assert "there is no host of the name echo.example" in answer.reason


def test_private_addresses_are_not_asked(clock: Clock, site: Site) -> None:
    fetcher = fetcher_of(clock, allow_private=False)
    found = look(fetcher, site.page("/story", "words"))
    assert found.finding is Finding.UNASKED
    assert site.asked == []


def test_a_question_has_the_same_headers_as_any_other(fetcher: Fetcher, site: Site) -> None:
    look(fetcher, site.page("/story", "words"))
    asked: Asked = site.asked[-1]
    assert asked.headers["User-Agent"].startswith("Newsroom/0.1")
