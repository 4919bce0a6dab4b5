"""From an empty or a full database to a running site, in one process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from newsroom import preflight
from newsroom.embedded import EmbeddedPostgresError, Server
from newsroom.static_files import collect_static_files

MEGABYTES = 200


class Command(BaseCommand):
    help = (
        "Bring database, register, seed articles and static files up to date, then serve the "
        "site until it is stopped. A database that this command started is stopped with it."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        for complaint in (
            preflight.complaint_about_port(port),
            preflight.complaint_about_folder(str(settings.VAR), MEGABYTES),
        ):
            if complaint:
                raise CommandError(complaint)
        with terminated_like_interrupted(), self.database():
            self.prepare()
            self.serve(port)

    @contextmanager
    def database(self) -> Iterator[None]:
        """Have the embedded database running, and leave it as it was found."""
        server: Server | None = connection.settings_dict.get("EMBEDDED")
        try:
            started = server if server is not None and server.ensure() else None
        except EmbeddedPostgresError as error:
            raise CommandError(str(error)) from error
        try:
            yield
        except KeyboardInterrupt:
            self.stdout.write("\nStopping.")
        finally:
            connection.close()
            if started is not None:
                started.stop()

    def prepare(self) -> None:
        """Do what is left to do; the second time that is nothing."""
        call_command("migrate", interactive=False, verbosity=0)
        if settings.DEMO:
            call_command("load_demo")
        else:
            call_command("load_roster")
            call_command("ingest", str(settings.SEEDS / "articles"))
        collect_static_files()
        connection.close()

    def serve(self, port: str) -> None:
        """Run gunicorn until it ends; interrupted, let it end what it is at."""
        module, _, name = settings.WSGI_APPLICATION.rpartition(".")
        config = str(settings.BASE_DIR / "newsroom" / "gunicorn.py")
        site = subprocess.Popen(  # noqa: S603  our own site
            [sys.executable, "-m", "gunicorn", "--config", config, f"{module}:{name}"],
            cwd=settings.BASE_DIR,
            env={"SITE_URL": f"http://127.0.0.1:{port}", **os.environ, "PORT": port},
        )
        try:
            status = site.wait()
        except KeyboardInterrupt:
            site.terminate()
            site.wait()
            raise
        if status != 0:
            raise CommandError(f"The site ended: gunicorn says why above (status {status}).")


@contextmanager
def terminated_like_interrupted() -> Iterator[None]:
    """Treat `kill` and a closed terminal as Ctrl-C: everything that was started is stopped."""

    def interrupt(number: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    numbers = (signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, interrupt) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
