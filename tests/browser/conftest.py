"""A real browser on a running site."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Playwright, sync_playwright

from tests.browser.chromium import candidates, starts


@pytest.fixture(autouse=True)
def _plain_static_files(settings) -> None:
    """Static files by their plain names: nothing was collected for a test."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # Playwright's own loop runs in this thread, and Django would take it for an async view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The Chromium that `make test` brings; none skips these tests, or fails them in CI."""
    options = next(filter(partial(starts, playwright), candidates()), None)
    if options is None and os.environ.get("CI") != "true":
        pytest.skip("no browser could be started, so its tests were not run")
    launched = playwright.chromium.launch(**options or {})
    yield launched
    launched.close()


@pytest.fixture
def signed_in(live_server, browser: Browser, editor: User) -> Iterator[Callable]:
    """Opens a window in which the editor is logged in."""
    client, opened = Client(), []
    client.force_login(editor)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value

    def window(**options: object) -> BrowserContext:
        context = browser.new_context(**options)
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        opened.append(context)
        return context

    yield window
    for context in opened:
        context.close()
