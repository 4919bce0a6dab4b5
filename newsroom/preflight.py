"""What must hold before anything is installed or served, each said in one plain sentence.

Runs on a bare Python, an old one too: nothing but the standard library, and no syntax of today.
"""

from __future__ import annotations

import errno
import importlib.util
import os
import shutil
import socket
import sys

OLDEST = (3, 11)
MEGABYTE = 1_000_000


def complaint_about_python() -> str | None:
    """Say what is wrong with the Python that runs this, if anything."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST:
        return (
            f"Newsroom needs Python {OLDEST[0]}.{OLDEST[1]} or newer, and {sys.executable} is "
            f"{version}: install a newer one, or name it with `make run PYTHON=/path/to/python3`."
        )
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        return (
            f"The Python {version} at {sys.executable} cannot make environments: install its venv "
            "package (on Debian and Ubuntu: apt-get install python3-venv)."
        )
    return None


def complaint_about_folder(folder: str, megabytes: int) -> str | None:
    """Say why this many megabytes cannot be written into a folder, made or still to be made."""
    there = os.path.abspath(folder)
    while not os.path.lexists(there):
        there = os.path.dirname(there)
    if not os.access(there, os.W_OK | os.X_OK):
        return (
            f"{there} may not be written to by this user: work in a clone of your own, or set "
            "NEWSROOM_VAR to a folder of your own."
        )
    free = shutil.disk_usage(there).free // MEGABYTE
    if free < megabytes:
        return f"The disk of {there} has {free} MB left, and {megabytes} MB are needed: make room."
    return None


def complaint_about_port(port: str, host: str = "127.0.0.1") -> str | None:
    """Say why the site cannot be served on a port, if so."""
    if not port.isdigit() or not 0 < int(port) < 65_536:
        return f"PORT must be a number from 1 to 65535, and {port!r} is not."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            return _port_sentence(port, error)
    return None


def _port_sentence(port: str, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use: stop what is running there, or choose another port, "
            "for instance `make run PORT=8001`."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is for root only: choose one above 1023 with `make run PORT=8001`."
    return f"Port {port} cannot be used: {error.strerror}."
