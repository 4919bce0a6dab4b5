"""Who runs the embedded PostgreSQL, tried as root, as an ordinary user and without namespaces."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from newsroom.embedded import EmbeddedPostgresError, Server, binaries
from tests.newsroom.test_embedded_faults import postmaster
from tests.newsroom.test_embedded_server import ENSURE

NOBODY = pwd.getpwnam("nobody").pw_uid
WITHOUT_NAME = 54_321
only_as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture(scope="module")
def open_programs() -> Iterator[Path]:
    """A copy of PostgreSQL's programs that every user may run, wherever the package lies."""
    folder = Path(tempfile.mkdtemp(prefix="newsroom-programs-"))
    installed = binaries.bin_folder(18).parent
    shutil.copytree(installed, folder / binaries.PACKAGE / installed.name)
    (folder / binaries.PACKAGE / "__init__.py").touch()
    libraries = installed.parent.with_name(f"{binaries.PACKAGE}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def open_folder(open_programs: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that every user may enter and write to; servers in it run the open programs."""
    folder = Path(tempfile.mkdtemp(prefix="newsroom-open-"))
    folder.chmod(0o777)
    monkeypatch.syspath_prepend(str(open_programs))
    monkeypatch.setenv("PYTHONPATH", str(open_programs))
    yield folder
    for data in folder.glob("*/postgres"):
        Server(data).stop()
    shutil.rmtree(folder)


def as_user(uid: int, work: Callable[[], object]) -> str:
    """Do the work as another user in a child process; return what it returned, or its complaint."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        answer = "the child died"
        try:
            os.setgroups([])
            os.setgid(uid)
            os.setuid(uid)
            answer = str(work())
        except (EmbeddedPostgresError, OSError) as error:
            answer = str(error)
        finally:
            os.write(write, answer.encode())
            os._exit(0)
    os.close(write)
    with open(read) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return answer


def owner(server: Server) -> int:
    """The uid that the server runs under, as seen from outside."""
    return psutil.Process(postmaster(server)).uids().real


@only_as_root
def test_root_runs_it_under_a_folder_that_only_root_may_enter(server: Server) -> None:
    server.data.parent.chmod(0o700)
    assert server.ensure() is True
    assert server.data.stat().st_uid == 0
    assert owner(server) == 0  # nobody inside the namespace, root's files outside
    assert server.data.parent.stat().st_mode & 0o777 == 0o700


@only_as_root
@pytest.mark.parametrize("uid", [NOBODY, WITHOUT_NAME], ids=["named", "without a name"])
def test_an_ordinary_user_makes_starts_and_stops_it(open_folder: Path, uid: int) -> None:
    server = Server(open_folder / "var" / "postgres")
    assert as_user(uid, server.ensure) == "True"
    assert owner(server) == uid
    assert as_user(uid, server.ensure) == "False"
    assert as_user(uid, server.stop) == "True"


@only_as_root
def test_root_runs_another_users_folder_as_that_user(open_folder: Path) -> None:
    server = Server(open_folder / "var" / "postgres")
    as_user(NOBODY, server.ensure)
    as_user(NOBODY, server.stop)
    assert server.ensure() is True
    assert owner(server) == NOBODY
    assert as_user(NOBODY, server.ensure) == "False"
    assert as_user(NOBODY, server.stop) == "True"


@only_as_root
def test_an_ordinary_user_in_roots_clone_reads_which_folder_is_in_the_way(
    open_folder: Path,
) -> None:
    server = Server(open_folder / "var" / "postgres")
    server.ensure()
    for work in (server.ensure, server.stop):
        answer = as_user(NOBODY, work)
        assert f"{server.data.parent}" in answer
        assert "belongs to root and nobody may not use it" in answer
        assert "DATABASE_URL" in answer


@only_as_root
def test_an_ordinary_user_who_may_not_make_the_folder_reads_whose_it_is(open_folder: Path) -> None:
    (open_folder / "clone").mkdir(mode=0o755)
    answer = as_user(NOBODY, Server(open_folder / "clone" / "var" / "postgres").ensure)
    assert f"{open_folder / 'clone'} belongs to root" in answer


def test_without_user_namespaces_root_reads_what_to_do(tmp_path: Path) -> None:
    forbid = "echo 0 > /proc/sys/user/max_user_namespaces"
    start = [sys.executable, "-c", ENSURE, str(tmp_path / "var" / "postgres"), "18"]
    within = ["unshare", "--user", "--map-root-user", "sh", "-c", f'{forbid}; exec "$@"', "sh"]
    done = subprocess.run(
        [*within, *start],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "user namespaces are forbidden here. Run Newsroom as an ordinary user" in done.stderr
    assert not (tmp_path / "var" / "postgres").exists()


@pytest.fixture
def without_namespaces() -> Iterator[list[str]]:
    """The start of a command that runs it as a root who may become any user but not unshare."""
    holder = subprocess.Popen(["unshare", "--user", "sleep", "60"])
    here, there = os.readlink("/proc/self/ns/user"), f"/proc/{holder.pid}/ns/user"
    while os.readlink(there) == here:
        time.sleep(0.01)
    for name in ("uid_map", "gid_map"):
        Path(f"/proc/{holder.pid}/{name}").write_text("0 0 65536")
    enter = ["nsenter", "--user", "--target", str(holder.pid), "--setuid", "0", "--setgid", "0"]
    subprocess.run([*enter, "sh", "-c", "echo 0 > /proc/sys/user/max_user_namespaces"], check=True)
    yield enter
    holder.kill()
    holder.wait()


@only_as_root
def test_without_user_namespaces_root_hands_the_folder_to_nobody(
    without_namespaces: list[str], open_folder: Path
) -> None:
    data = open_folder / "var" / "postgres"
    command = [*without_namespaces, sys.executable, "-c", ENSURE, str(data), "18"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("True", "")
    assert owner(Server(data)) == NOBODY


@only_as_root
def test_without_user_namespaces_a_closed_folder_on_the_way_is_named(
    without_namespaces: list[str], open_folder: Path
) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    command = [sys.executable, "-c", ENSURE, str(closed / "var" / "postgres"), "18"]
    done = subprocess.run([*without_namespaces, *command], capture_output=True, text=True)
    assert f"The user nobody cannot enter {closed}." in done.stderr
