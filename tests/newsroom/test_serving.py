"""Installing and serving, and the sentence that is said when one of them cannot be done."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from newsroom import install, preflight
from newsroom.embedded import Server
from newsroom.management.commands.run_site import Command
from newsroom.static_files import collect_static_files

ROOT = Path(__file__).parents[2]

# The way to a running site without the register, whose loading has tests of its own.
SERVE = """
import os, sys, django
django.setup()
from newsroom.management.commands import run_site
run_site.Command.prepare = lambda self: None
from django.core.management import call_command
call_command(run_site.Command(), port=sys.argv[1])
"""


@pytest.fixture
def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def taken_port() -> Iterator[str]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield str(holder.getsockname()[1])


def serve(server: Server, port: str) -> subprocess.Popen:
    """Start the site in a process group of its own, as a terminal does."""
    started = subprocess.Popen(
        [sys.executable, "-c", SERVE, port],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": "",
            "NEWSROOM_VAR": str(server.data.parent),
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "WEB_CONCURRENCY": "1",
            "PYTHONUNBUFFERED": "1",
        },
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert f"http://127.0.0.1:{port}" in started.stdout.readline()
    return started


def test_an_old_python_reads_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert preflight.complaint_about_python() is None
    monkeypatch.setattr("sys.version_info", (3, 9, 2))
    assert "needs Python 3.11 or newer" in preflight.complaint_about_python()
    assert "is 3.9.2" in preflight.complaint_about_python()


def test_a_port_in_use_is_named(taken_port: str, free_port: str) -> None:
    assert preflight.complaint_about_port(free_port) is None
    assert f"Port {taken_port} is in use" in preflight.complaint_about_port(taken_port)


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", ""])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    assert "must be a number from 1 to 65535" in preflight.complaint_about_port(port)


def test_a_full_disk_is_named_with_what_is_needed(tmp_path: Path) -> None:
    assert preflight.complaint_about_folder(str(tmp_path / "a" / "b"), 1) is None
    complaint = preflight.complaint_about_folder(str(tmp_path / "a" / "b"), 10**9)
    assert f"The disk of {tmp_path} has" in complaint
    assert "1000000000 MB are needed" in complaint


def test_a_folder_without_permission_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    if os.geteuid() == 0:  # root may write anywhere
        monkeypatch.setattr("os.access", lambda path, mode: path != str(closed))
    complaint = preflight.complaint_about_folder(str(closed / "var"), 1)
    assert complaint.startswith(f"{closed} may not be written to by this user")


def test_serving_on_a_port_in_use_starts_nothing(taken_port: str) -> None:
    with pytest.raises(CommandError, match=f"Port {taken_port} is in use"):
        call_command(Command(), port=taken_port)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
def test_stopping_the_site_stops_the_database_it_started(
    server: Server, free_port: str, number: signal.Signals
) -> None:
    site = serve(server, free_port)
    assert server.is_running() is True
    with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/robots.txt", timeout=30) as reply:
        assert reply.status == 200
    if number == signal.SIGINT:
        os.killpg(site.pid, number)
    else:
        site.send_signal(number)
    assert site.wait(timeout=30) == 0
    assert server.is_running() is False
    assert preflight.complaint_about_port(free_port) is None


def test_stopping_the_site_leaves_a_database_that_was_running(
    server: Server, free_port: str
) -> None:
    server.ensure()
    site = serve(server, free_port)
    os.killpg(site.pid, signal.SIGINT)
    assert site.wait(timeout=30) == 0
    assert server.is_running() is True


def test_static_files_are_collected_once_until_one_changes(tmp_path: Path, settings) -> None:
    (tmp_path / "source").mkdir()
    sheet = tmp_path / "source" / "sheet.css"
    sheet.write_text("body { margin: 0 }")
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    # As the site stores them; other tests read them where they lie.
    settings.STORAGES = {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    assert collect_static_files() is True
    assert collect_static_files() is False
    assert list((tmp_path / "collected").glob("sheet.*.css"))
    sheet.write_text("body { margin: 1px }")
    assert collect_static_files() is True
    shutil.rmtree(tmp_path / "collected")
    assert collect_static_files() is True


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A folder with two empty requirement files; what pip was to install is returned.

    pip itself is not run, and environments are made without it: that takes seconds.
    """
    monkeypatch.chdir(tmp_path)
    for name in ("requirements.txt", "more.txt"):
        Path(name).write_text(f"# {name}\n")
    called: list[str] = []
    real = install.call

    def watched(*command: str, stdout: int | None = None) -> int:
        if "pip" not in command:
            return real(*command, *["--without-pip"] * ("venv" in command), stdout=stdout)
        called.extend(command[-1:] if "install" in command else [])
        return 0

    monkeypatch.setattr(install, "call", watched)
    return called


def test_packages_are_installed_once_until_the_list_changes(clone: list[str]) -> None:
    install.main(["requirements.txt"])
    install.main(["requirements.txt"])
    assert clone == ["requirements.txt"]
    install.main(["requirements.txt", "more.txt"])
    assert clone == ["requirements.txt", "more.txt"]
    Path("requirements.txt").write_text("# changed\n")
    install.main(["requirements.txt", "more.txt"])
    assert clone == ["requirements.txt", "more.txt", "requirements.txt"]


def test_an_environment_that_lost_its_python_is_mended(clone: list[str]) -> None:
    install.main(["requirements.txt"])
    python = Path(install.PYTHON)
    python.unlink()
    assert install.is_installed(["requirements.txt"]) is False
    install.main(["requirements.txt"])
    assert subprocess.run([python, "-c", ""], check=False).returncode == 0


def test_two_installations_at_once_do_not_meet(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("# none\n")
    command = [sys.executable, "-m", "newsroom.install", "requirements.txt"]
    both = [
        subprocess.Popen(
            command,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = sorted(process.communicate(timeout=60)[0] for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert said[0] == ""
    assert said[1].startswith("Installing the packages of requirements.txt")


def test_packages_that_cannot_be_installed_are_one_sentence_and_tried_again(
    clone: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = install.call
    monkeypatch.setattr(install, "call", lambda *command, **to: int("install" in command))
    with pytest.raises(SystemExit, match=r"packages of requirements\.txt could not be installed"):
        install.main(["requirements.txt"])
    monkeypatch.setattr(install, "call", watched)
    install.main(["requirements.txt"])
    assert clone == ["requirements.txt"]
