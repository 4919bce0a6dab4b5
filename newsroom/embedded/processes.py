"""Which processes work on a data folder, told by their working directory and never by a pid file.

A pid file outlives its server, and its number is given to another process sooner or later.
"""

import os
import signal
from pathlib import Path

import psutil


def processes_in(data: Path) -> list[psutil.Process]:
    """Return the live processes whose working directory is the data folder; zombies are dead."""
    return [process for process in _named(data) if _stands_in(process, data)]


def is_served(data: Path) -> bool:
    """Tell whether a server is alive on the folder, be it starting, replaying its log or ready."""
    return any(process.name() == "postgres" for process in processes_in(data))


def end_servers_of_removed(data: Path) -> None:
    """End what still serves a folder that stood here before: it holds the socket we need."""
    for process in _named(data):
        if process.name() == "postgres" and not _stands_in(process, data):
            os.kill(process.pid, signal.SIGQUIT)


def clear_stale_pid_file(data: Path) -> None:
    """Remove `postmaster.pid` when nothing alive works on the folder, whatever pid it names."""
    if not processes_in(data):
        (data / "postmaster.pid").unlink(missing_ok=True)


def _named(data: Path) -> list[psutil.Process]:
    """The live processes in a folder of this path, or in one of this path that was removed."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.cwd() == str(data) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:  # gone meanwhile, or somebody else's
            continue
    return found


def _stands_in(process: psutil.Process, data: Path) -> bool:
    """Tell the folder itself from a removed one of the same path, where the system can."""
    if not Path("/proc/self").exists():
        return True
    try:
        return os.path.samefile(f"/proc/{process.pid}/cwd", data)
    except OSError:  # gone meanwhile
        return False
