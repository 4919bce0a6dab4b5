"""Where the indexes lie, which of them is in use, and who may write.

SEARCH_INDEX/CURRENT names a folder for each index; it is replaced in one step, so a search sees
the old pair or the new one. One process at a time holds `writer.lock`; all others only read.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import tantivy
from django.conf import settings

from articles.search import schema

ABANDONED = 3600.0  # seconds until a folder that is not in use may go; readers may still hold it


class IndexMissing(Exception):
    """There is no index of this version here yet."""


class IndexDamaged(Exception):
    """The index cannot be read; it has to be built anew."""


@contextmanager
def damage_reported() -> Iterator[None]:
    """Turn whatever the index library raises for unreadable files into `IndexDamaged`."""
    try:
        yield
    except (ValueError, OSError) as fault:
        raise IndexDamaged(str(fault)) from fault
    except BaseException as fault:
        # A panic of the library has no public class and is no `Exception`.
        if type(fault).__name__ != "PanicException":
            raise
        raise IndexDamaged(str(fault)) from fault


def root() -> Path:
    return Path(settings.SEARCH_INDEX)


def current() -> dict[str, Path]:
    """The folder in use of each index, by name. Raises IndexMissing or IndexDamaged."""
    try:
        named = json.loads((root() / "CURRENT").read_text())
    except FileNotFoundError as fault:
        raise IndexMissing from fault
    except ValueError as fault:
        raise IndexDamaged("CURRENT cannot be read") from fault
    if not isinstance(named, dict) or named.get("version") != schema.VERSION:
        raise IndexMissing
    folders = {kind.name: root() / named.get(kind.name, "missing") for kind in schema.KINDS}
    if not all((folder / "meta.json").is_file() for folder in folders.values()):
        raise IndexDamaged("a folder that CURRENT names is gone")
    return folders


def put_in_use(folders: dict[str, Path]) -> None:
    """Make these folders the ones that every search reads from now on."""
    named = {"version": schema.VERSION} | {name: path.name for name, path in folders.items()}
    draft = root() / "CURRENT.new"
    with draft.open("w") as file:
        file.write(json.dumps(named))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(root() / "CURRENT")


def open_index(folder: Path) -> tantivy.Index:
    """The index in a folder, opened once a process: what is open does not survive a fork."""
    with damage_reported():
        return _opened(folder, os.getpid())


@lru_cache(maxsize=4)
def _opened(folder: Path, _process: int) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual")
    return registered(index)


def create_index(kind: schema.Kind, stamp: str) -> tuple[Path, tantivy.Index]:
    folder = root() / f"{kind.name}-{stamp}"
    folder.mkdir(parents=True)
    return folder, registered(tantivy.Index(schema.build_schema(kind), path=str(folder)))


def registered(index: tantivy.Index) -> tantivy.Index:
    for name, analyzer in schema.analyzers().items():
        index.register_tokenizer(name, analyzer)
    return index


def searcher(folder: Path) -> tantivy.Searcher:
    """The index as last committed, by whichever process."""
    index = open_index(folder)
    with damage_reported():
        index.reload()
        return index.searcher()


@contextmanager
def writer_lock(wait: float | None) -> Iterator[bool]:
    """Whether this process may write, after waiting `wait` seconds (None: as long as it takes)."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / "writer.lock").open("a") as file:
        yield _locked(file.fileno(), wait)


def _locked(descriptor: int, wait: float | None) -> bool:
    deadline = None if wait is None else time.monotonic() + wait
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if deadline is not None and time.monotonic() >= deadline:
                return False
            time.sleep(0.02)
        else:
            return True


def remove_abandoned(older_than: float = ABANDONED) -> None:
    """Remove folders that are not in use and untouched for `older_than` seconds."""
    in_use = {path.name for path in current().values()}
    for kind in schema.KINDS:
        for folder in root().glob(f"{kind.name}-*"):
            if folder.name not in in_use and time.time() - folder.stat().st_mtime > older_than:
                shutil.rmtree(folder, ignore_errors=True)
