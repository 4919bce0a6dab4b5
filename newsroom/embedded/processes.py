"""Which processes work on a data folder, told by their working directory and never by a pid file.

A pid file outlives its server, and its number is given to another process sooner or later.
"""

import os
import signal
from pathlib import Path

import psutil


def processes_in(data: Path) -> list[psutil.Process]:
    """Return the live processes whose working directory is the data folder; zombies are dead."""
    return _with_working_directory(str(data))


def is_served(data: Path) -> bool:
    """Tell whether a server is alive on the folder, be it starting, replaying its log or ready."""
    return any(process.name() == "postgres" for process in processes_in(data))


def _with_working_directory(folder: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.cwd() == folder and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:  # gone meanwhile, or somebody else's
            continue
    return found


def end_servers_of_removed(data: Path) -> None:
    """End what still serves a removed folder: it holds the socket that the new one needs."""
    for process in _with_working_directory(f"{data} (deleted)"):
        if process.name() == "postgres":
            os.kill(process.pid, signal.SIGQUIT)


def clear_stale_pid_file(data: Path) -> None:
    """Remove `postmaster.pid` when nothing alive works on the folder, whatever pid it names."""
    if not processes_in(data):
        (data / "postmaster.pid").unlink(missing_ok=True)
