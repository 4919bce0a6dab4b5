"""How gunicorn serves the site. Threads keep their database connections between requests."""

import os
from pathlib import Path
from typing import Any

from django.template import engines

from articles.garbage import spare_what_stays

HOST = os.environ.get("NEWSROOM_HOST", "127.0.0.1")
PORT = os.environ.get("PORT", "8000")

bind = f"{HOST}:{PORT}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True  # imported once; connections and index readers are opened after the fork
timeout = 60
graceful_timeout = 10
keepalive = 5
loglevel = "warning"
control_socket_disable = True  # nothing here speaks to it, and two sites would share its address
# The heartbeat of a worker is a file: on a slow disk it would be taken for dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108


def when_ready(server: Any) -> None:
    """Say where the site is; the workers are forked from this process after it."""
    compile_readers_templates()
    host = "127.0.0.1" if HOST == "0.0.0.0" else HOST  # noqa: S104
    print(f"Newsroom is on http://{host}:{PORT} (Ctrl-C stops it).", flush=True)


def compile_readers_templates() -> None:
    """Once for all workers, and before anybody reads a page."""
    readers = engines["readers"].env  # type: ignore[attr-defined]
    for name in readers.list_templates():
        readers.get_template(name)


def post_worker_init(worker: Any) -> None:
    """All that a worker will ever import is there by now."""
    spare_what_stays()
