"""Static files are collected, hashed and compressed when they have changed, and only then."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_static_files() -> bool:
    """Collect into STATIC_ROOT; True when there was something to do."""
    stamp, now = Path(settings.STATIC_ROOT) / "collected", _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == now:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now, encoding="ascii")
    return True


def _fingerprint() -> str:
    """A digest of the names, sizes and times of all source files."""
    return hashlib.sha256("\n".join(sorted(_sources())).encode()).hexdigest()


def _sources() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            info = os.stat(storage.path(name))
            yield f"{name} {info.st_size} {info.st_mtime_ns}"
