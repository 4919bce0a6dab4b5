"""Which processes work on a data folder, told by their working directory and never by a pid file.

A pid file outlives its server, and its number is given to another process sooner or later.
"""

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Worker:
    """A live process in a folder of the data folder's path."""

    pid: int
    name: str
    is_here: bool  # False: the folder it works in was removed, another one has its path now


def processes_in(data: Path) -> list[int]:
    """Return the pids of what is alive with the data folder as working directory."""
    return [worker.pid for worker in _workers(data) if worker.is_here]


def is_served(data: Path) -> bool:
    """Tell whether a server is alive on the folder, be it starting, replaying its log or ready."""
    return any(worker.is_here and worker.name == "postgres" for worker in _workers(data))


def end_servers_of_removed(data: Path) -> None:
    """End what still serves a folder that stood here before: it holds the socket we need."""
    for worker in _workers(data):
        if worker.name == "postgres" and not worker.is_here:
            with suppress(ProcessLookupError):
                os.kill(worker.pid, signal.SIGQUIT)


def clear_stale_pid_file(data: Path) -> None:
    """Remove `postmaster.pid` when nothing alive works on the folder, whatever pid it names."""
    if not processes_in(data):
        (data / "postmaster.pid").unlink(missing_ok=True)


def _workers(data: Path) -> list[Worker]:
    found = []
    for process in psutil.process_iter():
        try:
            # A zombie has no working directory any more: it counts as dead.
            if process.cwd() == str(data) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(Worker(process.pid, process.name(), _stands_in(process.pid, data)))
        except psutil.Error:  # gone meanwhile, or somebody else's
            continue
    return found


def _stands_in(pid: int, data: Path) -> bool:
    """Tell the folder itself from a removed one of the same path, where the system can."""
    if not Path("/proc/self").exists():
        return True
    try:
        return os.path.samefile(f"/proc/{pid}/cwd", data)
    except OSError:  # gone meanwhile
        return False
