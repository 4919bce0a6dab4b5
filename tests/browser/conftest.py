"""A real browser on a running site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Playwright, sync_playwright

SYSTEM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-background-networking"]


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
    """Playwright's own Chromium, else the system's; none skips these tests, or fails them in CI."""
    try:
        launched = launch(playwright)
    except Error as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no browser could be started, so its tests were not run: {error.message}")
    yield launched
    launched.close()


def launch(playwright: Playwright) -> Browser:
    try:
        return playwright.chromium.launch(args=FLAGS)
    except Error:
        system = next(filter(None, map(shutil.which, SYSTEM)), None)
        if system is None:
            raise
        return playwright.chromium.launch(executable_path=system, args=FLAGS)
