"""A headless Chromium for the tests: Playwright's own, else the one of the system."""

import os
import shutil
import subprocess
import sys
from typing import Any

from playwright.sync_api import Error, Playwright, sync_playwright

SYSTEM = ("chromium", "chromium-browser", "google-chrome")
# The sandbox of Chromium does not work as root, nor in most containers.
FLAGS = ["--no-sandbox", "--disable-background-networking"]
DOWNLOAD_SECONDS = 300


def candidates() -> list[dict[str, Any]]:
    """Return arguments for `playwright.chromium.launch`, the ones to be preferred first."""
    found = [{"executable_path": path} for path in map(shutil.which, SYSTEM) if path]
    return [{**options, "args": FLAGS} for options in ({}, *found)]


def starts(playwright: Playwright, options: dict[str, Any]) -> bool:
    """Tell whether a browser is there and has all the libraries it needs."""
    try:
        playwright.chromium.launch(**options).close()
    except Error:
        return False
    return True


def is_there() -> bool:
    with sync_playwright() as playwright:
        return any(starts(playwright, options) for options in candidates())


def bring() -> bool:
    """Install a browser unless there is one; True when there is one now."""
    if is_there():
        return True
    print("Bringing a browser for the tests, once …", flush=True)
    for install in (install_playwrights_own, install_the_systems):
        if install() and is_there():
            return True
    return False


def install_playwrights_own() -> bool:
    return _succeeds([sys.executable, "-m", "playwright", "install", "chromium"])


def install_the_systems() -> bool:
    """Install the distribution's Chromium, which only root can do."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    wanted = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
    return _succeeds(["apt-get", "update"]) and _succeeds(wanted)


def _succeeds(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.call(command, env=environment, timeout=DOWNLOAD_SECONDS, **quiet) == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
