"""One PostgreSQL server on one data folder: made, started, asked and stopped."""

import hashlib
import os
import shlex
import shutil
import stat
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from psycopg import pq

from newsroom.embedded import processes
from newsroom.embedded.binaries import DEFAULT_MAJOR, INITDB_LOCALE, bin_folder, major_of
from newsroom.embedded.errors import EmbeddedPostgresError
from newsroom.embedded.locking import exclusive, unusable
from newsroom.embedded.privileges import Runner, runner_for

USER = DATABASE = "newsroom"
LOG = "server.log"
# A server that cannot start says so within seconds; one that replays its log after a crash is
# alive and may take minutes.
START_SECONDS = 15
RECOVERY_SECONDS = 300


CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")  # "max" where there is none


def shared_megabytes() -> int:
    """A sixteenth of the memory there is, of which the server takes only what it has used."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with suppress(OSError, ValueError):
        memory = min(memory, int(CONTAINER_LIMIT.read_text()))
    return min(max(memory // 16 // 2**20, 128), 1024)


SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "log_checkpoints": "off",
    # What stands in a failed statement may be words that the law requires to go: not in a log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    # The server's own defaults suit few megabytes: while a big archive comes in, it would write
    # whole pages into its log again and again, most of them after checkpoints that came too early.
    "shared_buffers": f"{shared_megabytes()}MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "wal_compression": "on",
}


@dataclass(frozen=True)
class Server:
    """The server of the data folder `data`.

    `version` is the major version of a folder that is made anew (an existing one keeps its own);
    `settings` are laid over ours.
    """

    data: Path
    version: int = DEFAULT_MAJOR
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def socket_folder(self) -> Path:
        """A short private folder, always the same: a socket's path has 107 bytes at most."""
        name = hashlib.sha256(os.fsencode(self.data.resolve())).hexdigest()[:16]
        return Path("/tmp") / f"newsroom-{name}"  # noqa: S108  its owner is checked before use

    @property
    def programs(self) -> Path:
        """The folder of `psql` and the others in this server's version."""
        return bin_folder(major_of(self.data) or self.version)

    def is_running(self) -> bool:
        """Ask the socket, not the pid file; True when connections are accepted."""
        try:
            _reopen(self.data)
            if not (self.data / "postmaster.pid").exists():  # a removed folder may still be served
                return False
        except PermissionError as error:
            raise unusable(self.data) from error
        where = f"host={self.socket_folder} user={USER} dbname={DATABASE} connect_timeout=5"
        return pq.PGconn.ping(where.encode()) == pq.Ping.OK

    def ensure(self) -> bool:
        """Start the server unless it answers; True when this call started it.

        Safe from any number of processes at once. Raises EmbeddedPostgresError with a sentence.
        """
        if self.is_running():
            return False
        with exclusive(self._lock):
            if self.is_running():
                return False
            runner = runner_for(self.data)
            if major_of(self.data) is None:
                self._make(runner)
            self._start(runner)
        return True

    def stop(self) -> bool:
        """Shut down fast, open transactions are rolled back; True when there was one to stop."""
        if not os.path.exists(self.data):  # unlike Path.exists, silent about a closed folder
            return False
        with exclusive(self._lock):
            _reopen(self.data)
            data = self.data.resolve()
            processes.clear_stale_pid_file(data)
            if not (data / "postmaster.pid").exists():
                return False
            self._halt(runner_for(data))
            shutil.rmtree(self.socket_folder, ignore_errors=True)
        return True

    @property
    def _lock(self) -> Path:
        return self.data.with_name(f"{self.data.name}.lock")

    def _make(self, runner: Runner) -> None:
        """Make the cluster aside and move it in place, so that a half-made one is never met."""
        if self.data.exists() and any(self.data.iterdir()):
            raise EmbeddedPostgresError(f"{self.data} is no data folder of PostgreSQL: empty it.")
        new, programs = self.data.with_name(f"{self.data.name}.new"), bin_folder(self.version)
        try:
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir(mode=0o700)
            runner.take(new)
        except PermissionError as error:
            raise unusable(new.parent) from error
        initdb = (programs / "initdb", "-D", ".", "-U", USER, "--auth=trust", "--encoding=UTF8")
        done = runner.run(*initdb, *INITDB_LOCALE[self.version], "--no-instructions", cwd=new)
        if done.returncode == 0:
            command = (programs / "postgres", "--single", "-D", ".", "postgres")
            done = runner.run(*command, cwd=new, text=f"CREATE DATABASE {DATABASE}\n")
        if done.returncode != 0:
            raise EmbeddedPostgresError(f"No database could be made in {self.data}: {_last(done)}")
        new.rename(self.data)

    def _start(self, runner: Runner) -> None:
        """Start and start again until it answers.

        A killed server stands in the way of the next one for a moment: it is a zombie for half a
        second, its children let go of the shared memory a little later, and its lock file stays.
        """
        begin, data = time.monotonic(), self.data.resolve()
        options = {**SETTINGS, "unix_socket_directories": str(self.socket_folder), **self.settings}
        quoted = " ".join(f"-c {name}={shlex.quote(value)}" for name, value in options.items())
        start = (self.programs / "pg_ctl", "start", "-w", "-D", ".", "-l", LOG, "-o", quoted)
        while True:
            _make_private(data)
            runner.take(data)
            _make_socket_folder(self.socket_folder, runner)
            done = runner.run(*start, cwd=data)
            if self.is_running():
                return
            waited = time.monotonic() - begin
            patience = RECOVERY_SECONDS if processes.is_served(data) else START_SECONDS
            if waited > patience:
                raise EmbeddedPostgresError(f"No database started in {data}: {_reason(data, done)}")
            self._clear_the_way(data, runner)
            time.sleep(0.1)

    def _clear_the_way(self, data: Path, runner: Runner) -> None:
        processes.clear_stale_pid_file(data)
        processes.end_servers_of_removed(data)
        if self._answers_elsewhere(data):
            self._halt(runner)

    def _answers_elsewhere(self, data: Path) -> bool:
        """Tell whether a ready server has lost its socket, or the folder has been moved since."""
        try:
            lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return False
        if len(lines) < 8 or lines[7].strip() != "ready":
            return False
        at_home = lines[4] == str(self.socket_folder)
        return not at_home or not any(self.socket_folder.glob(".s.PGSQL.*"))

    def _halt(self, runner: Runner) -> None:
        stop = (self.programs / "pg_ctl", "stop", "-w", "-m", "fast", "-D", ".")
        done = runner.run(*stop, cwd=self.data)
        if done.returncode != 0:
            raise EmbeddedPostgresError(f"The database in {self.data} goes on: {_last(done)}")


def _reopen(data: Path) -> None:
    """Give the owner of a folder back what `chmod -R 000` took away."""
    is_closed = os.path.exists(data) and not os.access(data, os.R_OK | os.X_OK)
    if is_closed and data.stat().st_uid == os.geteuid():
        _make_private(data)


def _make_private(data: Path) -> None:
    """Close a data folder to others, or PostgreSQL refuses it.

    Where it was not closed somebody ran `chmod -R`, which may have taken rights away inside too.
    """
    if stat.S_IMODE(data.stat().st_mode) == 0o700:
        return
    data.chmod(0o700)
    for place, folders, files in os.walk(data):
        for name in (*folders, *files):
            path = Path(place, name)
            path.chmod(path.stat().st_mode | (0o700 if name in folders else 0o600))


def _make_socket_folder(folder: Path, runner: Runner) -> None:
    """Make the folder of the socket; in /tmp, where anybody may have made one of that name."""
    folder.mkdir(mode=0o700, exist_ok=True)
    info = folder.lstat()
    if not stat.S_ISDIR(info.st_mode) or info.st_uid not in (os.geteuid(), runner.owner):
        raise unusable(folder)
    folder.chmod(0o700)
    runner.take(folder)


def _last(done: subprocess.CompletedProcess[str]) -> str:
    """The last line that a program said."""
    said = f"{done.stdout}{done.stderr}".strip()
    return said.splitlines()[-1] if said else "it does not say why."


def _reason(data: Path, done: subprocess.CompletedProcess[str]) -> str:
    """The last complaint in the server's own log, else what pg_ctl said."""
    log = data / LOG
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    return next((line for line in reversed(lines) if "FATAL" in line), _last(done))
