"""Builds `.venv` and installs what the named requirement files list, once for each content.

    python3 -m newsroom.install requirements.txt [tests/requirements.txt]

Runs on a bare Python. Two at once wait for each other.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time

from newsroom import preflight

FOLDER = ".venv"
PYTHON = os.path.join(FOLDER, "bin", "python")
MEGABYTES = 1_000


def main(files: list[str]) -> None:
    if is_installed(files):
        return
    # The lock is on a file that every clone has: an environment that is not there has no lock file.
    with open(files[0], encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_installed(files):
            return
        stop_at(preflight.complaint_about_python())
        stop_at(preflight.complaint_about_folder(FOLDER, MEGABYTES))
        make_environment()
        for name in files:
            install(name)


def is_installed(files: list[str]) -> bool:
    """Tell whether each file was installed as it is now, into a Python that still runs."""
    try:
        same = all(read(stamp_of(name)) == read(name) for name in files)
        return same and call(PYTHON, "-c", "") == 0
    except OSError:
        return False


def make_environment() -> None:
    """Make `.venv`, or mend one that was left half-made or whose Python is gone."""
    build = [sys.executable, "-m", "venv"]
    ask = [PYTHON, "-m", "pip", "--version"]
    for options in ([], ["--clear"]):
        if call(*build, *options, FOLDER) == 0 and call(*ask, stdout=subprocess.DEVNULL) == 0:
            return
    stop_at(f"No environment could be made in {os.path.abspath(FOLDER)}: see above.")


def install(name: str) -> None:
    """Install one requirement file, unless it has not changed since the last time."""
    if os.path.exists(stamp_of(name)) and read(stamp_of(name)) == read(name):
        return
    print(f"Installing the packages of {name} into {FOLDER}, once …", flush=True)
    begin = time.monotonic()
    if call(PYTHON, "-m", "pip", "install", "--quiet", "-r", name) != 0:
        stop_at(f"The packages of {name} could not be installed: pip says why above.")
    with open(stamp_of(name), "w", encoding="utf-8") as stamp:
        stamp.write(read(name))
    print(f"Installed in {time.monotonic() - begin:.0f} s.", flush=True)


def call(*command: str, stdout: int | None = None) -> int:
    """Run a program of ours and return its exit status."""
    return subprocess.call(command, stdout=stdout)  # noqa: S603  no shell, no input of others


def stamp_of(name: str) -> str:
    """The copy of a requirement file that says what was installed."""
    return os.path.join(FOLDER, "installed-" + name.replace(os.sep, "-"))


def read(name: str) -> str:
    with open(name, encoding="utf-8") as file:
        return file.read()


def stop_at(complaint: str | None) -> None:
    if complaint:
        sys.exit(complaint)


if __name__ == "__main__":
    main(sys.argv[1:])
