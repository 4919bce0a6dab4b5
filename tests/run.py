"""Runs all tests, those in a browser too, or says which were not run: what `make test` calls.

Arguments are pytest's. With CI=true tests that were not run are a failure.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.browser import chromium

BROWSER_TESTS = Path("tests/browser")


def main(arguments: list[str]) -> int:
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", *arguments]
    browser = chromium.bring()
    if not browser:
        command += ["--ignore", str(BROWSER_TESTS), "-m", "not browser"]
    tests = subprocess.Popen(command)
    # Ctrl-C reaches pytest too, which stops its database; leaving earlier would leave that behind.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    status = tests.wait()
    if not browser:
        print("No browser could be had. Not run:", *sorted(BROWSER_TESTS.glob("test_*.py")))
        return status or int(os.environ.get("CI") == "true")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
